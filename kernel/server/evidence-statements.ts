/** The statements behind `evidence.ts`. The status of an envelope is its latest status row known at a moment. */
import { statement } from './db.ts';
import type { ValuesOf } from './db.ts';

const columns = `e.evidence_id, array(select a.anchor from kernel.evidence_anchor a where a.region_code = e.region_code and a.evidence_id = e.evidence_id order by a.anchor) as anchors,
  e.kind, e.facet, e.voice, e.value::text as value, e.unit, e.num::text as num, e.den::text as den, e.from_on, e.to_on, e.valid_until_on, e.subject, e.org_id,
  e.source_module, e.source_type, e.source_id, e.source_part, e.source_version, e.source_hash, e.rule, e.occurred_on, e.recorded_at, e.recorded_by, e.grade, e.stamp,
  e.supersedes, e.note, s.status, s.reason as status_reason, s.recorded_at as status_at`;

const statusKnownAt = (moment: string): string => `cross join lateral (
    select s.status, s.reason, s.recorded_at from kernel.evidence_status s
    where s.region_code = e.region_code and s.evidence_id = e.evidence_id and s.recorded_at <= ${moment} order by s.ordinal desc limit 1) s`;

const row = {
  evidence_id: 'uuid',
  anchors: 'text[]',
  kind: 'text',
  facet: 'text',
  voice: 'text',
  value: 'text?',
  unit: 'text?',
  num: 'text?',
  den: 'text?',
  from_on: 'date',
  to_on: 'date',
  valid_until_on: 'date?',
  subject: 'text?',
  org_id: 'uuid?',
  source_module: 'text',
  source_type: 'text',
  source_id: 'text',
  source_part: 'text',
  source_version: 'int4',
  source_hash: 'text',
  rule: 'text?',
  occurred_on: 'date',
  recorded_at: 'timestamptz',
  recorded_by: 'text',
  grade: 'text',
  stamp: 'text',
  supersedes: 'uuid?',
  note: 'text',
  status: 'text',
  status_reason: 'text',
  status_at: 'timestamptz',
} as const;
export type EvidenceRow = ValuesOf<typeof row>;

export const evidenceStatements = {
  ofAnchors: statement({
    name: 'kernel.list-evidence-of-anchors',
    class: 'router',
    text: `select ${columns} from kernel.evidence e ${statusKnownAt('$3')}
           where e.region_code = $1 and e.recorded_at <= $3
             and e.evidence_id in (select a.evidence_id from kernel.evidence_anchor a where a.region_code = $1 and a.anchor = any ($2::text[]))
           order by e.recorded_at, e.evidence_id`,
    params: { region: 'text', anchors: 'text[]', knownAt: 'timestamptz' },
    row,
  }),
  byId: statement({
    name: 'kernel.find-evidence',
    class: 'router',
    text: `select ${columns} from kernel.evidence e ${statusKnownAt('$3')} where e.region_code = $1 and e.evidence_id = $2`,
    params: { region: 'text', evidenceId: 'uuid', knownAt: 'timestamptz' },
    row,
  }),
  ofSource: statement({
    name: 'kernel.list-evidence-of-source',
    class: 'router',
    text: `select ${columns} from kernel.evidence e ${statusKnownAt("'infinity'")}
           where e.region_code = $1 and e.source_module = $2 and e.source_type = $3 and e.source_id = $4 and e.source_part = $5 order by e.source_version`,
    params: { region: 'text', module: 'text', type: 'text', id: 'text', part: 'text' },
    row,
  }),
  ofSourceParts: statement({
    name: 'kernel.list-evidence-of-source-parts',
    class: 'router',
    text: `select ${columns} from kernel.evidence e ${statusKnownAt("'infinity'")}
           where e.region_code = $1 and e.source_module = $2 and e.source_type = $3 and e.source_id = $4 order by e.source_part, e.source_version`,
    params: { region: 'text', module: 'text', type: 'text', id: 'text' },
    row,
  }),
  /** What took the place of envelopes: verified copies, newer versions. */
  successors: statement({
    name: 'kernel.list-evidence-successors',
    class: 'router',
    text: `select ${columns} from kernel.evidence e ${statusKnownAt("'infinity'")} where e.region_code = $1 and e.supersedes = any ($2) order by e.evidence_id`,
    params: { region: 'text', evidenceIds: 'uuid[]' },
    row,
  }),
  /** One source is handled by one transaction at a time; released when it ends. */
  takeSourceTurn: statement({
    name: 'kernel.take-evidence-source-turn',
    class: 'reference',
    text: `select pg_advisory_xact_lock(hashtextextended($1::text || '/' || $2::text, 0))::text as taken`,
    params: { region: 'text', source: 'text' },
    row: { taken: 'text' },
  }),
  insert: statement({
    name: 'kernel.insert-evidence',
    class: 'router',
    text: `insert into kernel.evidence (region_code, evidence_id, kind, facet, voice, value, unit, num, den, from_on, to_on, valid_until_on, subject, org_id, source_module,
             source_type, source_id, source_part, source_version, source_hash, rule, occurred_on, recorded_at, recorded_by, grade, stamp, supersedes, note)
           values ($1, $2, $3, $4, $5, $6::text::numeric, $7, $8::text::numeric, $9::text::numeric, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28)`,
    params: {
      region: 'text',
      evidenceId: 'uuid',
      kind: 'text',
      facet: 'text',
      voice: 'text',
      value: 'text?',
      unit: 'text?',
      num: 'text?',
      den: 'text?',
      from: 'date',
      to: 'date',
      validUntil: 'date?',
      subject: 'text?',
      orgId: 'uuid?',
      module: 'text',
      type: 'text',
      id: 'text',
      part: 'text',
      version: 'int4',
      hash: 'text',
      rule: 'text?',
      occurredOn: 'date',
      recordedAt: 'timestamptz',
      recordedBy: 'text',
      grade: 'text',
      stamp: 'text',
      supersedes: 'uuid?',
      note: 'text',
    },
    row: {},
  }),
  insertAnchors: statement({
    name: 'kernel.insert-evidence-anchors',
    class: 'router',
    text: `insert into kernel.evidence_anchor (region_code, anchor, evidence_id) select $1, a.anchor, $2 from unnest($3::text[]) as a (anchor)`,
    params: { region: 'text', evidenceId: 'uuid', anchors: 'text[]' },
    row: {},
  }),
  insertStatus: statement({
    name: 'kernel.insert-evidence-status',
    class: 'router',
    text: `insert into kernel.evidence_status (region_code, evidence_id, ordinal, status, reason, recorded_at, recorded_by)
           select $1, $2, 1 + coalesce(max(s.ordinal), 0), $3, $4, $5, $6 from kernel.evidence_status s where s.region_code = $1 and s.evidence_id = $2`,
    params: { region: 'text', evidenceId: 'uuid', status: 'text', reason: 'text', at: 'timestamptz', by: 'text' },
    row: {},
  }),
} as const;
