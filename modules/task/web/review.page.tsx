import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useMe } from '#identity/web';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { judgementLabel, listReports, reportStateLabel, reportStates, returnGroundLabel, returnGrounds, takeReportSteps } from '../contract/index.ts';
import type { ReportId, ReportState, ReportStepAction, ReturnGround, RowResult } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { RowResults } from './row-results.tsx';
import { taskPaths } from './task-paths.ts';
import { UnlockPanel } from './unlock-panel.tsx';
import { useListKeys } from '#ui/use-list-keys.ts';
import { ReportTag } from './words.tsx';
import './task.css';

interface ReviewSearch {
  readonly state?: ReportState | undefined;
  readonly tab?: 'unlocks' | undefined;
  readonly cursor?: string | undefined;
}

/** The queue of those who sign and review: many at once with a preview, one by one with the whole report. */
export const Page = ({ search, setSearch }: PageProps<unknown, ReviewSearch>) => {
  const navigate = useNavigate();
  const { can } = useMe();
  const state = search.state ?? (can('report.approve') ? 'reviewing' : 'signing');
  const [chosen, setChosen] = useState<ReadonlySet<ReportId>>(new Set());
  const [results, setResults] = useState<{ readonly words: string; readonly items: readonly RowResult[] }>();
  const [isReturning, setReturning] = useState(false);
  const [ground, setGround] = useState<ReturnGround | ''>('');
  const [reason, setReason] = useState('');
  const query = useQuery(pageQueryOf(listReports, { query: { state, limit: '50', cursor: search.cursor } }));
  const act = useWrite(takeReportSteps);
  const items = query.data?.items ?? [];
  const next = query.data?.nextCursor ?? undefined;
  const forward: ReportStepAction = state === 'signing' ? 'sign' : 'approve';
  const back: ReportStepAction = state === 'signing' ? 'return-unit' : 'return-review';
  const words = state === 'signing' ? '审签' : '核定';
  const run = (action: ReportStepAction, label: string, more: object = {}): void =>
    act.mutate(
      { body: { action, reportIds: [...chosen], ...more } },
      {
        onSuccess: (reply) => {
          setResults({ words: label, items: reply.items });
          setReturning(false);
          if (!('isPreview' in more)) setChosen(new Set());
        },
      },
    );
  const toggle = (index: number): void => {
    const id = items[index]?.reportId;
    if (id !== undefined) setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  };
  const open = (index: number): void => void navigate({ to: taskPaths.report(items[index]?.roundId ?? '', items[index]?.assignmentId ?? '') as never });
  const { active } = useListKeys({ count: items.length, onOpen: open, onToggle: toggle, more: { a: () => setChosen(new Set(items.map(({ reportId }) => reportId))) } });
  return (
    <PageFrame title="填报审核" note={query.data === undefined ? '' : `${reportStateLabel[state]} ${query.data.total} 份。`}>
      <div className="task-bar">
        <label>
          填报状态
          <select value={state} onChange={(event) => setSearch({ state: event.target.value as ReportState, cursor: undefined })}>
            {reportStates.map((one) => (
              <option key={one} value={one}>
                {reportStateLabel[one]}
              </option>
            ))}
          </select>
        </label>
        {(state === 'signing' || state === 'reviewing') && (
          <>
            <Button disabled={chosen.size === 0} onClick={() => run(forward, `预览${words}`, { isPreview: true })}>
              预览{words}
            </Button>
            <BusyButton type="primary" disabled={chosen.size === 0} busy={act.isPending} onClick={() => run(forward, words)}>
              {words}（{chosen.size}）
            </BusyButton>
            <Button disabled={chosen.size === 0} onClick={() => setReturning(true)}>
              退回
            </Button>
          </>
        )}
      </div>
      {act.error !== null && !isReturning && <ProblemNotice problem={asProblem(act.error)} onClose={() => act.reset()} />}
      {results !== undefined && <RowResults {...results} />}
      <UnlockPanel />
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : items.length === 0 && query.data !== undefined ? (
        <EmptyState title={`没有${reportStateLabel[state]}的填报`} hint="换一个状态查看。" />
      ) : (
        <section aria-label="填报" className="data-table" aria-busy={query.isFetching}>
          <table>
            <thead>
              <tr>
                <th scope="col">选</th>
                <th scope="col">月份</th>
                <th scope="col">任务</th>
                <th scope="col">单位</th>
                <th scope="col">本期进展</th>
                <th scope="col" className="wide-only">
                  自评
                </th>
                <th scope="col" className="wide-only">
                  留意
                </th>
                <th scope="col">状态</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item, index) => (
                <tr key={item.reportId} className={index === active ? 'active' : ''} aria-current={index === active}>
                  <td>
                    <input type="checkbox" aria-label={`选择 ${item.code} ${item.org.name}`} checked={chosen.has(item.reportId)} onChange={() => toggle(index)} />
                  </td>
                  <td>{item.period}</td>
                  <td>
                    <Link to={taskPaths.report(item.roundId, item.assignmentId) as never}>
                      {item.code} {item.title}
                    </Link>
                  </td>
                  <td>{item.org.name}</td>
                  <td>{item.isNoChange ? <span className="muted">无变化（上期：{item.done}）</span> : item.done}</td>
                  <td className="wide-only">{judgementLabel[item.judgement]}</td>
                  <td className="wide-only">{item.flags.join('；')}</td>
                  <td>
                    <ReportTag state={item.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="data-table-foot">
            <span>共{query.data?.total ?? 0}份</span>
            <span className="data-table-pager">
              {search.cursor !== undefined && <Button onClick={() => setSearch({ cursor: undefined }, { push: true })}>第一页</Button>}
              {next !== undefined && <Button onClick={() => setSearch({ cursor: next }, { push: true })}>下一页</Button>}
            </span>
          </div>
        </section>
      )}
      <p className="task-keys">
        <kbd>j</kbd> <kbd>k</kbd> 移动，<kbd>Enter</kbd> 打开，<kbd>x</kbd> 选择，<kbd>a</kbd> 全选。
      </p>
      {isReturning && (
        <FormDialog
          title="退回"
          submit="退回"
          busy={act.isPending}
          error={act.error}
          onClose={() => setReturning(false)}
          onSubmit={() => run(back, '退回', { reason, ...(ground === '' ? {} : { ground }) })}
        >
          <ChoiceField label="退回理由" value={ground} choices={returnGrounds} labels={returnGroundLabel} onChange={setGround} none="请选择" />
          <TextField label="说明" lines={3} value={reason} onChange={setReason} />
        </FormDialog>
      )}
    </PageFrame>
  );
};
