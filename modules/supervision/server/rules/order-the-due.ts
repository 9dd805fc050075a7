/**
 * Tasks whose due day is near and whose unit has not asked for the closing: one blue order per unit and due day (workflows
 * §6). It closes by itself when the unit has asked for all of them, and stays counted.
 */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { LoggedEvent } from '#kernel/server/reactions.ts';
import type { taskStepTaken } from '#task/contract';
import { listTasksDue } from '#task/server';
import type { TaskDue } from '#task/server';
import { ladderTriggerLabel } from '../../contract/index.ts';
import { openOrderStates } from '../../domain/index.ts';
import { loadOrderRules, openCase, workingDaysAfter } from '../order/open-case.ts';
import type { OrderRules } from '../order/open-case.ts';
import { proposeOrder } from '../order/propose.ts';
import { stepOrder } from '../order/step-order.ts';
import { orderRows } from '../order-rows.ts';
import { actionOfRule } from './rule-table.ts';
import { withoutNotice } from './without-notice.ts';

const ruleKey = ({ dueOn, orgId }: Pick<TaskDue, 'dueOn' | 'orgId'>): string => `due-soon:${dueOn}:${orgId}`;

async function orderUnit(due: readonly TaskDue[], context: Context, rules: OrderRules): Promise<void> {
  const [first] = due;
  const colour = rules.automatic.get('due-soon');
  if (first === undefined || colour === undefined) return;
  const days = rules.ladder.dueSoonDays;
  const nearFrom = workingDaysAfter(parseDay(first.dueOn), -days, rules);
  if (nearFrom.toString() > context.today.toString() || first.dueOn < context.today.toString()) return;
  const key = ruleKey(first);
  if ((await orderRows.findByRule(context.tx, key)) !== undefined) return;
  const names = due.map(({ code, title }) => `${code}${title}`);
  const content = {
    title: `办结${first.dueOn}到期的任务`,
    matter: `${due.length}项任务${first.dueOn}到期，${days}个工作日内尚未申请销号：${names.slice(0, 20).join('；')}${names.length > 20 ? '等' : ''}。请按时申请销号，或在到期前说明原因。`,
    standard: '所列任务全部申请销号',
    dueOn: workingDaysAfter(parseDay(first.dueOn).subtract({ days: 1 }), 1, rules).toString(),
    leadOrgId: first.orgId,
    coOrgIds: [],
    colour,
  };
  const origin = {
    source: 'rule' as const,
    sourceRef: `task:${first.taskId}`,
    sourceTitle: '任务到期',
    objectRef: '',
    planPath: first.planPath,
    ruleKey: key,
    ruleNote: `${ladderTriggerLabel['due-soon']}：${first.dueOn}到期，${due.length}项`,
    distinctReason: '',
  };
  const open = await orderRows.countOpen(context.tx, first.orgId, openOrderStates);
  await proposeOrder(context, { content, origin, action: actionOfRule(colour, open, rules) }, rules);
}

/** Far enough for any number of working days that the parameter may name. */
const lookAheadDays = 60;

export async function orderTheDue(context: Context): Promise<void> {
  const rules = await loadOrderRules(context);
  const until = context.today.add({ days: lookAheadDays }).toString();
  const due = await listTasksDue(context.tx, { from: context.today.toString(), until, orgId: null });
  for (const together of Map.groupBy(due, ruleKey).values()) await withoutNotice(() => orderUnit(together, context, rules));
}

/** The last of the tasks was put forward for closing, or needs it no longer: their blue order closes by itself. */
export async function closeByApplication({ fields }: LoggedEvent<(typeof taskStepTaken)['fields']>, context: Context): Promise<void> {
  if (fields.machine !== 'task.item' || fields.from !== 'advancing') return;
  const running = (await orderRows.inStates(context.tx, ['issued', 'handling'])).filter(({ rule_key, colour }) => rule_key.startsWith('due-soon:') && colour === 'blue');
  if (running.length === 0) return;
  const rules = await loadOrderRules(context);
  for (const { order_id, rule_key, lead_org_id } of running) {
    const dueOn = rule_key.split(':')[1] ?? '';
    if ((await listTasksDue(context.tx, { from: dueOn, until: dueOn, orgId: lead_org_id })).length > 0) continue;
    await stepOrder(context, await openCase(context, order_id, rules, 'write'), { action: 'close-by-report', note: '所列任务均已申请销号' }, rules);
  }
}
