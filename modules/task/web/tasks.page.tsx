import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { PanelCells, PanelHeads } from '#kernel/web/panel-slot.tsx';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker, useMe } from '#identity/web';
import { BulkBar } from '#ui/bulk-bar.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  assignmentStateLabel,
  assignmentStates,
  exportTasks,
  itemStateLabel,
  itemStates,
  listTasks,
  takeTaskSteps,
  taskSortLabel,
  taskSorts,
  taskTierLabel,
} from '../contract/index.ts';
import type { AssignmentState, ItemState, RowResult, TaskId, TaskSort, TaskStepAction, TaskSummary } from '../contract/index.ts';
import { RowResults } from './row-results.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { taskPaths } from './task-paths.ts';
import { taskSlots } from './task-slots.ts';
import { useListKeys } from '#ui/use-list-keys.ts';
import { ItemTag } from './words.tsx';
import './task.css';

export interface TaskSearch {
  readonly q?: string | undefined;
  readonly year?: string | undefined;
  readonly orgId?: OrgId | undefined;
  readonly itemState?: ItemState | undefined;
  readonly assignmentState?: AssignmentState | undefined;
  readonly overdue?: '1' | undefined;
  readonly sort?: TaskSort | undefined;
  readonly cursor?: string | undefined;
}
const filterNames = ['q', 'year', 'orgId', 'itemState', 'assignmentState', 'overdue', 'sort'] as const;
const filterText = (search: TaskSearch): string => new URLSearchParams(filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]))).toString();

const openStates = (task: TaskSummary): string =>
  assignmentStates
    .filter((state) => task.states[state] > 0 && state !== 'changed' && state !== 'ended')
    .map((state) => `${assignmentStateLabel[state]}${task.states[state]}`)
    .join('，');

const Filters = ({ search, setSearch }: Pick<PageProps<unknown, TaskSearch>, 'search' | 'setSearch'>) => {
  const { cursor, ...filter } = search;
  const choose = (change: Partial<TaskSearch>): void => setSearch({ ...change, cursor: undefined });
  return (
    <FilterBar tools={<SavedFilters page="tasks" filter={filter} onChoose={setSearch} />}>
      <WordsFilter label="查找" placeholder="任务或编号" value={search.q} onChange={(q) => choose({ q })} />
      <label className="filter-choice">
        年度
        <input
          type="number"
          min={1949}
          max={2199}
          value={search.year ?? ''}
          onChange={(event) => choose({ year: /^[12]\d{3}$/.test(event.target.value) ? event.target.value : undefined })}
        />
      </label>
      <ChoiceFilter label="事项状态" value={search.itemState} choices={itemStates} labels={itemStateLabel} onChange={(itemState) => choose({ itemState })} />
      <ChoiceFilter
        label="分工状态"
        value={search.assignmentState}
        choices={assignmentStates}
        labels={assignmentStateLabel}
        onChange={(assignmentState) => choose({ assignmentState })}
      />
      <OrgPicker label="责任单位" value={search.orgId} onChange={(orgId) => choose({ orgId })} placeholder="责任单位" />
      <ChoiceFilter label="排序" value={search.sort ?? 'code'} choices={taskSorts} labels={taskSortLabel} isRequired onChange={(sort) => choose({ sort })} />
      <label className="filter-choice">
        <input type="checkbox" checked={search.overdue === '1'} onChange={(event) => choose({ overdue: event.target.checked ? '1' : undefined })} />
        只看逾期
      </label>
    </FilterBar>
  );
};

interface RowProps {
  readonly task: TaskSummary;
  /** of the whole page */
  readonly taskIds: readonly TaskId[];
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly canChoose: boolean;
  readonly onToggle: () => void;
}

const TaskLine = ({ task, taskIds, isActive, isChosen, canChoose, onToggle }: RowProps) => (
  <tr className={isActive ? 'active' : ''} aria-current={isActive}>
    {canChoose && (
      <td>
        <input type="checkbox" aria-label={`选择 ${task.code}`} checked={isChosen} onChange={onToggle} />
      </td>
    )}
    <td className="tight wide-only">{task.code}</td>
    <td>
      <Link to={taskPaths.task(task.taskId) as never}>{task.title}</Link> {task.stamp === 'demo' && <span className="demo-mark">演示</span>}
    </td>
    <td className="wide-only">{task.lead?.name ?? '未定'}</td>
    <td className="wide-only">{task.coUnits.map(({ name }) => name).join('、')}</td>
    <td className={task.isOverdue ? 'task-over' : ''}>
      {task.dueOn ?? '未定'}
      {task.isOverdue ? '（逾期）' : ''}
    </td>
    <td className="wide-only">{taskTierLabel[task.tier]}</td>
    <td>
      <ItemTag state={task.itemState} />
    </td>
    <PanelCells slot={taskSlots.row} subject={task.taskId} among={taskIds} />
    <td className="wide-only">{openStates(task)}</td>
  </tr>
);

/** The ledger of yearly tasks: find, filter, keep a filter, act on many, export, print; j, k, Enter and x by keyboard. */
export const Page = ({ search, setSearch }: PageProps<unknown, TaskSearch>) => {
  const navigate = useNavigate();
  const { can } = useMe();
  const [chosen, setChosen] = useState<ReadonlySet<TaskId>>(new Set());
  const [results, setResults] = useState<{ readonly words: string; readonly items: readonly RowResult[] }>();
  const { sort = 'code', ...rest } = search;
  const query = useQuery(pageQueryOf(listTasks, { query: { ...rest, sort } }));
  const act = useWrite(takeTaskSteps);
  const items = query.data?.items ?? [];
  const next = query.data?.nextCursor ?? undefined;
  const taskIds = items.map(({ taskId }) => taskId);
  const canChoose = can('task.draft') || can('task.issue');
  const toggle = (index: number): void => {
    const id = items[index]?.taskId;
    if (id === undefined || !canChoose) return;
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  };
  const { active } = useListKeys({ count: items.length, onOpen: (index) => void navigate({ to: taskPaths.task(items[index]?.taskId ?? '') as never }), onToggle: toggle });
  const run = (action: TaskStepAction, words: string, isPreview: boolean): void =>
    act.mutate(
      { body: { action, taskIds: [...chosen], isPreview, ...(action === 'drop' ? { reason: '批量撤下' } : {}) } },
      { onSuccess: ({ items: done }) => setResults({ words: isPreview ? `预览${words}` : words, items: done }) },
    );
  const { cursor: _cursor, limit: _limit, ...filters } = { ...rest, limit: undefined };
  return (
    <PageFrame
      title="任务台账"
      note="每个条款的年度任务、责任单位和进展。"
      actions={
        <>
          <Button href={buildUrl(exportTasks, { query: filters })}>导出 Excel</Button>
          <Button onClick={() => window.print()}>打印</Button>
          {can('task.draft') && (
            <Button type="primary" onClick={() => void navigate({ to: taskPaths.decompose() as never })}>
              任务分解
            </Button>
          )}
        </>
      }
    >
      <Filters search={search} setSearch={setSearch} />
      <BulkBar count={chosen.size} onClear={() => setChosen(new Set())}>
        <Button onClick={() => run('consult', '征求意见', true)}>预览征求意见</Button>
        <Button onClick={() => run('consult', '征求意见', false)}>征求意见</Button>
        <Button onClick={() => run('issue', '下达', true)}>预览下达</Button>
        <Button type="primary" onClick={() => run('issue', '下达', false)}>
          下达
        </Button>
      </BulkBar>
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} onClose={() => act.reset()} />}
      {results !== undefined && <RowResults {...results} />}
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : items.length === 0 && query.data !== undefined ? (
        <EmptyState
          title={filterText(search) === '' ? '还没有任务' : '没有符合条件的任务'}
          hint={filterText(search) === '' ? '办公室从「任务分解」开始，由方案条款拟出草案。' : '换一个条件，或清空筛选。'}
        />
      ) : (
        <section aria-label="任务列表" aria-busy={query.isFetching} className="data-table">
          <table>
            <thead>
              <tr>
                {canChoose && <th scope="col">选</th>}
                <th scope="col" className="wide-only">
                  编号
                </th>
                <th scope="col">任务</th>
                <th scope="col" className="wide-only">
                  牵头单位
                </th>
                <th scope="col" className="wide-only">
                  配合单位
                </th>
                <th scope="col">完成时限</th>
                <th scope="col" className="wide-only">
                  填报周期
                </th>
                <th scope="col">状态</th>
                <PanelHeads slot={taskSlots.row} />
                <th scope="col" className="wide-only">
                  分工
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((task, index) => (
                <TaskLine
                  key={task.taskId}
                  task={task}
                  taskIds={taskIds}
                  isActive={index === active}
                  isChosen={chosen.has(task.taskId)}
                  canChoose={canChoose}
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
      <p className="task-keys">
        <kbd>j</kbd> <kbd>k</kbd> 上下移动，<kbd>Enter</kbd> 打开{canChoose ? '，' : '。'}
        {canChoose && (
          <>
            <kbd>x</kbd> 选择。
          </>
        )}
      </p>
    </PageFrame>
  );
};
