/** An approved report speaks for its clause: as the unit's own word, grade C; what it disputes is challenged. */
import type { Context } from '#kernel/server/context.ts';
import { emit, findEvidence, setEvidenceStatus, withdraw } from '#kernel/server/evidence.ts';
import { statement } from '#kernel/server/db.ts';
import type { ReportContentInput } from '../contract/index.ts';
import { judgementLabel } from '../contract/index.ts';
import { parsePeriod } from '../domain/index.ts';
import type { DebtGround } from './report-ground.ts';
import type { ReportRow } from './report-store.ts';
import { sha256Of } from './sha256-of.ts';

const proveMilestones = statement({
  name: 'task.prove-milestones',
  class: 'router',
  text: `update task.milestone set proved_on = $4, proved_by = $3 where region_code = $1 and task_id = $2 and proved_on is null and milestone_id = any ($5)`,
  params: { region: 'text', taskId: 'uuid', reportId: 'uuid', on: 'date', milestoneIds: 'uuid[]' },
  row: {},
});

const unproveMilestones = statement({
  name: 'task.unprove-milestones',
  class: 'router',
  text: `update task.milestone set proved_on = null, proved_by = null where region_code = $1 and task_id = $2 and proved_by = $3`,
  params: { region: 'text', taskId: 'uuid', reportId: 'uuid' },
  row: {},
});

const sourceOf = (reportId: string) => ({ module: 'task', type: 'report', id: reportId });

async function challengeDisputed(context: Context, content: ReportContentInput): Promise<void> {
  for (const { factId, answer, reason } of content.facts) {
    if (answer !== 'disputed') continue;
    const held = await findEvidence(context.tx, factId);
    if (held?.status === 'live') await setEvidenceStatus(context, factId, { status: 'challenged', reason: `责任单位异议：${reason}` });
  }
}

export async function emitReport(context: Context, { debt, full }: DebtGround, row: ReportRow, content: ReportContentInput): Promise<void> {
  const { tx, today } = context;
  const month = parsePeriod(debt.period);
  const shared = {
    anchors: [debt.anchor],
    voice: 'self' as const,
    from: month.toPlainDate({ day: 1 }).toString(),
    to: month.toPlainDate({ day: month.daysInMonth }).toString(),
    orgId: debt.org_id,
    version: row.revision,
    occurredOn: today.toString(),
    grade: 'C' as const,
    stamp: debt.stamp === 'demo' ? ('demo' as const) : ('real' as const),
  };
  const words = content.isNoChange ? '本期无变化' : content.done;
  await emit(context, {
    ...shared,
    kind: content.countToDate === null ? 'attestation' : 'count',
    value: content.countToDate,
    unit: content.countToDate === null ? null : '次',
    source: sourceOf(row.report_id),
    hash: sha256Of({ content, revision: row.revision }),
    note: `${words}（自评：${judgementLabel[content.judgement]}）`.slice(0, 2000),
  });
  for (const claim of content.claims) {
    const title = full.ground.dueMilestones.find(({ milestoneId }) => milestoneId === claim.milestoneId)?.title ?? '节点';
    await emit(context, {
      ...shared,
      kind: 'milestone',
      subject: title.slice(0, 200),
      source: { ...sourceOf(row.report_id), part: claim.milestoneId },
      hash: sha256Of({ claim, revision: row.revision }),
      note: claim.proof,
    });
  }
  await tx.run(proveMilestones, {
    region: tx.region,
    taskId: row.task_id,
    reportId: row.report_id,
    on: today.toString(),
    milestoneIds: content.claims.map(({ milestoneId }) => milestoneId),
  });
  await challengeDisputed(context, content);
}

export async function retractReport(context: Context, row: ReportRow, reason: string): Promise<void> {
  await withdraw(context, sourceOf(row.report_id), `取消核定：${reason}`);
  await context.tx.run(unproveMilestones, { region: context.tx.region, taskId: row.task_id, reportId: row.report_id });
}
