/** 现场发现: noted on the spot, also later from a phone that had no signal; a correction is a further version with its reason. */
import { formatMoment } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findingNoted, noteFinding } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';
import { logStep } from './log.ts';
import { inspectorOf, openInspection, situationOf } from './open-inspection.ts';
import { presentInspection } from './present-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import { momentOnSpot, saveInspection } from './step-inspection.ts';

export const noteFindingUseCase = useCase(noteFinding, async ({ params, body }, context) => {
  const { tx, actor, now } = context;
  const open = await openInspection(context, params.inspectionId, 'write');
  const { row } = open;
  context.refuse.unless(decideStep(inspectionLifecycle, 'note', situationOf(open, context)));
  const before = await rows.finding(tx, body.findingId);
  if (before !== undefined && before.inspection_id !== row.inspection_id) throw inspectionRefusals.finding_elsewhere();
  if (before !== undefined && body.reason === '') throw inspectionRefusals.correction_unexplained();
  const version = (before?.version ?? 0) + 1;
  const reason = version === 1 ? '' : body.reason;
  await rows.insertFinding(tx, {
    finding_id: body.findingId,
    version,
    inspection_id: row.inspection_id,
    text: body.text,
    place: body.place,
    reason,
    noted_at: momentOnSpot(body.notedAt, row.arrived_at ?? row.created_at, context, '记录时间'),
    noted_by: actor.id,
    noted_name: actor.displayName,
    received_at: formatMoment(now),
  });
  const saved = await saveInspection(context, { ...row, finders: [...new Set([...row.finders, ...inspectorOf(context, row).persons])] });
  await record(context, findingNoted, { inspectionId: row.inspection_id, findingId: body.findingId, version: String(version), text: body.text, place: body.place, reason });
  await logStep(context, saved, {
    action: 'note',
    label: version === 1 ? '登记现场发现' : '更正现场发现',
    from: row.state,
    reason: version === 1 ? body.place : reason,
    note: body.text,
  });
  return presentInspection(await openInspection(context, row.inspection_id), context);
});
