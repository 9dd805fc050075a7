import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { PanelHeads } from '#kernel/web/panel-slot.tsx';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { OrgId } from '#identity/contract';
import { useMe } from '#identity/web';
import { MyDuties } from '#settings/web';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { debtStandingLabel, debtStandings, exportDebts, listDebts, reportNoChange } from '../contract/index.ts';
import type { AssignmentId, DebtStanding, RoundId, RowResult } from '../contract/index.ts';
import { DebtLine } from './debt-line.tsx';
import { keyOf, placeOfReport, startIndex } from './debt-walk.ts';
import { draftsOf } from './report-drafts.ts';
import { RowResults } from './row-results.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { taskSlots } from './task-slots.ts';
import { useListKeys } from '#ui/use-list-keys.ts';
import './task.css';

interface DebtSearch {
  readonly standing?: DebtStanding | undefined;
  readonly roundId?: RoundId | undefined;
  readonly orgId?: OrgId | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  /** the debt at which the person stopped */
  readonly at?: string | undefined;
}

/** `more` rows at once: a unit's whole round stands on one page. */
const pageSize = '100';

/** What the units of the person at hand owe in the open rounds; 无变化 for many at once, the rest one by one, all by keyboard. */
export const Page = ({ search, setSearch }: PageProps<unknown, DebtSearch>) => {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<AssignmentId>>(new Set());
  const [results, setResults] = useState<readonly RowResult[]>();
  const query = useQuery(
    pageQueryOf(listDebts, { query: { q: search.q, standing: search.standing, roundId: search.roundId, orgId: search.orgId, limit: pageSize, cursor: search.cursor } }),
  );
  const act = useWrite(reportNoChange, ({ items }) => {
    setResults(items);
    setChosen(new Set());
  });
  const { q, standing, roundId, orgId } = search;
  const filters = Object.fromEntries(Object.entries({ q, standing, roundId, orgId }).filter(([, value]) => value !== undefined));
  const { me } = useMe();
  const drafts = draftsOf(me?.userId ?? '');
  const items = query.data?.items ?? [];
  const next = query.data?.nextCursor ?? undefined;
  const taskIds = [...new Set(items.map(({ taskId }) => taskId))];
  const toggle = (index: number): void => {
    const debt = items[index];
    if (debt?.canSayNoChange !== true) return;
    setChosen((before) => new Set(before.has(debt.assignmentId) ? [...before].filter((one) => one !== debt.assignmentId) : [...before, debt.assignmentId]));
  };
  const first = items.find(({ assignmentId }) => chosen.has(assignmentId));
  const send = (): void => {
    if (first !== undefined)
      act.mutate({
        params: { roundId: first.roundId },
        body: { assignmentIds: items.filter((one) => one.roundId === first.roundId && chosen.has(one.assignmentId)).map(({ assignmentId }) => assignmentId) },
      });
  };
  const placeOf = (index: number) => placeOfReport(items, index, { ...search });
  const open = (index: number): void => void navigate(placeOf(index) as never);
  const chooseAll = (): void => setChosen(new Set(items.filter(({ canSayNoChange }) => canSayNoChange).map(({ assignmentId }) => assignmentId)));
  const { active } = useListKeys({ count: items.length, start: startIndex(items, search.at), onOpen: open, onToggle: toggle, more: { a: chooseAll, n: send } });
  return (
    <PageFrame
      title="应报清单"
      note={query.data === undefined ? '' : `共 ${query.data.total} 项，约 ${query.data.minutes} 分钟。`}
      actions={
        <>
          <Button href={buildUrl(exportDebts, { query: filters })}>导出 Excel</Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <FilterBar tools={<SavedFilters page="debts" filter={{ q, standing, roundId, orgId }} onChoose={setSearch} />}>
        <WordsFilter label="查找应报" placeholder="任务或编号" value={search.q ?? ''} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <ChoiceFilter
          label="应报情况"
          value={search.standing}
          choices={debtStandings}
          labels={debtStandingLabel}
          onChange={(one) => setSearch({ standing: one, cursor: undefined })}
        />
        <Button onClick={chooseAll}>选出可报无变化的</Button>
        <BusyButton type="primary" disabled={chosen.size === 0} busy={act.isPending} onClick={send}>
          报「无变化」（{chosen.size}）
        </BusyButton>
      </FilterBar>
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} onClose={() => act.reset()} />}
      {results !== undefined && <RowResults words="报无变化" items={results} />}
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : items.length === 0 && query.data !== undefined ? (
        <EmptyState
          title={Object.keys(filters).length === 0 ? '没有应报的事项' : '没有符合条件的应报事项'}
          hint={Object.keys(filters).length === 0 ? '每月1日开放上月的调度，届时列出本单位应报的任务。' : '换一个条件，或清空筛选。'}
        />
      ) : (
        <section aria-label="应报清单" aria-busy={query.isFetching} className="data-table">
          <table>
            <thead>
              <tr>
                <th scope="col">选</th>
                <th scope="col" className="wide-only">
                  月份
                </th>
                <th scope="col">编号</th>
                <th scope="col">任务</th>
                <th scope="col" className="wide-only">
                  单位
                </th>
                <th scope="col">期限</th>
                <th scope="col">情况</th>
                <PanelHeads slot={taskSlots.row} />
                <th scope="col" className="number wide-only">
                  约需分钟
                </th>
                <th scope="col" className="wide-only">
                  无变化
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((debt, index) => (
                <DebtLine
                  key={keyOf(debt)}
                  debt={debt}
                  taskIds={taskIds}
                  to={placeOf(index)}
                  isActive={index === active}
                  isChosen={chosen.has(debt.assignmentId)}
                  isDraft={drafts.has(keyOf(debt))}
                  onToggle={() => toggle(index)}
                />
              ))}
            </tbody>
          </table>
          <div className="data-table-foot">
            <span>共{query.data?.total ?? 0}项</span>
            <span className="data-table-pager">
              {search.cursor !== undefined && <Button onClick={() => setSearch({ cursor: undefined }, { push: true })}>第一页</Button>}
              {next !== undefined && <Button onClick={() => setSearch({ cursor: next }, { push: true })}>下一页</Button>}
            </span>
          </div>
        </section>
      )}
      <MyDuties />
      <p className="task-keys">
        <kbd>j</kbd> <kbd>k</kbd> 移动，<kbd>Enter</kbd> 填报，<kbd>x</kbd> 选择，<kbd>a</kbd> 选出可报无变化的，<kbd>n</kbd> 报无变化。
      </p>
    </PageFrame>
  );
};
