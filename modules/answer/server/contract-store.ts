/** Evidence contracts, their decisions, and exclusions: statements and mapping. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { ClauseContract, ContractBody } from '../contract/index.ts';

const columns = `c.contract_id, c.clause_key, c.ordinal, c.body, c.replaces, c.note, c.proposed_by, c.proposed_at, d.decision, d.reason, d.decided_by, d.decided_at,
  (select true from answer.contract n join answer.contract_decision nd on nd.region_code = n.region_code and nd.contract_id = n.contract_id
   where n.region_code = c.region_code and n.replaces = c.contract_id and nd.decision = 'approved' and nd.decided_at <= $4) as is_replaced`;
const row = {
  contract_id: 'uuid',
  clause_key: 'text',
  ordinal: 'int4',
  body: 'jsonb',
  replaces: 'uuid?',
  note: 'text',
  proposed_by: 'text',
  proposed_at: 'timestamptz',
  decision: 'text?',
  reason: 'text?',
  decided_by: 'text?',
  decided_at: 'timestamptz?',
  is_replaced: 'bool?',
} as const;

/** Contracts of a plan as known at a moment; keys null = of all clauses. */
const listContracts = statement({
  name: 'answer.list-contracts',
  class: 'router',
  text: `select ${columns} from answer.contract c
         left join answer.contract_decision d on d.region_code = c.region_code and d.contract_id = c.contract_id and d.decided_at <= $4
         where c.region_code = $1 and c.plan_id = $2 and ($3::text[] is null or c.clause_key = any ($3)) and c.proposed_at <= $4
         order by c.clause_key, c.ordinal`,
  params: { region: 'text', planId: 'uuid', keys: 'text[]?', knownAt: 'timestamptz' },
  row,
});

const insertContracts = statement({
  name: 'answer.insert-contracts',
  class: 'router',
  text: `insert into answer.contract (region_code, contract_id, plan_id, clause_key, ordinal, body, replaces, note, proposed_by, proposed_at)
         select $1, c.contract_id::uuid, $2, c.clause_key, c.ordinal, c.body::jsonb, c.replaces::uuid, c.note, $3, $4
         from unnest($5::text[], $6::text[], $7::int4[], $8::text[], $9::text[], $10::text[]) as c (contract_id, clause_key, ordinal, body, replaces, note)`,
  params: {
    region: 'text',
    planId: 'uuid',
    by: 'text',
    at: 'timestamptz',
    ids: 'text[]',
    keys: 'text[]',
    ordinals: 'int4[]',
    bodies: 'text[]',
    replaces: 'text?[]',
    notes: 'text[]',
  },
  row: {},
});

const insertDecisions = statement({
  name: 'answer.insert-contract-decisions',
  class: 'router',
  text: `insert into answer.contract_decision (region_code, contract_id, decision, reason, decided_by, decided_at)
         select $1, c.contract_id, $3, $4, $5, $6 from unnest($2::uuid[]) as c (contract_id) on conflict do nothing`,
  params: { region: 'text', ids: 'uuid[]', decision: 'text', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

const listExclusions = statement({
  name: 'answer.list-exclusions',
  class: 'router',
  text: `select distinct on (e.clause_key) e.clause_key, e.is_excluded, e.reason, e.ordinal from answer.exclusion e
         where e.region_code = $1 and e.plan_id = $2 and ($3::text[] is null or e.clause_key = any ($3)) and e.decided_at <= $4 order by e.clause_key, e.ordinal desc`,
  params: { region: 'text', planId: 'uuid', keys: 'text[]?', knownAt: 'timestamptz' },
  row: { clause_key: 'text', is_excluded: 'bool', reason: 'text', ordinal: 'int4' },
});

const insertExclusion = statement({
  name: 'answer.insert-exclusion',
  class: 'router',
  text: `insert into answer.exclusion (region_code, plan_id, clause_key, ordinal, is_excluded, reason, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', planId: 'uuid', clauseKey: 'text', ordinal: 'int4', isExcluded: 'bool', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

/** All writers of contracts of a plan take turns: what is in force cannot change between check and write. */
const takeTurn = statement({
  name: 'answer.take-contract-turn',
  class: 'reference',
  text: `select pg_advisory_xact_lock(hashtextextended($1::text || '/answer/' || $2::text, 0))::text as taken`,
  params: { region: 'text', planId: 'text' },
  row: { taken: 'text' },
});

export interface StoredContract extends ClauseContract {
  readonly clauseKey: string;
}

const moment = (text: string): string => formatMoment(parseMoment(text));
const statusOf = (one: ValuesOf<typeof row>): ClauseContract['status'] =>
  one.decision === null ? 'proposed' : one.decision === 'rejected' ? 'rejected' : one.is_replaced === true ? 'replaced' : 'approved';

const toContract = (one: ValuesOf<typeof row>): StoredContract => ({
  contractId: one.contract_id,
  clauseKey: one.clause_key,
  ordinal: one.ordinal,
  status: statusOf(one),
  body: one.body as ContractBody,
  replaces: one.replaces,
  note: one.note,
  proposedBy: one.proposed_by,
  proposedAt: moment(one.proposed_at),
  decidedBy: one.decided_by,
  decidedAt: one.decided_at === null ? null : moment(one.decided_at),
  decisionReason: one.reason,
});

export interface NewContract {
  readonly contractId: string;
  readonly clauseKey: string;
  readonly ordinal: number;
  readonly body: ContractBody;
  readonly replaces: string | null;
  readonly note: string;
}

interface Place {
  /** null = all clauses of the plan */
  readonly keys: readonly string[] | null;
  readonly knownAt: Instant;
}

export const contractStore = {
  takeTurn: (tx: Tx, planId: string) => tx.many(takeTurn, { region: tx.region, planId }),
  list: async (tx: Tx, planId: string, { keys, knownAt }: Place): Promise<readonly StoredContract[]> =>
    (await tx.many(listContracts, { region: tx.region, planId, keys, knownAt: formatMoment(knownAt) })).map(toContract),
  save: (tx: Tx, planId: string, contracts: readonly NewContract[], by: { readonly actor: string; readonly now: Instant }) =>
    tx.run(insertContracts, {
      region: tx.region,
      planId,
      by: by.actor,
      at: formatMoment(by.now),
      ids: contracts.map(({ contractId }) => contractId),
      keys: contracts.map(({ clauseKey }) => clauseKey),
      ordinals: contracts.map(({ ordinal }) => ordinal),
      bodies: contracts.map(({ body }) => JSON.stringify(body)),
      replaces: contracts.map(({ replaces }) => replaces),
      notes: contracts.map(({ note }) => note),
    }),
  decide: (tx: Tx, ids: readonly string[], decision: { readonly decision: string; readonly reason: string; readonly by: string; readonly now: Instant }) =>
    tx.run(insertDecisions, { region: tx.region, ids, decision: decision.decision, reason: decision.reason, by: decision.by, at: formatMoment(decision.now) }),
  /** clause → reason; only clauses that are excluded at the moment */
  exclusions: async (
    tx: Tx,
    planId: string,
    { keys, knownAt }: Place,
  ): Promise<ReadonlyMap<string, { readonly isExcluded: boolean; readonly reason: string; readonly ordinal: number }>> => {
    const rows = await tx.many(listExclusions, { region: tx.region, planId, keys, knownAt: formatMoment(knownAt) });
    return new Map(rows.map((one) => [one.clause_key, { isExcluded: one.is_excluded, reason: one.reason, ordinal: one.ordinal }]));
  },
  exclude: (
    tx: Tx,
    planId: string,
    one: { readonly clauseKey: string; readonly ordinal: number; readonly isExcluded: boolean; readonly reason: string; readonly by: string; readonly at: string },
  ) => tx.run(insertExclusion, { region: tx.region, planId, ...one }),
} as const;

/** The contract in force on a day: the approved one whose window holds the day, else the one that ended last, else the first to come. */
export function contractOn(contracts: readonly StoredContract[], on: string): StoredContract | undefined {
  const approved = contracts.filter(({ status }) => status === 'approved').sort((a, b) => (a.body.from < b.body.from ? -1 : 1));
  const begun = approved.filter(({ body }) => body.from <= on);
  return begun.at(-1) ?? approved[0];
}
