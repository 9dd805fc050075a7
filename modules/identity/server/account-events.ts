import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { accountChanged } from '../contract/index.ts';
import type { AccountAct } from '../contract/index.ts';

/** Records what happened to an account; `note` is a reason or which factor, never a secret. */
export async function recordAccount(context: Context, userId: string, act: AccountAct, note = ''): Promise<void> {
  await record(context, accountChanged, { userId, act, note });
}
