import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { delegationSchema } from './delegation.ts';
import { grantFaultCodes } from './give-grant.ts';
import { nameSchema, reasonSchema } from './org.ts';
import { orgIdSchema, personStatuses, stamps, userIdSchema } from './person.ts';
import { newPostSchema, postIdSchema, postSchema } from './post.ts';
import { roleSchema } from './roles.ts';

export const personSorts = ['name', 'newest'] as const;
export type PersonSort = (typeof personSorts)[number];
export const personSortLabel = { name: '姓名', newest: '最近登记' } satisfies Record<PersonSort, string>;

export const personRowSchema = z.strictObject({
  userId: userIdSchema,
  displayName: z.string(),
  /** only for administrators */
  accountName: z.string().nullable(),
  status: z.enum(personStatuses),
  stamp: z.enum(stamps),
  /** posts of today, `单位·角色` */
  posts: z.array(z.string()),
});
export type PersonRow = z.output<typeof personRowSchema>;

export const personFilter = {
  q: z.string().max(60, '「查找」不能超过60字').optional().meta({ label: '查找' }),
  orgId: orgIdSchema.optional(),
  /** with the units below it */
  under: z.literal('1').optional().meta({ label: '包括下级单位' }),
  role: roleSchema.optional(),
  status: z.enum(personStatuses).optional().meta({ label: '状态' }),
} as const;

export const listPeople = endpoint({
  id: 'identity.list-people',
  method: 'GET',
  path: '/api/people',
  summary: '工作人员名册，可按单位、角色、状态查找',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject({ ...personFilter, sort: z.enum(personSorts).default('name').meta({ label: '排序' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(personRowSchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    /** `identity.administer-people`, `identity.appoint` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

/** The register as a workbook, at most 20,000 people. */
export const exportPeople = endpoint({
  id: 'identity.export-people',
  method: 'GET',
  path: '/api/people/export',
  summary: '导出工作人员名册（Excel）',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject(personFilter),
  reply: fileReplySchema,
  refusals: [],
});

export const getPerson = endpoint({
  id: 'identity.get-person',
  method: 'GET',
  path: '/api/people/:userId',
  summary: '一名工作人员的岗位、代理和移交',
  access: { permission: 'identity.read-people', target: 'one' },
  params: z.strictObject({ userId: userIdSchema }),
  reply: z.strictObject({
    person: personRowSchema.extend({ revision: z.int().positive(), isSelf: z.boolean() }),
    /** newest first */
    posts: z.array(postSchema),
    given: z.array(delegationSchema),
    received: z.array(delegationSchema),
    handovers: z.array(z.strictObject({ handoverId: z.string(), title: z.string(), state: z.string(), effectiveOn: z.string() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['identity.person_not_found'],
});

/** Registers somebody. An account is opened apart from that, when the person is to sign in. */
export const addPerson = endpoint({
  id: 'identity.add-person',
  method: 'POST',
  path: '/api/people',
  summary: '登记工作人员',
  access: { permission: 'identity.administer-people', target: 'many' },
  body: z.strictObject({
    displayName: nameSchema('姓名', 40),
    /** a namesake exists and it is somebody else */
    isNamesake: z.boolean().default(false).meta({ label: '确认是同名的另一人' }),
  }),
  reply: z.strictObject({ userId: userIdSchema }),
  refusals: ['identity.person_namesake'],
});

/** Corrects a name, suspends, resumes, or marks as left. Whoever leaves or is suspended can do nothing from the next request on. */
export const changePerson = endpoint({
  id: 'identity.change-person',
  method: 'PATCH',
  path: '/api/people/:userId',
  summary: '更正姓名，停用、恢复或标记离任',
  access: { permission: 'identity.administer-people', target: 'one' },
  params: z.strictObject({ userId: userIdSchema }),
  body: z.strictObject({
    displayName: nameSchema('姓名', 40).optional(),
    status: z.enum(personStatuses).optional().meta({ label: '状态' }),
    expectedRevision: z.int().positive().meta({ label: '已见到的版本' }),
    reason: reasonSchema,
  }),
  reply: z.strictObject({ userId: userIdSchema, revision: z.int().positive() }),
  refusals: [
    'identity.person_not_found',
    'identity.person_changed_since',
    'identity.person_nothing_changed',
    'identity.person_holds_posts',
    'identity.person_is_self',
    'identity.grant_last_admin',
  ],
});

export const appoint = endpoint({
  id: 'identity.appoint',
  method: 'POST',
  path: '/api/people/:userId/posts',
  summary: '任命岗位，同时授予相应权限',
  access: { permission: 'identity.appoint', target: 'one' },
  params: z.strictObject({ userId: userIdSchema }),
  body: newPostSchema,
  reply: z.strictObject({ postId: postIdSchema }),
  refusals: ['identity.person_not_found', 'identity.person_not_active', 'identity.post_unit_not_in_being', ...grantFaultCodes],
});

export const endPost = endpoint({
  id: 'identity.end-post',
  method: 'POST',
  path: '/api/posts/:postId/end',
  summary: '免去岗位，同时结束相应权限',
  access: { permission: 'identity.appoint', target: 'one' },
  params: z.strictObject({ postId: postIdSchema }),
  body: z.strictObject({
    /** last day in office */
    on: z.string().meta({ label: '最后任职日' }),
    reason: reasonSchema,
  }),
  reply: z.strictObject({ postId: postIdSchema }),
  refusals: ['identity.post_not_found', 'identity.post_ended_already', 'identity.post_days', 'identity.post_has_duties', 'identity.post_in_handover', 'identity.grant_last_admin'],
});
