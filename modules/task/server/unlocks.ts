import { decide, scope } from '#kernel/access.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { actingOn, signatureOn } from '#kernel/server/actor.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { decideApart } from '#identity/contract';
import { listOrgNames } from '#identity/server';
import { askUnlock, decideUnlock, listUnlocks, taskSeparations, unlockAsked, unlockDecided } from '../contract/index.ts';
import { permitsOn, unlockResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { reportRows } from './report-rows.ts';
import { roundStore, rulesOf } from './round-store.ts';
import { unlockStore } from './unlock-store.ts';

export const askUnlockUseCase = useCase(
  askUnlock,
  async ({ params, body }, context) => {
    const { tx, refuse, actor, today } = context;
    const round = await roundStore.find(tx, params.roundId);
    if (round === undefined) return refuse(taskRefusals.round_not_found());
    const [named] = body.assignmentId === null ? [] : await reportRows.findDebts(tx, [{ roundId: params.roundId, assignmentId: body.assignmentId }]);
    const resource = unlockResource(tx.region, { orgId: body.orgId, planPath: named?.org_id === body.orgId ? named.plan_path : null });
    refuse.unless(decide(actor, 'report.ask-unlock', resource, today));
    if (round.state !== 'sealed') return refuse(taskRefusals.round_not_sealed());
    const filters = { orgs: [null], paths: [null], roundId: params.roundId, orgId: body.orgId, pattern: null, standing: null, today: today.toString() };
    const owed = await reportRows.listDebts(tx, filters, { place: undefined, limit: 1000 });
    if (!owed.some((row) => body.assignmentId === null || row.assignment_id === body.assignmentId)) return refuse(taskRefusals.nothing_owed());
    const current = await unlockStore.current(tx, { roundId: params.roundId, orgId: body.orgId, today: today.toString() });
    if (current.some((one) => one.assignment_id === null || body.assignmentId === null || one.assignment_id === body.assignmentId)) return refuse(taskRefusals.unlock_open());
    const unlockId = await unlockStore.insert(actingOn(context, 'report.ask-unlock', resource), { roundId: params.roundId, ...body });
    await record(context, unlockAsked, { unlockId, roundId: params.roundId, orgId: body.orgId, assignmentId: body.assignmentId ?? '', reason: body.reason });
    return { unlockId };
  },
  { statusOf: () => 201 },
);

export const decideUnlockUseCase = useCase(
  decideUnlock,
  async ({ params, body }, context) => {
    const { tx, refuse, actor, today } = context;
    const found = await unlockStore.find(tx, params.unlockId);
    if (found === undefined) return refuse(taskRefusals.unlock_not_found());
    const resource = unlockResource(tx.region, { orgId: found.org_id, planPath: found.plan_path });
    refuse.unless(decide(actor, 'report.grant-unlock', resource, today));
    const by = signatureOn(actor, ['report.grant-unlock'], { resource, today });
    if (!decideApart(taskSeparations['task.grant-unlock'], { first: [found.asked_by], second: by }).allowed) return refuse(taskRefusals.own_unlock());
    if (found.is_granted !== null) return refuse(taskRefusals.unlock_decided());
    const round = await roundStore.find(tx, found.round_id);
    const days = round === undefined ? 0 : rulesOf(round).unlockDays;
    const expiresOn = body.isGranted ? today.add({ days }).toString() : null;
    await unlockStore.decide(context, params.unlockId, { isGranted: body.isGranted, decision: body.reason, expiresOn });
    await record(context, unlockDecided, { unlockId: params.unlockId, isGranted: String(body.isGranted), expiresOn: expiresOn ?? '', reason: body.reason });
    return { unlockId: params.unlockId, isGranted: body.isGranted, expiresOn };
  },
  { statusOf: () => 201 },
);

const moment = (text: string | null): string | null => (text === null ? null : formatMoment(parseMoment(text)));

export const listUnlocksUseCase = useCase(listUnlocks, async ({ query }, context) => {
  const { tx, actor, today } = context;
  const { orgs, paths } = scope(actor, 'round.read', tx.region, today);
  const rows = await unlockStore.list(tx, { orgs, paths, roundId: query.roundId ?? null, isOpen: query.open !== undefined });
  const names = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  return {
    items: rows.map((row) => ({
      unlockId: row.unlock_id,
      roundId: row.round_id,
      period: row.period,
      org: { orgId: row.org_id, name: names.get(row.org_id) ?? row.org_id },
      assignmentId: row.assignment_id,
      reason: row.reason,
      askedAt: moment(row.asked_at) ?? '',
      isGranted: row.is_granted,
      decision: row.decision,
      decidedAt: moment(row.decided_at),
      expiresOn: row.expires_on,
      actions:
        row.is_granted === null
          ? [presentAction('decide', '决定', permitsOn(context, unlockResource(tx.region, { orgId: row.org_id, planPath: row.plan_path }))('report.grant-unlock'))]
          : [],
    })),
  };
});
