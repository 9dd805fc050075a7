/** Figures to records: spans with text, why entries, confidence, ids from the meaning key, repeated targets as mentions. */
import { recordId } from '../ids.ts';
import type { ParsedText, Range, Span, TargetRecord, Why, WhyCode } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { Figure } from './figure.ts';
import { periodOf } from './period-scope.ts';
import { LONGEST_SUBJECT } from '../source/windows.ts';

/** Version 1 of the table of section 6; a record is as sure as its weakest field. */
const CONFIDENCE: Readonly<Record<WhyCode, number>> = {
  explicit: 0.99,
  'inherited.time': 0.95,
  'inherited.place': 0.93,
  'inherited.indicator': 0.93,
  'inherited.actor': 0.93,
  'shared.head': 0.93,
  'shared.verb': 0.93,
  'shared.modifier': 0.93,
  'shared.unit': 0.93,
  'elided.unit.sibling': 0.88,
  'implied.unit': 0.75,
  'computed.magnitude': 0.99,
  'computed.period': 0.95,
  'list.respectively': 0.97,
  'list.each': 0.97,
  'heading.fallback': 0.8,
  alias: 0.93,
  'typo.repaired': 0.8,
  'rule.first-leads': 0.95,
  'rule.stated-once': 0.95,
  proposed: 0.4,
};

/** Confidence of a record: the minimum over the grades of its why codes. */
export function confidenceOf(codes: readonly WhyCode[]): number {
  return codes.reduce((least, code) => Math.min(least, CONFIDENCE[code]), CONFIDENCE.explicit);
}

export function spanOf(text: string, r: Range): Span {
  return { text: text.slice(r.start, r.end), start: r.start, end: r.end };
}

interface Build {
  readonly parsed: ParsedText;
  readonly documentYear: number | null;
  readonly anchor: TimeExpr | null;
}

/** Blanks are taken out piece by piece, so that no pattern sees a name as long as the text. */
function inPieces(s: string): string {
  let out = '';
  for (let at = 0; at < s.length; at += LONGEST_SUBJECT) out += s.slice(at, at + LONGEST_SUBJECT).replace(/\s+/g, '');
  return out;
}

const squeeze = (s: string): string => {
  // names rarely hold a blank; characters of Chinese are none
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    if (code <= 0x20 || (code >= 0x7f && code < 0x3400) || code >= 0xfe00) return inPieces(s);
  }
  return s;
};

/** Class, subject, scope and period: the meaning of a target without its value (section 6). */
function keyOf(b: Build, f: Figure, period: TargetRecord['period']): string {
  const view = b.parsed.view;
  const part = (r: Range | null): string => (r === null ? '' : squeeze(view.slice(r.start, r.end)));
  const when = period === null ? '' : (period.every ?? period.on ?? String(period.year ?? period.source.text));
  const action = f.indicator === null ? part(f.action) : '';
  const subjects = f.subjects.length === 0 ? '' : f.subjects.map(part).join(',');
  return `${f.cls}|${part(f.indicator)}|${part(f.head)}|${action}|${part(f.threshold)}|${subjects}|${part(f.scope)}|${when}`;
}

function whyOf(text: string, f: Figure, inherited: Span | null, computed: Span | null): Why[] {
  const out: Why[] = f.why.map((w) => (w.from === undefined ? { field: w.field, code: w.code } : { field: w.field, code: w.code, from: w.from.map((r) => spanOf(text, r)) }));
  if (inherited !== null) out.push({ field: 'period', code: 'inherited.time', from: [inherited] });
  if (computed !== null) out.push({ field: 'period', code: 'computed.period', from: [computed] });
  return out;
}

interface Dated {
  readonly period: TargetRecord['period'];
  readonly computed: Span | null;
}

function periodFor(b: Build, f: Figure): Dated {
  if (f.governing === null) return { period: null, computed: null };
  const span = spanOf(b.parsed.text, f.governing.time);
  const made = periodOf({ governing: f.governing, span, change: f.change, documentYear: b.documentYear, anchor: b.anchor });
  const from = made.computed && b.anchor !== null && f.governing.time.from === undefined && f.governing.time.kind === 'within' ? spanOf(b.parsed.text, b.anchor) : span;
  return { period: made.period, computed: made.computed ? from : null };
}

/** The same count of the same thing stated again (七个组团, 7个组团) is one target with two mentions. */
function repeats(view: string, a: Figure, b: Figure): boolean {
  if (a.cls !== 'count' || b.cls !== 'count' || a.number !== b.number || a.unit !== b.unit || a.comparator !== b.comparator) return false;
  if (a.head === null || b.head === null || a.threshold !== null || b.threshold !== null || a.subjects.length > 0) return false;
  if (a.governing !== null && b.governing !== null && a.governing.time.year !== b.governing.time.year) return false;
  if ((a.governing === null) !== (b.governing === null)) return false;
  const x = view.slice(a.head.start, a.head.end);
  return x.length >= 4 && x === view.slice(b.head.start, b.head.end);
}

/** So many figures of one count are compared with the next. */
const COMPARED = 8;

function firstLike(view: string, list: readonly Figure[], f: Figure): Figure | null {
  const to = Math.min(list.length, COMPARED);
  for (let k = 0; k < to; k++) if (repeats(view, list[k] as Figure, f)) return list[k] as Figure;
  return null;
}

function foldRepeats(view: string, figures: readonly Figure[]): readonly Figure[] {
  const byNumber = new Map<string, Figure[]>();
  const dropped = new Set<Figure>();
  for (const f of figures) {
    if (f.cls !== 'count' || f.head === null) continue;
    const key = `${f.number}|${f.unit}|${view.slice(f.head.start, f.head.end)}`;
    const list = byNumber.get(key);
    const first = list === undefined ? null : firstLike(view, list, f);
    if (first !== null) {
      first.mentions.push({ start: f.value.start, end: f.head.end });
      dropped.add(f);
    } else if (list === undefined) byNumber.set(key, [f]);
    else list.push(f);
  }
  return dropped.size === 0 ? figures : figures.filter((f) => !dropped.has(f));
}

type Draft = { -readonly [K in keyof TargetRecord]: TargetRecord[K] };

const rangeStart = (f: Figure): number => f.value.start;

/** Records in text order; `partOf` and `stretchOf` become ids. */
export function recordsOf(b: Build, all: readonly Figure[]): { readonly records: TargetRecord[]; readonly subjects: ReadonlyMap<string, readonly Range[]> } {
  const { text, view } = b.parsed;
  const figures = [...foldRepeats(view, all)].sort((x, y) => rangeStart(x) - rangeStart(y));
  const seen = new Map<string, number>();
  const periods: Dated[] = [];
  figures.forEach((f, k) => {
    // most figures stand under the same time as the one before
    const before = figures[k - 1];
    const same = before !== undefined && before.governing === f.governing && before.change === f.change;
    const dated = same ? (periods[k - 1] as Dated) : periodFor(b, f);
    f.id = recordId('t', keyOf(b, f, dated.period), seen);
    periods.push(dated);
  });
  const idAt = (index: number | null): string => (index === null ? '' : (all[index]?.id ?? ''));
  const subjects = new Map<string, readonly Range[]>();
  const records = figures.map((f, k): TargetRecord => {
    const { id } = f;
    const { period, computed } = periods[k] as Dated;
    const why = whyOf(text, f, period?.inherited === true ? period.source : null, computed);
    if (f.subjects.length > 0) subjects.set(id, f.subjects);
    const partOf = idAt(f.partOf);
    const stretchOf = idAt(f.stretchOf);
    // assigned one by one in the order of the contract: a spread per optional key would cost more than the record
    const record: Draft = { id, node: f.node, cls: f.cls, indicator: f.indicator === null ? null : spanOf(text, f.indicator) } as Draft;
    if (f.action !== null) record.action = spanOf(text, f.action);
    record.value = spanOf(text, f.value);
    record.comparator = f.comparator;
    record.number = f.number;
    if (f.numberMax !== undefined) record.numberMax = f.numberMax;
    record.unit = f.unit;
    record.unitText = f.unitText;
    record.period = period;
    if (f.threshold !== null) record.threshold = { ...spanOf(text, f.threshold), number: f.threshold.number, unit: f.threshold.unit, comparator: f.threshold.comparator };
    if (f.head !== null) record.head = spanOf(text, f.head);
    record.modality = f.modality;
    record.scope = f.scope === null ? null : spanOf(text, f.scope);
    record.actors = [];
    if (partOf !== '') record.partOf = partOf;
    if (stretchOf !== '') record.stretchOf = stretchOf;
    record.why = why;
    record.conf = confidenceOf(why.map((w) => w.code));
    if (f.base !== null) record.base = { ...spanOf(text, f.base), number: f.base.number, unit: f.base.unit, ...(f.base.year === undefined ? {} : { year: f.base.year }) };
    if (f.reference !== null) record.reference = spanOf(text, f.reference);
    if (f.direction !== undefined) record.direction = f.direction;
    if (f.distributive) record.distributive = true;
    if (f.binding !== undefined) record.binding = f.binding;
    if (f.mentions.length > 0) record.mentions = f.mentions.map((m) => spanOf(text, m));
    return record;
  });
  return { records, subjects };
}
