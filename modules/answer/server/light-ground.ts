/** For the lights: contracts, states and doubts of a plan's clauses as they were recorded, none of it ever changed afterwards. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { clauseAnchor } from '#plan/contract';
import { contractBodySchema } from '../contract/index.ts';
import type { ClauseKind, ClauseState, ContractBody } from '../contract/index.ts';

/** The newest place of every clause that a plan ever had, and since when no version has it. */
const listPlaces = statement({
  name: 'answer.list-places-for-lights',
  class: 'router',
  text: `select distinct on (p.clause_key) p.clause_key, k.plan_path, p.kind, p.title, p.part_of, p.recorded_at, coalesce(g.clause_key, p.clause_key) as measure,
           (select min(r.recorded_at) from answer.registered_version r where r.region_code = p.region_code and r.plan_id = p.plan_id and r.ordinal > p.version_ordinal) as gone_at,
           (select min(f.recorded_at) from answer.clause_place f where f.region_code = p.region_code and f.plan_id = p.plan_id and f.clause_key = p.clause_key) as first_at
         from answer.clause_place p
         join answer.clause k on k.region_code = p.region_code and k.plan_id = p.plan_id and k.clause_key = p.clause_key
         left join answer.clause_place g on g.region_code = p.region_code and g.version_id = p.version_id and g.node_id = p.group_node and g.record_id is null and g.kind = 'duty'
         where p.region_code = $1 and p.plan_id = $2 order by p.clause_key, p.version_ordinal desc, g.clause_key`,
  params: { region: 'text', planId: 'uuid' },
  row: {
    clause_key: 'text',
    plan_path: 'text',
    kind: 'text',
    title: 'text',
    part_of: 'text?',
    recorded_at: 'timestamptz',
    measure: 'text',
    gone_at: 'timestamptz?',
    first_at: 'timestamptz',
  },
});

const listContracts = statement({
  name: 'answer.list-contracts-for-lights',
  class: 'router',
  text: `select c.clause_key, c.contract_id, c.body, d.decided_at from answer.contract c
         join answer.contract_decision d on d.region_code = c.region_code and d.contract_id = c.contract_id and d.decision = 'approved'
         where c.region_code = $1 and c.plan_id = $2 order by c.clause_key, d.decided_at, c.ordinal`,
  params: { region: 'text', planId: 'uuid' },
  row: { clause_key: 'text', contract_id: 'uuid', body: 'jsonb', decided_at: 'timestamptz' },
});

const listStates = statement({
  name: 'answer.list-states-for-lights',
  class: 'router',
  text: `select s.clause_key, s.ordinal, s.as_of_on, s.state, s.verdict ->> 'share' as share, s.verdict ->> 'value' as value, s.verdict ->> 'factsUntil' as facts_until, s.recorded_at
         from answer.state s where s.region_code = $1 and s.plan_id = $2 order by s.clause_key, s.ordinal`,
  params: { region: 'text', planId: 'uuid' },
  row: { clause_key: 'text', ordinal: 'int4', as_of_on: 'date', state: 'text', share: 'text?', value: 'text?', facts_until: 'text?', recorded_at: 'timestamptz' },
});

const listDoubts = statement({
  name: 'answer.list-doubts-for-lights',
  class: 'router',
  text: 'select d.clause_key, d.doubt_id, d.opened_at, d.closed_at from answer.doubt d where d.region_code = $1 and d.plan_id = $2 order by d.clause_key, d.opened_at',
  params: { region: 'text', planId: 'uuid' },
  row: { clause_key: 'text', doubt_id: 'uuid', opened_at: 'timestamptz', closed_at: 'timestamptz?' },
});

const listPlans = statement({
  name: 'answer.list-plans-for-lights',
  class: 'router',
  text: 'select distinct r.plan_id from answer.registered_version r where r.region_code = $1 order by r.plan_id',
  params: { region: 'text' },
  row: { plan_id: 'uuid' },
});

export const plansForLights = async (tx: Context['tx']): Promise<readonly string[]> => (await tx.many(listPlans, { region: tx.region })).map(({ plan_id }) => plan_id);

export interface ClauseGroundForLights {
  readonly planId: string;
  readonly clauseKey: string;
  readonly anchor: string;
  /** what rights for a part of the plan reach */
  readonly planPath: string;
  /** the measure under which it stands; a measure stands under itself */
  readonly measure: string;
  readonly kind: ClauseKind;
  readonly title: string;
  readonly firstAt: string;
  /** a later version no longer has it */
  readonly goneAt: string | null;
  readonly contracts: readonly { readonly contractId: string; readonly body: ContractBody; readonly decidedAt: string }[];
  readonly states: readonly {
    readonly ordinal: number;
    readonly asOf: string;
    readonly state: ClauseState;
    readonly share: string | null;
    readonly value: string | null;
    readonly factsUntil: string | null;
    readonly recordedAt: string;
  }[];
  readonly doubts: readonly { readonly doubtId: string; readonly openedAt: string; readonly closedAt: string | null }[];
}

/** Four statements per plan; scope is the caller's matter. */
export async function clauseGroundForLights({ tx }: Pick<Context, 'tx'>, planId: string): Promise<readonly ClauseGroundForLights[]> {
  const at = { region: tx.region, planId };
  const contracts = Map.groupBy(await tx.many(listContracts, at), ({ clause_key }) => clause_key);
  const states = Map.groupBy(await tx.many(listStates, at), ({ clause_key }) => clause_key);
  const doubts = Map.groupBy(await tx.many(listDoubts, at), ({ clause_key }) => clause_key);
  return (await tx.many(listPlaces, at)).map((place) => ({
    planId,
    clauseKey: place.clause_key,
    anchor: clauseAnchor(planId, place.clause_key),
    planPath: place.plan_path,
    measure: place.measure,
    kind: place.kind as ClauseKind,
    title: place.title,
    firstAt: place.first_at,
    goneAt: place.gone_at,
    contracts: (contracts.get(place.clause_key) ?? []).map((row) => ({ contractId: row.contract_id, body: contractBodySchema.parse(row.body), decidedAt: row.decided_at })),
    states: (states.get(place.clause_key) ?? []).map((row) => ({
      ordinal: row.ordinal,
      asOf: row.as_of_on,
      state: row.state as ClauseState,
      share: row.share,
      value: row.value,
      factsUntil: row.facts_until,
      recordedAt: row.recorded_at,
    })),
    doubts: (doubts.get(place.clause_key) ?? []).map((row) => ({ doubtId: row.doubt_id, openedAt: row.opened_at, closedAt: row.closed_at })),
  }));
}
