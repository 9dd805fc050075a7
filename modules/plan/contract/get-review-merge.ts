import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';
import { reviewIdSchema, reviewSchema } from './review.ts';

export const mergeOutcomes = ['carried', 'conflict', 'stale'] as const;
export type MergeOutcome = (typeof mergeOutcomes)[number];
export const mergeOutcomeLabel = { carried: '沿用', conflict: '需要重新确认', stale: '原文已不在' } satisfies Record<MergeOutcome, string>;

const count = z.int().nonnegative();

export const mergedReviewSchema = z.strictObject({
  outcome: z.enum(mergeOutcomes),
  /** the review of the version before */
  review: reviewSchema,
  /** id of the record in this version; null when stale */
  record: z.string().nullable(),
  /** this version's machine value; null when stale */
  machine: z.json(),
  /** the review of this version that took its place: the carried one, or the one by which a person settled a conflict */
  settledBy: reviewIdSchema.nullable(),
});
export type MergedReview = z.output<typeof mergedReviewSchema>;

/** What became of the reviews of the version before when this version was imported: carried, conflict, or stale. */
export const getReviewMerge = endpoint({
  id: 'plan.get-review-merge',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/review-merge',
  summary: '上一版的人工意见在本版的去向',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ outcome: z.enum(mergeOutcomes).optional().meta({ label: '沿用结果' }) }),
  reply: z.strictObject({
    items: z.array(mergedReviewSchema),
    /** all outcomes, whatever the filter; `open` are conflicts that nobody has settled */
    counts: z.strictObject({ carried: count, conflict: count, stale: count, open: count }),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
