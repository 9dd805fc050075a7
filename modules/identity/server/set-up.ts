/** First run: a code on the console of the server opens the page that makes the three administrators; then it is closed for good. */
import { formatMoment } from '#kernel/calendar.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { systemActor } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { preparedUseCase, runWrite } from '#kernel/server/use-case.ts';
import type { PrepareContext, Runtime } from '#kernel/server/use-case.ts';
import { setUp } from '../contract/index.ts';
import type { Role } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import { accountRefusals } from './account-refusals.ts';
import { attemptSucceeded, beginAttempt } from './attempts.ts';
import { requireGoodPassword } from './change-password.ts';
import { hashing } from './hashing.ts';
import { freeAccountName } from './name-account.ts';
import { hashCode, newCode } from './one-time-code.ts';
import type { PasswordHasher } from './password-hash.ts';
import { writePassword } from './person-store.ts';
import { isSetupOpen } from './sign-in-options.ts';
import { readSignInRules } from './sign-in-params.ts';
import { insertPerson, takeNameTurn } from './write-person.ts';

const insertCode = statement({
  name: 'identity.insert-setup-code',
  class: 'router',
  text: `insert into identity.setup_code (region_code, setup_id, code_hash, issued_at, ends_at) values ($1, $2, $3, $4, $5)`,
  params: { region: 'text', setupId: 'uuid', codeHash: 'bytea', at: 'timestamptz', endsAt: 'timestamptz' },
  row: {},
});

/** Only the newest code counts: each start of the server makes the one before worthless. */
const lockCode = statement({
  name: 'identity.lock-setup-code',
  class: 'router',
  text: `select setup_id, code_hash from identity.setup_code where region_code = $1 and used_at is null and ends_at >= $2 order by setup_id desc limit 1 for update`,
  params: { region: 'text', now: 'timestamptz' },
  row: { setup_id: 'uuid', code_hash: 'bytea' },
});

const useCodeRow = statement({
  name: 'identity.use-setup-code',
  class: 'router',
  text: `update identity.setup_code set used_at = $3 where region_code = $1 and setup_id = $2`,
  params: { region: 'text', setupId: 'uuid', at: 'timestamptz' },
  row: {},
});

const insertAdminGrant = statement({
  name: 'identity.insert-setup-grant',
  class: 'router',
  text: `insert into identity.grant (region_code, grant_id, user_id, role, reach, regions, from_on, is_delegable, reason, granted_by, granted_at)
         values ($1, $2, $3, $4, 'all', array[$1], $5, false, '首次设置', 'system:setup', $6)`,
  params: { region: 'text', grantId: 'uuid', userId: 'uuid', role: 'text', fromOn: 'date', at: 'timestamptz' },
  row: {},
});

/** A new code for the console, or undefined when administrators exist. Only its hash is stored. */
export async function issueSetupCode(runtime: Runtime): Promise<string | undefined> {
  return runWrite(runtime, { actor: systemActor('setup', []), requestId: null }, async (context) => {
    if (!(await isSetupOpen(context))) return undefined;
    const { tx, now } = context;
    const code = newCode();
    const { codeSeconds } = await readSignInRules(context);
    await tx.run(insertCode, {
      region: tx.region,
      setupId: context.newId(),
      codeHash: hashCode(code),
      at: formatMoment(now),
      endsAt: formatMoment(now.add({ seconds: codeSeconds })),
    });
    return code;
  });
}

interface NewAdmin {
  readonly role: Role;
  readonly displayName: string;
  readonly accountName: string;
  readonly hash: string;
}

async function makeAdmin(admin: NewAdmin, context: Context): Promise<string> {
  const { tx, now, today, newId } = context;
  const region = tx.region;
  const { name, skeleton } = await freeAccountName(admin.accountName, context, null);
  const userId = newId();
  const at = formatMoment(now);
  await tx.run(insertPerson, { region, userId, kind: 'staff', accountName: name, skeleton, displayName: admin.displayName, stamp: 'real', at });
  await tx.run(writePassword, { region, userId, hash: admin.hash, at, mustChange: false });
  await tx.run(insertAdminGrant, { region, grantId: newId(), userId, role: admin.role, fromOn: today.toString(), at });
  await recordAccount(context, userId, 'created', admin.role);
  return name;
}

const admins = [
  ['systemAdmin', 'system_admin'],
  ['securityAdmin', 'security_admin'],
  ['auditAdmin', 'audit_admin'],
] as const;

async function prepare(body: ServerInput<typeof setUp>['body'], hasher: PasswordHasher, context: PrepareContext) {
  const attemptId = await context.inTransaction(async (inner) => {
    if (!(await isSetupOpen(inner))) throw accountRefusals.setup_closed();
    const { profile } = await readSignInRules(inner);
    for (const [field] of admins) {
      const { password, accountName, displayName } = body[field];
      requireGoodPassword(password, { profile, names: [accountName, displayName], path: `body.${field}.password` });
    }
    return beginAttempt(inner, { key: 'setup', method: 'setup' });
  });
  const hashes: string[] = [];
  for (const [field] of admins) hashes.push(await hasher.hash(body[field].password));
  return { attemptId, hashes };
}

export const setUpUseCase = preparedUseCase(setUp, {
  isShownOnce: true,
  prepare: ({ body }, context) => hashing.admit((hasher) => prepare(body, hasher, context)),
  handler: async ({ body }, context, { attemptId, hashes }) => {
    const { tx, now, refuse } = context;
    await tx.one(takeNameTurn, { region: tx.region });
    if (!(await isSetupOpen(context))) return refuse(accountRefusals.setup_closed());
    const code = await tx.maybe(lockCode, { region: tx.region, now: formatMoment(now) });
    if (code === undefined || !Buffer.from(code.code_hash).equals(hashCode(body.code))) return refuse(accountRefusals.code_wrong());
    await tx.run(useCodeRow, { region: tx.region, setupId: code.setup_id, at: formatMoment(now) });
    const accounts: string[] = [];
    for (const [index, [field, role]] of admins.entries()) accounts.push(await makeAdmin({ ...body[field], role, hash: hashes[index] ?? '' }, context));
    await attemptSucceeded(context, attemptId, null);
    return { accounts };
  },
});
