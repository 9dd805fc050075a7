import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActDialog } from '#supervision/web';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getYearPlan, getYearPlanDocument, issueYearPlan, type yearPlanSchema } from '../contract/index.ts';
import { inspectionPaths } from './inspection-paths.ts';

type YearPlan = z.output<typeof yearPlanSchema>;
type Unit = YearPlan['units'][number];

const columnsOf = ({ perYear, perQuarter }: YearPlan): readonly Column<Unit>[] => [
  { key: 'name', title: '单位', render: (unit) => unit.name },
  ...['一季度', '二季度', '三季度', '四季度'].map(
    (title, index): Column<Unit> => ({
      key: title,
      title,
      align: 'right',
      wideOnly: true,
      render: ({ quarters }) => <span className={(quarters[index] ?? 0) > perQuarter ? 'order-late' : ''}>{quarters[index]}</span>,
    }),
  ),
  { key: 'total', title: '全年', align: 'right', render: ({ total }) => <span className={total > perYear ? 'order-late' : ''}>{total}</span> },
  { key: 'visited', title: '已到场', align: 'right', render: ({ visited }) => visited },
  { key: 'exceeded', title: '超限签批', align: 'right', wideOnly: true, render: ({ exceeded }) => exceeded },
];

const IssueDialog = ({ year, onClose }: { readonly year: string; readonly onClose: () => void }) => {
  const save = useWrite(issueYearPlan, onClose);
  return (
    <ActDialog
      title={`印发${year}年检查计划`}
      confirm="印发"
      intro={<p>印发后增加的检查须说明计划外理由。</p>}
      fields={[{ name: 'documentNo', label: '文号', kind: 'text' }]}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={({ documentNo = '' }) => save.mutate({ params: { year }, body: { documentNo } })}
    />
  );
};

/** How often each unit is visited in a year, against its ceilings. */
export const Page = ({ params }: PageProps<{ readonly year: string }, unknown>) => {
  const query = useQuery(queryOf(getYearPlan, { params }));
  const [isIssuing, setIssuing] = useState(false);
  const plan = query.data;
  if (plan === undefined) return query.error === null ? <PageLoading /> : <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const offer = plan.actions[0];
  const [before, after] = [String(plan.year - 1), String(plan.year + 1)];
  return (
    <PageFrame
      title={`${plan.year}年检查计划`}
      note={`${plan.documentNo === null ? '尚未印发' : `${plan.documentNo}，${plan.issuedOn}印发`}；每单位每年不超过${plan.perYear}次、每季度不超过${plan.perQuarter}次。全年${plan.total}次，其中计划外${plan.added}次。`}
      actions={
        <>
          <Link className="plain-button" to={inspectionPaths.yearPlan(before) as never}>
            {before}年
          </Link>
          <Link className="plain-button" to={inspectionPaths.yearPlan(after) as never}>
            {after}年
          </Link>
          {plan.total > 0 && (
            <a className="plain-button" href={buildUrl(getYearPlanDocument, { params })} download>
              年度计划（Word）
            </a>
          )}
          <Button onClick={() => window.print()}>打印</Button>
          {offer !== undefined && <ActionButton offer={offer} primary onAct={() => setIssuing(true)} />}
        </>
      }
    >
      <DataTable
        label="各单位检查次数"
        columns={columnsOf(plan)}
        rows={plan.units}
        rowKey={({ orgId }) => orgId}
        loading={query.isFetching && query.isPending}
        empty={<EmptyState title="这一年还没有安排检查" hint="在检查列表中安排后，这里按单位、季度汇总。" />}
        paging={{ note: `共${plan.units.length}个单位` }}
      />
      {isIssuing && <IssueDialog year={String(plan.year)} onClose={() => setIssuing(false)} />}
    </PageFrame>
  );
};
