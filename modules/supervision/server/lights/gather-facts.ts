/**
 * Facts of tasks and clauses for their lights, each with its day and the moment it was recorded, in a number of statements
 * that does not grow with the objects. They come from records that are never changed, so a past day can be judged again.
 */
import { countedStamps } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { evidenceHistoryOf } from '#kernel/server/evidence-history.ts';
import type { EvidenceTrace } from '#kernel/server/evidence-history.ts';
import { clauseGroundForLights } from '#answer/server';
import type { ClauseGroundForLights } from '#answer/server';
import { listReportingOf, taskGroundForLights, taskRows } from '#task/server';
import type { TaskRow } from '#task/server';
import type { LightObject } from '../../contract/index.ts';
import { clauseFacts, seriesFacts } from './clause-facts.ts';
import type { ClauseRecords } from './clause-facts.ts';
import { excuseFactsOf } from './excuse-facts.ts';
import { forecastStore } from './forecast-store.ts';
import { dayOfMoment } from './lit-object.ts';
import type { LitObject } from './lit-object.ts';
import { milestoneFacts, presenceOf, proofFacts, reportingFacts, stepFacts } from './task-facts.ts';

type GatherContext = Pick<Context, 'tx' | 'node'>;

export interface LitTask extends LitObject {
  readonly task: TaskRow;
  readonly coOrgs: readonly string[];
}
export interface LitClause extends LitObject {
  readonly clause: ClauseGroundForLights;
}

async function clausesOfPlans(context: GatherContext, planIds: readonly string[]): Promise<readonly ClauseGroundForLights[]> {
  const all: ClauseGroundForLights[] = [];
  for (const planId of new Set(planIds)) all.push(...(await clauseGroundForLights(context, planId)));
  return all;
}

const byAnchor = (traces: readonly EvidenceTrace[]): ReadonlyMap<string, readonly EvidenceTrace[]> => Map.groupBy(traces, ({ anchor }) => anchor);

/** Evidence and estimates of each clause. */
async function clauseRecords({ tx, node }: GatherContext, clauses: readonly ClauseGroundForLights[], traces: ReadonlyMap<string, readonly EvidenceTrace[]>) {
  const rows = await forecastStore.of(
    tx,
    clauses.map(({ anchor }) => anchor),
  );
  const forecasts = Map.groupBy(rows, ({ anchor }) => anchor);
  const stamps = countedStamps(node);
  return ({ anchor }: ClauseGroundForLights): ClauseRecords => ({ traces: traces.get(anchor) ?? [], forecasts: forecasts.get(anchor) ?? [], stamps });
}

/** Tasks that were handed out; drafts have no light. */
export async function gatherTaskFacts(context: GatherContext, tasks: readonly TaskRow[]): Promise<readonly LitTask[]> {
  const { tx } = context;
  const ids = tasks.map(({ task_id }) => task_id);
  const grounds = await taskGroundForLights(tx, ids);
  const reporting = Map.groupBy(await listReportingOf(tx, ids), ({ task_id }) => task_id);
  const excuses = await excuseFactsOf(
    tx,
    ids.map((id) => `task:${id}`),
  );
  const assignments = Map.groupBy(await taskRows.assignments(tx, ids), ({ task_id }) => task_id);
  const clauses = Map.groupBy(
    await clausesOfPlans(
      context,
      tasks.map(({ plan_id }) => plan_id),
    ),
    ({ planId, measure }) => `${planId}/${measure}`,
  );
  const mine = (task: TaskRow) => clauses.get(`${task.plan_id}/${task.clause}`) ?? [];
  const traces = byAnchor(await evidenceHistoryOf(tx, [...tasks.map(({ anchor }) => anchor), ...tasks.flatMap((task) => mine(task).map(({ anchor }) => anchor))]));
  const records = await clauseRecords(context, tasks.flatMap(mine), traces);
  return tasks.flatMap((task): LitTask[] => {
    const ground = grounds.get(task.task_id);
    if (ground === undefined) return [];
    const facts = [
      ...milestoneFacts(ground, task.starts_on),
      ...proofFacts(traces.get(task.anchor) ?? []),
      ...reportingFacts(reporting.get(task.task_id) ?? []),
      ...stepFacts(ground),
      ...(excuses.get(`task:${task.task_id}`) ?? []),
      ...mine(task).flatMap((clause) => seriesFacts(clause, records(clause))),
    ];
    const object: LightObject = { objectId: task.task_id, objectKind: 'task', title: task.title, fromOn: task.starts_on, facts };
    const live = (assignments.get(task.task_id) ?? []).filter(({ state }) => state !== 'changed' && state !== 'ended');
    const lead = live.find(({ role }) => role === 'lead')?.org_id ?? null;
    return [{ object, presence: presenceOf(ground), orgId: lead, task, coOrgs: live.filter(({ role }) => role === 'co').map(({ org_id }) => org_id) }];
  });
}

/** A clause is there from its first version; not while it is declared not applicable or is no longer in the plan. */
function clausePresence({ firstAt, goneAt, states }: ClauseGroundForLights): LitClause['presence'] {
  const turns = states.flatMap(({ state, asOf }, index) => {
    const was = states[index - 1]?.state === 'excluded';
    return was === (state === 'excluded') ? [] : [{ on: asOf, isIn: was }];
  });
  return [{ on: dayOfMoment(firstAt), isIn: true }, ...turns, ...(goneAt === null ? [] : [{ on: dayOfMoment(goneAt), isIn: false }])];
}

/** A threshold is a measure for other clauses and has no light of its own. */
const isJudged = ({ kind }: ClauseGroundForLights): boolean => kind !== 'threshold';

/** Every clause of a plan that is judged at all; `owners` says which unit answers for a measure. */
export const gatherClauseFacts = async (context: GatherContext, planId: string, owners: ReadonlyMap<string, string | null>): Promise<readonly LitClause[]> =>
  factsOfClauses(context, await clauseGroundForLights(context, planId), owners);

/** Of these clauses, the ones that are judged. */
export async function factsOfClauses(
  context: GatherContext,
  grounds: readonly ClauseGroundForLights[],
  owners: ReadonlyMap<string, string | null> = new Map(),
): Promise<readonly LitClause[]> {
  const clauses = grounds.filter(isJudged);
  const traces = byAnchor(
    await evidenceHistoryOf(
      context.tx,
      clauses.map(({ anchor }) => anchor),
    ),
  );
  const records = await clauseRecords(context, clauses, traces);
  return clauses.map((clause) => ({
    object: {
      objectId: clause.anchor,
      objectKind: 'clause',
      title: clause.title,
      fromOn: dayOfMoment(clause.firstAt),
      facts: [...clauseFacts(clause, records(clause))],
    },
    presence: clausePresence(clause),
    orgId: owners.get(clause.measure) ?? null,
    clause,
  }));
}
