import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';
import { reviewedFieldSchema } from './review.ts';

const count = z.int().nonnegative();

/** The current view of a version's overlay: every reviewed field with the review that counts, oldest review first. */
export const listReviews = endpoint({
  id: 'plan.list-reviews',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/reviews',
  summary: '方案版本的人工意见（每个字段最近的一条）',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  reply: z.strictObject({
    items: z.array(reviewedFieldSchema),
    /** latest reviews per verdict */
    counts: z.strictObject({ accepted: count, edited: count, rejected: count }),
    /** all reviews of the version so far; it only grows */
    reviewCount: count,
    /** `plan.review`, with the reason when it is not possible */
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
