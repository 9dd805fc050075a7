import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import {
  getReviewMerge,
  type MergedReview,
  type MergeOutcome,
  mergeOutcomeLabel,
  mergeOutcomes,
  type PlanId,
  reviewFieldLabel,
  reviewVerdictLabel,
  type VersionId,
} from '../../contract/index.ts';
import { valueWords } from './field-words.ts';
import type { JsonValue } from './json-value.ts';

interface MergePanelProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly onRecord: (id: string) => void;
}

const rowHeight = 96;

const Merged = ({ item, onRecord }: { readonly item: MergedReview; readonly onRecord: (id: string) => void }) => {
  const { review, outcome, record } = item;
  const field = review.field ?? '';
  return (
    <div className="sentence">
      <span className="merge-head">
        <span className={`state merge-${outcome}`}>{mergeOutcomeLabel[outcome]}</span>
        <b>{reviewVerdictLabel[review.verdict]}</b> {review.field === null ? '整条记录' : (reviewFieldLabel[review.field] ?? review.field)}
        {outcome === 'conflict' && <span className="muted">{item.settledBy === null ? '尚未确认' : '已确认'}</span>}
      </span>
      <span className="merge-quote">「{review.quote}」</span>
      {review.verdict === 'edited' && (
        <span>
          上一版机器读作「{valueWords('', field, review.from as JsonValue) || '空'}」，人工改为「{valueWords('', field, review.to as JsonValue) || '空'}」
          {outcome === 'conflict' && `，本版机器读作「${valueWords('', field, item.machine as JsonValue) || '空'}」`}
        </span>
      )}
      {review.note !== null && review.note !== '' && <span className="muted">理由：{review.note}</span>}
      {record !== null && (
        <button type="button" className="text-button" onClick={() => onRecord(record)}>
          看本版记录
        </button>
      )}
    </div>
  );
};

/** What became of the opinions on the version before: 沿用, 需要重新确认, 原文已不在. */
export const MergePanel = ({ planId, versionId, onRecord }: MergePanelProps) => {
  const [outcome, setOutcome] = useState<MergeOutcome | 'all'>('all');
  const query = useQuery(queryOf(getReviewMerge, { params: { planId, versionId }, query: { outcome: outcome === 'all' ? undefined : outcome } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <p className="muted panel-empty">正在读取…</p>;
  const { counts, items } = query.data;
  return (
    <div className="records-panel">
      <dl className="figures" data-testid="merge-counts">
        {mergeOutcomes.map((each) => (
          <div key={each}>
            <dt>{mergeOutcomeLabel[each]}</dt>
            <dd>{counts[each]}</dd>
          </div>
        ))}
        <div>
          <dt>尚未确认</dt>
          <dd>{counts.open}</dd>
        </div>
      </dl>
      <Select
        aria-label="沿用结果"
        className="panel-select"
        value={outcome}
        options={[{ value: 'all' as const, label: '全部结果' }, ...mergeOutcomes.map((value) => ({ value, label: mergeOutcomeLabel[value] }))]}
        onChange={setOutcome}
      />
      {items.length === 0 ? (
        <p className="muted panel-empty">没有从上一版带来的意见。</p>
      ) : (
        <VirtualRows
          key={outcome}
          label="带来的意见"
          count={items.length}
          estimate={() => rowHeight}
          rowKey={(index) => items[index]?.review.reviewId ?? String(index)}
          render={(index) => {
            const item = items[index];
            return item === undefined ? null : <Merged item={item} onRecord={onRecord} />;
          }}
        />
      )}
    </div>
  );
};
