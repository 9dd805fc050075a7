/** Entries against definitions, history and what stands there now: the same for checking, entering, pasting and sheets. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { CheckedEntry, EntryFlag, EntryInput, Frequency, GapReason, IndicatorId, IndicatorUnit, ObservationState, Period, Precision } from '../contract/index.ts';
import { frequencyLabel, gapReasonLabel, periodExample } from '../contract/index.ts';
import { checkPeriod, compare, convertFigure, fractionOf, hardFaults, kindOf, periodLabel, quotientOf, readEntry, softFlags, toDecimal } from '../domain/index.ts';
import type { EntryLimits, EntryRule, EntryWhole } from '../domain/index.ts';
import { loadFigures } from './load-figures.ts';
import type { Figures } from './load-figures.ts';
import type { IndicatorRow } from './definition-store.ts';
import { observationStatements } from './observation-store.ts';
import { entryLimits, entryMost } from './params.ts';
import { actorNames } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

export interface EntryCheck {
  readonly entry: EntryInput;
  readonly indicator: IndicatorRow;
  readonly checked: CheckedEntry;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly seriesId: string | null;
}

export interface EntryChecks {
  readonly items: readonly EntryCheck[];
  readonly explanationChars: number;
}

type Fault = CheckedEntry['faults'][number];

interface Understood {
  readonly value: string | null;
  readonly gap: GapReason | null;
  readonly precision: Precision;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly faults: readonly Fault[];
}

/** Numerator or denominator: a plain figure, nothing, or a fault. */
function readPart(text: string | null, label: string): { readonly value: string | null; readonly faults: readonly Fault[] } {
  if (text === null || text.trim() === '') return { value: null, faults: [] };
  const read = readEntry(text, 'ratio');
  if (!read.ok) return { value: null, faults: [{ code: read.code, message: `「${label}」${read.message}` }] };
  return read.figure.value === null
    ? { value: null, faults: [{ code: 'number_unclear', message: `「${label}」要填数字，或与另一项都不填` }] }
    : { value: read.figure.value, faults: [] };
}

function understand(entry: EntryInput, indicator: IndicatorRow): Understood {
  const read = readEntry(entry.text, indicator.unit);
  const numerator = readPart(entry.numerator, '分子');
  const denominator = readPart(entry.denominator, '分母');
  const parts = [...numerator.faults, ...denominator.faults];
  if (!read.ok) return { value: null, gap: null, precision: 'exact', numerator: null, denominator: null, faults: [{ code: read.code, message: read.message }, ...parts] };
  const told = { numerator: numerator.value, denominator: denominator.value };
  // Left empty beside both parts: the figure is their quotient, rounded once.
  const made = read.figure.gap === 'empty' ? quotientOf(ruleOf(indicator), told) : undefined;
  if (made !== undefined) return { value: made, gap: null, precision: 'rounded', ...told, faults: parts };
  return { ...read.figure, ...told, faults: parts };
}

const ruleOf = (row: IndicatorRow): EntryRule => ({
  unit: row.unit,
  aggregation: row.aggregation as EntryRule['aggregation'],
  places: row.places,
  hardMin: row.hard_min,
  hardMax: row.hard_max,
  usualMin: row.usual_min,
  usualMax: row.usual_max,
});

interface Place {
  readonly area: string;
  readonly period: Period;
}
interface PartFigure {
  readonly name: string;
  readonly value: string;
}

/** Figures of the parts of a total in its unit, as far as they are known. */
function knownParts(total: IndicatorRow, place: Place, { figures, valueAt }: Pick<Ground, 'figures' | 'valueAt'>): readonly (PartFigure & { readonly id: string })[] {
  return total.parts.flatMap((id) => {
    const value = valueAt(id, place);
    const part = figures.definitions.get(id);
    return value === null || part === undefined ? [] : [{ id, name: part.name, value: valueInUnit(value, part.unit, total.unit) }];
  });
}

function partsOf(indicator: IndicatorRow, place: Place, ground: Pick<Ground, 'figures' | 'valueAt'>): readonly PartFigure[] | null {
  const found = knownParts(indicator, place, ground);
  return found.length === 0 || found.length < indicator.parts.length ? null : found.map(({ name, value }) => ({ name, value }));
}

function wholesOf(indicator: IndicatorRow, entered: Place & { readonly value: string }, ground: Pick<Ground, 'figures' | 'valueAt'>): readonly EntryWhole[] {
  const totals = [...ground.figures.definitions.values()].filter(({ parts }) => parts.includes(indicator.indicator_id));
  return totals.flatMap((total) => {
    const value = ground.valueAt(total.indicator_id, entered);
    if (value === null) return [];
    const others = knownParts(total, entered, ground).filter(({ id }) => id !== indicator.indicator_id);
    const isComplete = others.length === total.parts.length - 1;
    return [
      { name: total.name, value, own: valueInUnit(entered.value, indicator.unit, total.unit), others: others.map(({ name, value: one }) => ({ name, value: one })), isComplete },
    ];
  });
}

/** Parts may be kept in 万元 while their total is in 亿元. */
function valueInUnit(value: string, from: string, to: string): string {
  const converted = from === to ? undefined : convertFigure(fractionOf(value), from, to);
  return converted === undefined ? value : toDecimal(converted, 12);
}

interface Ground {
  readonly figures: Figures;
  readonly limits: EntryLimits;
  readonly today: string;
  /** figure of an indicator at a place: what is entered together comes before what stands there */
  readonly valueAt: (indicatorId: string, place: { readonly area: string; readonly period: Period }) => string | null;
}

function judge(
  entry: EntryInput,
  indicator: IndicatorRow,
  ground: Ground,
): { readonly understood: Understood; readonly faults: readonly Fault[]; readonly flags: CheckedEntry['flags'] } {
  const understood = understand(entry, indicator);
  const isOtherFrequency = kindOf(entry.period) !== indicator.frequency;
  if (isOtherFrequency) {
    const frequency = indicator.frequency as Frequency;
    const message = `「${indicator.name}」是${frequencyLabel[frequency]}数据，时期应写成 ${periodExample[frequency]} 的样子`;
    return { understood, faults: [...understood.faults, { code: 'period_window', message }], flags: [] };
  }
  const facts = {
    period: entry.period,
    value: understood.value,
    numerator: understood.numerator,
    denominator: understood.denominator,
    history: ground.figures.pointsOf(indicator.indicator_id, entry.area).flatMap(({ period, value }) => (value === null || period === entry.period ? [] : [{ period, value }])),
    parts: partsOf(indicator, entry, ground),
    wholes: understood.value === null ? [] : wholesOf(indicator, { ...entry, value: understood.value }, ground),
  };
  const period = checkPeriod(entry.period, ground.today);
  const faults = [...understood.faults, ...(period === undefined ? [] : [period]), ...hardFaults(ruleOf(indicator), ground.limits, facts)];
  const flags = faults.length > 0 ? [] : softFlags(ruleOf(indicator), ground.limits, facts).map(({ code, message }) => ({ flag: code as EntryFlag, message }));
  return { understood, faults, flags };
}

const keyOf = (indicatorId: string, area: string, period: string): string => `${indicatorId} ${area} ${period}`;

type Head = Awaited<ReturnType<typeof listHeads>>[number];
const listHeads = (context: Context, entries: readonly EntryInput[]) =>
  context.tx.many(observationStatements.listHeads, {
    region: context.tx.region,
    indicatorIds: [...new Set(entries.map(({ indicatorId }) => indicatorId))],
    periods: [...new Set(entries.map(({ period }) => period))],
  });

/** The same number, however it is written. */
export const sameFigure = (a: string | null, b: string | null): boolean => (a === null || b === null ? a === b : compare(fractionOf(a), fractionOf(b)) === 0);

function changeOf(entry: EntryInput, head: Head | undefined, understood: Understood): CheckedEntry['change'] {
  if (head === undefined) return entry.expectedRevision === 0 ? 'new' : 'conflict';
  // Parts that are not mentioned stay as they are; other parts are another figure even when the quotient is the same.
  const hasSameParts = understood.numerator === null || (sameFigure(head.numerator, understood.numerator) && sameFigure(head.denominator, understood.denominator));
  const isSame = head.value === understood.value && head.gap === understood.gap && hasSameParts;
  if (isSame) return 'same';
  return head.head_revision === entry.expectedRevision ? 'correct' : 'conflict';
}

function presentHead(head: Head | undefined, personOf: (id: string) => string): CheckedEntry['current'] {
  if (head === undefined) return { revision: 0, state: null, value: null, by: null, at: null };
  const value = head.value ?? (head.gap === null ? null : gapReasonLabel[head.gap as GapReason]);
  return { revision: head.head_revision, state: head.head_state as ObservationState, value, by: personOf(head.entered_by), at: formatMoment(parseMoment(head.entered_at)) };
}

/** Figures of the indicators, of their parts, and of the totals to which they belong with the sisters there. */
async function loadRelated(tx: Context['tx'], ids: readonly string[]): Promise<Figures> {
  const all = await loadFigures(tx, ids, { knownAt: 'infinity' });
  const totals = [...all.definitions.values()].filter(({ parts, indicator_id }) => ids.includes(indicator_id) || parts.some((part) => ids.includes(part)));
  const related = new Set([...ids, ...totals.flatMap(({ indicator_id, parts }) => [indicator_id, ...parts])]);
  return related.size === ids.length ? all : loadFigures(tx, [...related], { knownAt: 'infinity' });
}

/** Total and parts are often entered in one table: what stands beside an entry counts before what is stored. */
function enteredFirst(entries: readonly EntryInput[], figures: Figures): Ground['valueAt'] {
  const entered = new Map(
    entries.flatMap((entry) => {
      const indicator = figures.definitions.get(entry.indicatorId);
      const value = indicator === undefined ? null : understand(entry, indicator).value;
      return value === null ? [] : [[keyOf(entry.indicatorId, entry.area, entry.period), value] as const];
    }),
  );
  return (indicatorId, { area, period }) => entered.get(keyOf(indicatorId, area, period)) ?? figures.pointAt(indicatorId, area, period).value;
}

/** Checks all entries. Refuses unknown and computed indicators; everything else is told per entry. */
export async function checkEntries(entries: readonly EntryInput[], context: Context): Promise<EntryChecks> {
  const { tx, today } = context;
  const ids = [...new Set(entries.map(({ indicatorId }) => indicatorId))];
  const figures = await loadRelated(tx, ids);
  const paramOf = await loadParams(tx, [entryLimits, entryMost], { region: tx.region });
  const own = paramOf(entryLimits, today).value;
  const limits = { ...own, ...paramOf(entryMost, today).value };
  const valueAt = enteredFirst(entries, figures);
  const heads = new Map((await listHeads(context, entries)).map((head) => [keyOf(head.indicator_id, head.area_code, head.period), head]));
  const personOf = await actorNames(
    tx,
    [...heads.values()].map((head) => head.entered_by),
  );
  const items = entries.map((entry): EntryCheck => {
    const indicator = figures.definitions.get(entry.indicatorId);
    if (indicator === undefined) return context.refuse(indicatorRefusals.not_found());
    if (indicator.formula !== null) return context.refuse(indicatorRefusals.computed({ indicator: indicator.name }));
    const { understood, faults, flags } = judge(entry, indicator, { figures, limits, today: today.toString(), valueAt });
    const head = heads.get(keyOf(entry.indicatorId, entry.area, entry.period));
    const checked: CheckedEntry = {
      indicatorId: entry.indicatorId as IndicatorId,
      indicator: indicator.name,
      unit: indicator.unit as IndicatorUnit,
      area: entry.area,
      period: entry.period,
      label: periodLabel(entry.period),
      text: entry.text,
      value: understood.value,
      gap: understood.gap,
      numerator: understood.numerator,
      denominator: understood.denominator,
      precision: understood.precision,
      faults: [...faults],
      flags: [...flags],
      current: presentHead(head, personOf),
      change: changeOf(entry, head, understood),
    };
    return { entry, indicator, checked, numerator: understood.numerator, denominator: understood.denominator, seriesId: head?.series_id ?? null };
  });
  return { items, explanationChars: limits.explanationChars };
}
