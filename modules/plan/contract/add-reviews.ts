import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';
import { recordIdSchema, reviewedFieldSchema, reviewIdSchema, reviewVerdicts } from './review.ts';

export const maxReviewsAtOnce = 200;

const newReview = z.strictObject({
  record: recordIdSchema,
  /** a field of the record, a column of the 任务分解表, or null for the whole record */
  field: z.string().min(1).max(60).nullable().meta({ label: '字段' }),
  verdict: z.enum(reviewVerdicts).meta({ label: '意见' }),
  /** only with `edited`; see `reviewFieldSchemas` */
  to: z.json().optional().meta({ label: '修改为' }),
  /** the reason; required unless accepted */
  note: z.string().max(2000).default('').meta({ label: '理由' }),
  /** id of the review that the client showed as the latest of this field; null when it showed none */
  expectedLatest: reviewIdSchema.nullable().meta({ label: '已见到的最近意见' }),
});
/**
 * Stores reviews of the newest version of a plan, all or none; one request may accept many records. An undo is one more
 * review. Refused with `plan.review_outdated` (409) when somebody else has reviewed the field since, with
 * `plan.version_superseded` (409) when a newer version was imported.
 */
export const addReviews = endpoint({
  id: 'plan.add-reviews',
  method: 'POST',
  path: '/api/plans/:planId/versions/:versionId/reviews',
  summary: '对机器记录提出意见：采纳、修改、不采纳',
  access: { permission: 'plan.review', target: 'one' },
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  body: z.strictObject({ reviews: z.array(newReview).min(1).max(maxReviewsAtOnce).meta({ label: '意见' }) }),
  reply: z.strictObject({
    /** the reviewed fields as they now stand, in the order of the request */
    items: z.array(reviewedFieldSchema),
    /** reviews of the version so far */
    reviewCount: z.int().nonnegative(),
    /** `plan.review` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [
    'plan.not_found',
    'plan.version_not_found',
    'plan.version_superseded',
    'plan.record_not_found',
    'plan.review_field_unknown',
    'plan.review_value_invalid',
    'plan.review_note_missing',
    'plan.review_value_missing',
    'plan.review_value_unexpected',
    'plan.review_unchanged',
    'plan.review_repeated',
    'plan.review_outdated',
  ],
});
