import { useCase } from '#kernel/server/use-case.ts';
import { getReviewMerge } from '../contract/index.ts';
import { decideReview, jsonOf, presentReview } from './present-review.ts';
import { readEdition } from './read-edition.ts';
import { reviewerNames } from './reviewer-names.ts';
import { reviewStore } from './review-store.ts';

export const getReviewMergeUseCase = useCase(getReviewMerge, async ({ params, query }, context) => {
  const { planId, versionId } = await readEdition(params, context);
  const seesReasons = decideReview(context, planId).allowed;
  const merges = await reviewStore.listMerges(context.tx, versionId);
  const latest = new Map((await reviewStore.listLatest(context.tx, versionId)).map((review) => [JSON.stringify([review.record, review.field]), review.id]));
  const nameOf = await reviewerNames(
    context.tx,
    merges.map(({ review }) => review),
  );
  const items = merges.map(({ review, outcome, record, machine }) => ({
    outcome,
    review: presentReview(review, { seesReasons, nameOf }),
    record,
    machine: jsonOf(machine),
    settledBy: record === null ? null : (latest.get(JSON.stringify([record, review.field])) ?? null),
  }));
  const countOf = (outcome: string): number => items.filter((item) => item.outcome === outcome).length;
  return {
    items: items.filter((item) => query.outcome === undefined || item.outcome === query.outcome),
    counts: {
      carried: countOf('carried'),
      conflict: countOf('conflict'),
      stale: countOf('stale'),
      open: items.filter((item) => item.outcome === 'conflict' && item.settledBy === null).length,
    },
  };
});
