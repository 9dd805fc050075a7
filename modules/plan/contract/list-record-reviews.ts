import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';
import { recordIdSchema, reviewSchema } from './review.ts';

/** All reviews of one record, newest first, those carried over from earlier versions included in the order of arrival. */
export const listRecordReviews = endpoint({
  id: 'plan.list-record-reviews',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/records/:recordId/reviews',
  summary: '一条记录的全部人工意见',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema, recordId: recordIdSchema }),
  reply: z.strictObject({
    record: z.string(),
    items: z.array(reviewSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found', 'plan.record_not_found'],
});
