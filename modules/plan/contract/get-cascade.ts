import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

export const cascadeKinds = ['missing', 'equal', 'higher', 'lower', 'incomparable'] as const;
export type CascadeKind = (typeof cascadeKinds)[number];
export const cascadeKindLabel = {
  missing: '本级没有',
  equal: '一致',
  higher: '高于上级',
  lower: '低于上级',
  incomparable: '无法直接比较',
} satisfies Record<CascadeKind, string>;

const count = z.int().nonnegative();
const target = z.strictObject({
  /** id of the target in its own version */
  id: z.string(),
  node: z.string(),
  /** indicator or object of the target */
  subject: z.string(),
  value: z.strictObject({ text: z.string(), start: count, end: count }),
  number: z.string().nullable(),
  unit: z.string().nullable(),
});
const side = z.strictObject({ planId: planIdSchema, versionId: versionIdSchema, title: z.string(), ordinal: z.int().positive() });

/**
 * 上下级对照: one row per figure of the upper plan's version, with this version's counterpart. Figures of different size
 * of area are `incomparable`; nothing is guessed. `upper` is a version of another plan of the region.
 */
export const getCascade = endpoint({
  id: 'plan.get-cascade',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/cascade',
  summary: '与上级方案逐项对照',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ upper: versionIdSchema.meta({ label: '上级方案的版本' }), kind: z.enum(cascadeKinds).optional().meta({ label: '对照结果' }) }),
  reply: z.strictObject({
    upper: side,
    lower: side,
    items: z.array(z.strictObject({ kind: z.enum(cascadeKinds), upper: target, lower: target.nullable(), message: z.string() })),
    /** all rows per kind, whatever the filter */
    counts: z.strictObject({ missing: count, equal: count, higher: count, lower: count, incomparable: count }),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found', 'plan.upper_not_found', 'plan.upper_is_same_plan'],
});
