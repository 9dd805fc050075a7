import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { SavedFilters } from '#task/web';
import { ActionButton } from '#ui/action-button.tsx';
import { BulkBar } from '#ui/bulk-bar.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportInspections,
  type InspectionSort,
  type InspectionStanding,
  type InspectionState,
  type InspectionSummary,
  type InspectionVerdict,
  inspectionSortLabel,
  inspectionSorts,
  inspectionStandingLabel,
  inspectionStandings,
  inspectionStateLabel,
  inspectionStates,
  inspectionVerdictLabel,
  inspectionVerdicts,
  listInspections,
} from '../contract/index.ts';
import { BulkActs } from './bulk-acts.tsx';
import { inspectionPaths } from './inspection-paths.ts';
import './inspection.css';
import { PlanDialog } from './plan-dialog.tsx';

export interface InspectionListSearch {
  readonly q?: string | undefined;
  readonly standing?: InspectionStanding | undefined;
  readonly state?: InspectionState | undefined;
  readonly verdict?: InspectionVerdict | undefined;
  readonly sort?: InspectionSort | undefined;
  readonly cursor?: string | undefined;
}

const dayWords = ({ plannedOn, rectifyDueOn, state, daysLate }: InspectionSummary) => (
  <>
    {state === 'rectifying' && rectifyDueOn !== null ? `整改${rectifyDueOn}` : plannedOn}
    {daysLate > 0 && <span className="order-late"> 逾期{daysLate}天</span>}
  </>
);

const columnsWith = (chosen: ReadonlySet<string>, toggle: (id: string) => void): readonly Column<InspectionSummary>[] => [
  {
    key: 'choose',
    title: '选择',
    render: (one) => <Checkbox aria-label={`选择${one.subject}`} checked={chosen.has(one.inspectionId)} onChange={() => toggle(one.inspectionId)} />,
  },
  { key: 'subject', title: '检查事项', render: (one) => <Link to={inspectionPaths.inspection(one.inspectionId) as never}>{one.subject}</Link> },
  { key: 'number', title: '编号', wideOnly: true, render: (one) => one.number },
  { key: 'org', title: '被查单位', render: (one) => one.org.name },
  { key: 'day', title: '检查日', render: dayWords },
  { key: 'way', title: '方式', wideOnly: true, render: (one) => `${one.isUnannounced ? '不打招呼' : '事先通知'}${one.isAdded ? '，计划外' : ''}` },
  { key: 'team', title: '检查组', wideOnly: true, render: (one) => (one.team.length === 0 ? '未定' : one.team.join('、')) },
  { key: 'state', title: '状态', render: (one) => inspectionStateLabel[one.state] },
  { key: 'verdict', title: '认定', wideOnly: true, render: (one) => (one.verdict === null ? '' : inspectionVerdictLabel[one.verdict]) },
];

/** Inspections: find, narrow, sort, act on many, export, print. */
export const Page = ({ search, setSearch }: PageProps<unknown, InspectionListSearch>) => {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isPlanning, setPlanning] = useState(false);
  const [bulk, setBulk] = useState<'notify' | 'cancel'>();
  const standing = search.standing ?? 'open';
  const { cursor, ...kept } = search;
  const filter = { q: search.q, standing, state: search.state, verdict: search.verdict };
  const query = useQuery(pageQueryOf(listInspections, { query: { ...filter, sort: search.sort ?? 'day', cursor } }));
  const toggle = (id: string): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const offer = query.data?.actions.find(({ action }) => action === 'plan');
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="督查检查"
      note="每单位有次数上限，同一事项不重复；查出的问题由另一人复查。"
      actions={
        <>
          {query.data !== undefined && (
            <Link className="plain-button" to={inspectionPaths.yearPlan(query.data.today.slice(0, 4)) as never}>
              年度计划
            </Link>
          )}
          <a className="plain-button" href={buildUrl(exportInspections, { query: filter })} download>
            导出 Excel
          </a>
          <Button onClick={() => window.print()}>打印</Button>
          {offer !== undefined && <ActionButton offer={offer} primary onAct={() => setPlanning(true)} />}
        </>
      }
    >
      <FilterBar tools={<SavedFilters page="inspections" filter={kept} onChoose={setSearch} />}>
        <WordsFilter label="查找检查" placeholder="按事项、编号、内容查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <ChoiceFilter
          label="情况"
          isRequired
          value={standing}
          choices={inspectionStandings}
          labels={inspectionStandingLabel}
          onChange={(value) => setSearch({ standing: value, cursor: undefined })}
        />
        <ChoiceFilter
          label="状态"
          value={search.state}
          choices={inspectionStates}
          labels={inspectionStateLabel}
          onChange={(value) => setSearch({ state: value, cursor: undefined })}
        />
        <ChoiceFilter
          label="认定"
          value={search.verdict}
          choices={inspectionVerdicts}
          labels={inspectionVerdictLabel}
          onChange={(value) => setSearch({ verdict: value, cursor: undefined })}
        />
        <ChoiceFilter
          label="排序"
          isRequired
          value={search.sort ?? 'day'}
          choices={inspectionSorts}
          labels={inspectionSortLabel}
          onChange={(value) => setSearch({ sort: value, cursor: undefined })}
        />
      </FilterBar>
      <BulkBar count={chosen.size} measure="次" onClear={() => setChosen(new Set())}>
        <Button onClick={() => setBulk('notify')}>批量通知</Button>
        <Button onClick={() => setBulk('cancel')}>批量取消</Button>
      </BulkBar>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="检查列表"
          columns={columnsWith(chosen, toggle)}
          rows={query.data?.items ?? []}
          rowKey={(one) => one.inspectionId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title="没有这样的检查" hint="换一个条件，或由督查员安排检查。" />}
          keys={{ onOpen: ({ inspectionId }) => void navigate({ to: inspectionPaths.inspection(inspectionId) as never }), onToggle: ({ inspectionId }) => toggle(inspectionId) }}
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}次`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
      {isPlanning && <PlanDialog onClose={() => setPlanning(false)} onDone={(id) => void navigate({ to: inspectionPaths.inspection(id) as never })} />}
      {bulk !== undefined && <BulkActs action={bulk} inspectionIds={[...chosen]} onClose={() => setBulk(undefined)} />}
    </PageFrame>
  );
};
