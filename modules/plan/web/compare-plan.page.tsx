import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useIsNarrow } from '#ui/media.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type ChangedList,
  type ChangedPlace,
  type ChangeKind,
  compareVersions,
  getPlan,
  getVersion,
  type PlanChange,
  type PlanId,
  type PlanVersion,
  type VersionId,
} from '../contract/index.ts';
import { CascadePanel } from './compare/cascade-panel.tsx';
import { ChangeList } from './compare/change-list.tsx';
import { type CompareView, compareViewLabel, compareViews } from './compare/compare-views.ts';
import { type TwinJump, type TwinSide, TwinTexts } from './compare/twin-text.tsx';
import { buildOutline } from './outline.ts';
import { planPaths } from './plan-paths.ts';
import { MergePanel } from './review/merge-panel.tsx';
import { layOutText, type Marks, type Stretch } from './text-layout.ts';
import { dayWords } from './words.ts';
import './plan.css';
import './review/review.css';
import './compare/compare.css';

interface CompareSearch {
  readonly from?: VersionId | undefined;
  readonly to?: VersionId | undefined;
  readonly kind?: ChangeKind | undefined;
  readonly list?: ChangedList | undefined;
  readonly view?: CompareView | undefined;
  readonly upper?: VersionId | undefined;
}
type Pane = 'changes' | 'texts';

const pageSize = '100';
const spansOf = (places: readonly ChangedPlace[]): readonly Stretch[] => places.flatMap((place) => place.spans);

const useSide = (planId: PlanId, version: PlanVersion | undefined) => {
  const query = useQuery({
    ...queryOf(getVersion, { params: { planId, versionId: version?.versionId ?? '' } }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const side = useMemo((): TwinSide | undefined => {
    if (query.data === undefined) return undefined;
    const { text, nodes } = query.data;
    return { text, nodes, paragraphs: layOutText(text, nodes), outline: buildOutline(nodes), name: `第${query.data.version.ordinal}版` };
  }, [query.data]);
  return { side, error: query.error };
};

const useChanges = (planId: PlanId, from: VersionId, to: VersionId, filter: Pick<CompareSearch, 'kind' | 'list'>) =>
  useInfiniteQuery({
    queryKey: [compareVersions.id, planId, from, to, filter],
    queryFn: ({ pageParam, signal }) => call(compareVersions, { params: { planId }, query: { from, to, ...filter, limit: pageSize, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

interface ComparingProps extends Pick<PageProps<unknown, CompareSearch>, 'search' | 'setSearch'> {
  readonly planId: PlanId;
  readonly from: PlanVersion;
  readonly to: PlanVersion;
}

const Comparing = ({ planId, from, to, search, setSearch }: ComparingProps) => {
  const narrow = useIsNarrow();
  const [pane, setPane] = useState<Pane>('changes');
  const [selected, setSelected] = useState<PlanChange>();
  const [jump, setJump] = useState<TwinJump>();
  const left = useSide(planId, from);
  const right = useSide(planId, to);
  const query = useChanges(planId, from.versionId, to.versionId, { kind: search.kind, list: search.list });
  const changes = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const hits = useMemo(() => ({ left: changes.flatMap((change) => spansOf(change.before)), right: changes.flatMap((change) => spansOf(change.after)) }), [changes]);
  const error = query.error ?? left.error ?? right.error;
  if (error !== null) return <ProblemNotice problem={asProblem(error)} onRetry={() => void query.refetch()} />;
  const first = query.data?.pages[0];
  if (first === undefined || left.side === undefined || right.side === undefined) return <PageLoading />;
  const marksOf = (side: 'left' | 'right'): Marks => ({
    marked: undefined,
    focused: undefined,
    hits: hits[side],
    lit: selected === undefined ? [] : spansOf(side === 'left' ? selected.before : selected.after),
  });
  const select = (change: PlanChange, side: 'left' | 'right'): void => {
    setSelected(change);
    const place = spansOf(side === 'left' ? change.before : change.after)[0];
    if (place !== undefined) setJump({ side, at: place.start });
    if (narrow) setPane('texts');
  };
  return (
    <>
      {narrow && (
        <Segmented<Pane>
          block
          value={pane}
          options={[
            { value: 'changes', label: '变化' },
            { value: 'texts', label: '对照原文' },
          ]}
          onChange={setPane}
        />
      )}
      <div className={narrow ? 'panes narrow' : 'panes compare-panes'}>
        {(!narrow || pane === 'texts') && (
          <section className="pane" aria-label="对照原文">
            <TwinTexts left={left.side} right={right.side} marks={{ left: marksOf('left'), right: marksOf('right') }} jump={jump} />
          </section>
        )}
        {(!narrow || pane === 'changes') && (
          <section className="pane pane-records" aria-label="变化清单">
            <ChangeList
              changes={changes}
              total={first.total}
              counts={first.counts}
              kind={search.kind}
              list={search.list}
              selected={selected?.ordinal}
              onKind={(kind) => setSearch({ kind })}
              onList={(list) => setSearch({ list })}
              onSelect={select}
              onMore={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
            />
          </section>
        )}
      </div>
    </>
  );
};

const VersionChoice = ({
  label,
  versions,
  value,
  onChange,
}: {
  readonly label: string;
  readonly versions: readonly PlanVersion[];
  readonly value: VersionId;
  readonly onChange: (id: VersionId) => void;
}) => (
  <span className="version-choice">
    <span aria-hidden="true">{label}</span>
    <Select<VersionId>
      aria-label={label}
      value={value}
      options={versions.map((version) => ({ value: version.versionId, label: `第${version.ordinal}版 · ${dayWords(version.importedAt)}` }))}
      onChange={onChange}
    />
  </span>
);

/** Two versions of a plan side by side, or a version beside an upper plan. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly planId: PlanId }, CompareSearch>) => {
  const { planId } = params;
  const navigate = useNavigate();
  const plan = useQuery(queryOf(getPlan, { params: { planId } }));
  useEffect(() => {
    if (plan.data !== undefined) document.title = `比较 ${plan.data.plan.title} · 落实`;
  }, [plan.data]);
  if (plan.error !== null) {
    return (
      <div className="page">
        <ProblemNotice problem={asProblem(plan.error)} onRetry={() => void plan.refetch()} />
      </div>
    );
  }
  if (plan.data === undefined) return <PageLoading />;
  const versions = [...plan.data.versions].sort((a, b) => a.ordinal - b.ordinal);
  const find = (id: VersionId | undefined): PlanVersion | undefined => versions.find((version) => version.versionId === id);
  const to = find(search.to) ?? versions.at(-1);
  const from = find(search.from) ?? versions.filter((version) => version.ordinal < (to?.ordinal ?? 0)).at(-1) ?? versions[0];
  const view = search.view ?? (versions.length < 2 ? 'cascade' : 'versions');
  const openRecord = (record: string): void => void navigate({ to: planPaths.review(planId, to?.versionId ?? ('' as VersionId)), search: { record } } as never);
  if (to === undefined || from === undefined) return <PageLoading />;
  return (
    <PageFrame
      full
      title={`比较：${plan.data.plan.title}`}
      actions={
        <Link className="plain-button" to={planPaths.version(planId, to.versionId) as never}>
          回到方案
        </Link>
      }
    >
      <div className="review-tabs">
        <Segmented<CompareView>
          value={view}
          options={compareViews.map((value) => ({ value, label: compareViewLabel[value], disabled: value !== 'cascade' && versions.length < 2 }))}
          onChange={(next) => setSearch({ view: next }, { push: true })}
        />
        {view === 'versions' && (
          <VersionChoice label="旧版本" versions={versions} value={from.versionId} onChange={(id) => setSearch({ from: id, to: to.versionId, kind: undefined, list: undefined })} />
        )}
        {versions.length > 1 && (
          <VersionChoice
            label={view === 'cascade' ? '本级版本' : '新版本'}
            versions={versions}
            value={to.versionId}
            onChange={(id) => setSearch({ from: from.versionId, to: id, kind: undefined, list: undefined })}
          />
        )}
        {versions.length < 2 && <span className="muted">这个方案只有一版；导入新版本后可以比较两版。</span>}
      </div>
      {view === 'versions' && <Comparing key={`${from.versionId} ${to.versionId}`} planId={planId} from={from} to={to} search={search} setSearch={setSearch} />}
      {view === 'cascade' && (
        <section className="pane pane-records" aria-label={compareViewLabel.cascade}>
          <CascadePanel planId={planId} versionId={to.versionId} upper={search.upper} onUpper={(upper) => setSearch({ upper })} />
        </section>
      )}
      {view === 'reviews' && (
        <section className="pane pane-records" aria-label={compareViewLabel.reviews}>
          <p className="panel-lead">第{to.ordinal}版导入时，上一版的人工意见各自的去向。</p>
          <MergePanel planId={planId} versionId={to.versionId} onRecord={openRecord} />
        </section>
      )}
    </PageFrame>
  );
};
