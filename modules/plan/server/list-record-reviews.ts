import { useCase } from '#kernel/server/use-case.ts';
import { listRecordReviews } from '../contract/index.ts';
import { hasSubject, reviewGroundOf } from '../domain/index.ts';
import { decideReview, presentReview, reviewActions } from './present-review.ts';
import { readEdition } from './read-edition.ts';
import { planRefusals } from './refusals.ts';
import { reviewerNames } from './reviewer-names.ts';
import { reviewStore } from './review-store.ts';

export const listRecordReviewsUseCase = useCase(listRecordReviews, async ({ params }, context) => {
  const edition = await readEdition(params, context);
  const record = params.recordId;
  if (!hasSubject(reviewGroundOf(edition.plan, edition.text), record)) return context.refuse(planRefusals.record_not_found({ record }));
  const reviews = await reviewStore.listOfRecord(context.tx, edition.versionId, record);
  const viewer = { seesReasons: decideReview(context, edition.planId).allowed, nameOf: await reviewerNames(context.tx, reviews) };
  return { record, items: reviews.map((review) => presentReview(review, viewer)), actions: reviewActions(context, edition) };
});
