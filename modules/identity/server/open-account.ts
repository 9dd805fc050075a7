/** Opening an account for a member of staff, and renaming one. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { openAccount, renameAccount } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import { accountRefusals } from './account-refusals.ts';
import { hashing } from './hashing.ts';
import { freeAccountName } from './name-account.ts';
import { newCode } from './one-time-code.ts';
import { peopleRefusals } from './people-refusals.ts';
import { findAccountById, writePassword } from './person-store.ts';
import { takeNameTurn, writeAccountName } from './write-person.ts';

async function nameIt(context: Context, wanted: { readonly userId: string; readonly typed: string; readonly revision: number }): Promise<void> {
  const { tx, now, refuse } = context;
  const { name, skeleton } = await freeAccountName(wanted.typed, context, wanted.userId);
  const written = await tx.run(writeAccountName, { region: tx.region, userId: wanted.userId, revision: wanted.revision, accountName: name, skeleton, at: formatMoment(now) });
  if (written === 0) refuse(accountRefusals.changed_since());
}

async function find(context: Context, userId: string) {
  const { tx, refuse } = context;
  await tx.one(takeNameTurn, { region: tx.region });
  const person = await tx.maybe(findAccountById, { region: tx.region, userId });
  return person === undefined ? refuse(peopleRefusals.person_not_found()) : person;
}

export const openAccountUseCase = preparedUseCase(openAccount, {
  isShownOnce: true,
  prepare: async () => {
    const firstPassword = newCode();
    return { firstPassword, hash: await hashing.hash(firstPassword) };
  },
  handler: async ({ params: { userId }, body }, context, { firstPassword, hash }) => {
    const { tx, now, refuse } = context;
    const person = await find(context, userId);
    if (person.kind !== 'staff') return refuse(accountRefusals.not_staff());
    if (person.status !== 'active') return refuse(accountRefusals.not_active());
    if (person.account_name !== null) return refuse(accountRefusals.exists());
    await nameIt(context, { userId, typed: body.accountName, revision: body.expectedRevision });
    await tx.run(writePassword, { region: tx.region, userId, hash, at: formatMoment(now), mustChange: true });
    await recordAccount(context, userId, 'created', body.accountName);
    return { userId, revision: body.expectedRevision + 1, firstPassword };
  },
  statusOf: () => 201,
});

export const renameAccountUseCase = useCase(renameAccount, async ({ params: { userId }, body }, context) => {
  const person = await find(context, userId);
  if (person.account_name === null) return context.refuse(accountRefusals.missing());
  await nameIt(context, { userId, typed: body.accountName, revision: body.expectedRevision });
  await recordAccount(context, userId, 'renamed', `${person.account_name} → ${body.accountName}：${body.reason}`);
  return { userId, revision: body.expectedRevision + 1 };
});
