/** For later modules: targets that a higher level has to hand down and has not (待下达), with the day since when they are awaited. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { awaitedIssuers } from '../domain/index.ts';
import { contractStore } from './contract-store.ts';
import { findWholeVersion } from './read-clause.ts';

const listUndecidable = statement({
  name: 'answer.list-undecidable-clauses',
  class: 'router',
  text: `select s.plan_id, s.clause_key, s.reason from answer.current_state s where s.region_code = $1 and s.state = 'undecidable' order by s.plan_id, s.clause_key`,
  params: { region: 'text' },
  row: { plan_id: 'uuid', clause_key: 'text', reason: 'text' },
});

export interface AwaitedTarget {
  readonly planId: string;
  readonly clauseKey: string;
  readonly title: string;
  readonly issuers: readonly string[];
  /** first day of the window that the contract names */
  readonly since: string;
  readonly until: string;
  readonly reason: string;
}

async function ofPlan(planId: string, reasons: ReadonlyMap<string, string>, context: Context): Promise<readonly AwaitedTarget[]> {
  const places = (await findWholeVersion(planId, context, context.now))?.places ?? [];
  const today = context.today.toString();
  const contracts = await contractStore.list(context.tx, planId, { keys: [...reasons.keys()], knownAt: context.now });
  return contracts.flatMap(({ clauseKey, status, body }) => {
    const place = places.find((one) => one.clauseKey === clauseKey);
    const reason = reasons.get(clauseKey) ?? '';
    const issuers = status === 'approved' && body.from <= today ? awaitedIssuers(body.target, reason) : [];
    return place === undefined || issuers.length === 0 ? [] : [{ planId, clauseKey, title: place.title, issuers, since: body.from, until: body.to, reason }];
  });
}

export async function listAwaitedTargets(context: Context): Promise<readonly AwaitedTarget[]> {
  const rows = await context.tx.many(listUndecidable, { region: context.tx.region });
  const found: AwaitedTarget[] = [];
  for (const [planId, ofOne] of Map.groupBy(rows, ({ plan_id }) => plan_id)) {
    found.push(...(await ofPlan(planId, new Map(ofOne.map(({ clause_key, reason }) => [clause_key, reason])), context)));
  }
  return found;
}
