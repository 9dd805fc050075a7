/** Clauses and their places in versions: statements and mapping. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { ClauseKind, ContractBody } from '../contract/index.ts';

const placeColumns = `c.plan_path, p.version_id, p.version_ordinal, p.clause_key, p.ordinal, p.kind, p.node_id, p.record_id, p.group_node, p.group_kind, p.group_label, p.group_title, p.title, p.quote,
  p.spans, p.part_of, p.stretch_of, p.proposal`;
const placeRow = {
  plan_path: 'text',
  version_id: 'uuid',
  version_ordinal: 'int4',
  clause_key: 'text',
  ordinal: 'int4',
  kind: 'text',
  node_id: 'text',
  record_id: 'text?',
  group_node: 'text',
  group_kind: 'text',
  group_label: 'text?',
  group_title: 'text?',
  title: 'text',
  quote: 'text',
  spans: 'jsonb',
  part_of: 'text?',
  stretch_of: 'text?',
  proposal: 'jsonb?',
} as const;

const placeSource = `from answer.clause_place p
         join answer.clause c on c.region_code = p.region_code and c.plan_id = p.plan_id and c.clause_key = p.clause_key`;

const listRegistered = statement({
  name: 'answer.list-registered-versions',
  class: 'router',
  text: 'select r.version_id, r.ordinal, r.recorded_at from answer.registered_version r where r.region_code = $1 and r.plan_id = $2 order by r.ordinal',
  params: { region: 'text', planId: 'uuid' },
  row: { version_id: 'uuid', ordinal: 'int4', recorded_at: 'timestamptz' },
});

const listPlaces = statement({
  name: 'answer.list-clause-places',
  class: 'router',
  text: `select ${placeColumns} ${placeSource} where p.region_code = $1 and p.version_id = $2 order by p.ordinal`,
  params: { region: 'text', versionId: 'uuid' },
  row: placeRow,
});

/** Those that grants reach; a clause belongs to no unit, so the paths decide. */
const listReachedPlaces = statement({
  name: 'answer.list-reached-clause-places',
  class: 'router',
  text: `select ${placeColumns} ${placeSource} where p.region_code = $1 and p.version_id = $2
           and exists (select from unnest($3::text[]) g (p) where g.p is null or starts_with(c.plan_path, g.p)) order by p.ordinal`,
  params: { region: 'text', versionId: 'uuid', paths: 'text?[]' },
  row: placeRow,
});

/** The place in the newest version that was registered by a moment. */
const latestPlaces = statement({
  name: 'answer.list-latest-places-of-clauses',
  class: 'router',
  text: `select distinct on (p.clause_key) ${placeColumns} ${placeSource}
         where p.region_code = $1 and p.plan_id = $2 and p.clause_key = any ($3::text[]) and p.recorded_at <= $4
         order by p.clause_key, p.version_ordinal desc`,
  params: { region: 'text', planId: 'uuid', keys: 'text[]', knownAt: 'timestamptz' },
  row: placeRow,
});

const pathsOfClauses = statement({
  name: 'answer.list-paths-of-clauses',
  class: 'router',
  text: 'select c.plan_path from answer.clause c where c.region_code = $1 and c.plan_id = $2 and c.clause_key = any ($3::text[]) order by c.clause_key',
  params: { region: 'text', planId: 'uuid', keys: 'text[]' },
  row: { plan_path: 'text' },
});

const insertRegistered = statement({
  name: 'answer.insert-registered-version',
  class: 'router',
  text: `insert into answer.registered_version (region_code, version_id, plan_id, ordinal, text_sha256, recorded_at) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
  params: { region: 'text', versionId: 'uuid', planId: 'uuid', ordinal: 'int4', textSha256: 'text', at: 'timestamptz' },
  row: {},
});

const insertClauses = statement({
  name: 'answer.insert-clauses',
  class: 'router',
  text: `insert into answer.clause (region_code, plan_id, clause_key, plan_path, recorded_at)
         select $1, $2, k.clause_key, k.plan_path, $4 from unnest($3::text[], $5::text[]) as k (clause_key, plan_path) on conflict do nothing`,
  params: { region: 'text', planId: 'uuid', keys: 'text[]', at: 'timestamptz', paths: 'text[]' },
  row: {},
});

const insertPlaces = statement({
  name: 'answer.insert-clause-places',
  class: 'router',
  text: `insert into answer.clause_place (region_code, version_id, clause_key, plan_id, version_ordinal, ordinal, kind, node_id, record_id, group_node, group_kind, group_label,
           group_title, title, quote, spans, part_of, stretch_of, proposal, recorded_at)
         select $1, $2, c.clause_key, $3, $4, c.ordinal, c.kind, c.node_id, c.record_id, c.group_node, c.group_kind, c.group_label, c.group_title, c.title, c.quote, c.spans::jsonb,
           c.part_of, c.stretch_of, c.proposal::jsonb, $5
         from unnest($6::text[], $7::int4[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
           $18::text[], $19::text[], $20::text[])
           as c (clause_key, ordinal, kind, node_id, record_id, group_node, group_kind, group_label, group_title, title, quote, spans, part_of, stretch_of, proposal)`,
  params: {
    region: 'text',
    versionId: 'uuid',
    planId: 'uuid',
    versionOrdinal: 'int4',
    at: 'timestamptz',
    keys: 'text[]',
    ordinals: 'int4[]',
    kinds: 'text[]',
    nodeIds: 'text[]',
    recordIds: 'text?[]',
    groupNodes: 'text[]',
    groupKinds: 'text[]',
    groupLabels: 'text?[]',
    groupTitles: 'text?[]',
    titles: 'text[]',
    quotes: 'text[]',
    spans: 'text[]',
    partOfs: 'text?[]',
    stretchOfs: 'text?[]',
    proposals: 'text?[]',
  },
  row: {},
});

export interface ClausePlace {
  /** of the clause, not of the version: what a grant for a part of the plan is compared with */
  readonly planPath: string;
  readonly versionId: string;
  readonly versionOrdinal: number;
  readonly clauseKey: string;
  readonly ordinal: number;
  readonly kind: ClauseKind;
  readonly nodeId: string;
  readonly recordId: string | null;
  readonly groupNode: string;
  readonly groupKind: string;
  readonly groupLabel: string | null;
  readonly groupTitle: string | null;
  readonly title: string;
  readonly quote: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly partOf: string | null;
  readonly stretchOf: string | null;
  readonly proposal: ContractBody | null;
}

const toPlace = (row: ValuesOf<typeof placeRow>): ClausePlace => ({
  planPath: row.plan_path,
  versionId: row.version_id,
  versionOrdinal: row.version_ordinal,
  clauseKey: row.clause_key,
  ordinal: row.ordinal,
  kind: row.kind as ClauseKind,
  nodeId: row.node_id,
  recordId: row.record_id,
  groupNode: row.group_node,
  groupKind: row.group_kind,
  groupLabel: row.group_label,
  groupTitle: row.group_title,
  title: row.title,
  quote: row.quote,
  spans: row.spans as ClausePlace['spans'],
  partOf: row.part_of,
  stretchOf: row.stretch_of,
  proposal: row.proposal as ContractBody | null,
});

export interface RegisteredVersion {
  readonly versionId: string;
  readonly ordinal: number;
  readonly recordedAt: string;
}

/** For later modules: the part of the plan in which a clause lies; empty when there is none of that key. */
export const planPathOfClause = async (tx: Tx, planId: string, clauseKey: string): Promise<string> => (await clauseStore.pathsOf(tx, planId, [clauseKey]))[0] ?? '';

export const clauseStore = {
  /** oldest first */
  listRegistered: async (tx: Tx, planId: string): Promise<readonly RegisteredVersion[]> => {
    const rows = await tx.many(listRegistered, { region: tx.region, planId });
    return rows.map((row) => ({ versionId: row.version_id, ordinal: row.ordinal, recordedAt: row.recorded_at }));
  },
  listPlaces: async (tx: Tx, versionId: string): Promise<readonly ClausePlace[]> => (await tx.many(listPlaces, { region: tx.region, versionId })).map(toPlace),
  listReachedPlaces: async (tx: Tx, versionId: string, paths: readonly (string | null)[]): Promise<readonly ClausePlace[]> =>
    (await tx.many(listReachedPlaces, { region: tx.region, versionId, paths })).map(toPlace),
  pathsOf: async (tx: Tx, planId: string, keys: readonly string[]): Promise<readonly string[]> =>
    (await tx.many(pathsOfClauses, { region: tx.region, planId, keys })).map((row) => row.plan_path),
  latestPlaces: async (tx: Tx, planId: string, { keys, knownAt }: { readonly keys: readonly string[]; readonly knownAt: Instant }): Promise<readonly ClausePlace[]> =>
    (await tx.many(latestPlaces, { region: tx.region, planId, keys, knownAt: formatMoment(knownAt) })).map(toPlace),
  /** false when the version was registered before */
  saveVersion: async (
    tx: Tx,
    version: { readonly versionId: string; readonly planId: string; readonly ordinal: number; readonly textSha256: string },
    now: Instant,
  ): Promise<boolean> => (await tx.run(insertRegistered, { region: tx.region, ...version, at: formatMoment(now) })) > 0,
  savePlaces: async (tx: Tx, planId: string, places: readonly ClausePlace[], now: Instant): Promise<void> => {
    const [first] = places;
    if (first === undefined) return;
    const at = formatMoment(now);
    await tx.run(insertClauses, { region: tx.region, planId, keys: places.map(({ clauseKey }) => clauseKey), at, paths: places.map(({ planPath }) => planPath) });
    await tx.run(insertPlaces, {
      region: tx.region,
      versionId: first.versionId,
      planId,
      versionOrdinal: first.versionOrdinal,
      at,
      keys: places.map(({ clauseKey }) => clauseKey),
      ordinals: places.map(({ ordinal }) => ordinal),
      kinds: places.map(({ kind }) => kind),
      nodeIds: places.map(({ nodeId }) => nodeId),
      recordIds: places.map(({ recordId }) => recordId),
      groupNodes: places.map(({ groupNode }) => groupNode),
      groupKinds: places.map(({ groupKind }) => groupKind),
      groupLabels: places.map(({ groupLabel }) => groupLabel),
      groupTitles: places.map(({ groupTitle }) => groupTitle),
      titles: places.map(({ title }) => title),
      quotes: places.map(({ quote }) => quote),
      spans: places.map(({ spans }) => JSON.stringify(spans)),
      partOfs: places.map(({ partOf }) => partOf),
      stretchOfs: places.map(({ stretchOf }) => stretchOf),
      proposals: places.map(({ proposal }) => (proposal === null ? null : JSON.stringify(proposal))),
    });
  },
} as const;
