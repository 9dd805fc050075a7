import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { orgsByName } from '#identity/server';
import { readClauses } from '#plan/server';
import { proposeTasks } from '../contract/index.ts';
import { inactiveBecause, proposeTask } from '../domain/index.ts';
import { reachesClause } from './reach.ts';
import { taskRows } from './task-rows.ts';

const listExcused = statement({
  name: 'task.list-excused-clauses',
  class: 'router',
  text: `select e.clause, e.reason from task.excuse e where e.region_code = $1 and e.plan_id = $2 and e.year = $3 and e.ended_at is null order by e.clause`,
  params: { region: 'text', planId: 'uuid', year: 'int4' },
  row: { clause: 'text', reason: 'text' },
});

export const excusesOf = (tx: Context['tx'], planId: string, year: number) => tx.many(listExcused, { region: tx.region, planId, year });

export const proposeTasksUseCase = useCase(proposeTasks, async ({ query }, context) => {
  const { tx, today } = context;
  const plan = await readClauses(query.planId, context);
  const isReached = reachesClause(context, 'task.draft');
  const calendar = await workingCalendarOf(tx);
  const taken = new Set((await taskRows.ofYear(tx, query.planId, query.year)).map(({ clause }) => clause));
  for (const { clause } of await excusesOf(tx, query.planId, query.year)) taken.add(clause);
  const open = plan.clauses.filter((clause) => isReached(clause.planPath) && inactiveBecause(clause, query.year) === null && !taken.has(clause.clause));
  const orgs = await orgsByName(
    tx,
    open.flatMap(({ leads, supports }) => [...leads, ...supports].flatMap((name) => [name, ...name.split('、')])),
    today,
  );
  // 县委、县政府 answer as one body in the plan and are two units of the register; 各区、县级市 are in no register
  const orgsNamed = (name: string): readonly string[] => {
    const whole = orgs.get(name);
    if (whole !== undefined) return [whole];
    const parts = name.split('、').map((part) => orgs.get(part));
    return parts.every((part) => part !== undefined) ? parts : [];
  };
  const items = open.map((clause) => {
    const { origin, milestones, ...fields } = proposeTask(clause, query.year, { calendar, from: today });
    const lead = clause.leads.flatMap(orgsNamed)[0];
    const others = [...clause.leads, ...clause.supports].flatMap(orgsNamed).filter((org) => org !== lead);
    const units = [...(lead === undefined ? [] : [{ orgId: lead, role: 'lead' as const }]), ...[...new Set(others)].map((orgId) => ({ orgId, role: 'co' as const }))];
    return {
      clause: clause.clause,
      label: clause.label,
      words: clause.words,
      fields: { ...fields, milestones: [...milestones], units },
      origin: { ...origin, ...(units.length === 0 ? {} : { units: 'text' as const }) },
      unknownUnits: [...clause.leads, ...clause.supports].filter((name) => orgsNamed(name).length === 0),
    };
  });
  return { planTitle: plan.planTitle, items };
});
