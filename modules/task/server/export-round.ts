import { scope } from '#kernel/access.ts';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { assignmentRoleLabel, debtStandingLabel, exportRound, judgementLabel, judgements, reportStateLabel } from '../contract/index.ts';
import type { AssignmentRole, ReportState } from '../contract/index.ts';
import { standingOf } from '../domain/index.ts';
import { filePresentation, xlsxMediaType } from './file-presentation.ts';
import { taskRefusals } from './refusals.ts';
import { debtOf, reportRows } from './report-rows.ts';
import type { DebtRow } from './report-rows.ts';
import { roundStore } from './round-store.ts';

const columns = [
  { title: '编号', width: 12 },
  { title: '任务', width: 40 },
  { title: '单位', width: 24 },
  { title: '分工', width: 10 },
  { title: '报送期限', width: 12 },
  { title: '应报情况', width: 12 },
  { title: '填报状态', width: 14 },
  { title: '无变化', width: 8 },
  { title: '本期进展', width: 60 },
  { title: '下期打算', width: 40 },
  { title: '单位自评', width: 10 },
  { title: '补列事由', width: 20 },
] as const;

function cells(row: DebtRow, org: string, today: string): readonly string[] {
  const content = (row.content ?? {}) as { readonly done?: string; readonly next?: string; readonly judgement?: string };
  const judgement = judgements.find((one) => one === content.judgement);
  return [
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

/** More rows than a round of a county has; a file of this size opens everywhere. */
const mostRows = 50_000;

export const exportRoundUseCase = useCase(
  exportRound,
  async ({ params }, context) => {
    const { tx, refuse, today, actor } = context;
    const round = await roundStore.find(tx, params.roundId);
    if (round === undefined) return refuse(taskRefusals.round_not_found());
    const { orgs, paths } = scope(actor, 'round.read', tx.region, today);
    const filters = { orgs, paths, roundId: params.roundId, orgId: null, pattern: null, standing: null, today: today.toString() };
    const rows = await reportRows.listDebts(tx, filters, { place: undefined, limit: mostRows });
    const names = await listOrgNames(
      tx,
      rows.map(({ org_id }) => org_id),
      today,
    );
    const bytes = await writeWorkbook({
      name: `${round.period}调度`,
      heading: `${round.period} 调度表`,
      columns: [...columns],
      rows: rows.map((row) => cells(row, names.get(row.org_id) ?? row.org_id, today.toString())),
    });
    return { fileName: `调度表-${round.period}.xlsx`, mediaType: xlsxMediaType, base64: Buffer.from(bytes).toString('base64') };
  },
  { present: (reply) => filePresentation(reply) },
);
