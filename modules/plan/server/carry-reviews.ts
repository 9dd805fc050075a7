/** At the import of a new version: the overlay of the version before is merged into it, in the same transaction. */
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { anchorOf, findAnchor } from '#libs/plantext/index.ts';
import type { CompiledPlan, MergedReview } from '#libs/plantext/index.ts';
import { planReviewsCarried } from '../contract/index.ts';
import { carriedReview, carryReviews, findSubject, reviewGroundOf } from '../domain/index.ts';
import type { ReviewGround } from '../domain/index.ts';
import type { CompiledFile } from './compiled-file.ts';
import { findEditionByOrdinal } from './read-edition.ts';
import { reviewStore } from './review-store.ts';
import type { StoredReview } from './review-store.ts';

export interface NewVersion {
  readonly planId: string;
  readonly versionId: string;
  readonly ordinal: number;
}

/** Reviews that count, and conflicts of earlier imports that nobody has settled: they must not be lost on the way. */
async function reviewsToCarry(versionId: string, { tx }: Context): Promise<readonly StoredReview[]> {
  const latest = await reviewStore.listLatest(tx, versionId);
  const settled = new Set(latest.map((review) => JSON.stringify([review.record, review.field])));
  const waiting = (await reviewStore.listMerges(tx, versionId)).flatMap(({ review, outcome, record: id }) =>
    outcome === 'conflict' && id !== null && !settled.has(JSON.stringify([id, review.field])) ? [{ ...review, record: id }] : [],
  );
  return [...latest, ...waiting];
}

/** The carried review hangs on the same words in the new text; where they moved or changed, on the record's own words. */
function carriedRow(merged: MergedReview, versionId: string, ground: ReviewGround): Omit<StoredReview, 'id' | 'ordinal'> {
  const { review } = merged;
  const recordId = merged.record ?? review.record;
  const place = findAnchor(ground.text, review.anchor) ?? findSubject(ground, recordId, review.field)?.range ?? { start: 0, end: 0 };
  const anchor = anchorOf(ground.text, place);
  return {
    ...review,
    ...carriedReview(merged),
    versionId,
    record: recordId,
    anchor: { ...anchor, prefix: anchor.prefix.toWellFormed(), suffix: anchor.suffix.toWellFormed() },
    carriedFrom: review.id,
  };
}

async function saveCarried(merged: readonly MergedReview[], version: NewVersion, ground: ReviewGround, { tx, newId }: Context): Promise<void> {
  const carried = merged
    .filter(({ outcome }) => outcome === 'carried')
    .map((one, index): StoredReview => ({ ...carriedRow(one, version.versionId, ground), id: newId(), ordinal: index + 1 }));
  if (carried.length > 0) await reviewStore.save(tx, version.versionId, carried);
  const merges = merged.map(({ review, outcome, record: id, machine }) => ({ reviewId: review.id, outcome, record: id, machine }));
  await reviewStore.saveMerges(tx, version.versionId, merges);
}

/** Does nothing when the version before has no reviews. Person and moment of a carried review stay those of its origin. */
export async function carryReviewsOver(version: NewVersion, file: Pick<CompiledFile, 'ledger' | 'text'>, context: Context): Promise<void> {
  if (version.ordinal === 1) return;
  const before = await findEditionByOrdinal({ planId: version.planId, ordinal: version.ordinal - 1 }, context);
  if (before === undefined) return;
  const reviews = await reviewsToCarry(before.versionId, context);
  if (reviews.length === 0) return;
  // One shape, declared twice: as types of the library without dependencies and as schema of the contract.
  const ground = reviewGroundOf(file.ledger as unknown as CompiledPlan, file.text);
  const merged = carryReviews(reviews, reviewGroundOf(before.plan, before.text), ground);
  await saveCarried(merged, version, ground, context);
  const countOf = (outcome: MergedReview['outcome']): string => String(merged.filter((one) => one.outcome === outcome).length);
  await record(context, planReviewsCarried, {
    planId: version.planId,
    versionId: version.versionId,
    fromVersionId: before.versionId,
    carried: countOf('carried'),
    conflict: countOf('conflict'),
    stale: countOf('stale'),
  });
}
