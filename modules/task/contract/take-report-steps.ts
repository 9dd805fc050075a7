import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { reportIdSchema } from './ids.ts';
import { returnGrounds } from './report.ts';
import { reasonTextSchema, reportContentSchema, rowResultSchema } from './shapes.ts';

export const reportStepActions = [
  'submit',
  'withdraw',
  'sign',
  'return-unit',
  'approve',
  'return-review',
  'confirm',
  'unapprove',
  'correct',
  'approve-correction',
  'decline-correction',
] as const;
export type ReportStepAction = (typeof reportStepActions)[number];
export const reportStepActionLabel = {
  submit: '提交',
  withdraw: '撤回',
  sign: '审签',
  'return-unit': '单位退回修改',
  approve: '核定',
  'return-review': '审核退回',
  confirm: '终核',
  unapprove: '取消核定',
  correct: '更正',
  'approve-correction': '核定更正',
  'decline-correction': '不予更正',
} satisfies Record<ReportStepAction, string>;

/** One act on many reports, each for itself; `isPreview` tells what would happen and changes nothing. */
export const takeReportSteps = endpoint({
  id: 'task.take-report-steps',
  method: 'POST',
  path: '/api/reports/steps',
  summary: '审签、核定、退回等，可批量，逐项给出结果',
  access: { permission: 'round.read', target: 'many' },
  body: z.strictObject({
    action: z.enum(reportStepActions).meta({ label: '操作' }),
    reportIds: z.array(reportIdSchema).min(1, '请至少选择一份填报').max(100, '一次最多100份').meta({ label: '填报' }),
    isPreview: z.boolean().default(false).meta({ label: '预览' }),
    ground: z.enum(returnGrounds).optional().meta({ label: '退回理由' }),
    /** fields of the form that are to be mended */
    cells: z.array(z.string().max(60)).max(20).default([]).meta({ label: '栏目' }),
    reason: reasonTextSchema.optional(),
    /** correct: the new content; only for a single report */
    content: reportContentSchema.optional(),
  }),
  reply: z.strictObject({ done: z.int().nonnegative(), refused: z.int().nonnegative(), items: z.array(rowResultSchema) }),
  refusals: ['task.content_missing'],
});
