/** Rows of kernel.parameter: read for a region as known at a moment, added, never changed. */
import { formatMoment, parseDay, parseMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import type { RegionCode } from '../ids.ts';
import type { ParameterLevel, ParamSource, Validity } from '../param.ts';
import { statement } from './db.ts';
import type { Tx, ValuesOf } from './db.ts';

/** Names the row that was used; a verdict stores it. */
export type ParamRef = string & { readonly ref: 'ParamRef' };

export interface ParamRow extends Validity {
  readonly ref: ParamRef;
  readonly code: string;
  readonly value: unknown;
  readonly source: ParamSource;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Instant;
  /** above 1 only where a later program brought another value for the same first day */
  readonly revision: number;
}

const row = {
  parameter_id: 'uuid',
  code: 'text',
  level: 'text',
  from_on: 'date',
  to_on: 'date?',
  value: 'jsonb',
  source_document: 'text',
  source_article: 'text?',
  source_link: 'text?',
  reason: 'text',
  set_by: 'text',
  set_at: 'timestamptz',
  revision: 'int4',
} as const;

const listRows = statement({
  name: 'kernel.list-parameters',
  class: 'reference',
  text: `select parameter_id, code, level, from_on, to_on, value, source_document, source_article, source_link, reason, set_by, set_at, revision
         from kernel.parameter
         where code = any($1::text[]) and scope_code = any($2::text[]) and ($3::timestamptz is null or set_at <= $3)
         order by code, from_on, revision`,
  params: { codes: 'text[]', scopes: 'text[]', knownAt: 'timestamptz?' },
  row,
});

const insertRow = statement({
  name: 'kernel.insert-parameter',
  class: 'reference',
  text: `insert into kernel.parameter (parameter_id, code, level, scope_code, from_on, to_on, value, source_document, source_article, source_link,
           reason, set_by, set_at, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
  params: {
    id: 'uuid',
    code: 'text',
    level: 'text',
    scope: 'text',
    from: 'date',
    to: 'date?',
    value: 'jsonb',
    document: 'text',
    article: 'text?',
    link: 'text?',
    reason: 'text',
    setBy: 'text',
    setAt: 'timestamptz',
    revision: 'int4',
  },
  row: {},
});

const takeTurn = statement({
  name: 'kernel.take-parameter-turn',
  class: 'reference',
  text: `select pg_advisory_xact_lock(340323, hashtext($1))::text as taken`,
  params: { code: 'text' },
  row: { taken: 'text' },
});

/** National and default rows hold everywhere, a province's in its counties, a county's in itself. */
export function scopeOf(level: ParameterLevel, region: RegionCode): string {
  if (level === 'county') return region;
  return level === 'province' ? `${region.slice(0, 2)}0000` : '000000';
}

const toRow = (found: ValuesOf<typeof row>): ParamRow => ({
  ref: found.parameter_id as ParamRef,
  code: found.code,
  level: found.level as ParameterLevel,
  from: parseDay(found.from_on),
  to: found.to_on === null ? null : parseDay(found.to_on),
  value: found.value,
  source: {
    document: found.source_document,
    ...(found.source_article === null ? {} : { article: found.source_article }),
    ...(found.source_link === null ? {} : { link: found.source_link }),
  },
  reason: found.reason,
  setBy: found.set_by,
  setAt: parseMoment(found.set_at),
  revision: found.revision,
});

/** Of rows with the same level and first day the last revision counts. */
function lastRevisions(rows: readonly ParamRow[]): readonly ParamRow[] {
  return [...new Map(rows.map((one) => [`${one.level} ${one.from.toString()}`, one])).values()];
}

export interface ParamPlace {
  readonly region: RegionCode;
  /** what was known then; left out = now */
  readonly knownAt?: Instant | undefined;
}

/** Rows per code that a region may see; one statement, however many codes. */
export async function listParamRows(tx: Tx, codes: readonly string[], { region, knownAt }: ParamPlace): Promise<ReadonlyMap<string, readonly ParamRow[]>> {
  const scopes = [region, scopeOf('province', region), scopeOf('national', region)];
  const found = (await tx.many(listRows, { codes, scopes, knownAt: knownAt === undefined ? null : formatMoment(knownAt) })).map(toRow);
  return new Map(codes.map((code) => [code, lastRevisions(found.filter((one) => one.code === code))]));
}

export type NewParamRow = Omit<ParamRow, 'ref' | 'revision'> & { readonly id: string; readonly revision?: number };

export const paramStore = {
  /** Writers of one parameter come one after the other, so that two overlapping rows cannot pass the check together. */
  takeTurn: async (tx: Tx, code: string): Promise<void> => void (await tx.one(takeTurn, { code })),

  add: (tx: Tx, region: RegionCode, one: NewParamRow): Promise<number> =>
    tx.run(insertRow, {
      id: one.id,
      code: one.code,
      level: one.level,
      scope: scopeOf(one.level, region),
      from: one.from.toString(),
      to: one.to?.toString() ?? null,
      value: one.value,
      document: one.source.document,
      article: one.source.article ?? null,
      link: one.source.link ?? null,
      reason: one.reason,
      setBy: one.setBy,
      setAt: formatMoment(one.setAt),
      revision: one.revision ?? 1,
    }),
} as const;
