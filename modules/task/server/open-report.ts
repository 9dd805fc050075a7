import { formatMoment } from '#kernel/calendar.ts';
import { decide } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { openReport } from '../contract/index.ts';
import { assignmentResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { requireDebt } from './report-ground.ts';
import { reportStore } from './report-store.ts';
import { recordReportStep } from './save-report.ts';

export const openReportUseCase = useCase(openReport, async ({ params }, context) => {
  const { tx, refuse, actor, today, now } = context;
  const row = await reportStore.lock(tx, params.reportId);
  if (row === undefined) return refuse(taskRefusals.report_not_found());
  const at = await requireDebt(context, { roundId: row.round_id, assignmentId: row.assignment_id }, 'round.read');
  const resource = assignmentResource(tx.region, { planPath: at.debt.plan_path, orgId: at.debt.org_id });
  const may = (permission: 'report.sign' | 'report.approve'): boolean => decide(actor, permission, resource, today).allowed;
  const moment = formatMoment(now);
  if (row.state === 'signing' && may('report.sign')) {
    if (row.signer_opened_at === null) {
      await reportStore.move(context, row, { state: row.state, signer_opened_at: moment });
      await recordReportStep(context, at, row.report_id, { action: 'opened', from: row.state, to: row.state });
    }
    return { reportId: params.reportId, openedBy: 'signer' as const };
  }
  if (row.state === 'reviewing' && may('report.approve')) {
    if (row.reviewer_opened_at === null) {
      await reportStore.move(context, row, { state: row.state, reviewer_opened_at: moment });
      await recordReportStep(context, at, row.report_id, { action: 'opened', from: row.state, to: row.state });
    }
    return { reportId: params.reportId, openedBy: 'reviewer' as const };
  }
  return { reportId: params.reportId, openedBy: 'nobody' as const };
});
