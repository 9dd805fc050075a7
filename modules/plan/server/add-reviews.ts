import { useCase } from '#kernel/server/use-case.ts';
import { addReviews } from '../contract/index.ts';
import { reviewGroundOf } from '../domain/index.ts';
import { decideReview, presentField, reviewActions } from './present-review.ts';
import { readEdition } from './read-edition.ts';
import { reviewerNames } from './reviewer-names.ts';
import { reviewStore } from './review-store.ts';
import { storeReviews, takeReviewTurn } from './store-reviews.ts';

export const addReviewsUseCase = useCase(addReviews, async ({ params, body }, context) => {
  await takeReviewTurn(context);
  const edition = await readEdition(params, context);
  context.refuse.unless(decideReview(context, edition.planId));
  const ground = reviewGroundOf(edition.plan, edition.text);
  const requests = body.reviews.map(({ record, field, verdict, to, note, expectedLatest }) => ({ record, field, verdict, to, note, expectedLatest }));
  const stored = await storeReviews(edition, ground, requests, context);
  const viewer = { seesReasons: decideReview(context, edition.planId).allowed, nameOf: await reviewerNames(context.tx, stored) };
  return {
    items: stored.map((review) => presentField(review, ground, viewer)),
    reviewCount: await reviewStore.count(context.tx, edition.versionId),
    actions: reviewActions(context, edition),
  };
});
