import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageLimitSchema } from '#kernel/paging.ts';
import { orgKinds } from './org-kind.ts';
import { asOfSchema, orgHitSchema } from './org.ts';
import { orgIdSchema } from './person.ts';

/** Units in being on a day whose name, short name, former name or credit code contains the words; for pickers. `ids` names units to be shown. */
export const findOrgs = endpoint({
  id: 'identity.find-orgs',
  method: 'GET',
  path: '/api/orgs/search',
  summary: '按名称、简称或统一社会信用代码查找单位',
  access: 'signed-in',
  query: z.strictObject({
    q: z.string().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
    kind: z.enum(orgKinds).optional().meta({ label: '单位类别' }),
    orgId: orgIdSchema.optional(),
    on: asOfSchema,
    limit: pageLimitSchema,
  }),
  reply: z.strictObject({ items: z.array(orgHitSchema), hasMore: z.boolean() }),
  refusals: [],
});
