/** The overlay of a version carried over to the next: three-way merge of records and of the rows of the 任务分解表. */
import { diffPlans, mergeReviews } from '#libs/plantext/index.ts';
import type { MergedReview, PlanDiff, Review } from '#libs/plantext/index.ts';
import { isRowReview, rowMeaning } from './review-subject.ts';
import type { ReviewGround } from './review-subject.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Old row id → new row id: measures by what they say, because inserting one renumbers all; records as the diff pairs them. */
function rowCounterparts(before: ReviewGround, after: ReviewGround, { nodes, renamed }: PlanDiff): ReadonlyMap<string, string> {
  const nodeOf = new Map(nodes.matches.map((match) => [match.before.id, match.after.id]));
  const pairs = [...before.rows.keys()].flatMap((id): [string, string][] => {
    const now = before.nodes.has(id) ? nodeOf.get(id) : after.rows.has(id) ? id : renamed.get(id);
    return now !== undefined && after.rows.has(now) ? [[id, now]] : [];
  });
  return new Map(pairs);
}

/** Cells by their names; the whole row without its number, its id and its state. */
function rowFields(ground: ReviewGround, id: string, isWhole: boolean): Fields | undefined {
  const row = ground.rows.get(id);
  if (row === undefined) return undefined;
  return isWhole ? rowMeaning(row) : row.cells;
}

function mergeRows(reviews: readonly Review[], isWhole: boolean, after: ReviewGround, counterparts: ReadonlyMap<string, string>): MergedReview[] {
  const records = new Map(
    [...counterparts].flatMap(([id, now]) => {
      const fields = rowFields(after, now, isWhole);
      return fields === undefined ? [] : [[id, fields] as const];
    }),
  );
  return mergeReviews(reviews, { plan: after.plan, text: after.text, renamed: new Map(), records }).map((merged) => ({
    ...merged,
    record: merged.record === null ? null : (counterparts.get(merged.record) ?? null),
  }));
}

/** Every review comes back exactly once. `reviews` are those that count in the old version, one per record and field. */
export function carryReviews(reviews: readonly Review[], before: ReviewGround, after: ReviewGround): readonly MergedReview[] {
  if (reviews.length === 0) return [];
  const diff = diffPlans(before, after);
  const counterparts = rowCounterparts(before, after, diff);
  const isRow = (review: Review): boolean => isRowReview(before, review);
  const ofRecords = reviews.filter((review) => !isRow(review));
  const wholeRows = reviews.filter((review) => isRow(review) && review.field === null);
  const cells = reviews.filter((review) => isRow(review) && review.field !== null);
  return [
    ...mergeReviews(ofRecords, { plan: after.plan, text: after.text, renamed: diff.renamed }),
    ...mergeRows(wholeRows, true, after, counterparts),
    ...mergeRows(cells, false, after, counterparts),
  ];
}

/** A carried review for the new version. Where the new text says what the person had said, the correction is accepted. */
export function carriedReview({ review, machine }: MergedReview): Pick<Review, 'verdict' | 'from' | 'to'> {
  const from = machine ?? review.from;
  return review.verdict === 'edited' && review.to === from ? { verdict: 'accepted', from, to: null } : { verdict: review.verdict, from, to: review.to };
}
