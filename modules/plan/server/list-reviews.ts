import { useCase } from '#kernel/server/use-case.ts';
import { listReviews } from '../contract/index.ts';
import { reviewGroundOf } from '../domain/index.ts';
import { decideReview, presentField, reviewActions } from './present-review.ts';
import { readEdition } from './read-edition.ts';
import { reviewerNames } from './reviewer-names.ts';
import { reviewStore } from './review-store.ts';

export const listReviewsUseCase = useCase(listReviews, async ({ params }, context) => {
  const edition = await readEdition(params, context);
  const latest = await reviewStore.listLatest(context.tx, edition.versionId);
  const ground = reviewGroundOf(edition.plan, edition.text);
  const viewer = { seesReasons: decideReview(context, edition.planId).allowed, nameOf: await reviewerNames(context.tx, latest) };
  const countOf = (verdict: string): number => latest.filter((review) => review.verdict === verdict).length;
  return {
    items: latest.map((review) => presentField(review, ground, viewer)),
    counts: { accepted: countOf('accepted'), edited: countOf('edited'), rejected: countOf('rejected') },
    reviewCount: await reviewStore.count(context.tx, edition.versionId),
    actions: reviewActions(context, edition),
  };
});
