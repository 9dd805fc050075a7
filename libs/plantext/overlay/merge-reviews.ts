/**
 * Three-way merge of the overlay when a new edition is compiled: old machine data, people's reviews, new machine data.
 * Confirmed or edited and machine unchanged: carried. Edited and machine changed: a conflict for a person. Quote gone
 * or record gone: stale. Nothing is lost: every review comes back in exactly one of the lists.
 */
import type { CompiledPlan } from '../model.ts';
import { findAnchor } from './anchor.ts';
import { type Review, latestReviews } from './reviews.ts';

export const mergeOutcomes = ['carried', 'conflict', 'stale'] as const;
export type MergeOutcome = (typeof mergeOutcomes)[number];
export const mergeOutcomeLabel = { carried: '沿用', conflict: '需要重新确认', stale: '原文已不在' } satisfies Record<MergeOutcome, string>;

export interface MergedReview {
  readonly outcome: MergeOutcome;
  readonly review: Review;
  /** id of the record in the new edition; null when stale */
  readonly record: string | null;
  /** new machine value as JSON text; null when stale */
  readonly machine: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const lists = ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors', 'terms', 'references'] as const;

/** All records of a plan by id, whatever their list. */
export const recordsById = (plan: CompiledPlan): ReadonlyMap<string, Fields> =>
  new Map(lists.flatMap((list) => plan[list].map((record): [string, Fields] => [record.id, { ...record }])));

/** A value without what an unrelated insertion changes: offsets and node ids are not meaning. */
const meaningOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaningOf);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !['start', 'end', 'node', 'id', 'measures', 'actors', 'partOf', 'stretchOf', 'why', 'conf'].includes(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, meaningOf(inner)]));
};

/** The machine value of a field (or of the whole record) as JSON text, as reviews store it. */
export const machineValue = (record: Fields, field: string | null): string => JSON.stringify(meaningOf(field === null ? record : (record[field] ?? null)));

export interface NewEdition {
  readonly plan: CompiledPlan;
  readonly text: string;
  /** record id of the old edition → of the new one, from the diff, for records whose meaning key changed */
  readonly renamed: ReadonlyMap<string, string>;
  /** what the reviews are about, by id, when it is not the records of the plan: the rows of a table made from it */
  readonly records?: ReadonlyMap<string, Fields>;
}

/** Merges the reviews that count; superseded ones stay with the edition they were made on. */
export const mergeReviews = (reviews: readonly Review[], { plan, text, renamed, records = recordsById(plan) }: NewEdition): MergedReview[] => {
  return [...latestReviews(reviews).values()].map((review): MergedReview => {
    const id = records.has(review.record) ? review.record : renamed.get(review.record);
    const record = id === undefined ? undefined : records.get(id);
    if (id === undefined || record === undefined) return { outcome: 'stale', review, record: null, machine: null };
    const machine = machineValue(record, review.field);
    if (machine === review.from || machine === review.to) return { outcome: 'carried', review, record: id, machine };
    return findAnchor(text, review.anchor) === undefined && review.verdict === 'accepted'
      ? { outcome: 'stale', review, record: id, machine }
      : { outcome: 'conflict', review, record: id, machine };
  });
};
