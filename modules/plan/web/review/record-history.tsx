import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listRecordReviews, type PlanId, type PlanReview, reviewFieldLabel, reviewVerdictLabel, type VersionId } from '../../contract/index.ts';
import { momentWords } from '../words.ts';
import { valueWords } from './field-words.ts';
import type { JsonValue } from './json-value.ts';

interface RecordHistoryProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly record: string;
  readonly list: string;
}

const changeWords = (list: string, review: PlanReview): string => {
  if (review.verdict !== 'edited') return '';
  const field = review.field ?? '';
  const from = valueWords(list, field, review.from as JsonValue);
  return `：${from === '' ? '未写明' : from} → ${valueWords(list, field, review.to as JsonValue) || '空'}`;
};

/** All opinions on one record, the newest first; nothing is ever taken out. */
export const RecordHistory = ({ planId, versionId, record, list }: RecordHistoryProps) => {
  const query = useQuery(queryOf(listRecordReviews, { params: { planId, versionId, recordId: record } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <p className="muted">正在读取…</p>;
  if (query.data.items.length === 0) return <p className="muted">还没有人对这条记录提出意见。</p>;
  return (
    <ol className="history" aria-label="意见记录">
      {query.data.items.map((review) => (
        <li key={review.reviewId}>
          <b>{reviewVerdictLabel[review.verdict]}</b> {review.field === null ? '整条记录' : (reviewFieldLabel[review.field] ?? review.field)}
          {changeWords(list, review)}
          {review.note !== null && review.note !== '' && <span className="history-note">理由：{review.note}</span>}
          <span className="history-note muted">
            {review.byName ?? '（不公开）'}，{momentWords(review.at)}
            {review.carriedFrom !== null && '，沿用自上一版'}
          </span>
        </li>
      ))}
    </ol>
  );
};
