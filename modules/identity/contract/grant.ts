import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { daySchema } from './org.ts';
import { grantIdSchema, orgIdSchema, userIdSchema } from './person.ts';
import { grantReaches, roles, roleSchema } from './roles.ts';

export const grantStates = ['live', 'planned', 'expired', 'ended'] as const;
export type GrantState = (typeof grantStates)[number];
export const grantStateLabel = { live: '有效', planned: '尚未生效', expired: '已到期', ended: '已结束' } satisfies Record<GrantState, string>;

const regionSchema = z.string().regex(/^[0-9]{6}$/, '「行政区划」应为6位代码');
/** `/plan/2/3/`: begins and ends with a slash, so that a prefix never ends inside a number. */
export const planPathSchema = z
  .string()
  .max(300)
  .regex(/^\/[^/\s]{1,60}(?:\/[^/\s]{1,60}){0,8}\/$/, '「方案章节」应写成 /方案编号/章/节/ 的形式');

/** What somebody is to get. */
export const newGrantSchema = z.strictObject({
  userId: userIdSchema.meta({ label: '人员' }),
  role: roleSchema,
  orgId: orgIdSchema.nullable().meta({ label: '单位' }),
  reach: z.enum(grantReaches).meta({ label: '授权范围' }),
  regions: z.array(regionSchema).min(1).max(200).meta({ label: '行政区划' }),
  /** null = every plan */
  planPaths: z.array(planPathSchema).min(1).max(200).nullable().meta({ label: '方案章节' }),
  from: daySchema('开始日期'),
  /** null = until ended */
  to: daySchema('结束日期').nullable(),
  isDelegable: z.boolean().meta({ label: '可以转授' }),
  reason: z.string().trim().min(1).max(500).meta({ label: '授权依据' }),
});
export type NewGrant = z.output<typeof newGrantSchema>;

const personRefSchema = z.strictObject({ userId: userIdSchema, name: z.string() });
export const orgRefSchema = z.strictObject({ orgId: orgIdSchema, name: z.string() });

/** A unit that a grant reaches; one that was merged or split is reached by whoever has its affairs (ADR 0036). */
export const reachedOrgSchema = z.strictObject({ orgId: orgIdSchema, name: z.string(), isLiving: z.boolean() });
export type ReachedOrg = z.output<typeof reachedOrgSchema>;

export const grantSchema = z.strictObject({
  grantId: grantIdSchema,
  person: personRefSchema,
  role: z.enum(roles),
  org: orgRefSchema.nullable(),
  reach: z.enum(grantReaches),
  regions: z.array(z.string()),
  planPaths: z.array(z.string()).nullable(),
  from: z.string(),
  to: z.string().nullable(),
  isDelegable: z.boolean(),
  /** whose grant it was made from */
  delegatedBy: personRefSchema.nullable(),
  state: z.enum(grantStates),
  reason: z.string(),
  grantedBy: z.string(),
  grantedAt: z.string(),
  ended: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** `identity.end-grant` */
  actions: z.array(actionOfferSchema),
});
export type GrantView = z.output<typeof grantSchema>;
