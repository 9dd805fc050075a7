import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { planIdSchema, planVersionSchema, versionIdSchema } from './plan.ts';

export const changeKinds = [
  'added',
  'dropped',
  'raised',
  'lowered',
  'deadline-earlier',
  'deadline-later',
  'deadline-added',
  'deadline-removed',
  'owner-changed',
  'scope-changed',
  'hardened',
  'softened',
  'attribute-changed',
  'split',
  'merged',
  'moved',
  'reworded',
] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const changeKindLabel = {
  added: '新增',
  dropped: '删去',
  raised: '提高',
  lowered: '降低',
  'deadline-earlier': '时限提前',
  'deadline-later': '时限推后',
  'deadline-added': '补上时限',
  'deadline-removed': '取消时限',
  'owner-changed': '责任单位变更',
  'scope-changed': '范围变更',
  hardened: '要求变硬',
  softened: '要求变软',
  'attribute-changed': '项目参数变更',
  split: '拆分',
  merged: '合并',
  moved: '移动',
  reworded: '改写',
} satisfies Record<ChangeKind, string>;

/** What a change is about: a stretch of the outline or a record of one of these lists. */
export const changedLists = ['outline', 'targets', 'milestones', 'documents', 'projects', 'actors'] as const;
export type ChangedList = (typeof changedLists)[number];
export const changedListLabel = {
  outline: '条文',
  targets: '指标任务',
  milestones: '节点与争创',
  documents: '交付文件',
  projects: '项目',
  actors: '责任单位',
} satisfies Record<ChangedList, string>;

const count = z.int().nonnegative();

/** Where a record or node stands in its version's text, for marking: node = its own stretch, record = its own words. */
export const changedPlaceSchema = z.strictObject({
  id: z.string(),
  /** innermost outline node; the node itself for a change of the outline */
  node: z.string(),
  spans: z.array(z.strictObject({ start: count, end: count })),
});
export type ChangedPlace = z.output<typeof changedPlaceSchema>;

export const planChangeSchema = z.strictObject({
  /** place in the whole list of changes, from 0 */
  ordinal: count,
  kind: z.enum(changeKinds),
  list: z.enum(changedLists),
  /** in the text of `from`; empty for additions */
  before: z.array(changedPlaceSchema),
  /** in the text of `to`; empty for omissions */
  after: z.array(changedPlaceSchema),
  field: z.string().nullable(),
  /** old and new words */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** one Chinese line */
  message: z.string(),
});
export type PlanChange = z.output<typeof planChangeSchema>;

/** What changed between two versions of one plan, in text order of the outline and then list by list. */
export const compareVersions = endpoint({
  id: 'plan.compare-versions',
  method: 'GET',
  path: '/api/plans/:planId/diff',
  summary: '比较一个方案的两个版本',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({
    from: versionIdSchema.meta({ label: '旧版本' }),
    to: versionIdSchema.meta({ label: '新版本' }),
    kind: z.enum(changeKinds).optional().meta({ label: '变化种类' }),
    list: z.enum(changedLists).optional().meta({ label: '变化对象' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({
    from: planVersionSchema,
    to: planVersionSchema,
    items: z.array(planChangeSchema),
    nextCursor: z.string().nullable(),
    /** changes that match the filters */
    total: count,
    /** all changes per kind, whatever the filters; kinds without a change are left out */
    counts: z.array(z.strictObject({ kind: z.enum(changeKinds), count: z.int().positive() })),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
