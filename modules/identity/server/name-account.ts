/** Gives a person an account name: read, compared by skeleton, written. The database has the last word about uniqueness. */
import type { Context } from '#kernel/server/context.ts';
import { nameFaultText, readAccountName } from '../domain/index.ts';
import { accountRefusals } from './account-refusals.ts';
import { findAccount } from './person-store.ts';

export async function freeAccountName(typed: string, context: Context, userId: string | null): Promise<{ readonly name: string; readonly skeleton: string }> {
  const read = readAccountName(typed);
  if (!read.ok) return context.refuse(accountRefusals.name_invalid({ text: nameFaultText[read.fault] }));
  const { tx } = context;
  const other = await tx.maybe(findAccount, { region: tx.region, skeleton: read.skeleton });
  if (other !== undefined && other.user_id !== userId) return context.refuse(accountRefusals.name_taken());
  return read;
}
