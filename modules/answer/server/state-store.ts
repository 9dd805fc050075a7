/** Stored states: history, the current row beside it, doubts, sealed periods and errata. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { ClauseState, Verdict } from '../contract/index.ts';

const stateShape = {
  clause_key: 'text',
  ordinal: 'int4',
  state: 'text',
  reason: 'text',
  next_on: 'date?',
  next_state: 'text?',
  recorded_at: 'timestamptz',
  live_count: 'int4',
  evidence_count: 'int4',
} as const;

const listCurrent = statement({
  name: 'answer.list-current-states',
  class: 'router',
  text: `select c.clause_key, c.ordinal, c.state, c.reason, c.next_on, c.next_state, c.recorded_at, c.live_count, c.evidence_count, c.fingerprint from answer.current_state c
         where c.region_code = $1 and c.plan_id = $2 and ($3::text[] is null or c.clause_key = any ($3))`,
  params: { region: 'text', planId: 'uuid', keys: 'text[]?' },
  row: { ...stateShape, fingerprint: 'text' },
});

const listAt = statement({
  name: 'answer.list-states-at',
  class: 'router',
  text: `select distinct on (s.clause_key) s.clause_key, s.ordinal, s.state, s.reason, s.next_on, s.next_state, s.recorded_at, s.live_count, s.evidence_count from answer.state s
         where s.region_code = $1 and s.plan_id = $2 and s.recorded_at <= $3 order by s.clause_key, s.ordinal desc`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: stateShape,
});

const listHistory = statement({
  name: 'answer.list-state-history',
  class: 'router',
  text: `select s.ordinal, s.as_of_on, s.state, s.reason, s.verdict, s.recorded_at, s.next_on, s.next_state, s.live_count, s.evidence_count from answer.state s
         where s.region_code = $1 and s.plan_id = $2 and s.clause_key = $3 and s.recorded_at <= $4 order by s.ordinal desc limit 200`,
  params: { region: 'text', planId: 'uuid', clauseKey: 'text', knownAt: 'timestamptz' },
  row: {
    ordinal: 'int4',
    as_of_on: 'date',
    state: 'text',
    reason: 'text',
    verdict: 'jsonb?',
    recorded_at: 'timestamptz',
    next_on: 'date?',
    next_state: 'text?',
    live_count: 'int4',
    evidence_count: 'int4',
  },
});

const insertStates = statement({
  name: 'answer.insert-states',
  class: 'router',
  text: `insert into answer.state (region_code, plan_id, clause_key, ordinal, as_of_on, state, reason, verdict, contract_id, next_on, next_state, rule, recorded_at, live_count, evidence_count)
         select $1, $2, s.clause_key, s.ordinal, $3, s.state, s.reason, s.verdict::jsonb, s.contract_id::uuid, s.next_on::date, s.next_state, $4, $5, s.live_count, s.evidence_count
         from unnest($6::text[], $7::int4[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int4[], $15::int4[])
           as s (clause_key, ordinal, state, reason, verdict, contract_id, next_on, next_state, live_count, evidence_count)`,
  params: {
    region: 'text',
    planId: 'uuid',
    on: 'date',
    rule: 'text',
    at: 'timestamptz',
    keys: 'text[]',
    ordinals: 'int4[]',
    states: 'text[]',
    reasons: 'text[]',
    verdicts: 'text?[]',
    contracts: 'text?[]',
    nextOns: 'text?[]',
    nextStates: 'text?[]',
    liveCounts: 'int4[]',
    evidenceCounts: 'int4[]',
  },
  row: {},
});

const upsertCurrent = statement({
  name: 'answer.upsert-current-states',
  class: 'router',
  text: `insert into answer.current_state (region_code, plan_id, clause_key, ordinal, fingerprint, state, reason, next_on, next_state, facts_until_on, recorded_at, live_count,
           evidence_count, look_on)
         select $1, $2, s.clause_key, s.ordinal, s.fingerprint, s.state, s.reason, s.next_on::date, s.next_state, s.facts_until::date, $3, s.live_count, s.evidence_count, s.look_on::date
         from unnest($4::text[], $5::int4[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int4[], $13::int4[], $14::text[])
           as s (clause_key, ordinal, fingerprint, state, reason, next_on, next_state, facts_until, live_count, evidence_count, look_on)
         on conflict (region_code, plan_id, clause_key) do update set ordinal = excluded.ordinal, fingerprint = excluded.fingerprint, state = excluded.state,
           reason = excluded.reason, next_on = excluded.next_on, next_state = excluded.next_state, facts_until_on = excluded.facts_until_on, recorded_at = excluded.recorded_at,
           live_count = excluded.live_count, evidence_count = excluded.evidence_count, look_on = excluded.look_on`,
  params: {
    region: 'text',
    planId: 'uuid',
    at: 'timestamptz',
    keys: 'text[]',
    ordinals: 'int4[]',
    fingerprints: 'text[]',
    states: 'text[]',
    reasons: 'text[]',
    nextOns: 'text?[]',
    nextStates: 'text?[]',
    factsUntil: 'text?[]',
    liveCounts: 'int4[]',
    evidenceCounts: 'int4[]',
    lookOns: 'text?[]',
  },
  row: {},
});

/** One transaction recomputes a plan at a time: history stays without gaps or doubles. */
const takeTurn = statement({
  name: 'answer.take-state-turn',
  class: 'reference',
  text: `select pg_advisory_xact_lock(hashtextextended($1::text || '/answer-state/' || $2::text, 0))::text as taken`,
  params: { region: 'text', planId: 'text' },
  row: { taken: 'text' },
});

const listDue = statement({
  name: 'answer.list-clauses-due',
  class: 'router',
  text: 'select c.plan_id, c.clause_key from answer.current_state c where c.region_code = $1 and c.look_on <= $2 order by c.plan_id, c.clause_key',
  params: { region: 'text', on: 'date' },
  row: { plan_id: 'uuid', clause_key: 'text' },
});

const listPlans = statement({
  name: 'answer.list-plans-with-states',
  class: 'router',
  text: 'select distinct c.plan_id from answer.current_state c where c.region_code = $1 order by c.plan_id',
  params: { region: 'text' },
  row: { plan_id: 'uuid' },
});

const openDoubt = statement({
  name: 'answer.open-doubt',
  class: 'router',
  text: `insert into answer.doubt (region_code, doubt_id, plan_id, clause_key, reason, opened_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (region_code, plan_id, clause_key) where closed_at is null do nothing`,
  params: { region: 'text', doubtId: 'uuid', planId: 'uuid', clauseKey: 'text', reason: 'text', at: 'timestamptz' },
  row: {},
});

const findOpenDoubt = statement({
  name: 'answer.find-open-doubt',
  class: 'router',
  text: 'select d.doubt_id from answer.doubt d where d.region_code = $1 and d.plan_id = $2 and d.clause_key = $3 and d.closed_at is null',
  params: { region: 'text', planId: 'uuid', clauseKey: 'text' },
  row: { doubt_id: 'uuid' },
});

const closeDoubt = statement({
  name: 'answer.close-doubt',
  class: 'router',
  text: 'update answer.doubt d set closed_at = $3 where d.region_code = $1 and d.doubt_id = $2',
  params: { region: 'text', doubtId: 'uuid', at: 'timestamptz' },
  row: {},
});

const insertFrozen = statement({
  name: 'answer.insert-frozen-period',
  class: 'router',
  text: `insert into answer.frozen_period (region_code, plan_id, from_on, to_on, reason, frozen_by, frozen_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
  params: { region: 'text', planId: 'uuid', from: 'date', to: 'date', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

const listFrozen = statement({
  name: 'answer.list-frozen-periods',
  class: 'router',
  text: 'select f.from_on, f.to_on, f.reason, f.frozen_at from answer.frozen_period f where f.region_code = $1 and f.plan_id = $2 and f.frozen_at <= $3 order by f.to_on, f.from_on',
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: { from_on: 'date', to_on: 'date', reason: 'text', frozen_at: 'timestamptz' },
});

const insertErratum = statement({
  name: 'answer.insert-erratum',
  class: 'router',
  text: `insert into answer.erratum (region_code, erratum_id, plan_id, clause_key, from_on, to_on, was_state, was_reason, now_state, now_reason, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  params: {
    region: 'text',
    erratumId: 'uuid',
    planId: 'uuid',
    clauseKey: 'text',
    from: 'date',
    to: 'date',
    wasState: 'text',
    wasReason: 'text',
    nowState: 'text',
    nowReason: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const listErrata = statement({
  name: 'answer.list-errata',
  class: 'router',
  text: `select e.clause_key, e.from_on, e.to_on, e.was_state, e.now_state, e.now_reason, e.recorded_at from answer.erratum e
         where e.region_code = $1 and e.plan_id = $2 and ($3::text is null or e.clause_key = $3) and e.recorded_at <= $4 order by e.recorded_at, e.erratum_id`,
  params: { region: 'text', planId: 'uuid', clauseKey: 'text?', knownAt: 'timestamptz' },
  row: { clause_key: 'text', from_on: 'date', to_on: 'date', was_state: 'text', now_state: 'text', now_reason: 'text', recorded_at: 'timestamptz' },
});

export interface StoredState {
  readonly clauseKey: string;
  readonly ordinal: number;
  readonly state: ClauseState;
  readonly reason: string;
  readonly nextOn: string | null;
  readonly nextState: ClauseState | null;
  readonly recordedAt: string;
  readonly liveCount: number;
  readonly evidenceCount: number;
}
const moment = (text: string): string => formatMoment(parseMoment(text));
const toState = (row: {
  clause_key: string;
  ordinal: number;
  state: string;
  reason: string;
  next_on: string | null;
  next_state: string | null;
  recorded_at: string;
  live_count: number;
  evidence_count: number;
}): StoredState => ({
  clauseKey: row.clause_key,
  ordinal: row.ordinal,
  state: row.state as ClauseState,
  reason: row.reason,
  nextOn: row.next_on,
  nextState: row.next_state as ClauseState | null,
  recordedAt: moment(row.recorded_at),
  liveCount: row.live_count,
  evidenceCount: row.evidence_count,
});

export interface NewState {
  readonly clauseKey: string;
  readonly ordinal: number;
  readonly fingerprint: string;
  readonly state: ClauseState;
  readonly reason: string;
  readonly verdict: Verdict | null;
  readonly contractId: string | null;
  readonly nextOn: string | null;
  readonly nextState: ClauseState | null;
  readonly lookOn: string | null;
  readonly liveCount: number;
  readonly evidenceCount: number;
}

export const stateStore = {
  takeTurn: (tx: Tx, planId: string) => tx.many(takeTurn, { region: tx.region, planId }),
  current: async (tx: Tx, planId: string, keys: readonly string[] | null): Promise<ReadonlyMap<string, StoredState & { readonly fingerprint: string }>> => {
    const rows = await tx.many(listCurrent, { region: tx.region, planId, keys });
    return new Map(rows.map((row) => [row.clause_key, { ...toState(row), fingerprint: row.fingerprint }]));
  },
  at: async (tx: Tx, planId: string, knownAt: Instant): Promise<ReadonlyMap<string, StoredState>> => {
    const rows = await tx.many(listAt, { region: tx.region, planId, knownAt: formatMoment(knownAt) });
    return new Map(rows.map((row) => [row.clause_key, toState(row)]));
  },
  /** newest first */
  history: async (tx: Tx, planId: string, { clauseKey, knownAt }: { readonly clauseKey: string; readonly knownAt: Instant }) => {
    const rows = await tx.many(listHistory, { region: tx.region, planId, clauseKey, knownAt: formatMoment(knownAt) });
    return rows.map((row) => ({ ...toState({ ...row, clause_key: clauseKey }), asOfOn: row.as_of_on, verdict: row.verdict as Verdict | null }));
  },
  save: async (tx: Tx, planId: string, states: readonly NewState[], when: { readonly on: string; readonly rule: string; readonly now: Instant }): Promise<void> => {
    if (states.length === 0) return;
    const at = formatMoment(when.now);
    const shared = {
      region: tx.region,
      planId,
      at,
      keys: states.map(({ clauseKey }) => clauseKey),
      ordinals: states.map(({ ordinal }) => ordinal),
      states: states.map(({ state }) => state),
      reasons: states.map(({ reason }) => reason),
      nextOns: states.map(({ nextOn }) => nextOn),
      nextStates: states.map(({ nextState }) => nextState),
      liveCounts: states.map(({ liveCount }) => liveCount),
      evidenceCounts: states.map(({ evidenceCount }) => evidenceCount),
    };
    await tx.run(insertStates, {
      region: shared.region,
      planId,
      on: when.on,
      rule: when.rule,
      at,
      keys: shared.keys,
      ordinals: shared.ordinals,
      states: shared.states,
      reasons: shared.reasons,
      verdicts: states.map(({ verdict }) => (verdict === null ? null : JSON.stringify(verdict))),
      contracts: states.map(({ contractId }) => contractId),
      nextOns: shared.nextOns,
      nextStates: shared.nextStates,
      liveCounts: shared.liveCounts,
      evidenceCounts: shared.evidenceCounts,
    });
    await tx.run(upsertCurrent, {
      ...shared,
      fingerprints: states.map(({ fingerprint }) => fingerprint),
      factsUntil: states.map(({ verdict }) => verdict?.factsUntil ?? null),
      lookOns: states.map(({ lookOn }) => lookOn),
    });
  },
  listPlans: (tx: Tx) => tx.many(listPlans, { region: tx.region }),
  listDue: (tx: Tx, on: string) => tx.many(listDue, { region: tx.region, on }),
  openDoubt: async (tx: Tx, doubt: { readonly doubtId: string; readonly planId: string; readonly clauseKey: string; readonly reason: string }, now: Instant): Promise<boolean> =>
    (await tx.run(openDoubt, { region: tx.region, ...doubt, at: formatMoment(now) })) > 0,
  closeDoubt: async (tx: Tx, { planId, clauseKey }: { readonly planId: string; readonly clauseKey: string }, now: Instant): Promise<string | undefined> => {
    const open = await tx.maybe(findOpenDoubt, { region: tx.region, planId, clauseKey });
    if (open !== undefined) await tx.run(closeDoubt, { region: tx.region, doubtId: open.doubt_id, at: formatMoment(now) });
    return open?.doubt_id;
  },
  freeze: async (
    tx: Tx,
    period: { readonly planId: string; readonly from: string; readonly to: string; readonly reason: string; readonly by: string },
    now: Instant,
  ): Promise<boolean> => (await tx.run(insertFrozen, { region: tx.region, ...period, at: formatMoment(now) })) > 0,
  listFrozen: async (tx: Tx, planId: string, knownAt: Instant) => {
    const rows = await tx.many(listFrozen, { region: tx.region, planId, knownAt: formatMoment(knownAt) });
    return rows.map((row) => ({ ...row, frozen_at: moment(row.frozen_at) }));
  },
  saveErratum: (
    tx: Tx,
    erratum: {
      readonly erratumId: string;
      readonly planId: string;
      readonly clauseKey: string;
      readonly from: string;
      readonly to: string;
      readonly wasState: string;
      readonly wasReason: string;
      readonly nowState: string;
      readonly nowReason: string;
    },
    now: Instant,
  ) => tx.run(insertErratum, { region: tx.region, ...erratum, at: formatMoment(now) }),
  listErrata: async (tx: Tx, planId: string, { clauseKey, knownAt }: { readonly clauseKey: string | null; readonly knownAt: Instant }) => {
    const rows = await tx.many(listErrata, { region: tx.region, planId, clauseKey, knownAt: formatMoment(knownAt) });
    return rows.map((row) => ({ ...row, recorded_at: moment(row.recorded_at) }));
  },
} as const;
