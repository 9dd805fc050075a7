import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker, useMe } from '#identity/web';
import { listPlans, type PlanId } from '#plan/contract';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { coverageKindLabel, coverageKinds, draftTasks, excuseClause, exportTasks, getYearCoverage, proposeTasks } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { SheetImport } from './sheet-import.tsx';
import { taskPaths } from './task-paths.ts';
import { Tag } from './words.tsx';
import { WorkPointsPanel } from './work-points-panel.tsx';
import './task.css';

interface DecomposeSearch {
  readonly planId?: PlanId | undefined;
  readonly year?: string | undefined;
}
type Year = { readonly planId: PlanId; readonly year: string };
const tones = { accepted: 'good', assigned: 'warn', excused: 'plain', open: 'bad' } as const;

const useYear = ({ planId, year }: Year) => useQuery(queryOf(getYearCoverage, { query: { planId, year } }));

const CoverageList = ({ planId, year }: Year) => {
  const [excusing, setExcusing] = useState<string>();
  const [reason, setReason] = useState('');
  const coverage = useYear({ planId, year });
  const excuse = useWrite(excuseClause, () => setExcusing(undefined));
  const send = (clause: string, words: string | null): void => excuse.mutate({ body: { planId, year: Number(year), clause, reason: words } });
  if (coverage.error !== null) return <ProblemNotice problem={asProblem(coverage.error)} />;
  if (coverage.data === undefined) return <PageLoading />;
  return (
    <section aria-label="条款覆盖" className="data-table">
      <table>
        <thead>
          <tr>
            <th scope="col">条款</th>
            <th scope="col">情况</th>
            <th scope="col">任务</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {coverage.data.items.map((item) => (
            <tr key={item.clause}>
              <td>
                {item.title}
                <div className="muted">{item.section}</div>
              </td>
              <td>
                <Tag words={coverageKindLabel[item.kind]} tone={tones[item.kind]} />
              </td>
              <td>
                {item.tasks.map((task) => (
                  <div key={task.taskId} className="tight">
                    <Link to={taskPaths.task(task.taskId) as never}>{task.code}</Link> {task.open > 0 && <span className="muted">{task.open} 项未签收</span>}
                  </div>
                ))}
                {item.excuse}
              </td>
              <td>
                {item.kind === 'open' && <Button onClick={() => setExcusing(item.clause)}>说明不列</Button>}
                {item.kind === 'excused' && <Button onClick={() => send(item.clause, null)}>收回理由</Button>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {excusing !== undefined && (
        <FormDialog
          title="说明本年度不列的理由"
          submit="保存"
          busy={excuse.isPending}
          error={excuse.error}
          onClose={() => setExcusing(undefined)}
          onSubmit={() => send(excusing, reason)}
        >
          <TextField label="理由" lines={3} value={reason} onChange={setReason} />
        </FormDialog>
      )}
    </section>
  );
};

/** Proposals of clauses without a task: give each a lead and co-units, then store the chosen ones as drafts. */
const Proposals = ({ planId, year }: Year) => {
  const [leads, setLeads] = useState<Readonly<Record<string, OrgId | undefined>>>({});
  const [isOpen, setOpen] = useState(false);
  const proposals = useQuery({ ...queryOf(proposeTasks, { query: { planId, year } }), enabled: isOpen });
  const draft = useWrite(draftTasks, () => setLeads({}));
  const items = proposals.data?.items ?? [];
  const chosen = items.filter(({ clause, fields }) => leads[clause] !== undefined || fields.units.length > 0);
  const save = (all: boolean): void =>
    draft.mutate({
      body: {
        planId,
        year: Number(year),
        tasks: (all ? items : chosen).map(({ clause, fields, origin }) => {
          const lead = leads[clause];
          return {
            clause,
            fields: {
              ...fields,
              units:
                lead === undefined
                  ? fields.units
                  : [{ orgId: lead, role: 'lead' as const }, ...fields.units.filter(({ orgId }) => orgId !== lead).map((one) => ({ ...one, role: 'co' as const }))],
            },
            origin,
          };
        }),
      },
    });
  if (!isOpen)
    return (
      <p className="task-spaced">
        <Button onClick={() => setOpen(true)}>由条款拟出草案</Button>
      </p>
    );
  return (
    <section className="task-panel" aria-label="草案">
      <h2>草案：尚无任务的条款（{items.length}）</h2>
      {proposals.error !== null && <ProblemNotice problem={asProblem(proposals.error)} />}
      {draft.error !== null && <ProblemNotice problem={asProblem(draft.error)} onClose={() => draft.reset()} />}
      {draft.data !== undefined && (
        <p role="status">
          已保存 {draft.data.items.length} 项草案；其中 {draft.data.items.filter(({ lacking }) => lacking.length > 0).length} 项还有缺项。
        </p>
      )}
      <ul className="task-lines">
        {items.map((item) => (
          <li key={item.clause}>
            {item.label} {item.fields.title}
            {item.unknownUnits.length > 0 && <div className="task-over">原文所列单位不在登记簿：{item.unknownUnits.join('、')}</div>}
            <OrgPicker
              label={`${item.label} 的牵头单位`}
              placeholder="牵头单位"
              value={leads[item.clause] ?? (item.fields.units.find(({ role }) => role === 'lead')?.orgId as OrgId | undefined)}
              onChange={(orgId) => setLeads({ ...leads, [item.clause]: orgId })}
            />
          </li>
        ))}
      </ul>
      <div className="task-buttons">
        <BusyButton type="primary" disabled={chosen.length === 0} busy={draft.isPending} onClick={() => save(false)}>
          保存已定牵头单位的（{chosen.length}）
        </BusyButton>
        <BusyButton disabled={items.length === 0} busy={draft.isPending} onClick={() => save(true)}>
          全部存为草案
        </BusyButton>
      </div>
    </section>
  );
};

const Year = ({ planId, year }: Year) => {
  const { can } = useMe();
  const coverage = useYear({ planId, year });
  const data = coverage.data;
  return (
    <>
      {data !== undefined && (
        <p role="status">
          {data.planTitle} {year} 年：适用条款 {data.active}/{data.clauses}；{coverageKinds.map((kind) => `${coverageKindLabel[kind]} ${data.counts[kind]}`).join('，')}；分工{' '}
          {data.assignments} 项，未签收 {data.openAssignments} 项。
          {data.isComplete ? '覆盖完整，可以印发工作要点。' : ''}
          {data.publishedAt === null ? '' : `工作要点已印发（${data.documentNo ?? ''}）。`}
        </p>
      )}
      <div className="task-bar">
        <Button href={buildUrl(exportTasks, { query: { planId, year } })}>导出任务分解表</Button>
        {can('task.draft') && <SheetImport planId={planId} year={year} />}
        <Link to={taskPaths.tasks() as never} search={{ year, assignmentState: 'draft' } as never}>
          批量征求意见、下达
        </Link>
      </div>
      {can('task.draft') && <Proposals planId={planId} year={year} />}
      <WorkPointsPanel planId={planId} year={year} />
      <CoverageList planId={planId} year={year} />
    </>
  );
};

/** The workbench of a year: what the clauses ask, who answers for each, the proof that none is left out. */
export const Page = ({ search, setSearch }: PageProps<unknown, DecomposeSearch>) => {
  const plans = useQuery(queryOf(listPlans, { query: { sort: 'updated' } }));
  if (plans.error !== null) return <ProblemNotice problem={asProblem(plans.error)} />;
  if (plans.data === undefined) return <PageLoading />;
  const planId = search.planId ?? plans.data.items[0]?.planId;
  const { year } = search;
  return (
    <PageFrame title="任务分解" note="每个条款在一个年度里由谁办、办到什么程度、什么时候办完。">
      <div className="task-bar">
        <label>
          方案
          <select value={planId ?? ''} onChange={(event) => setSearch({ planId: event.target.value as PlanId })}>
            {plans.data.items.map((plan) => (
              <option key={plan.planId} value={plan.planId}>
                {plan.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          年度
          <input type="number" min={1949} max={2199} value={year ?? ''} placeholder="如 2026" onChange={(event) => setSearch({ year: event.target.value })} />
        </label>
      </div>
      {planId === undefined ? (
        <EmptyState title="还没有方案" hint="先导入方案，再按年度分解任务。" />
      ) : year === undefined || !/^[12]\d{3}$/.test(year) ? (
        <EmptyState title="请选择年度" hint="输入四位年份，列出该年度适用的条款。" />
      ) : (
        <Year key={`${planId}${year}`} planId={planId} year={year} />
      )}
    </PageFrame>
  );
};
