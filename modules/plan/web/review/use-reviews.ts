import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import { call } from '#kernel/web/call.ts';
import { queryOf } from '#kernel/web/queries.ts';
import {
  addReviews,
  listRecordReviews,
  listReviews,
  maxReviewsAtOnce,
  type PlanId,
  type PlanReview,
  type ReviewedField,
  type ReviewVerdict,
  type VersionId,
} from '../../contract/index.ts';
import type { JsonValue } from './json-value.ts';
import { type RecordReviews, reviewsByRecord } from './review-records.ts';

/** What a person says about one field, or with `field: null` about the whole record. */
export interface Opinion {
  readonly record: string;
  readonly field: string | null;
  readonly verdict: ReviewVerdict;
  readonly to?: JsonValue;
  readonly note: string;
}

export interface Reviews {
  readonly ready: boolean;
  readonly byRecord: ReadonlyMap<string, RecordReviews>;
  readonly counts: { readonly accepted: number; readonly edited: number; readonly rejected: number } | undefined;
  /** whether this person may review this version, and why not */
  readonly offer: ActionOffer;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly clearError: () => void;
  readonly reload: () => void;
  /** resolves with true when everything was stored */
  readonly say: (opinions: readonly Opinion[]) => Promise<boolean>;
  /** takes the latest opinion on a field back by saying what was said before */
  readonly undo: (record: string, field: string | null) => Promise<boolean>;
}

const unknownOffer: ActionOffer = { action: 'plan.review', label: '审核方案记录', allowed: false, reason: '正在读取能否审核' };

const undoNote = (latest: PlanReview): string => `撤销${latest.byName === null ? '' : ` ${latest.byName} `}的上一条意见`;

/** The opinion that takes the newest one on a field back; undefined when nothing was said before an acceptance. */
export const undoOf = (history: readonly PlanReview[], field: string | null): Opinion | undefined => {
  const [latest, before] = history.filter((review) => review.field === field);
  if (latest === undefined) return undefined;
  const note = undoNote(latest);
  if (before !== undefined && before.verdict === 'edited') return { record: latest.record, field, verdict: 'edited', to: before.to as JsonValue, note };
  if (before !== undefined) return { record: latest.record, field, verdict: before.verdict, note };
  return latest.verdict === 'accepted' ? undefined : { record: latest.record, field, verdict: 'accepted', note };
};

const latestOf = (reviews: RecordReviews | undefined, field: string | null): ReviewedField | undefined => (field === null ? reviews?.whole : reviews?.byField.get(field));

/** The opinions on a version: what was said, whether one may say something, and saying it. */
export const useReviews = (planId: PlanId, versionId: VersionId): Reviews => {
  const queries = useQueryClient();
  const input = { params: { planId, versionId } };
  const query = useQuery(queryOf(listReviews, input));
  const [undoError, setUndoError] = useState<Error | null>(null);
  const byRecord = useMemo(() => reviewsByRecord(query.data?.items ?? []), [query.data]);
  const mutation = useMutation({
    mutationFn: async (opinions: readonly Opinion[]) => {
      // In parts of what one request may carry; a refused part leaves the parts before it stored, and the list shows them.
      for (let at = 0; at < opinions.length; at += maxReviewsAtOnce) {
        const reviews = opinions.slice(at, at + maxReviewsAtOnce).map((opinion) => ({
          ...opinion,
          expectedLatest: latestOf(byRecord.get(opinion.record), opinion.field)?.latest.reviewId ?? null,
        }));
        await call(addReviews, { ...input, body: { reviews } } as never);
      }
    },
    onSettled: async () => {
      await Promise.all([listReviews.id, listRecordReviews.id, 'plan.get-review-merge'].map((id) => queries.invalidateQueries({ queryKey: [id] })));
    },
  });
  const { mutateAsync } = mutation;
  const say = useCallback(
    (opinions: readonly Opinion[]): Promise<boolean> => {
      setUndoError(null);
      return mutateAsync(opinions).then(
        () => true,
        () => false,
      );
    },
    [mutateAsync],
  );
  const undo = async (record: string, field: string | null): Promise<boolean> => {
    try {
      const history = await call(listRecordReviews, { params: { planId, versionId, recordId: record } });
      const opinion = undoOf(history.items, field);
      return opinion === undefined ? false : await say([opinion]);
    } catch (error) {
      setUndoError(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
  return {
    ready: query.isSuccess,
    byRecord,
    counts: query.data?.counts,
    offer: query.data?.actions.find((offer) => offer.action === 'plan.review') ?? unknownOffer,
    busy: mutation.isPending,
    error: mutation.error ?? undoError ?? query.error,
    clearError: () => {
      mutation.reset();
      setUndoError(null);
    },
    reload: () => void query.refetch(),
    say,
    undo,
  };
};
