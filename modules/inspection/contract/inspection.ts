/** 督查检查: planned visits with a ceiling per unit, findings, rectification, re-check by another person (workflows §17). */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';
import { entrySchema, orgRefSchema } from '#supervision/contract';

export const inspectionIdSchema = id('InspectionId');
export type InspectionId = z.output<typeof inspectionIdSchema>;
export const inspectionFindingIdSchema = id('InspectionFindingId');
export const inspectionFileIdSchema = id('InspectionFileId');

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

/** A member who withdraws stays on the list with the reason. */
export const teamMemberStates = ['active', 'recused', 'replaced'] as const;
export type TeamMemberState = (typeof teamMemberStates)[number];
export const teamMemberStateLabel = { active: '在组', recused: '回避', replaced: '已调整' } satisfies Record<TeamMemberState, string>;

/** Whose file it is: of the team on the spot, or of the unit that put things right. */
export const inspectionFileSides = ['scene', 'rectification'] as const;
export type InspectionFileSide = (typeof inspectionFileSides)[number];
export const inspectionFileSideLabel = { scene: '现场', rectification: '整改佐证' } satisfies Record<InspectionFileSide, string>;

const daySchema = z.iso.date();
const momentSchema = z.iso.datetime({ offset: true });

export const inspectionSummarySchema = z.strictObject({
  inspectionId: inspectionIdSchema,
  number: z.string(),
  subject: z.string(),
  org: orgRefSchema,
  state: z.enum(inspectionStates),
  plannedOn: daySchema,
  isUnannounced: z.boolean(),
  /** came up after the year's plan was issued */
  isAdded: z.boolean(),
  verdict: z.enum(inspectionVerdicts).nullable(),
  rectifyDueOn: daySchema.nullable(),
  /** past the planned day without a visit, or past the due day of the rectification; derived, never stored */
  daysLate: z.int().nonnegative(),
  findings: z.int().nonnegative(),
  team: z.array(z.string()),
  stamp: z.enum(['real', 'demo']),
  revision: z.int().positive(),
});
export type InspectionSummary = z.output<typeof inspectionSummarySchema>;

export const inspectionMemberSchema = z.strictObject({ userId: z.uuid(), name: z.string(), state: z.enum(teamMemberStates), reason: z.string() });

export const inspectionFileSchema = z.strictObject({
  fileId: inspectionFileIdSchema,
  side: z.enum(inspectionFileSides),
  findingId: z.uuid().nullable(),
  name: z.string(),
  mediaType: z.string(),
  takenAt: momentSchema.nullable(),
  latitude: z.string().nullable(),
  longitude: z.string().nullable(),
  place: z.string(),
  by: z.string(),
  at: momentSchema,
  /** the same content hangs on another matter already */
  isReused: z.boolean(),
});
export type InspectionFile = z.output<typeof inspectionFileSchema>;

export const inspectionFindingSchema = z.strictObject({
  findingId: inspectionFindingIdSchema,
  text: z.string(),
  place: z.string(),
  notedAt: momentSchema,
  by: z.string(),
  /** what it said before, oldest first; nothing is overwritten */
  earlier: z.array(z.strictObject({ text: z.string(), place: z.string(), by: z.string(), notedAt: momentSchema, reason: z.string() })),
});
export type InspectionFinding = z.output<typeof inspectionFindingSchema>;

export const inspectionDetailsSchema = z.strictObject({
  ...inspectionSummarySchema.shape,
  matter: z.string(),
  taskId: z.uuid().nullable(),
  taskTitle: z.string(),
  rectifyNumber: z.string().nullable(),
  requirement: z.string(),
  finding: z.string(),
  exceedReason: z.string(),
  addedReason: z.string(),
  arrivedAt: momentSchema.nullable(),
  arrivedPlace: z.string(),
  orderId: z.uuid().nullable(),
  /** the order that this visit looks at */
  forOrderId: z.uuid().nullable(),
  members: z.array(inspectionMemberSchema),
  points: z.array(inspectionFindingSchema),
  files: z.array(inspectionFileSchema),
  entries: z.array(entrySchema),
  actions: z.array(actionOfferSchema),
});
export type InspectionDetails = z.output<typeof inspectionDetailsSchema>;
