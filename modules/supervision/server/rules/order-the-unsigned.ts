/**
 * Assignments that nobody signed or sent back for eight working days count as silence (workflows §2, §6): one blue order per unit and
 * day of handing out. When the unit has signed or refused them all the order closes by itself and stays counted.
 */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { LoggedEvent } from '#kernel/server/reactions.ts';
import type { taskStepTaken } from '#task/contract';
import { listUnsignedAssignments } from '#task/server';
import type { UnsignedAssignment } from '#task/server';
import { ladderTriggerLabel } from '../../contract/index.ts';
import { openOrderStates } from '../../domain/index.ts';
import { loadOrderRules, openCase, workingDaysAfter } from '../order/open-case.ts';
import type { OrderRules } from '../order/open-case.ts';
import { proposeOrder } from '../order/propose.ts';
import { stepOrder } from '../order/step-order.ts';
import { orderRows } from '../order-rows.ts';
import { actionOfRule, answerDaysOf } from './rule-table.ts';
import { withoutNotice } from './without-notice.ts';

const ruleKey = ({ handedOn, orgId }: Pick<UnsignedAssignment, 'handedOn' | 'orgId'>): string => `unsigned:${handedOn}:${orgId}`;

function together(all: readonly UnsignedAssignment[]): readonly (readonly UnsignedAssignment[])[] {
  const groups = new Map<string, UnsignedAssignment[]>();
  for (const one of all) groups.set(ruleKey(one), [...(groups.get(ruleKey(one)) ?? []), one]);
  return [...groups.values()];
}

async function orderUnit(unsigned: readonly UnsignedAssignment[], context: Context, rules: OrderRules): Promise<void> {
  const [first] = unsigned;
  const colour = rules.automatic.get('unsigned-task');
  if (first === undefined || colour === undefined) return;
  const days = rules.ladder.unsignedTaskDays;
  // The day on which the clock ends is still in time.
  if (workingDaysAfter(parseDay(first.handedOn), days, rules).toString() >= context.today.toString()) return;
  const key = ruleKey(first);
  if ((await orderRows.findByRule(context.tx, key)) !== undefined) return;
  const open = await orderRows.countOpen(context.tx, first.orgId, openOrderStates);
  const names = unsigned.map(({ code, title }) => `${code}${title}`);
  const content = {
    title: `签收${first.handedOn}下达的任务`,
    matter: `${first.handedOn}下达的${unsigned.length}项任务超过${days}个工作日未签收也未退签：${names.slice(0, 20).join('；')}${names.length > 20 ? '等' : ''}。请立即签收，或写明理由退签。`,
    standard: '所列任务全部签收或退签',
    dueOn: workingDaysAfter(context.today, answerDaysOf(colour, rules), rules).toString(),
    leadOrgId: first.orgId,
    coOrgIds: [],
    colour,
  };
  const origin = {
    source: 'rule' as const,
    sourceRef: `task:${first.taskId}`,
    sourceTitle: '任务下达',
    objectRef: '',
    planPath: first.planPath,
    ruleKey: key,
    ruleNote: `${ladderTriggerLabel['unsigned-task']}：${first.handedOn}下达，${unsigned.length}项`,
    distinctReason: '',
  };
  await proposeOrder(context, { content, origin, action: actionOfRule(colour, open, rules) }, rules);
}

export async function orderTheUnsigned(context: Context): Promise<void> {
  const rules = await loadOrderRules(context);
  for (const unsigned of together(await listUnsignedAssignments(context.tx, null))) await withoutNotice(() => orderUnit(unsigned, context, rules));
}

/** The last of the assignments was signed or sent back: their blue order closes by itself. */
export async function closeBySignature({ fields }: LoggedEvent<(typeof taskStepTaken)['fields']>, context: Context): Promise<void> {
  if (fields.machine !== 'task.assignment' || fields.from !== 'awaiting' || fields.orgId === '') return;
  const waiting = new Set((await listUnsignedAssignments(context.tx, fields.orgId)).map(ruleKey));
  const rules = await loadOrderRules(context);
  for (const { order_id, rule_key, colour, lead_org_id } of await orderRows.inStates(context.tx, ['issued', 'handling'])) {
    if (lead_org_id !== fields.orgId || rule_key?.startsWith('unsigned:') !== true || waiting.has(rule_key) || colour !== 'blue') continue;
    await stepOrder(context, await openCase(context, order_id, rules, 'write'), { action: 'close-by-report', note: '所列任务已全部签收或退签' }, rules);
  }
}
