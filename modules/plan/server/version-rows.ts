/** How rows of plan.plan and plan.version become what the contract promises. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import type { getPlan } from '../contract/index.ts';

/** Columns of a version without its large texts, in the order of `versionRow`. */
export const versionColumns = `v.version_id, v.plan_id as version_plan_id, v.ordinal, v.title as version_title, v.file_sha256, v.format, v.encoding, v.file_bytes,
  v.char_count, v.ledger_schema, v.compiler_version, v.imported_at, v.counts`;

export const versionRow = {
  version_id: 'uuid',
  version_plan_id: 'uuid',
  ordinal: 'int4',
  version_title: 'text',
  file_sha256: 'text',
  format: 'text',
  encoding: 'text',
  file_bytes: 'int8',
  char_count: 'int4',
  ledger_schema: 'text',
  compiler_version: 'text',
  imported_at: 'timestamptz',
  counts: 'jsonb',
} as const;

export const planColumns = 'p.plan_id, p.title, p.latest_ordinal, p.created_at, p.updated_at';

export const planRow = { plan_id: 'uuid', title: 'text', latest_ordinal: 'int4', created_at: 'timestamptz', updated_at: 'timestamptz' } as const;

type PlanReply = ReplyInput<typeof getPlan>;
type PresentedVersion = PlanReply['versions'][number];
export type PresentedPlan = PlanReply['plan'];

const moment = (text: string): string => formatMoment(parseMoment(text));

/** The reply's schema checks format, counts and ids once more when the use case parses it. */
export function presentVersion(row: ValuesOf<typeof versionRow>): PresentedVersion {
  return {
    versionId: row.version_id,
    planId: row.version_plan_id,
    ordinal: row.ordinal,
    title: row.version_title,
    sha256: row.file_sha256,
    format: row.format as PresentedVersion['format'],
    encoding: row.encoding,
    bytes: Number(row.file_bytes),
    chars: row.char_count,
    ledgerSchema: row.ledger_schema,
    compilerVersion: row.compiler_version,
    importedAt: moment(row.imported_at),
    counts: row.counts as PresentedVersion['counts'],
  };
}

export function presentPlan(row: ValuesOf<typeof planRow>, latest: PresentedVersion): PresentedPlan {
  return {
    planId: row.plan_id,
    title: row.title,
    createdAt: moment(row.created_at),
    updatedAt: moment(row.updated_at),
    versionCount: row.latest_ordinal,
    latestVersion: latest,
  };
}
