/**
 * Units that reported nothing by the closing of a round get their order on the working day after it, with nobody clicking
 * (workflows §4, §6). One order per unit and round; when the reports arrive, the order closes itself and stays counted.
 */
import type { Context } from '#kernel/server/context.ts';
import type { LoggedEvent } from '#kernel/server/reactions.ts';
import { reportSigned } from '#task/contract';
import { findRound, listSilentDebts, roundsOrderedOn } from '#task/server';
import type { SilentDebt } from '#task/server';
import { ladderTriggerLabel } from '../../contract/index.ts';
import { colourOfSilence, openOrderStates } from '../../domain/index.ts';
import { loadOrderRules, openCase, workingDaysAfter } from '../order/open-case.ts';
import type { OrderRules } from '../order/open-case.ts';
import { proposeOrder } from '../order/propose.ts';
import { stepOrder } from '../order/step-order.ts';
import { orderRows } from '../order-rows.ts';
import { actionOfRule, answerDaysOf } from './rule-table.ts';
import { withoutNotice } from './without-notice.ts';

const ruleKey = (period: string, orgId: string): string => `silent:${period}:${orgId}`;

/** The month before, `2026-01` → `2025-12`. */
function periodBefore(period: string): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

function byUnit(debts: readonly SilentDebt[]): ReadonlyMap<string, readonly SilentDebt[]> {
  const groups = new Map<string, SilentDebt[]>();
  for (const debt of debts) groups.set(debt.orgId, [...(groups.get(debt.orgId) ?? []), debt]);
  return groups;
}

async function orderUnit(debts: readonly SilentDebt[], context: Context, rules: OrderRules): Promise<void> {
  const [first] = debts;
  if (first === undefined) return;
  const { orgId, period, roundId } = first;
  const key = ruleKey(period, orgId);
  if ((await orderRows.findByRule(context.tx, key)) !== undefined) return;
  const wasSilent = (await orderRows.findByRule(context.tx, ruleKey(periodBefore(period), orgId))) !== undefined;
  const { trigger } = colourOfSilence(wasSilent ? 2 : 1);
  const colour = rules.automatic.get(trigger);
  if (colour === undefined) return;
  const open = await orderRows.countOpen(context.tx, orgId, openOrderStates);
  const action = actionOfRule(colour, open, rules);
  const answerDays = answerDaysOf(colour, rules);
  const names = debts.map(({ code, title }) => `${code}${title}`);
  const content = {
    title: `报送${period}调度情况`,
    matter: `${period}调度应报${debts.length}项至截止日（${first.dueOn}）未报送：${names.slice(0, 20).join('；')}${names.length > 20 ? '等' : ''}。请立即补报并说明原因。`,
    standard: '应报事项全部由单位审签报送',
    dueOn: workingDaysAfter(context.today, answerDays, rules).toString(),
    leadOrgId: orgId,
    coOrgIds: [],
    colour,
  };
  const origin = {
    source: 'rule' as const,
    sourceRef: `round:${roundId}`,
    sourceTitle: `${period}调度`,
    objectRef: '',
    planPath: first.planPath,
    ruleKey: key,
    ruleNote: `${ladderTriggerLabel[trigger]}：截止${first.dueOn}，${debts.length}项未报送${wasSilent ? '，上一轮也未报送' : ''}`,
    distinctReason: '',
  };
  await proposeOrder(context, { content, origin, action }, rules);
}

/** The rounds whose day of orders is today. */
export async function orderTheSilent(context: Context): Promise<void> {
  const rules = await loadOrderRules(context);
  for (const { round_id } of await roundsOrderedOn(context.tx, context.today)) {
    const silent = await listSilentDebts(context.tx, { roundId: round_id }, context.today);
    for (const debts of byUnit(silent).values()) await withoutNotice(() => orderUnit(debts, context, rules));
  }
}

/** The last missing report of the unit is in: its blue order closes by itself. */
export async function closeByReport({ fields }: LoggedEvent<(typeof reportSigned)['fields']>, context: Context): Promise<void> {
  const round = await findRound(context.tx, fields.roundId);
  if (round === undefined) return;
  const order = await orderRows.findByRule(context.tx, ruleKey(round.period, fields.orgId));
  if (order === undefined || order.colour !== 'blue' || (order.state !== 'issued' && order.state !== 'handling')) return;
  const left = (await listSilentDebts(context.tx, { roundId: fields.roundId }, context.today)).some(({ orgId }) => orgId === fields.orgId);
  if (left) return;
  const rules = await loadOrderRules(context);
  await stepOrder(context, await openCase(context, order.order_id, rules, 'write'), { action: 'close-by-report', note: '应报事项已全部补报' }, rules);
}
