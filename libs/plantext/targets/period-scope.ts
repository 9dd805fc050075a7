/** Which time phrase governs a figure (plantext 3.4): glued, local, running on in the paragraph, inherited by items. */
import { LEFT_WORDS } from '../lexicon/phrase-pack.ts';
import type { ParsedText, Period, Span } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { NodeContext } from './context.ts';
import type { Segment } from './segments.ts';

export interface Governing {
  readonly time: TimeExpr;
  readonly inherited: boolean;
}

/** A time governs the items after a paragraph only when it opens that paragraph. */
const LEADING = 12;

const GLUE = /(力争|确保|争取|努力|预计)$/;

/** Words that make a time a point of comparison, not a deadline. */
const BASE_BEFORE = /(比|较|与|同|自|由|从|以)$/;
const BASE_AFTER = /^(的|基础上|相比|基数|为基期|版|发布|出台|印发|规划|纲要|议程|远景)/;

function governs(time: TimeExpr): boolean {
  return time.kind === 'in' || time.kind === 'by' || time.kind === 'during' || time.kind === 'within' || time.kind === 'from' || time.kind === 'relative';
}

export class PeriodScope {
  private readonly view: string;
  private readonly year: number | null;
  private node = '';
  private current: TimeExpr | null = null;
  private run: { readonly id: string; readonly time: TimeExpr } | null = null;
  private context: NodeContext | null = null;
  /** the paragraph opened with 过去五年, 去年 … */
  past = false;

  constructor(parsed: ParsedText, year: number | null) {
    this.view = parsed.view;
    this.year = year;
  }

  /** Starts a node; items of a goal run keep the time that the paragraph before them stated. */
  enter(context: NodeContext): void {
    if (context.node.id === this.node) return;
    const inside = this.context !== null && context.node.parent === this.context.node.id && context.node.kind === 'lead';
    this.node = context.node.id;
    this.context = context;
    if (!inside) this.current = null;
    this.past = false;
    if (context.node.kind === 'part' || context.node.kind === 'section') this.run = null;
  }

  /** Reads the times of a segment in order; returns true when the segment speaks of the past. */
  read(segment: Segment): boolean {
    let past = false;
    for (const time of segment.times) {
      if (time.kind === 'past') {
        past = true;
        if (this.atStart(segment, time)) this.past = true;
        continue;
      }
      if (!governs(time) || this.isBase(time)) continue;
      if (this.year !== null && time.year !== undefined && time.year < this.year && time.kind === 'in') {
        past = true;
        if (this.atStart(segment, time)) this.past = true;
        continue;
      }
      if (segment.bracket || this.isGlued(time) || !this.leads(segment, time)) continue;
      if (time.kind === 'within' && time.span?.unit !== 'year' && time.from === undefined) continue;
      this.past = false;
      past = false;
      this.current = time;
      this.remember(time);
    }
    return past || this.past;
  }

  private remember(time: TimeExpr): void {
    const context = this.context;
    if (context === null || context.run === null) return;
    const { kind } = context.node;
    if (time.start - context.node.start > LEADING || time.year === undefined) return;
    if (kind === 'paragraph' || kind === 'section' || kind === 'part' || kind === 'lead') this.run = { id: context.run, time };
  }

  private atStart(segment: Segment, time: TimeExpr): boolean {
    const from = this.context?.node.start ?? 0;
    return time.start - from < 40 && segment.start <= time.start;
  }

  isBase(time: TimeExpr): boolean {
    if (time.kind === 'base') return true;
    const before = this.view.slice(Math.max(0, time.start - 1), time.start);
    if (BASE_BEFORE.test(before) && time.kind !== 'from') return true;
    return BASE_AFTER.test(this.view.slice(time.end, time.end + 4)) && time.kind === 'in';
  }

  /** Only a phrase that opens its clause runs on; one inside (落实2030年…目标) stays local. */
  private leads(segment: Segment, time: TimeExpr): boolean {
    const gap = time.start - segment.start;
    if (time.kind !== 'in' && time.kind !== 'relative') return gap <= 8;
    let at = segment.start;
    while (at < time.start) {
      const hit = LEFT_WORDS.startingAt(this.view, at, time.start);
      if (hit !== null) at = hit.end;
      else if (this.view[at] === ' ' || this.view[at] === '\n') at++;
      else return false;
    }
    return true;
  }

  isGlued(time: TimeExpr): boolean {
    if (time.kind !== 'in') return false;
    return GLUE.test(this.view.slice(Math.max(0, time.start - 2), time.start));
  }

  /** The time for a figure at `at` in the segment, or null. */
  governing(segment: Segment, at: number): Governing | null {
    let local: TimeExpr | null = null;
    for (const time of segment.times) {
      if (time.start > at) break;
      if ((time.kind === 'every' || governs(time)) && !this.isBase(time)) local = time;
    }
    if (local !== null && !(local.kind === 'within' && local.span?.unit !== 'year' && local.from === undefined)) return { time: local, inherited: false };
    if (this.current !== null) return { time: this.current, inherited: false };
    return this.inheritedTime();
  }

  private inheritedTime(): Governing | null {
    const context = this.context;
    if (context === null) return null;
    const { kind } = context.node;
    const item = kind === 'dashItem' || (context.goal && kind !== 'part' && kind !== 'section');
    if (item && this.run !== null && this.run.id === context.run) return { time: this.run.time, inherited: true };
    return context.headingTime === null ? null : { time: context.headingTime, inherited: true };
  }
}

export interface PeriodInput {
  readonly governing: Governing;
  readonly span: Span;
  /** the figure is a change during the period, not a state reached */
  readonly change: boolean;
  readonly documentYear: number | null;
  readonly anchor: TimeExpr | null;
}

function relOf(time: TimeExpr, change: boolean): Period['rel'] {
  if (time.kind === 'every') return 'every';
  if (time.kind === 'within') return 'within';
  if (time.kind === 'during') return 'during';
  if (time.kind === 'from') return 'from';
  if (time.kind === 'by' || time.due === true) return 'by';
  return change ? 'in' : 'by';
}

/** Period record in the key order of the contract; `computed` is true when the year was worked out. */
export function periodOf(input: PeriodInput): { readonly period: Period; readonly computed: boolean } {
  const { time, inherited } = input.governing;
  let year = time.year;
  let from = time.from;
  let computed = time.kind === 'within' && time.from !== undefined;
  if (time.kind === 'relative' && time.offset !== undefined && input.documentYear !== null) {
    year = input.documentYear + time.offset;
    computed = true;
  }
  const { anchor } = input;
  if (time.kind === 'within' && year === undefined && anchor !== null && anchor.from !== undefined && time.span !== undefined && time.span.unit === 'year') {
    if (time.span.min === time.span.max && anchor.span?.max === time.span.max) {
      from = anchor.from;
      year = anchor.from + time.span.max - 1;
      computed = true;
    }
  }
  const period: Period = {
    ...(year === undefined ? {} : { year }),
    ...(from === undefined ? {} : { from }),
    ...(time.on === undefined ? {} : { on: time.on }),
    ...(time.every === undefined ? {} : { every: time.every }),
    ...(time.span === undefined ? {} : { span: time.span }),
    rel: relOf(time, input.change),
    inherited,
    source: input.span,
  };
  return { period, computed };
}
