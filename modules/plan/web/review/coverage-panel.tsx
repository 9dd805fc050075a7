import { useInfiniteQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { getCoverage, type PlanId, recordListLabel, type VersionId } from '../../contract/index.ts';
import type { Stretch } from '../text-layout.ts';
import { countWords } from '../words.ts';
import type { PlanRecord } from './review-records.ts';

interface CoveragePanelProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly records: ReadonlyMap<string, PlanRecord>;
  readonly onJump: (place: Stretch) => void;
  readonly onRecord: (id: string) => void;
}

const pageSize = '100';
const rowHeight = 92;
const longest = 160;

/** 每一句都有归宿: every sentence with the records read from it, or 未对应. */
export const CoveragePanel = ({ planId, versionId, records, onJump, onRecord }: CoveragePanelProps) => {
  const [only, setOnly] = useState<'all' | 'unmapped'>('all');
  const query = useInfiniteQuery({
    queryKey: [getCoverage.id, planId, versionId, only],
    queryFn: ({ pageParam, signal }) =>
      call(getCoverage, { params: { planId, versionId }, query: { limit: pageSize, cursor: pageParam, only: only === 'unmapped' ? 'unmapped' : undefined } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const counts = query.data?.pages[0]?.counts;
  if (counts === undefined) return <p className="muted panel-empty">正在读取…</p>;
  const sentences = query.data?.pages.flatMap((page) => page.items) ?? [];
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined;
  return (
    <div className="records-panel">
      <p className="panel-lead">每一句都有归宿：原文共 {countWords(counts.sentences)} 句，读出记录的在下面逐条对应，没有读出的也列在这里。</p>
      <dl className="figures" data-testid="coverage-counts">
        <div>
          <dt>全部句子</dt>
          <dd>{countWords(counts.sentences)}</dd>
        </div>
        <div>
          <dt>有对应记录</dt>
          <dd>{countWords(counts.mapped)}</dd>
        </div>
        <div>
          <dt>未对应</dt>
          <dd>{countWords(counts.unmapped)}</dd>
        </div>
        <div>
          <dt>句中字符</dt>
          <dd>
            {countWords(counts.sentenceChars)}／{countWords(counts.textChars)}
          </dd>
        </div>
      </dl>
      <Segmented
        value={only}
        options={[
          { value: 'all', label: '全部句子' },
          { value: 'unmapped', label: '只看未对应' },
        ]}
        onChange={(next) => setOnly(next as typeof only)}
      />
      <VirtualRows
        key={only}
        label="句子"
        count={sentences.length}
        estimate={() => rowHeight}
        rowKey={(index) => String(sentences[index]?.start ?? index)}
        onNearEnd={more}
        render={(index) => {
          const sentence = sentences[index];
          if (sentence === undefined) return null;
          const known = sentence.records.flatMap((id) => records.get(id) ?? []);
          return (
            <div className="sentence">
              <button type="button" className="sentence-words" onClick={() => onJump({ start: sentence.start, end: sentence.end })}>
                {sentence.text.length > longest ? `${sentence.text.slice(0, longest)}…` : sentence.text}
              </button>
              <span className="sentence-records">
                {sentence.records.length === 0 && <span className="state state-rejected">未对应</span>}
                {known.map((record) => (
                  <button key={record.id} type="button" className="record-chip" onClick={() => onRecord(record.id)}>
                    <span className="muted">{recordListLabel[record.list]}</span> {record.title}
                  </button>
                ))}
              </span>
            </div>
          );
        }}
      />
    </div>
  );
};
