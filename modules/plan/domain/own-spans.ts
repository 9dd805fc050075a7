/** Where a record stands in the text by its own words: for marking it, and for the quote a review hangs on. */
import type { Range } from '#libs/plantext/index.ts';

type Fields = Readonly<Record<string, unknown>>;

const isRange = (value: unknown): value is Range =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** A period may stand elsewhere, and reasons always do. */
const elsewhere: ReadonlySet<string> = new Set(['why', 'period', 'reference', 'base']);

/** All stretches of a record's own fields in text order; for a term its mentions, for a reference its own place. */
export function ownSpans(record: Fields): readonly Range[] {
  const found: Range[] = [];
  if (isRange(record)) found.push({ start: record.start, end: record.end });
  for (const [field, value] of Object.entries(record)) {
    if (elsewhere.has(field)) continue;
    if (isRange(value)) found.push({ start: value.start, end: value.end });
    else if (field === 'mentions' && Array.isArray(value)) found.push(...value.filter(isRange).map(({ start, end }) => ({ start, end })));
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Fields that say what a record is, most telling first. */
const telling = ['value', 'object', 'name', 'duty', 'quantity', 'consequence', 'on', 'definition', 'verb'] as const;

/** The stretch a person would point at: the field itself when it is words of the text, else what the record is about. */
export function mainSpan(record: Fields, field: string | null): Range | undefined {
  const own = field === null ? undefined : record[field];
  if (isRange(own)) return own;
  const told = telling.map((name) => record[name]).find(isRange);
  return told ?? ownSpans(record)[0];
}
