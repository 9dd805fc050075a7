import { decide } from '#kernel/access.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg } from '#identity/server';
import { blockageLevelLabel, blockageTypeLabel, raiseBlockage } from '../../contract/index.ts';
import { blockageLifecycle } from '../../domain/index.ts';
import { takeNumberTurn } from '../order-rows.ts';
import { pathOrNone, planPathOf } from '../plan-path-of.ts';
import { supervisionRefusals } from '../refusals.ts';
import { blockageRows } from './blockage-rows.ts';
import type { BlockageRow } from './blockage-rows.ts';
import { loadBlockageRules, logStep, presentBlockageDetails } from './step-blockage.ts';

export const raiseBlockageUseCase = useCase(
  raiseBlockage,
  async ({ body }, context) => {
    const { tx, today, now } = context;
    const objectRef = body.objectKind === 'none' || body.objectId === '' ? '' : `${body.objectKind}:${body.objectId}`;
    const planPath = await planPathOf(tx, objectRef);
    context.refuse.unless(decide(context.actor, 'blockage.raise', { region: tx.region, ownerOrg: body.raisedOrgId, planPath: pathOrNone(planPath), level: 'internal' }, today));
    const raisedBy = await findOrg(tx, body.raisedOrgId, today);
    if (raisedBy === undefined) throw supervisionRefusals.org_not_found({ what: '提出单位' });
    if (body.sinceOn > today.toString()) throw supervisionRefusals.since_later();
    const authority = body.authorityOrgId ?? (await blockageRows.authorityOf(tx, { type: body.type, level: 'unit', day: today.toString() }));
    if (authority === undefined) throw supervisionRefusals.authority_missing({ what: `${blockageTypeLabel[body.type]}（${blockageLevelLabel.unit}）` });
    if ((await findOrg(tx, authority, today)) === undefined) throw supervisionRefusals.org_not_found({ what: '协调单位' });
    await takeNumberTurn(tx, 'blockage');
    const serial = (await blockageRows.lastSerial(tx, today.year)) + 1;
    const row: BlockageRow = {
      blockage_id: context.newId(),
      number: `协调〔${today.year}〕${serial}号`,
      year: today.year,
      serial,
      type: body.type,
      title: body.title,
      what: body.what,
      state: 'registered',
      level: 'unit',
      level_since_on: today.toString(),
      raised_org_id: body.raisedOrgId,
      authority_org_id: authority,
      object_kind: body.objectKind,
      object_ref: objectRef,
      object_title: body.objectTitle,
      since_on: body.sinceOn,
      opened_on: today.toString(),
      answered_on: null,
      answered_by: '',
      closed_on: null,
      answer: null,
      is_silent_close: false,
      promised_on: null,
      missed_promises: 0,
      joined_to: null,
      ruled_from_on: null,
      ruled_to_on: null,
      plan_path: planPath,
      stamp: raisedBy.isDemo ? 'demo' : 'real',
      machine_version: blockageLifecycle.version,
      revision: 1,
      created_at: formatMoment(now),
      updated_at: formatMoment(now),
    };
    await blockageRows.insert(tx, row);
    await logStep(context, row, { action: 'raise', label: '提出', from: null, note: body.what });
    return presentBlockageDetails(row, context, await loadBlockageRules(context));
  },
  { statusOf: () => 201 },
);
