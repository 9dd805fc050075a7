import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { grantSchema, grantStates } from './grant.ts';
import { orgIdSchema, userIdSchema } from './person.ts';
import { roleSchema } from './roles.ts';

export const grantSorts = ['newest', 'person'] as const;
export type GrantSort = (typeof grantSorts)[number];
export const grantSortLabel = { newest: '最近授权', person: '姓名' } satisfies Record<GrantSort, string>;

/** Grants of the region, ended ones included; `q` is a part of the person's name. */
export const listGrants = endpoint({
  id: 'identity.list-grants',
  method: 'GET',
  path: '/api/grants',
  summary: '授权列表，可按人员、角色、单位、状态查找',
  access: { permission: 'identity.read-grants', target: 'many' },
  query: z.strictObject({
    q: z.string().max(60, '「姓名」不能超过60字').optional().meta({ label: '姓名' }),
    userId: userIdSchema.optional(),
    role: roleSchema.optional(),
    orgId: orgIdSchema.optional(),
    state: z.enum(grantStates).optional().meta({ label: '状态' }),
    sort: z.enum(grantSorts).default('newest').meta({ label: '排序' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({
    items: z.array(grantSchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    /** the region of this node, offered first for a new grant */
    region: z.string(),
    /** `identity.give-grant` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
