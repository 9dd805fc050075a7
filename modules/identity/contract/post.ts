import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';
import { daySchema, documentSchema, nameSchema, reasonSchema } from './org.ts';
import { orgIdSchema, userIdSchema } from './person.ts';
import { grantReaches, roleSchema, roles } from './roles.ts';

export const postIdSchema = id('PostId').meta({ label: '岗位' });
export type PostId = z.output<typeof postIdSchema>;

export const postStates = ['held', 'coming', 'past'] as const;
export type PostState = (typeof postStates)[number];
export const postStateLabel = { held: '在任', coming: '尚未到任', past: '已卸任' } satisfies Record<PostState, string>;

/** Six digits; 340300 covers its counties. */
const regionSchema = z.string().regex(/^[0-9]{6}$/, '「行政区划」应为6位代码');

/** What an appointment says. A post always stands at a unit. */
export const newPostSchema = z.strictObject({
  orgId: orgIdSchema,
  role: roleSchema,
  /** 职务, e.g. 局长 */
  title: nameSchema('职务', 60).optional(),
  reach: z.enum(grantReaches).optional().meta({ label: '授权范围' }),
  regions: z.array(regionSchema).min(1).max(200).optional().meta({ label: '行政区划' }),
  planPaths: z
    .array(z.string().regex(/^\/[^/\s]{1,60}(?:\/[^/\s]{1,60}){0,8}\/$/, '「方案章节」应写成 /方案编号/章/节/ 的形式'))
    .min(1)
    .max(200)
    .nullable()
    .optional()
    .meta({ label: '方案章节' }),
  isDelegable: z.boolean().default(true).meta({ label: '可以转授' }),
  from: daySchema('任职日期'),
  to: daySchema('任期届满日期').nullable().default(null),
  document: documentSchema,
  reason: reasonSchema,
});
export type NewPost = z.output<typeof newPostSchema>;

export const postSchema = z.strictObject({
  postId: postIdSchema,
  userId: userIdSchema,
  personName: z.string(),
  orgId: orgIdSchema,
  orgName: z.string(),
  role: z.enum(roles),
  title: z.string().nullable(),
  /** took over as the named deputy, until somebody is appointed */
  isActing: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(postStates),
  document: z.string().nullable(),
  reason: z.string(),
  appointedBy: z.string(),
  ended: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** `identity.end-post`, `identity.start-handover` */
  actions: z.array(actionOfferSchema),
});
export type PostView = z.output<typeof postSchema>;
