import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { grantFaultCodes } from './give-grant.ts';
import { daySchema, reasonSchema } from './org.ts';
import { userIdSchema } from './person.ts';
import { postIdSchema } from './post.ts';

export const delegationIdSchema = id('DelegationId').meta({ label: '代理' });
export type DelegationId = z.output<typeof delegationIdSchema>;

export const delegationCauses = ['leave', 'illness', 'mission', 'study', 'other'] as const;
export type DelegationCause = (typeof delegationCauses)[number];
export const delegationCauseLabel = { leave: '休假', illness: '病假', mission: '出差', study: '学习培训', other: '其他' } satisfies Record<DelegationCause, string>;

export const delegationStates = ['planned', 'live', 'over', 'revoked'] as const;
export type DelegationState = (typeof delegationStates)[number];
export const delegationStateLabel = { planned: '尚未开始', live: '代理中', over: '已结束', revoked: '已撤销' } satisfies Record<DelegationState, string>;

const person = z.strictObject({ userId: userIdSchema, name: z.string() });

/** What is delegated, in words, and the days. Both persons see it; it ends by itself after the last day. */
export const delegationSchema = z.strictObject({
  delegationId: delegationIdSchema,
  from: person,
  to: person,
  cause: z.enum(delegationCauses),
  firstDay: z.string(),
  lastDay: z.string(),
  state: z.enum(delegationStates),
  posts: z.array(z.string()),
  reason: z.string(),
  madeBy: z.string(),
  revoked: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** `identity.revoke-delegation` */
  actions: z.array(actionOfferSchema),
});
export type DelegationView = z.output<typeof delegationSchema>;

/** Delegations given by and to the person who asks, newest first. */
export const listMyDelegations = endpoint({
  id: 'identity.list-my-delegations',
  method: 'GET',
  path: '/api/my/delegations',
  summary: '我委托的和委托给我的代理',
  access: { permission: 'identity.delegate', target: 'many' },
  reply: z.strictObject({
    given: z.array(delegationSchema),
    received: z.array(delegationSchema),
    /** posts of the person from which something may be delegated */
    posts: z.array(z.strictObject({ postId: postIdSchema, words: z.string(), lastDay: z.string().nullable() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

/** Names a delegate for own posts and days; never more than one holds, never from what was delegated. */
export const delegate = endpoint({
  id: 'identity.delegate',
  method: 'POST',
  path: '/api/my/delegations',
  summary: '委托他人在一段日期内代理自己的岗位',
  access: { permission: 'identity.delegate', target: 'one' },
  body: z.strictObject({
    to: userIdSchema.meta({ label: '代理人' }),
    postIds: z.array(postIdSchema).min(1, '请至少选择一个岗位').max(20).meta({ label: '代理的岗位' }),
    cause: z.enum(delegationCauses).meta({ label: '事由' }),
    firstDay: daySchema('开始日期'),
    lastDay: daySchema('结束日期'),
    reason: reasonSchema,
  }),
  reply: z.strictObject({ delegationId: delegationIdSchema }),
  refusals: [
    'identity.person_not_found',
    'identity.person_not_active',
    'identity.delegation_days',
    'identity.delegation_exceeds_own',
    'identity.delegation_forbidden',
    'identity.delegation_chained',
    'identity.delegation_to_self',
    'identity.delegation_exceeds',
    ...grantFaultCodes,
  ],
});

export const revokeDelegation = endpoint({
  id: 'identity.revoke-delegation',
  method: 'POST',
  path: '/api/delegations/:delegationId/revocations',
  summary: '撤销代理，立即生效',
  access: { permission: 'identity.delegate', target: 'one' },
  params: z.strictObject({ delegationId: delegationIdSchema }),
  body: z.strictObject({ reason: reasonSchema }),
  reply: z.strictObject({ delegationId: delegationIdSchema }),
  refusals: ['identity.delegation_not_found', 'identity.delegation_over'],
});
