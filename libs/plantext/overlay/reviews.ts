/**
 * What people say about machine records: an append-only overlay. Machine data never changes; the latest review of a
 * field counts, and every earlier one stays readable.
 */
import type { Anchor } from './anchor.ts';

export const reviewVerdicts = ['accepted', 'edited', 'rejected'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];
export const reviewVerdictLabel = { accepted: '采纳', edited: '修改', rejected: '不采纳' } satisfies Record<ReviewVerdict, string>;

export interface Review {
  /** unique and sortable by time (UUIDv7) */
  readonly id: string;
  readonly record: string;
  /** null = the whole record */
  readonly field: string | null;
  readonly verdict: ReviewVerdict;
  /** machine value of the field when the review was made, as JSON text */
  readonly from: string;
  /** the person's value as JSON text; null unless edited */
  readonly to: string | null;
  readonly by: string;
  /** moment with offset */
  readonly at: string;
  /** the reason; required for edits and rejections */
  readonly note: string;
  readonly anchor: Anchor;
}

/** The review that counts for each field of each record: the latest by id. Key: `record|field`. */
export const latestReviews = (reviews: readonly Review[]): ReadonlyMap<string, Review> => {
  const latest = new Map<string, Review>();
  for (const review of [...reviews].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) latest.set(`${review.record}|${review.field ?? ''}`, review);
  return latest;
};

export type ReviewProblem = 'note_missing' | 'value_missing' | 'value_unexpected' | 'unchanged';

/** What is wrong with a review before it is stored; undefined when nothing is. */
export const problemOfReview = ({ verdict, note, from, to }: Pick<Review, 'verdict' | 'note' | 'from' | 'to'>): ReviewProblem | undefined => {
  if (verdict !== 'accepted' && note.trim() === '') return 'note_missing';
  if (verdict === 'edited' && to === null) return 'value_missing';
  if (verdict !== 'edited' && to !== null) return 'value_unexpected';
  return verdict === 'edited' && to === from ? 'unchanged' : undefined;
};
