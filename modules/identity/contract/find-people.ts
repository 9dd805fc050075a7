import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageLimitSchema } from '#kernel/paging.ts';
import { orgIdSchema, stamps, userIdSchema } from './person.ts';

/** A person as pickers show it: name and what they hold today, to tell two of one name apart. */
export const personHitSchema = z.strictObject({ userId: userIdSchema, displayName: z.string(), posts: z.array(z.string()), stamp: z.enum(stamps) });
export type PersonHit = z.output<typeof personHitSchema>;

/** Active staff whose name or account contains the words; for pickers. */
export const findPeople = endpoint({
  id: 'identity.find-people',
  method: 'GET',
  path: '/api/people/search',
  summary: '按姓名或账号查找在用的工作人员',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject({
    q: z.string().max(60, '「查找」不能超过60字').optional().meta({ label: '查找' }),
    /** only holders of something at this unit */
    orgId: orgIdSchema.optional(),
    userId: userIdSchema.optional(),
    limit: pageLimitSchema,
  }),
  reply: z.strictObject({ items: z.array(personHitSchema), hasMore: z.boolean() }),
  refusals: [],
});
