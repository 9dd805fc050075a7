import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { reachedOrgSchema } from './grant.ts';
import { daySchema } from './org.ts';
import { grantIdSchema, personStatuses, userIdSchema } from './person.ts';
import { grantReaches, roles } from './roles.ts';

const reachSchema = z.strictObject({
  grantId: grantIdSchema,
  role: z.enum(roles),
  reach: z.enum(grantReaches),
  /** units reached on the day, dissolved ones last; null = all */
  orgs: z.array(reachedOrgSchema).nullable(),
  regions: z.array(z.string()),
  planPaths: z.array(z.string()).nullable(),
  from: z.string(),
  to: z.string().nullable(),
  isDelegated: z.boolean(),
});
/** What a person can do and see on a day, from the same grants that decide. Looking it up is recorded. */
export const getPersonAccess = endpoint({
  id: 'identity.get-person-access',
  method: 'GET',
  path: '/api/people/:userId/access',
  summary: '这个人能看到什么、能做什么',
  access: { permission: 'identity.read-grants', target: 'one' },
  params: z.strictObject({ userId: userIdSchema }),
  query: z.strictObject({ on: daySchema('日期').optional() }),
  reply: z.strictObject({
    person: z.strictObject({ userId: userIdSchema, name: z.string(), status: z.enum(personStatuses) }),
    on: z.string(),
    reaches: z.array(reachSchema),
    permissions: z.array(z.strictObject({ permission: z.string(), label: z.string(), needsSecondFactor: z.boolean(), grantIds: z.array(grantIdSchema) })),
  }),
  refusals: ['identity.person_unknown'],
});
