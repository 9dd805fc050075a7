/** Debts with what was reported, as a workbook; the round's and the filtered list's are the same sheet. */
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import type { SheetColumn } from '#kernel/server/documents/render-xlsx.ts';
import type { Context } from '#kernel/server/context.ts';
import type { FileReply } from '#kernel/file-reply.ts';
import { xlsxReply } from '#kernel/server/file-reply.ts';
import { listOrgNames } from '#identity/server';
import { assignmentRoleLabel, debtStandingLabel, judgementLabel, judgements, reportStateLabel } from '../contract/index.ts';
import type { AssignmentRole, ReportState } from '../contract/index.ts';
import { standingOf } from '../domain/index.ts';
import { debtOf, reportRows } from './report-rows.ts';
import type { DebtFilter, DebtRow } from './report-rows.ts';

const columns: readonly SheetColumn[] = [
  { title: '月份', width: 10 },
  { title: '编号', width: 12 },
  { title: '任务', width: 40 },
  { title: '单位', width: 24 },
  { title: '分工', width: 10 },
  { title: '报送期限', width: 12, kind: 'day' },
  { title: '应报情况', width: 12 },
  { title: '填报状态', width: 14 },
  { title: '无变化', width: 8 },
  { title: '本期进展', width: 60 },
  { title: '下期打算', width: 40 },
  { title: '单位自评', width: 10 },
  { title: '补列事由', width: 20 },
];

function cells(row: DebtRow, org: string, today: string): readonly string[] {
  const content = (row.content ?? {}) as { readonly done?: string; readonly next?: string; readonly judgement?: string };
  const judgement = judgements.find((one) => one === content.judgement);
  return [
    row.period,
    row.code,
    row.title,
    org,
    assignmentRoleLabel[row.role as AssignmentRole],
    row.due_on,
    debtStandingLabel[standingOf(debtOf(row), today)],
    row.report_state === null ? '' : reportStateLabel[row.report_state as ReportState],
    row.is_no_change === true ? '是' : '',
    content.done ?? '',
    content.next ?? '',
    judgement === undefined ? '' : judgementLabel[judgement],
    row.added_for,
  ];
}

/** More rows than the rounds of a county have; a file of this size opens everywhere. */
const mostRows = 50_000;

/** The sheet of the debts that a filter finds; `name` is that of the file. */
export async function debtSheet(filter: DebtFilter, { name, heading }: { readonly name: string; readonly heading: string }, context: Context): Promise<FileReply> {
  const { tx, today } = context;
  const rows = await reportRows.listDebts(tx, filter, { place: undefined, limit: mostRows });
  const names = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  const preface = registerPreface({ title: heading, at: context.now, count: rows.length, counter: '项', isDemo: rows.some(({ stamp }) => stamp === 'demo') });
  const sheet = { name: heading, preface, columns, rows: rows.map((row) => cells(row, names.get(row.org_id) ?? row.org_id, today.toString())), frozenColumns: 3 };
  const bytes = await renderXlsx(heading, [sheet]);
  return xlsxReply(`${name}.xlsx`, bytes);
}
