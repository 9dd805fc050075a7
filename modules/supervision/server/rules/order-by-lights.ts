/**
 * The unit's light makes orders (workflows §6): turned yellow gives a blue one, yellow or red for two rounds running a yellow or
 * red one. They follow from the stored lights of the day before, so a catch-up after a standstill gives the same orders. One
 * order per stretch of bad lights; an open order about the task is raised instead.
 */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { taskRows } from '#task/server';
import type { TaskRow } from '#task/server';
import { ladderTriggerLabel, lightColourLabel, lightDimensionLabel } from '../../contract/index.ts';
import type { AutomaticTrigger, LightColour, LightDimension, OrderColour } from '../../contract/index.ts';
import { isHigher, openOrderStates } from '../../domain/index.ts';
import { dayBefore } from '../lights/store-lights.ts';
import { loadOrderRules, workingDaysAfter } from '../order/open-case.ts';
import type { OrderRules } from '../order/open-case.ts';
import { proposeOrder } from '../order/propose.ts';
import { raiseColour } from '../order/step-order.ts';
import { orderRows } from '../order-rows.ts';
import { actionOfRule, answerDaysOf } from './rule-table.ts';
import { withoutNotice } from './without-notice.ts';

/** Bad lights of tasks on a day, with the last stored day on which they were not yellow or red, and not red. */
const listBad = statement({
  name: 'supervision.list-bad-lights-of-day',
  class: 'router',
  text: `select l.object_id, l.unit_light, l.org_id, coalesce((l.content ->> 'yellowRounds')::int4, 0) as yellow_rounds, coalesce((l.content ->> 'redRounds')::int4, 0) as red_rounds,
           array(select r.value ->> 'dimension' from jsonb_array_elements(l.content -> 'readings') r where r.value ->> 'unitColour' in ('yellow', 'red')) as dimensions,
           (select max(p.day_on) from supervision.light p where p.region_code = l.region_code and p.object_kind = l.object_kind and p.object_id = l.object_id and p.day_on < l.day_on
              and p.unit_light not in ('yellow', 'red')) as last_good_on,
           (select max(p.day_on) from supervision.light p where p.region_code = l.region_code and p.object_kind = l.object_kind and p.object_id = l.object_id and p.day_on < l.day_on
              and p.unit_light <> 'red') as last_not_red_on
         from supervision.light l where l.region_code = $1 and l.day_on = $2 and l.object_kind = 'task' and l.org_id is not null and l.unit_light in ('yellow', 'red')
         order by l.object_id`,
  params: { region: 'text', day: 'date' },
  row: {
    object_id: 'text',
    unit_light: 'text',
    org_id: 'uuid?',
    yellow_rounds: 'int4',
    red_rounds: 'int4',
    dimensions: 'text[]',
    last_good_on: 'date?',
    last_not_red_on: 'date?',
  },
});
type Bad = Awaited<ReturnType<typeof readBad>>[number];
const readBad = (context: Context, day: string) => context.tx.many(listBad, { region: context.tx.region, day });

interface Demand {
  readonly trigger: AutomaticTrigger;
  readonly colour: Exclude<OrderColour, 'none'>;
  /** the stretch of bad lights that it answers */
  readonly since: string;
}

const twice = 2;

/** The highest demand of a light; what only silence coloured has the order of the silent. */
function demandOf(bad: Bad, rules: OrderRules): Demand | undefined {
  const given = (trigger: AutomaticTrigger, since: string | null): readonly Demand[] => {
    const colour = rules.automatic.get(trigger);
    return colour === undefined ? [] : [{ trigger, colour, since: since ?? 'start' }];
  };
  if (bad.dimensions.length > 0 && bad.dimensions.every((dimension) => dimension === 'reporting')) return undefined;
  const demands = [
    ...(bad.unit_light === 'red' && bad.red_rounds >= twice ? given('red-twice', bad.last_not_red_on) : []),
    ...(bad.yellow_rounds >= twice ? given('yellow-twice', bad.last_good_on) : []),
    // Turned: there was a day on which it was not bad. Lights that were bad when they were first stored wait for the rounds.
    ...(bad.last_good_on === null ? [] : given('yellow-light', bad.last_good_on)),
  ];
  return demands.reduce<Demand | undefined>((best, one) => (best === undefined || isHigher(one.colour, best.colour) ? one : best), undefined);
}

async function makeOrder({ task, bad, demand }: { readonly task: TaskRow; readonly bad: Bad; readonly demand: Demand }, context: Context, rules: OrderRules): Promise<void> {
  const orgId = bad.org_id ?? '';
  const key = `${demand.trigger}:${task.task_id}:${demand.since}`;
  if ((await orderRows.findByRule(context.tx, key)) !== undefined) return;
  const why = bad.dimensions.map((dimension) => lightDimensionLabel[dimension as LightDimension]).join('、');
  const facts = `${ladderTriggerLabel[demand.trigger]}：${dayBefore(context.today).toString()}责任单位为${lightColourLabel[bad.unit_light as LightColour]}（${why}）`;
  const open = (await orderRows.ofObject(context.tx, `task:${task.task_id}`, openOrderStates)).filter(({ lead_org_id }) => lead_org_id === orgId);
  const [running] = open;
  if (running !== undefined) {
    if (isHigher(demand.colour, running.colour as OrderColour)) await raiseColour(context, running, demand.colour, { trigger: demand.trigger, facts });
    return;
  }
  const count = await orderRows.countOpen(context.tx, orgId, openOrderStates);
  const content = {
    title: [...`推进${task.title}`].slice(0, 200).join(''),
    matter: `任务${task.code}「${task.title}」${facts}。请说明原因，提出转绿措施和日期。`,
    standard: '任务的责任单位灯号转为绿灯，或经核实不属本单位责任',
    dueOn: workingDaysAfter(context.today, answerDaysOf(demand.colour, rules), rules).toString(),
    leadOrgId: orgId,
    coOrgIds: [],
    colour: demand.colour,
  };
  const origin = {
    source: 'rule' as const,
    sourceRef: `task:${task.task_id}`,
    sourceTitle: `${task.code}${task.title}`,
    objectRef: `task:${task.task_id}`,
    planPath: task.plan_path,
    ruleKey: key,
    ruleNote: facts,
    distinctReason: '',
  };
  await proposeOrder(context, { content, origin, action: actionOfRule(demand.colour, count, rules) }, rules);
}

export async function orderByLights(context: Context): Promise<void> {
  const rules = await loadOrderRules(context);
  for (const bad of await readBad(context, dayBefore(context.today).toString())) {
    const demand = demandOf(bad, rules);
    const task = demand === undefined ? undefined : await taskRows.find(context.tx, bad.object_id);
    if (demand === undefined || task === undefined || task.item_state === 'closed' || task.item_state === 'withdrawn') continue;
    await withoutNotice(() => makeOrder({ task, bad, demand }, context, rules));
  }
}
