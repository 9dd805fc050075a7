import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useIsNarrow } from '#ui/media.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getLedger, getVersion, type Ledger, type PlanId, type VersionId } from '../contract/index.ts';
import { ExportMenu } from './export-menu.tsx';
import { FindingsPanel } from './review/findings-panel.tsx';
import { buildOutline } from './outline.ts';
import { planPaths } from './plan-paths.ts';
import { CoveragePanel } from './review/coverage-panel.tsx';
import { MergePanel } from './review/merge-panel.tsx';
import type { Pointed } from './review/record-card.tsx';
import { RecordsPanel } from './review/records-panel.tsx';
import { planRecordsOf } from './review/review-records.ts';
import { type ReviewTab, reviewTabLabel, reviewTabs } from './review/review-tabs.ts';
import { TrackabilityPanel } from './review/trackability-panel.tsx';
import { useReviews } from './review/use-reviews.ts';
import { SourceText } from './source-text.tsx';
import { ImportTaskTable } from './task-table/import-task-table.tsx';
import { layOutText, type Stretch } from './text-layout.ts';
import './plan.css';
import './review/review.css';

interface ReviewSearch {
  readonly tab?: ReviewTab | undefined;
  readonly record?: string | undefined;
}
type Params = { readonly planId: PlanId; readonly versionId: VersionId };

// Pointing at a field redraws the text, not the list of records.
const Records = memo(RecordsPanel);
const noHits: readonly Stretch[] = [];

interface ReviewingProps extends Pick<PageProps<unknown, ReviewSearch>, 'search' | 'setSearch'> {
  readonly data: Reply<typeof getVersion>;
  readonly ledger: Ledger;
}

const Reviewing = ({ data, ledger, search, setSearch }: ReviewingProps) => {
  const { planId, versionId } = data.version;
  const narrow = useIsNarrow();
  const [pane, setPane] = useState<'records' | 'source'>('records');
  const [pointed, setPointed] = useState<Pointed>();
  const [focused, setFocused] = useState<Stretch>();
  const tab = search.tab ?? 'records';
  const outline = useMemo(() => buildOutline(data.nodes), [data]);
  const paragraphs = useMemo(() => layOutText(data.text, data.nodes), [data]);
  const records = useMemo(() => planRecordsOf(ledger), [ledger]);
  const byId = useMemo(() => new Map(records.map((record) => [record.id, record])), [records]);
  const reviews = useReviews(planId, versionId);
  const active = search.record === undefined ? undefined : byId.get(search.record);
  useEffect(() => {
    document.title = `审核 ${data.plan.title} · 落实`;
  }, [data]);
  const jump = useCallback(
    (place: Stretch): void => {
      setFocused({ start: place.start, end: place.end });
      if (narrow) setPane('source');
    },
    [narrow],
  );
  const show = useCallback((place: Stretch): void => setFocused({ start: place.start, end: place.end }), []);
  const activate = useCallback((id: string): void => setSearch({ record: id }), [setSearch]);
  const openRecord = (id: string): void => {
    setSearch({ tab: 'records', record: id });
    const place = byId.get(id)?.main;
    if (place !== undefined) show(place);
  };
  // On a phone a step through the list stays in the list; the tab 原文 shows the place.
  const marks = { marked: undefined, focused, hits: noHits, lit: pointed?.spans ?? active?.spans ?? noHits, sources: pointed?.sources ?? noHits };
  const panel = {
    records: (
      <Records
        planId={planId}
        versionId={versionId}
        records={records}
        reviews={reviews}
        active={search.record}
        onActivate={activate}
        onPoint={setPointed}
        onJump={narrow ? show : jump}
      />
    ),
    findings: <FindingsPanel findings={ledger.findings} onJump={jump} />,
    coverage: <CoveragePanel planId={planId} versionId={versionId} records={byId} onJump={jump} onRecord={openRecord} />,
    trackability: <TrackabilityPanel planId={planId} versionId={versionId} text={data.text} onJump={jump} onPoint={setPointed} />,
    merge: <MergePanel planId={planId} versionId={versionId} onRecord={openRecord} />,
  } satisfies Record<ReviewTab, React.ReactNode>;
  return (
    <PageFrame
      full
      title={`审核：${data.plan.title}`}
      note={
        <span className="plan-facts" data-testid="review-counts">
          <b>第{data.version.ordinal}版</b>
          <b>{records.length}条记录</b>
          {reviews.counts !== undefined && (
            <b>
              意见：采纳 {reviews.counts.accepted}，修改 {reviews.counts.edited}，不采纳 {reviews.counts.rejected}
            </b>
          )}
          {reviews.ready && !reviews.offer.allowed && <b className="refused-note">{reviews.offer.reason}</b>}
        </span>
      }
      actions={
        <>
          <ExportMenu planId={planId} versionId={versionId} />
          <ImportTaskTable planId={planId} versionId={versionId} offer={reviews.offer} />
          <Link className="plain-button" to={planPaths.version(planId, versionId) as never}>
            回到方案
          </Link>
        </>
      }
    >
      {reviews.error !== null && <ProblemNotice problem={asProblem(reviews.error)} onRetry={reviews.reload} onClose={reviews.clearError} />}
      <div className="review-tabs">
        <Segmented<ReviewTab>
          value={tab}
          options={reviewTabs.map((value) => ({ value, label: reviewTabLabel[value] }))}
          onChange={(next) => setSearch({ tab: next }, { push: true })}
        />
        {narrow && (
          <Segmented
            value={pane}
            options={[
              { value: 'records', label: '列表' },
              { value: 'source', label: '原文' },
            ]}
            onChange={(next) => setPane(next as typeof pane)}
          />
        )}
      </div>
      <div className={narrow ? 'panes narrow' : 'panes review-panes'}>
        {(!narrow || pane === 'source') && (
          <section className="pane pane-source" aria-label="原文栏">
            <SourceText text={data.text} outline={outline} paragraphs={paragraphs} marks={marks} onPick={() => undefined} />
          </section>
        )}
        <section className={narrow && pane !== 'records' ? 'pane pane-records out' : 'pane pane-records'} aria-label={reviewTabLabel[tab]}>
          {panel[tab]}
        </section>
      </div>
    </PageFrame>
  );
};

/** Review of a version: the original text on the left, what was read from it on the right. */
export const Page = ({ params, search, setSearch }: PageProps<Params, ReviewSearch>) => {
  const { planId, versionId } = params;
  const forever = { staleTime: Number.POSITIVE_INFINITY };
  const version = useQuery({ ...queryOf(getVersion, { params: { planId, versionId } }), ...forever });
  const ledger = useQuery({ ...queryOf(getLedger, { params: { planId, versionId }, query: {} }), ...forever });
  const failed = version.error ?? ledger.error;
  if (failed !== null) {
    return (
      <div className="page">
        <ProblemNotice problem={asProblem(failed)} onRetry={() => void Promise.all([version.refetch(), ledger.refetch()])} />
        <p>
          <Link to={planPaths.list as never}>回到方案列表</Link>
        </p>
      </div>
    );
  }
  if (version.data === undefined || ledger.data === undefined) return <PageLoading />;
  return <Reviewing data={version.data} ledger={ledger.data} search={search} setSearch={setSearch} />;
};
