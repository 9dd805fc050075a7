import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { areaCodeSchema, areaNameSchema, indicatorIdSchema } from './definition.ts';
import { peerSetIdSchema } from './peer-sets.ts';

export const linkIdSchema = id('ClauseLinkId');
export type ClauseLinkId = z.output<typeof linkIdSchema>;

export const anchorSchema = z.string().min(1).max(200).meta({ label: '条款' });

/** Whose figures speak beside the own ones. */
const rolesShape = {
  /** the area whose series is the benchmark, under the name that the clause uses: 全省平均水平 */
  benchmark: z.strictObject({ area: areaCodeSchema, name: areaNameSchema }).nullable(),
  peerSet: peerSetIdSchema.nullable(),
  /** the clause is about several indicators: figures carry the indicator's name */
  byName: z.boolean(),
};

export const clauseLinkSchema = z.strictObject({
  ...rolesShape,
  linkId: linkIdSchema,
  anchor: anchorSchema,
  recordName: z.string(),
  quote: z.string(),
  confirmedBy: z.string(),
  confirmedAt: z.iso.datetime({ offset: true }),
});

/** Confirms that an indicator answers a clause: its approved figures become evidence for it. */
export const linkClause = endpoint({
  id: 'indicator.link-clause',
  method: 'POST',
  path: '/api/indicators/:indicatorId/links',
  summary: '确认指标对应的条款',
  access: { permission: 'indicator.link', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  body: z.strictObject({
    anchor: anchorSchema,
    recordName: z.string().max(200).meta({ label: '目标名称' }),
    quote: z.string().max(2000).meta({ label: '原文' }),
    benchmark: rolesShape.benchmark.default(null).meta({ label: '对照地区' }),
    peerSet: rolesShape.peerSet.default(null).meta({ label: '对照组' }),
    byName: rolesShape.byName.default(false).meta({ label: '以指标名区分' }),
  }),
  reply: z.strictObject({ link: clauseLinkSchema, emitted: z.int().nonnegative() }),
  refusals: ['indicator.not_found', 'indicator.link_exists', 'indicator.peer_set_not_found'],
});

/** Ends a link; the evidence that it gave is withdrawn. */
export const unlinkClause = endpoint({
  id: 'indicator.unlink-clause',
  method: 'POST',
  path: '/api/indicators/:indicatorId/links/:linkId/end',
  summary: '取消指标与条款的对应',
  access: { permission: 'indicator.link', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema, linkId: linkIdSchema }),
  body: z.strictObject({ reason: z.string().trim().min(1).max(500).meta({ label: '理由' }) }),
  reply: z.strictObject({ withdrawn: z.int().nonnegative() }),
  refusals: ['indicator.not_found', 'indicator.link_not_found'],
});
