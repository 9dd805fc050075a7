import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { inspectionIdSchema, inspectionStates, inspectionSummarySchema, inspectionVerdicts } from './inspection.ts';

/** Digits on the wire. */
const yearSchema = z
  .string()
  .regex(/^2[01][0-9]{2}$/, '「年度」应为四位年份，如 2026')
  .transform(Number)
  .meta({ label: '年度' });

export const inspectionStandings = ['open', 'mine', 'to-visit', 'late', 'rectifying', 'rechecking', 'closed', 'all'] as const;
export type InspectionStanding = (typeof inspectionStandings)[number];
export const inspectionStandingLabel = {
  open: '在办',
  mine: '我在检查组',
  'to-visit': '待到场',
  late: '逾期',
  rectifying: '整改中',
  rechecking: '待复查',
  closed: '已了结',
  all: '全部',
} satisfies Record<InspectionStanding, string>;

export const inspectionSorts = ['day', 'recent'] as const;
export type InspectionSort = (typeof inspectionSorts)[number];
export const inspectionSortLabel = { day: '检查日', recent: '最近变动' } satisfies Record<InspectionSort, string>;

export const inspectionFilterShape = {
  q: z.string().trim().max(200, '「查找」不能超过200字').optional().meta({ label: '查找' }),
  standing: z.enum(inspectionStandings).default('open').meta({ label: '情况' }),
  state: z.enum(inspectionStates).optional().meta({ label: '状态' }),
  verdict: z.enum(inspectionVerdicts).optional().meta({ label: '认定' }),
  orgId: z.uuid().optional().meta({ label: '单位' }),
  year: yearSchema.optional(),
};

export const listInspections = endpoint({
  id: 'inspection.list-inspections',
  method: 'GET',
  path: '/api/inspections',
  summary: '检查列表：查找、筛选、排序、翻页',
  access: { permission: 'inspection.read', target: 'many' },
  query: z.strictObject({ ...inspectionFilterShape, sort: z.enum(inspectionSorts).default('day').meta({ label: '排序' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(inspectionSummarySchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    /** the filter by state */
    byState: z.record(z.enum(inspectionStates), z.int().nonnegative()),
    today: z.iso.date(),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

export const exportInspections = endpoint({
  id: 'inspection.export-inspections',
  method: 'GET',
  path: '/api/inspections/export',
  summary: '导出检查台账（Excel）',
  access: { permission: 'inspection.read', target: 'many' },
  query: z.strictObject(inspectionFilterShape),
  reply: fileReplySchema,
  refusals: [],
});

const one = z.strictObject({ inspectionId: inspectionIdSchema });

export const getInspectionNotice = endpoint({
  id: 'inspection.get-notice',
  method: 'GET',
  path: '/api/inspections/:inspectionId/notice',
  summary: '检查通知（Word）',
  access: { permission: 'inspection.read', target: 'one' },
  params: one,
  reply: fileReplySchema,
  refusals: ['inspection.not_found', 'inspection.no_notice'],
});

export const getRectifyNotice = endpoint({
  id: 'inspection.get-rectify-notice',
  method: 'GET',
  path: '/api/inspections/:inspectionId/rectify-notice',
  summary: '整改通知（Word）',
  access: { permission: 'inspection.read', target: 'one' },
  params: one,
  reply: fileReplySchema,
  refusals: ['inspection.not_found', 'inspection.no_rectify_notice'],
});

const yearParams = z.strictObject({ year: yearSchema });
export const yearPlanSchema = z.strictObject({
  year: z.int(),
  documentNo: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  perYear: z.int(),
  perQuarter: z.int(),
  total: z.int(),
  added: z.int(),
  units: z.array(
    z.strictObject({
      orgId: z.uuid(),
      name: z.string(),
      /** inspections of the year by quarter, cancelled ones left out */
      quarters: z.array(z.int()).length(4),
      total: z.int(),
      visited: z.int(),
      exceeded: z.int(),
    }),
  ),
  actions: z.array(actionOfferSchema),
});

export const getYearPlan = endpoint({
  id: 'inspection.get-year-plan',
  method: 'GET',
  path: '/api/inspection-plans/:year',
  summary: '年度检查计划：各单位分季度次数与上限',
  access: { permission: 'inspection.read', target: 'many' },
  params: yearParams,
  reply: yearPlanSchema,
  refusals: [],
});

export const issueYearPlan = endpoint({
  id: 'inspection.issue-year-plan',
  method: 'POST',
  path: '/api/inspection-plans/:year/issues',
  summary: '印发年度检查计划；此后增加的检查须说明理由',
  access: { permission: 'inspection.issue-plan', target: 'many' },
  params: yearParams,
  body: z.strictObject({ documentNo: z.string().trim().min(4, '请填写「文号」').max(60).meta({ label: '文号' }) }),
  reply: yearPlanSchema,
  refusals: ['inspection.plan_empty', 'inspection.plan_issued'],
});

export const getYearPlanDocument = endpoint({
  id: 'inspection.get-year-plan-document',
  method: 'GET',
  path: '/api/inspection-plans/:year/document',
  summary: '年度检查计划（Word）',
  access: { permission: 'inspection.read', target: 'many' },
  params: yearParams,
  reply: fileReplySchema,
  refusals: ['inspection.plan_empty'],
});
