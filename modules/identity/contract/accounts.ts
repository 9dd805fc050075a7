/** Accounts of persons: opening, renaming, first password, finding. Persons themselves are registered, suspended and closed in people.ts. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { personKinds, personStatuses, stamps, userIdSchema } from './person.ts';
import { reasonSchema, typedAccountSchema } from './secret-text.ts';

export const accountRowSchema = z.strictObject({
  userId: userIdSchema,
  displayName: z.string(),
  accountName: z.string().nullable(),
  kind: z.enum(personKinds),
  status: z.enum(personStatuses),
  stamp: z.enum(stamps),
  revision: z.int().positive(),
  hasPassword: z.boolean(),
  mustChange: z.boolean(),
  hasTotp: z.boolean(),
  passkeys: z.int().nonnegative(),
  lastSignInAt: z.string().nullable(),
});
export type AccountRow = z.output<typeof accountRowSchema>;

export const listAccounts = endpoint({
  id: 'identity.list-accounts',
  method: 'GET',
  path: '/api/accounts',
  summary: '账号名册',
  access: { permission: 'identity.administer-people', target: 'many' },
  query: z.strictObject({
    q: z.string().max(60, '「查找」不能超过60字').optional().meta({ label: '查找' }),
    kind: z.enum(personKinds).optional().meta({ label: '类别' }),
    status: z.enum(personStatuses).optional().meta({ label: '状态' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({ items: z.array(accountRowSchema), nextCursor: z.string().nullable(), total: z.int().nonnegative(), actions: z.array(actionOfferSchema) }),
  refusals: [],
});

const changed = z.strictObject({ userId: userIdSchema, revision: z.int().positive() });
const accountChange = { method: 'POST', access: { permission: 'identity.administer-people', target: 'one' }, params: z.strictObject({ userId: userIdSchema }) } as const;
const expectedRevision = z.int().positive().meta({ label: '已见到的版本' });

/** Opens an account for a member of staff. The first password is made by the program, shown once, and has to be changed at the first sign-in. */
export const openAccount = endpoint({
  ...accountChange,
  id: 'identity.open-account',
  path: '/api/people/:userId/account',
  summary: '开通账号',
  body: z.strictObject({ accountName: typedAccountSchema, expectedRevision }),
  reply: changed.extend({ firstPassword: z.string() }),
  refusals: ['identity.person_not_found', 'account.name_invalid', 'account.name_taken', 'account.exists', 'account.changed_since', 'account.not_staff', 'account.not_active'],
});

export const renameAccount = endpoint({
  ...accountChange,
  id: 'identity.rename-account',
  path: '/api/people/:userId/account/names',
  summary: '更改账号名',
  body: z.strictObject({ accountName: typedAccountSchema, expectedRevision, reason: reasonSchema }),
  reply: changed,
  refusals: ['identity.person_not_found', 'account.name_invalid', 'account.name_taken', 'account.missing', 'account.changed_since'],
});

export const accountEndpoints = [listAccounts, openAccount, renameAccount] as const;
