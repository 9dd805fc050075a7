/** What people say about machine records, on the wire. Reviews are append-only; the latest of a field counts. */
import { z } from 'zod';
import { id } from '#kernel/ids.ts';
import { versionIdSchema } from './plan.ts';

export const reviewIdSchema = id('ReviewId');
export type ReviewId = z.output<typeof reviewIdSchema>;

export const reviewVerdicts = ['accepted', 'edited', 'rejected'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];
export const reviewVerdictLabel = { accepted: '采纳', edited: '修改', rejected: '不采纳' } satisfies Record<ReviewVerdict, string>;

/** Columns of the 任务分解表 that people fill in; as `field` of a review they belong to a row of that table. */
export const taskFields = ['目标值', '牵头单位', '配合单位', '完成时限', '状态'] as const;
export type TaskField = (typeof taskFields)[number];
export const taskStates = ['待确认', '已确认', '已修改', '不适用'] as const;
export type TaskState = (typeof taskStates)[number];
export const taskStateLabel = { 待确认: '待确认', 已确认: '已确认', 已修改: '已修改', 不适用: '不适用' } satisfies Record<TaskState, string>;

/** Id of a record (`t_…`) or of a row of the 任务分解表 (a measure's node id). */
export const recordIdSchema = z.string().min(1).max(200).meta({ label: '记录编号' });

export const reviewSchema = z.strictObject({
  reviewId: reviewIdSchema,
  versionId: versionIdSchema,
  record: z.string(),
  /** null = the whole record */
  field: z.string().nullable(),
  verdict: z.enum(reviewVerdicts),
  /** machine value when the review was made: JSON without offsets, e.g. `"8.5"`, `{"text":"全县"}` */
  from: z.json(),
  /** the person's value; null unless edited */
  to: z.json(),
  /** words the review hangs on, as they stood in its version */
  quote: z.string(),
  /** null for callers without the permission to review */
  note: z.string().nullable(),
  /** who said it; null for callers without the permission to review */
  by: z.string().nullable(),
  /** the same as a name for people */
  byName: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
  /** the review of the version before from which this one was carried over by an import */
  carriedFrom: reviewIdSchema.nullable(),
});
export type PlanReview = z.output<typeof reviewSchema>;

/** A reviewed field with the review that counts. */
export const reviewedFieldSchema = z.strictObject({ record: z.string(), field: z.string().nullable(), machine: z.json(), latest: reviewSchema });
export type ReviewedField = z.output<typeof reviewedFieldSchema>;
