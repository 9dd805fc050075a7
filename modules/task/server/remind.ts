/**
 * Reminders of a round: at opening, some working days before closing, and at closing in writing to the silent (催办). One notice per
 * unit and stage, not one per debt; they end when everything of the unit is signed.
 */
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import { record } from '#kernel/server/record.ts';
import type { Role } from '#identity/contract';
import { holdersAt, listOrgNames } from '#identity/server';
import { unitReminded } from '../contract/index.ts';

export type ReminderStage = 'opened' | 'due-soon' | 'urged';
/** By hand: once a day at most, so that pressing again does not tell twice. */
export type HandStage = `by-hand-${string}`;

interface RemindedRound {
  readonly roundId: string;
  readonly period: string;
  readonly closesOn: string;
  readonly ordersOn: string;
}

/** Owed and not in: never signed, or given back; a changed assignment owes nothing. */
const listOpen = statement({
  name: 'task.list-units-with-open-debts',
  class: 'router',
  text: `select d.org_id, count(*)::int4 as debts, (count(*) filter (where p.first_signed_at is null and not d.is_added and d.due_on < $4))::int4 as silent
         from task.debt d
         join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
         join task.assignment a on a.region_code = d.region_code and a.assignment_id = d.assignment_id
         left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
         where d.region_code = $1 and d.round_id = $2 and ($3::uuid is null or d.org_id = $3)
           and (p.first_signed_at is null or p.state = 'returned') and not (a.state in ('changed', 'ended') and coalesce(a.to_on <= r.closes_on, true))
         group by d.org_id order by d.org_id`,
  params: { region: 'text', roundId: 'uuid', orgId: 'uuid?', today: 'date' },
  row: { org_id: 'uuid', debts: 'int4', silent: 'int4' },
});

const writers: readonly Role[] = ['unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group'];
/** before closing the head, who signs, is told as well */
export const answerable: readonly Role[] = [...writers, 'unit_head', 'unit_deputy'];

const debtKey = (roundId: string, orgId: string): string => `task.round:${roundId}:${orgId}`;

const words: Readonly<Record<ReminderStage, (round: RemindedRound, unit: { readonly name: string; readonly count: number }) => { readonly title: string; readonly body: string }>> =
  {
    opened: ({ period, closesOn }, { name, count }) => ({
      title: `${period} 调度已开放，${name}应报 ${count} 项`,
      body: `请在 ${closesOn} 前填报并由单位负责人审签，配合单位的时限见应报清单。没有变化的可以一次报出。`,
    }),
    'due-soon': ({ period, closesOn }, { name, count }) => ({
      title: `${period} 调度 ${closesOn} 截止，${name}还有 ${count} 项没有报出`,
      body: '填报后须经单位负责人审签才算报出。请打开「我的应报」逐项办理。',
    }),
    urged: ({ period, ordersOn }, { name, count }) => ({
      title: `催办：${period} 调度已截止，${name}有 ${count} 项逾期未报`,
      body: `请立即补报并审签，补报的计为迟报。${ordersOn} 起对未报事项自动立督办单。`,
    }),
  };

/** Tells every unit that owes; what was told is kept as an act, also where nobody could be told. */
export async function remindUnits(context: Context, round: RemindedRound, stage: ReminderStage): Promise<void> {
  const { tx, today } = context;
  const { roundId, period } = round;
  const open = await tx.many(listOpen, { region: tx.region, roundId, orgId: null, today: today.toString() });
  const units = open.map((row) => ({ orgId: row.org_id, count: stage === 'urged' ? row.silent : row.debts })).filter(({ count }) => count > 0);
  const orgIds = units.map(({ orgId }) => orgId);
  const people = await holdersAt(tx, { roles: stage === 'opened' ? writers : answerable, orgIds }, today);
  const names = await listOrgNames(tx, orgIds, today);
  for (const { orgId, count } of units) {
    const to = people.get(orgId) ?? [];
    await notify(context, {
      kind: `task.round-${stage}`,
      to,
      ...words[stage](round, { name: names.get(orgId) ?? '', count }),
      link: `/my-debts?roundId=${roundId}`,
      about: { type: 'task.round', id: roundId },
      urgency: stage === 'urged' ? 'prompt' : 'digest',
      debt: { key: debtKey(roundId, orgId), stage },
    });
    await record(context, unitReminded, { roundId, period, orgId, stage, debts: String(count), people: String(to.length) });
  }
}

/** What the dispatcher reminds of: everything of the unit that is not in, whether the round still runs or has closed. */
export async function remindByHand(context: Context, round: RemindedRound, orgIds: readonly string[]): Promise<void> {
  const { tx, today } = context;
  const stage: HandStage = `by-hand-${today.toString()}`;
  const people = await holdersAt(tx, { roles: answerable, orgIds }, today);
  const names = await listOrgNames(tx, orgIds, today);
  const open = await openDebtsOf(context, round.roundId);
  for (const orgId of orgIds) {
    const to = people.get(orgId) ?? [];
    const count = open.get(orgId) ?? 0;
    await notify(context, {
      kind: 'task.round-by-hand',
      to,
      title: `催办：${round.period} 调度${names.get(orgId) ?? ''}还有 ${count} 项没有报出`,
      body: `调度员${context.actor.displayName}催办。${round.closesOn} 截止，填报后须经单位负责人审签才算报出。`,
      link: `/my-debts?roundId=${round.roundId}`,
      about: { type: 'task.round', id: round.roundId },
      urgency: 'prompt',
      debt: { key: debtKey(round.roundId, orgId), stage },
    });
    await record(context, unitReminded, { roundId: round.roundId, period: round.period, orgId, stage, debts: String(count), people: String(to.length) });
  }
}

/** Open debts of each unit that owes in a round. */
export async function openDebtsOf({ tx, today }: Context, roundId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.many(listOpen, { region: tx.region, roundId, orgId: null, today: today.toString() });
  return new Map(rows.map((row) => [row.org_id, row.debts]));
}

const listUnits = statement({
  name: 'task.list-units-of-round',
  class: 'router',
  text: `select distinct d.org_id from task.debt d where d.region_code = $1 and d.round_id = $2 order by d.org_id`,
  params: { region: 'text', roundId: 'uuid' },
  row: { org_id: 'uuid' },
});

/** Every night: a unit whose assignments were changed away owes nothing, though it never signed. */
export async function settleUnitsWithoutDebts(context: Context, roundId: string): Promise<void> {
  const { tx, today } = context;
  const open = new Set((await tx.many(listOpen, { region: tx.region, roundId, orgId: null, today: today.toString() })).map(({ org_id }) => org_id));
  for (const { org_id } of await tx.many(listUnits, { region: tx.region, roundId })) if (!open.has(org_id)) await settleDebt(context, debtKey(roundId, org_id));
}

/** The last report of the unit is in, so what was not sent yet is not sent. */
export async function settleWhenIn(context: Context, roundId: string, orgId: string): Promise<void> {
  const left = await context.tx.many(listOpen, { region: context.tx.region, roundId, orgId, today: context.today.toString() });
  if (left.length === 0) await settleDebt(context, debtKey(roundId, orgId));
}
