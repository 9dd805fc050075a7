/** A filled sheet against what it was exported with and what stands there now: untouched rows fall away, the others are edits. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { entryFlags } from '../contract/index.ts';
import type { EntryFlag, EntryInput, GapReason, SheetEdit, SheetError } from '../contract/index.ts';
import { checkEntries, sameFigure } from './check-entries.ts';
import type { EntryCheck } from './check-entries.ts';
import type { FilledSheet, SheetRow } from './read-sheet.ts';

const listBases = statement({
  name: 'indicator.list-exported-figures',
  class: 'router',
  text: `select k.place, r.value::text as value, r.gap, r.numerator::text as numerator, r.denominator::text as denominator
         from unnest($2::text[], $3::text[], $4::text[], $5::int4[], $6::text[]) as k (indicator_id, area_code, period, revision, place)
         join indicator.series s on s.indicator_id = k.indicator_id::uuid and s.area_code = k.area_code
         join indicator.revision r on r.region_code = s.region_code and r.series_id = s.series_id and r.period = k.period and r.revision = k.revision
         where s.region_code = $1`,
  params: { region: 'text', indicators: 'text[]', areas: 'text[]', periods: 'text[]', revisions: 'int4[]', places: 'text[]' },
  row: { place: 'text?', value: 'text?', gap: 'text?', numerator: 'text?', denominator: 'text?' },
});

export interface SheetItem {
  readonly row: SheetRow;
  readonly check: EntryCheck;
  readonly edit: SheetEdit;
}

export interface UnderstoodSheet {
  readonly items: readonly SheetItem[];
  readonly errors: readonly SheetError[];
  readonly explanationChars: number;
}

interface Base {
  readonly value: string | null;
  readonly gap: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

async function basesOf(rows: readonly SheetRow[], context: Context): Promise<ReadonlyMap<string, Base>> {
  const { tx } = context;
  const found = await tx.many(listBases, {
    region: tx.region,
    indicators: rows.map(({ key }) => key.indicatorId),
    areas: rows.map(({ key }) => key.area),
    periods: rows.map(({ key }) => key.period),
    revisions: rows.map(({ key }) => key.revision),
    places: rows.map(({ row }) => String(row)),
  });
  return new Map(found.map(({ place, ...base }) => [place ?? '', base]));
}

/** One explanation in the row serves every flag of the row. */
const explained = (text: string): EntryInput['explanations'] => (text === '' ? {} : Object.fromEntries(entryFlags.map((flag: EntryFlag) => [flag, text])));

/** Both parts as exported, or cleared: a figure without parts says nothing against them. */
const hasBaseParts = ({ numerator, denominator }: EntryCheck, base: Base): boolean =>
  numerator === null || (sameFigure(numerator, base.numerator) && sameFigure(denominator, base.denominator));

function isUntouched(check: EntryCheck, base: Base | undefined): boolean {
  if (check.checked.faults.length > 0) return false;
  const isEmpty = check.checked.gap === 'empty';
  // An empty cell in a row that had no figure, or stood for a gap, was simply not filled in.
  if (isEmpty && (base === undefined || base.value === null)) return true;
  return base !== undefined && base.value === check.checked.value && (base.gap === check.checked.gap || base.value !== null) && hasBaseParts(check, base);
}

const errorsOf = ({ checked }: EntryCheck, row: SheetRow): readonly SheetError[] =>
  checked.faults.map(({ message }) => ({ row: row.row, column: '填报值', message: `第 ${row.row} 行「${checked.indicator}」${checked.label}：${message}` }));

export async function understandSheet(sheet: FilledSheet, context: Context): Promise<UnderstoodSheet> {
  if (sheet.rows.length === 0) return { items: [], errors: sheet.errors, explanationChars: 0 };
  const bases = await basesOf(sheet.rows, context);
  const entries = sheet.rows.map((row): EntryInput => ({ ...row.entry, expectedRevision: row.key.revision, explanations: explained(row.explanation) }));
  const checks = await checkEntries(entries, context);
  const items = checks.items.flatMap((check, index): SheetItem[] => {
    const row = sheet.rows[index] as SheetRow;
    const base = bases.get(String(row.row));
    if (isUntouched(check, base)) return [];
    const exported = { revision: row.key.revision, value: base?.value ?? null, gap: (base?.gap ?? null) as GapReason | null };
    return [{ row, check, edit: { ...check.checked, row: row.row, base: exported } }];
  });
  return { items, errors: [...sheet.errors, ...items.flatMap(({ check, row }) => errorsOf(check, row))], explanationChars: checks.explanationChars };
}
