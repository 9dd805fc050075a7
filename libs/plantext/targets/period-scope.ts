/** Which time phrase governs a figure (plantext 3.4): glued, local, running on in the paragraph, inherited by items. */
import { LEFT_WORDS } from '../lexicon/phrase-pack.ts';
import type { ParsedText, Period, Span } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { NodeContext } from './context.ts';
import type { Segment } from './segments.ts';

export interface Governing {
  readonly time: TimeExpr;
  readonly inherited: boolean;
  /** the year of an annual document, taken from its title */
  readonly annual?: true;
  /** the year a heading above states, which 今年 of a document without a date means */
  readonly headingYear?: number;
}

/** What the document as a whole says about time. */
export interface DocumentTime {
  /** earlier years are the past */
  readonly firstYear: number | null;
  readonly documentYear: number | null;
  /** the year in the title of an annual document */
  readonly annual: TimeExpr | null;
}

/** A time governs the items after a paragraph only when it opens that paragraph. */
const LEADING = 12;

const GLUE = /(力争|确保|争取|努力|预计)$/;

/** Words that make a time a point of comparison, not a deadline. */
const BASE_BEFORE = /(比|较|与|同|自|由|从|以)$/;
const BASE_AFTER = /^(的|后|以后|之后|基础上|相比|基数|为基期|版|发布|出台|印发|规划|纲要|议程|远景)/;

/** 2000年底前建成的老旧小区, 2022年以前登记的车辆: tells which ones are meant. */
const DESCRIBES = /^(以前|之前|前)?(建成|竣工|投用|投产|投入使用|登记|注册|出生|认定|成立|开工|入库|批准|批复|立项|备案|交付|入学|毕业|退役)(投用|使用|投产|入库)?的/;

function governs(time: TimeExpr): boolean {
  return time.kind === 'in' || time.kind === 'by' || time.kind === 'during' || time.kind === 'within' || time.kind === 'from' || time.kind === 'relative';
}

export class PeriodScope {
  private readonly view: string;
  private readonly year: number | null;
  private readonly document: DocumentTime;
  private node = '';
  private sentence = -1;
  private current: TimeExpr | null = null;
  /** the answer while the same time is in force */
  private force: Governing | null = null;
  private run: { readonly id: string; readonly time: TimeExpr } | null = null;
  private context: NodeContext | null = null;
  /** the paragraph opened with 过去五年, 去年 … */
  past = false;

  /** 每年 of the sentence that is being read, for the clauses after it */
  private every: { readonly sentence: number; readonly time: TimeExpr } | null = null;

  constructor(parsed: ParsedText, document: DocumentTime) {
    this.view = parsed.view;
    this.year = document.firstYear;
    this.document = document;
  }

  /** Starts a node; items of a goal run keep the time that the paragraph before them stated. */
  enter(context: NodeContext): void {
    if (context.node.id === this.node) return;
    const inside = this.context !== null && context.node.parent === this.context.node.id && context.node.kind === 'lead';
    this.node = context.node.id;
    this.context = context;
    if (!inside) this.current = null;
    this.past = false;
    if (context.node.kind === 'part' || context.node.kind === 'section' || context.run === context.node.id) this.run = null;
  }

  /** Reads the times of a segment in order; returns true when the segment speaks of the past. */
  read(segment: Segment): boolean {
    let past = false;
    if (segment.sentence !== this.sentence && this.current !== null && this.endsHere(this.current)) this.current = null;
    this.sentence = segment.sentence;
    for (const time of segment.times) {
      if (time.kind === 'past') {
        past = true;
        if (this.atStart(segment, time)) this.past = true;
        continue;
      }
      if (time.kind === 'every') this.every = time.every === 'year' && !segment.bracket ? { sentence: segment.sentence, time } : null;
      if (!governs(time) || this.isBase(time)) continue;
      this.every = null;
      // 年内, 全年 stay within the year that is in force
      if (time.running === true && this.inForce() !== null) continue;
      if (this.year !== null && time.year !== undefined && time.year < this.year && time.kind === 'in') {
        past = true;
        if (this.atStart(segment, time)) this.past = true;
        continue;
      }
      // 其中2025年招聘20名: the year of a part does not run on
      if (this.view.startsWith('其中', segment.start)) continue;
      if (segment.bracket || this.isGlued(time) || !this.leads(segment, time)) continue;
      if (time.kind === 'within' && time.span?.unit !== 'year' && time.from === undefined) continue;
      this.past = false;
      past = false;
      this.current = time;
      this.remember(time);
    }
    return past || this.past;
  }

  /** 三年共…, and a later year told in an annual document, hold for their own sentence only. */
  private endsHere(time: TimeExpr): boolean {
    if (time.kind === 'within' && time.from === undefined) return /^(累计|总?共|合计)/.test(this.view.slice(time.end, time.end + 2));
    const { annual } = this.document;
    return annual !== null && time.year !== undefined && annual.year !== undefined && time.year > annual.year;
  }

  private remember(time: TimeExpr): void {
    const context = this.context;
    if (context === null || context.run === null) return;
    const { kind } = context.node;
    if (time.start - context.node.start > LEADING || time.year === undefined) return;
    if (this.endsHere(time) && time.start - context.node.start > 2) return;
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
    if (DESCRIBES.test(this.view.slice(time.end, time.end + 10))) return true;
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

  /** The year that 年内, 全年 refer to when the document itself is of no one year. */
  private inForce(): Governing | null {
    if (this.current === null) return this.inheritedTime();
    if (this.force?.time !== this.current) this.force = this.dated({ time: this.current, inherited: false });
    return this.force;
  }

  /** The time for a figure at `at` in the segment, or null; `total` is false for rates and occasions, which 每年 of an earlier clause still governs. */
  governing(segment: Pick<Segment, 'times'> & Partial<Pick<Segment, 'sentence' | 'start'>>, at: number, total = true): Governing | null {
    let local: TimeExpr | null = null;
    for (const time of segment.times) {
      if (time.start > at) break;
      if ((time.kind === 'every' || governs(time)) && !this.isBase(time)) local = time;
    }
    // 6个月内排查500处 opens its clause; elsewhere so many days are the figure itself
    const short = local !== null && local.kind === 'within' && local.span?.unit !== 'year' && local.from === undefined;
    if (local !== null && (!short || local.start - (segment.start ?? local.start - 9) <= 1)) return this.dated({ time: this.resolve(local), inherited: false });
    if (!total && this.every !== null && this.every.sentence === segment.sentence && this.current === null) return { time: this.every.time, inherited: false };
    const force = this.inForce();
    if (force !== null) return force;
    if (this.context?.longTerm === true) return null;
    return this.document.annual === null ? null : { time: this.document.annual, inherited: true, annual: true };
  }

  /** 三、2026年重点工作 … 今年…: the heading tells the year when the document states none. */
  private dated(governing: Governing): Governing {
    const heading = this.context?.headingTime;
    if (governing.time.kind !== 'relative' || this.document.documentYear !== null || heading?.kind !== 'in' || heading.year === undefined) return governing;
    return { ...governing, headingYear: heading.year };
  }

  /** 2013年…；年内实施…: the running year is the one in force. */
  private resolve(time: TimeExpr): TimeExpr {
    if (time.running !== true) return time;
    const year = this.inForce()?.time.year;
    const { documentYear } = this.document;
    if (year === undefined || (documentYear !== null && year !== documentYear && this.current === null)) return time;
    const { offset: _offset, ...rest } = time;
    return { ...rest, kind: 'in', year };
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

type Draft = { -readonly [K in keyof Period]: Period[K] };

/** Period record in the key order of the contract; `computed` is true when the year was worked out. */
export function periodOf(input: PeriodInput): { readonly period: Period; readonly computed: boolean } {
  const { time, inherited } = input.governing;
  let year = time.year;
  let from = time.from;
  let computed = time.kind === 'within' && time.from !== undefined;
  const now = input.documentYear ?? input.governing.headingYear;
  if (time.kind === 'relative' && time.offset !== undefined && now !== undefined) {
    year = now + time.offset;
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
  // one by one in the order of the contract, as in records.ts
  const period = {} as Draft;
  if (year !== undefined) period.year = year;
  if (from !== undefined) period.from = from;
  if (time.on !== undefined) period.on = time.on;
  if (time.every !== undefined) period.every = time.every;
  if (time.span !== undefined) period.span = time.span;
  period.rel = input.governing.annual === true ? 'in' : relOf(time, input.change);
  period.inherited = inherited;
  period.source = input.span;
  return { period, computed };
}
