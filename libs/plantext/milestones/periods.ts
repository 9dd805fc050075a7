/** Which time governs a place in a sentence: the scoping rules of plantext 3.4 as a lookup for milestones and documents. */
import type { ParsedText, Period, Range, Span } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { once } from '../source/memo.ts';
import { firstFrom } from '../source/starts.ts';
import { contextsOf, documentYear, type NodeContext, spanAnchor } from '../targets/context.ts';
import { type Governing, PeriodScope, periodOf } from '../targets/period-scope.ts';
import { type Segment, segmentsOf } from '../targets/segments.ts';

export interface FoundPeriod {
  readonly period: Period;
  /** the year was worked out, not read */
  readonly computed: boolean;
  /** the phrase stands in the same sentence */
  readonly near: boolean;
}

export interface PeriodIndex {
  /** the period of something promised at `at`, or null */
  readonly at: (at: number) => FoundPeriod | null;
  /** the same, but null when the time phrase stands in another sentence */
  readonly near: (at: number) => FoundPeriod | null;
  /** the same for a time phrase that was found by its place */
  readonly of: (time: TimeExpr) => Period;
  /** the first time phrase inside a range, brackets included */
  readonly inside: (range: Range) => FoundPeriod | null;
  /** by the place of the node in the outline */
  readonly contextAt: (node: number) => NodeContext | undefined;
  /** true when the place speaks of results */
  readonly past: (at: number) => boolean;
}

const spanOf = (parsed: ParsedText, time: TimeExpr): Span => ({ text: parsed.text.slice(time.start, time.end), start: time.start, end: time.end });

const NOWHERE = -1;
const UNTIMED: Pick<Segment, 'times'> = { times: [] };

const buildIndex = (parsed: ParsedText, times: readonly TimeExpr[]): PeriodIndex => {
  const contexts = contextsOf(parsed, times);
  const year = documentYear(parsed, times);
  const anchor = spanAnchor(parsed, times);
  const scope = new PeriodScope(parsed, { firstYear: year, documentYear: year, annual: null });
  const segments = segmentsOf(parsed, { quantities: [], times });
  /** by the place of a segment: the last one outside brackets that begins no later */
  const outer = new Int32Array(segments.length).fill(NOWHERE);
  /** what governs a segment outside brackets before its own times are read */
  const before = new Array<Governing | null>(segments.length).fill(null);
  /** … and behind them, if it has any */
  const after = new Map<Segment, Governing | null>();
  const past = new Set<Segment>();
  let last = NOWHERE;
  for (let place = 0; place < segments.length; place++) {
    const segment = segments[place] as Segment;
    scope.enter(contexts[segment.nodeAt] as NodeContext);
    if (!segment.bracket) {
      last = place;
      before[place] = scope.governing(UNTIMED, segment.start);
    }
    outer[place] = last;
    if (scope.read(segment)) past.add(segment);
    if (!segment.bracket && segment.times.length > 0) after.set(segment, scope.governing(segment, segment.end));
  }
  /** place of the last segment outside brackets that does not start after `at` */
  const holding = (at: number): number => outer[firstFrom(segments, at + 1) - 1] ?? NOWHERE;
  const periodFor = (governing: Governing): { period: Period; computed: boolean } =>
    periodOf({ governing, span: spanOf(parsed, governing.time), change: false, documentYear: year, anchor });
  const periodAt = (at: number, onlyNear: boolean): FoundPeriod | null => {
    const place = holding(at);
    const segment = segments[place];
    if (segment === undefined || segment.end < at) return null;
    const governing = (segment.times.some((time) => time.start <= at) ? after.get(segment) : before[place]) ?? null;
    if (governing === null || governing.time.kind === 'every' || governing.time.kind === 'vague') return null;
    const sentence = parsed.sentences[segment.sentence];
    const near = sentence !== undefined && governing.time.start >= sentence.start && governing.time.end <= sentence.end;
    if (onlyNear && !near) return null;
    const { period, computed } = periodFor(governing);
    return { period, computed, near };
  };
  return {
    at: (at) => periodAt(at, false),
    near: (at) => periodAt(at, true),
    of: (time) => periodFor({ time, inherited: false }).period,
    inside: (range) => {
      const time = times[firstFrom(times, range.start)];
      if (time === undefined || time.end > range.end || time.kind === 'past' || time.kind === 'every' || time.kind === 'vague') return null;
      return { ...periodFor({ time, inherited: false }), near: true };
    },
    contextAt: (node) => contexts[node],
    past: (at) => {
      const segment = past.size === 0 ? undefined : segments[holding(at)];
      return segment !== undefined && past.has(segment);
    },
  };
};

/** Reads all times of a text once, in order; lookups are logarithmic. The same index serves milestones and documents. */
export const periodIndexOf: (parsed: ParsedText, times: readonly TimeExpr[]) => PeriodIndex = once(buildIndex);
