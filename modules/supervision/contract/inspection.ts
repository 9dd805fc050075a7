/** 核查: planned visits with a ceiling per unit, findings, rectification, re-check by another person (workflows §17). */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';
import { entrySchema, orgRefSchema } from './order.ts';

export const inspectionIdSchema = id('InspectionId');
export type InspectionId = z.output<typeof inspectionIdSchema>;

export const inspectionStates = ['planned', 'notified', 'arrived', 'recorded', 'concluded', 'rectifying', 'rechecking', 'closed', 'cancelled'] as const;
export type InspectionState = (typeof inspectionStates)[number];
export const inspectionStateLabel = {
  planned: '计划',
  notified: '已通知',
  arrived: '已到场',
  recorded: '已记录',
  concluded: '已认定',
  rectifying: '整改中',
  rechecking: '待复查',
  closed: '已关闭',
  cancelled: '已取消',
} satisfies Record<InspectionState, string>;

export const inspectionVerdicts = ['true', 'partly', 'untrue'] as const;
export type InspectionVerdict = (typeof inspectionVerdicts)[number];
export const inspectionVerdictLabel = { true: '属实', partly: '部分属实', untrue: '不实' } satisfies Record<InspectionVerdict, string>;

const daySchema = z.iso.date();
export const inspectionSummarySchema = z.strictObject({
  inspectionId: inspectionIdSchema,
  number: z.string(),
  subject: z.string(),
  objectRef: z.string(),
  org: orgRefSchema,
  state: z.enum(inspectionStates),
  plannedOn: daySchema,
  isUnannounced: z.boolean(),
  isRandom: z.boolean(),
  verdict: z.enum(inspectionVerdicts).nullable(),
  rectifyDueOn: daySchema.nullable(),
  revision: z.int().positive(),
});
export type InspectionSummary = z.output<typeof inspectionSummarySchema>;
export const inspectionDetailsSchema = z.strictObject({
  ...inspectionSummarySchema.shape,
  inspector: z.string(),
  finding: z.string(),
  exceedReason: z.string(),
  orderId: z.uuid().nullable(),
  entries: z.array(entrySchema),
  actions: z.array(actionOfferSchema),
});
export type InspectionDetails = z.output<typeof inspectionDetailsSchema>;
