/** Versions of documents and annexes, and what was said of them: statements and mapping. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { AnnexRow, RegisterItem, TextVersion, VersionAct } from '../contract/index.ts';
import { momentText } from './as-of.ts';

const versionRow = {
  register: 'text',
  item_key: 'text',
  version: 'int4',
  label: 'text',
  name: 'text',
  media_type: 'text',
  sha256: 'text',
  byte_count: 'int8',
  annex_rows: 'jsonb',
  note: 'text',
  added_by: 'text',
  added_at: 'timestamptz',
} as const;

const listVersions = statement({
  name: 'answer.list-text-versions',
  class: 'router',
  text: `select register, item_key, version, label, name, media_type, sha256, byte_count, annex_rows, note, added_by, added_at from answer.register_version
         where region_code = $1 and plan_id = $2 and added_at <= $3 order by register, item_key, version`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: versionRow,
});

const factRow = {
  register: 'text',
  item_key: 'text',
  kind: 'text',
  version: 'int4?',
  org_id: 'uuid?',
  happened_on: 'date?',
  due_on: 'date?',
  reference: 'text',
  place: 'text',
  reason: 'text',
  recorded_by: 'text',
  recorded_at: 'timestamptz',
} as const;

const listFacts = statement({
  name: 'answer.list-register-facts',
  class: 'router',
  text: `select register, item_key, kind, version, org_id, happened_on, due_on, reference, place, reason, recorded_by, recorded_at from answer.register_fact
         where region_code = $1 and plan_id = $2 and recorded_at <= $3 order by register, item_key, ordinal`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: factRow,
});

const insertVersion = statement({
  name: 'answer.insert-text-version',
  class: 'router',
  text: `insert into answer.register_version (region_code, plan_id, register, item_key, version, file_id, label, name, media_type, sha256, byte_count, annex_rows, note, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  params: {
    region: 'text',
    planId: 'uuid',
    register: 'text',
    itemKey: 'text',
    version: 'int4',
    fileId: 'uuid',
    label: 'text',
    name: 'text',
    mediaType: 'text',
    sha256: 'text',
    bytes: 'int8',
    rows: 'jsonb',
    note: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const insertFact = statement({
  name: 'answer.insert-register-fact',
  class: 'router',
  text: `insert into answer.register_fact (region_code, plan_id, register, item_key, ordinal, kind, version, org_id, happened_on, due_on, reference, place, reason, recorded_by, recorded_at)
         select $1, $2, $3, $4, 1 + coalesce(max(f.ordinal), 0), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
         from answer.register_fact f where f.region_code = $1 and f.plan_id = $2 and f.register = $3 and f.item_key = $4`,
  params: {
    region: 'text',
    planId: 'uuid',
    register: 'text',
    itemKey: 'text',
    kind: 'text',
    version: 'int4?',
    orgId: 'uuid?',
    on: 'date?',
    due: 'date?',
    reference: 'text',
    place: 'text',
    reason: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const textOf = (moment: string): string => formatMoment(parseMoment(moment));
const toFact = (row: ValuesOf<typeof factRow>): TextVersion['facts'][number] => ({
  act: row.kind as VersionAct,
  on: row.happened_on ?? '',
  reference: row.reference,
  place: row.place,
  reason: row.reason,
  by: row.recorded_by,
  recordedAt: textOf(row.recorded_at),
});
const toVersion = (row: ValuesOf<typeof versionRow>, facts: readonly ValuesOf<typeof factRow>[]): TextVersion => ({
  version: row.version,
  label: row.label,
  name: row.name,
  mediaType: row.media_type,
  sha256: row.sha256,
  bytes: Number(row.byte_count),
  note: row.note,
  by: row.added_by,
  recordedAt: textOf(row.added_at),
  rows: row.annex_rows as AnnexRow[],
  facts: facts.filter(({ version }) => version === row.version).map(toFact),
});

export interface TextsOfPlan {
  readonly orgIds: readonly string[];
  /** by `register/itemKey` */
  readonly versionsOf: (key: string) => TextVersion[];
  readonly assignmentsOf: (key: string) => RegisterItem['assignments'];
}

interface ItemName {
  readonly planId: string;
  readonly register: string;
  readonly itemKey: string;
}

export const textStore = {
  list: async (tx: Tx, planId: string, knownAt: Instant): Promise<TextsOfPlan> => {
    const asked = { region: tx.region, planId, knownAt: momentText(knownAt) };
    const keyOf = (row: { readonly register: string; readonly item_key: string }): string => `${row.register}/${row.item_key}`;
    const versions = Map.groupBy(await tx.many(listVersions, asked), keyOf);
    const facts = Map.groupBy(await tx.many(listFacts, asked), keyOf);
    return {
      orgIds: [...facts.values()].flat().flatMap(({ org_id }) => org_id ?? []),
      versionsOf: (key) => (versions.get(key) ?? []).map((row) => toVersion(row, facts.get(key) ?? [])),
      assignmentsOf: (key) =>
        (facts.get(key) ?? []).flatMap((row) =>
          row.kind === 'assigned' && row.org_id !== null
            ? [{ orgId: row.org_id, orgName: null, due: row.due_on, reason: row.reason, by: row.recorded_by, recordedAt: textOf(row.recorded_at) }]
            : [],
        ),
    };
  },
  addVersion: (
    tx: Tx,
    item: ItemName,
    text: Pick<TextVersion, 'version' | 'label' | 'name' | 'mediaType' | 'sha256' | 'bytes' | 'note' | 'by'> & {
      readonly fileId: string;
      readonly rows: readonly AnnexRow[];
      readonly at: string;
    },
  ) => tx.run(insertVersion, { region: tx.region, ...item, ...text, rows: [...text.rows], bytes: String(text.bytes) }),
  addFact: (
    tx: Tx,
    item: ItemName,
    fact: {
      readonly kind: 'assigned' | VersionAct;
      readonly version?: number;
      readonly orgId?: string;
      readonly on?: string;
      readonly due?: string | null;
      readonly reference?: string;
      readonly place?: string;
      readonly reason: string;
      readonly by: string;
      readonly at: string;
    },
  ) => tx.run(insertFact, { region: tx.region, version: null, orgId: null, on: null, due: null, reference: '', place: '', ...item, ...fact }),
} as const;
