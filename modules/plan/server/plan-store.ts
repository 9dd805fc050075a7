/** Statements by which an import finds and writes plans; rows ↔ values, by hand. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { countsOf, shownTitle, storedNodes, titleKey } from '../domain/index.ts';
import { ledgerSchemaName } from '../contract/index.ts';
import type { CompiledFile } from './compiled-file.ts';

const takeTurn = statement({
  name: 'plan.take-import-turn',
  class: 'router',
  text: `insert into plan.import_turn (region_code, taken_at) values ($1, $2)
         on conflict (region_code) do update set taken_at = excluded.taken_at`,
  params: { region: 'text', at: 'timestamptz' },
  row: {},
});

const findByText = statement({
  name: 'plan.find-version-by-text',
  class: 'router',
  text: `select v.plan_id, v.version_id, v.ordinal, p.title
         from plan.version v join plan.plan p on p.region_code = v.region_code and p.plan_id = v.plan_id
         where v.region_code = $1 and v.text_sha256 = $2`,
  params: { region: 'text', textSha256: 'text' },
  row: { plan_id: 'uuid', version_id: 'uuid', ordinal: 'int4', title: 'text' },
});

const planShape = { plan_id: 'uuid', title: 'text', latest_ordinal: 'int4' } as const;

const findById = statement({
  name: 'plan.find-plan-by-id',
  class: 'router',
  text: 'select p.plan_id, p.title, p.latest_ordinal from plan.plan p where p.region_code = $1 and p.plan_id = $2',
  params: { region: 'text', planId: 'uuid' },
  row: planShape,
});

const findByTitle = statement({
  name: 'plan.find-plan-by-title',
  class: 'router',
  text: `select p.plan_id, p.title, p.latest_ordinal
         from plan.version v join plan.plan p on p.region_code = v.region_code and p.plan_id = v.plan_id
         where v.region_code = $1 and v.title_key = $2
         order by v.imported_at desc, v.version_id desc limit 1`,
  params: { region: 'text', titleKey: 'text' },
  row: planShape,
});

const insertPlan = statement({
  name: 'plan.insert-plan',
  class: 'router',
  text: `insert into plan.plan (region_code, plan_id, title, latest_ordinal, created_at, updated_at) values ($1, $2, $3, 1, $4, $4)`,
  params: { region: 'text', planId: 'uuid', title: 'text', at: 'timestamptz' },
  row: {},
});

const advancePlan = statement({
  name: 'plan.advance-plan',
  class: 'router',
  text: 'update plan.plan set title = $3, latest_ordinal = $4, updated_at = $5 where region_code = $1 and plan_id = $2',
  params: { region: 'text', planId: 'uuid', title: 'text', ordinal: 'int4', at: 'timestamptz' },
  row: {},
});

const insertVersion = statement({
  name: 'plan.insert-version',
  class: 'router',
  text: `insert into plan.version (region_code, version_id, plan_id, ordinal, title, title_key, file_name, file_sha256, file_bytes, text_sha256, format,
           encoding, char_count, body, ledger_schema, compiler_version, ledger, ledger_sha256, counts, imported_by, imported_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
  params: {
    region: 'text',
    versionId: 'uuid',
    planId: 'uuid',
    ordinal: 'int4',
    title: 'text',
    titleKey: 'text',
    fileName: 'text',
    fileSha256: 'text',
    fileBytes: 'int8',
    textSha256: 'text',
    format: 'text',
    encoding: 'text',
    chars: 'int4',
    body: 'text',
    ledgerSchema: 'text',
    compilerVersion: 'text',
    ledger: 'text',
    ledgerSha256: 'text',
    counts: 'jsonb',
    importedBy: 'text',
    importedAt: 'timestamptz',
  },
  row: {},
});

const insertNodes = statement({
  name: 'plan.insert-nodes',
  class: 'router',
  text: `insert into plan.node (region_code, version_id, node_id, ordinal, parent_id, kind, label, title, path, start_offset, end_offset, own_text)
         select $1, $2, n.node_id, n.ordinal, n.parent_id, n.kind, n.label, n.title, string_to_array(n.path, chr(10)), n.start_offset, n.end_offset, n.own_text
         from unnest($3::text[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int4[], $11::int4[], $12::text[])
           as n (node_id, ordinal, parent_id, kind, label, title, path, start_offset, end_offset, own_text)`,
  params: {
    region: 'text',
    versionId: 'uuid',
    nodeIds: 'text[]',
    ordinals: 'int4[]',
    parentIds: 'text?[]',
    kinds: 'text[]',
    labels: 'text?[]',
    titles: 'text?[]',
    paths: 'text[]',
    starts: 'int4[]',
    ends: 'int4[]',
    ownTexts: 'text[]',
  },
  row: {},
});

export interface StoredPlan {
  readonly planId: string;
  readonly title: string;
  readonly latestOrdinal: number;
}

const toPlan = (row: { plan_id: string; title: string; latest_ordinal: number } | undefined): StoredPlan | undefined =>
  row === undefined ? undefined : { planId: row.plan_id, title: row.title, latestOrdinal: row.latest_ordinal };

export const planStore = {
  /** Waits for the region's turn to import; held until the transaction ends. */
  takeTurn: (tx: Tx, now: Instant) => tx.run(takeTurn, { region: tx.region, at: formatMoment(now) }),

  findVersionByText: async (tx: Tx, textSha256: string) => {
    const row = await tx.maybe(findByText, { region: tx.region, textSha256 });
    return row === undefined ? undefined : { planId: row.plan_id, versionId: row.version_id, ordinal: row.ordinal, title: row.title };
  },

  findPlan: async (tx: Tx, planId: string) => toPlan(await tx.maybe(findById, { region: tx.region, planId })),

  findPlanByTitle: async (tx: Tx, title: string | null) => {
    const key = titleKey(title);
    return key === '' ? undefined : toPlan(await tx.maybe(findByTitle, { region: tx.region, titleKey: key }));
  },

  createPlan: (tx: Tx, plan: { readonly planId: string; readonly title: string }, now: Instant) => tx.run(insertPlan, { region: tx.region, ...plan, at: formatMoment(now) }),

  /** The plan takes the title and ordinal of its newest version. */
  advancePlan: (tx: Tx, plan: { readonly planId: string; readonly title: string; readonly ordinal: number }, now: Instant) =>
    tx.run(advancePlan, { region: tx.region, ...plan, at: formatMoment(now) }),

  /** The version and all its nodes: two statements. */
  saveVersion: async (
    tx: Tx,
    key: { readonly planId: string; readonly versionId: string; readonly ordinal: number },
    file: CompiledFile,
    by: { readonly actor: string; readonly now: Instant },
  ) => {
    await tx.run(insertVersion, {
      region: tx.region,
      ...key,
      title: shownTitle(file.title, file.fileName),
      titleKey: titleKey(file.title),
      fileName: file.fileName,
      fileSha256: file.fileSha256,
      fileBytes: String(file.bytes),
      textSha256: file.textSha256,
      format: file.format,
      encoding: file.encoding,
      chars: file.text.length,
      body: file.text,
      ledgerSchema: ledgerSchemaName,
      compilerVersion: file.compilerVersion,
      ledger: file.ledgerText,
      ledgerSha256: file.ledgerSha256,
      counts: countsOf(file.ledger),
      importedBy: by.actor,
      importedAt: formatMoment(by.now),
    });
    const nodes = storedNodes(file.text, file.ledger.outline);
    await tx.run(insertNodes, {
      region: tx.region,
      versionId: key.versionId,
      nodeIds: nodes.map((node) => node.id),
      ordinals: nodes.map((node) => node.ordinal),
      parentIds: nodes.map((node) => node.parent),
      kinds: nodes.map((node) => node.kind),
      labels: nodes.map((node) => node.label),
      titles: nodes.map((node) => node.title),
      paths: nodes.map((node) => node.path.join('\n')),
      starts: nodes.map((node) => node.start),
      ends: nodes.map((node) => node.end),
      ownTexts: nodes.map((node) => node.ownText),
    });
  },
} as const;
