/**
 * Layer L6 for figures: what each figure of a segment is (target, threshold, base, attribute, …).
 * Patterns: 名+量 (X达到Q, X增长Q, V X Q个), 量+名 (V Q个X), 量级+名 (Q级X), 由a到b, 分别/均/各 lists, count over threshold.
 */
import { endsAsIndicator } from '../lexicon/indicators.ts';
import { ABSTRACT_HEADS, ENTITY_HEADS, MODALS, PROJECT_ATTRIBUTES, REWARD_WORDS, SCOPE_WORDS } from '../lexicon/phrase-pack.ts';
import { VERBS } from '../lexicon/verb-pack.ts';
import type { Modality, Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import { compareDec } from '../quantities/decimal.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { type Around, readAround } from './around.ts';
import { classOf, impliesMoney } from './classify.ts';
import type { NodeContext } from './context.ts';
import { type Figure, type FigureWhy, newFigure } from './figure.ts';
import { afterEnumeration, headAfter, innerVerb, nameBefore, splitList, verbBefore } from './names.ts';
import type { PeriodScope } from './period-scope.ts';
import type { Segment } from './segments.ts';

/** Why a figure is no target; conditions get a record of their own. */
export type Fate = 'target' | 'base' | 'threshold' | 'condition' | 'attribute' | 'fact' | 'name' | 'list-count' | 'duration' | 'age' | 'grade' | 'code' | 'quoted' | 'reward' | 'heading' | 'open';

export interface Verdict {
  readonly quantity: Quantity;
  fate: Fate;
  around: Around;
}

/** What earlier segments of the sentence leave behind. */
export interface Carry {
  sentence: number;
  lastIndicator: Range | null;
  lastFigure: number | null;
  /** shared verb of V Q个X, Q个Y lists, or of V X Q个、Y Q个 lists */
  verb: Range | null;
  verbMode: 'before' | 'after' | null;
  modality: Modality;
  every: Figure['governing'];
  /** times of the clause before, when it held nothing else: 到2025年、2030年, */
  times: readonly TimeExpr[];
  /** 其中: the whole, and what its parts sum up to */
  whole: number | null;
  partSum: string | null;
}

export const emptyCarry = (): Carry => ({ sentence: -1, lastIndicator: null, lastFigure: null, verb: null, verbMode: null, modality: 'aim', every: null, times: [], whole: null, partSum: null });

export interface Reading {
  readonly view: string;
  readonly figures: Figure[];
  readonly scope: PeriodScope;
}

/** 拜访…不少于4次: the whole doing is what is counted. */
const EVENT_UNITS: ReadonlySet<string> = new Set(['次', '场', '场次', '期', '轮', '批次']);
/** A modal word governs what follows it within a clause of common length. */
const MODAL_REACH = 120;
/** 今年预期目标设定为6%以上: speaks about a target that stands elsewhere. */
const RESTATED = /^(预期)?目标(设定|值)?$/;
const COUNTABLE: ReadonlySet<string> = new Set(['count', 'lane', 'none']);
const SEPARATORS = '、和与及或';

const isCount = (q: Quantity): boolean => q.dimension === 'count' || q.kind === 'grand';
const isBlankAt = (view: string, i: number): boolean => classAt(view, i) === CHAR.space;

function skipBlank(view: string, i: number, end: number): number {
  let k = i;
  while (k < end && isBlankAt(view, k)) k++;
  return k;
}

/** True when nothing but a separator or the end follows: the name stands before the figure. */
function closesAfter(view: string, at: number, end: number): boolean {
  const k = skipBlank(view, at, end);
  if (k >= end) return true;
  const cls = classAt(view, k);
  if (cls === CHAR.enumComma || cls === CHAR.open || cls === CHAR.close || cls === CHAR.quoteClose || cls === CHAR.plus) return true;
  if (!SEPARATORS.includes(view[k] as string) && !view.startsWith('以及', k)) return false;
  return true;
}

/** Strongest modal word in the stretch. */
export function modalityIn(view: string, from: number, to: number): Modality | null {
  let best: Modality | null = null;
  for (let i = from; i < to; i++) {
    if (!MODALS.starts(view.charCodeAt(i))) continue;
    const hit = MODALS.startingAt(view, i, to);
    if (hit === null) continue;
    if (hit.value === 'explore' && i > from + 2) continue;
    if (hit.value === 'must') return 'must';
    if (best === null || hit.value === 'strive') best = hit.value;
    i = hit.end - 1;
  }
  return best;
}

function hasWord(trie: typeof REWARD_WORDS, view: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (trie.startingAt(view, i, to) !== null) return true;
  return false;
}

/** Word of scope (全县, 园区 …) at the start of a name. */
export function scopeOf(view: string, name: Range | null): Range | null {
  if (name === null) return null;
  const hit = SCOPE_WORDS.startingAt(view, name.start, name.end);
  return hit === null || !view.startsWith('全', hit.start) ? null : { start: hit.start, end: hit.end };
}

export class SegmentReader {
  private readonly r: Reading;
  private readonly segment: Segment;
  private readonly context: NodeContext;
  private readonly carry: Carry;
  readonly verdicts: Verdict[];
  private readonly view: string;
  private modality: Modality;
  private mode: 'before' | 'after' | null = null;
  private verb: Range | null = null;
  private shared = false;

  constructor(r: Reading, segment: Segment, context: NodeContext, carry: Carry) {
    this.r = r;
    this.view = r.view;
    this.segment = segment;
    this.context = context;
    this.carry = carry;
    this.verdicts = segment.quantities.map((quantity, k) => ({
      quantity,
      fate: 'open' as Fate,
      around: readAround(r.view, quantity, this.floorOf(k), this.limitOf(k)),
    }));
    this.modality = modalityIn(r.view, segment.start, segment.end) ?? 'aim';
  }

  private floorOf(k: number): number {
    let floor = k > 0 ? (this.segment.quantities[k - 1] as Quantity).end : this.segment.start;
    const { start } = this.segment.quantities[k] as Quantity;
    for (const t of this.segment.times) if (t.end > floor && t.end <= start) floor = t.end;
    return floor;
  }

  private limitOf(k: number): number {
    const next = this.segment.quantities[k + 1];
    return next === undefined ? this.segment.end : next.start;
  }

  /** Left border for a name: the previous figure with its bound, or the last time phrase when words follow it. */
  private nameFloor(k: number, to: number): number {
    let p = k - 1;
    while (p >= 0 && this.countsName(p, to)) p--;
    const previous = this.verdicts[p];
    let floor = previous === undefined ? this.segment.start : Math.max(previous.around.valueEnd, previous.quantity.end);
    for (const time of this.segment.times) {
      if (time.end > to || time.end <= floor) continue;
      if (nameBefore(this.view, time.end, to) !== null || verbBefore(this.view, time.end, to) !== null) floor = time.end;
    }
    return floor;
  }

  /** 甲、乙、丙三个园区产值: a Chinese count inside a name is no border. */
  private countsName(p: number, to: number): boolean {
    const v = this.verdicts[p] as Verdict;
    if (v.quantity.start >= to) return true;
    return v.quantity.han === true && (isCount(v.quantity) || v.quantity.dimension === 'time') && v.fate !== 'target' && !v.around.marked && to - v.quantity.end >= 2;
  }

  /** Name before the value; a time phrase between name and value is stepped over (城镇化率2025年达到60%). */
  private nameOf(k: number): ReturnType<typeof nameBefore> {
    const a = (this.verdicts[k] as Verdict).around;
    let end = a.nameEnd;
    const span = this.verdicts[k - 1];
    if (span !== undefined && span.quantity.dimension === 'time' && span.quantity.end === end) end = span.quantity.start;
    for (let t = this.segment.times.length - 1; t >= 0; t--) {
      const time = this.segment.times[t];
      if (time === undefined || time.end > end || nameBefore(this.view, time.end, end) !== null || time.end + 3 < end) continue;
      end = time.start;
      if ('比较与同'.includes(this.view[end - 1] ?? ' ')) end--;
    }
    return nameBefore(this.view, this.nameFloor(k, end), end);
  }

  read(): void {
    this.markPlain();
    this.markBases();
    this.markThresholds();
    for (let k = 0; k < this.verdicts.length; k++) {
      if ((this.verdicts[k] as Verdict).fate !== 'open') continue;
      k = this.readList(k);
    }
    this.leave();
  }

  private leave(): void {
    if (this.mode !== null) {
      this.carry.verbMode = this.mode;
      if (this.verb !== null) this.carry.verb = this.verb;
      else if (!this.shared) this.carry.verb = null;
    }
    this.carry.modality = this.modality;
  }

  private markPlain(): void {
    for (const v of this.verdicts) {
      const { kind } = v.quantity;
      if (kind === 'grade' || v.quantity.unit === '分') v.fate = 'grade';
      else if (kind === 'code' || v.quantity.number === null) v.fate = 'code';
      else if (kind === 'grand') v.fate = 'list-count';
    }
  }

  /** 由a提高到b, 从a增长到b: a is the base of b. */
  private markBases(): void {
    for (let k = 0; k + 1 < this.verdicts.length; k++) {
      const low = this.verdicts[k] as Verdict;
      const high = this.verdicts[k + 1] as Verdict;
      if (!high.around.reach && high.around.comparator !== '<=' && !/[到至为]$/.test(this.view.slice(high.quantity.start - 1, high.quantity.start))) continue;
      const gap = this.view.slice(Math.max(this.segment.start, low.quantity.start - 16), low.quantity.start);
      const at = Math.max(gap.lastIndexOf('由'), gap.lastIndexOf('从'));
      if (at < 0 || gap.indexOf('由于') === at || /[,。]/.test(gap.slice(at))) continue;
      if (low.quantity.unit !== high.quantity.unit && low.quantity.unit !== '') continue;
      low.fate = 'base';
    }
  }

  /** 4个20亿元以上…项目, 20亿元以上项目不少于1个, 超1000亿元的2个. */
  private markThresholds(): void {
    for (let k = 0; k < this.verdicts.length; k++) {
      const v = this.verdicts[k] as Verdict;
      if (v.fate !== 'open' || isCount(v.quantity) || !(v.around.marked || v.around.hasAfter || v.quantity.noCoefficient === true || v.quantity.kind === 'magnitude')) continue;
      const previous = this.verdicts[k - 1];
      if (previous !== undefined && isCount(previous.quantity) && this.joins(previous.around.valueEnd, v.around.valueStart) && (v.around.valueStart === previous.around.valueEnd || !closesAfter(this.view, v.around.valueEnd, this.segment.end))) {
        v.fate = 'threshold';
        continue;
      }
      const next = this.verdicts[k + 1];
      if (next !== undefined && isCount(next.quantity) && this.bearsCount(v, next)) v.fate = 'threshold';
    }
  }

  /** Nothing but a name (年产值) between count and threshold: no separator, no verb at the front. */
  private joins(from: number, to: number): boolean {
    if (to < from) return true;
    for (let i = from; i < to; i++) {
      const cls = classAt(this.view, i);
      if (cls === CHAR.enumComma || '和与及并'.includes(this.view[i] as string)) return false;
    }
    return to - from <= 14 && (VERBS.startingAt(this.view, from, to) === null || to === from);
  }

  private bearsCount(v: Verdict, next: Verdict): boolean {
    const from = v.around.valueEnd;
    const to = next.around.valueStart;
    if (to <= from || to - from > 40) return false;
    const first = this.view[from] as string;
    if (SEPARATORS.includes(first) || classAt(this.view, from) === CHAR.enumComma) return false;
    if (first === '的') return true;
    if (VERBS.startingAt(this.view, from, to) !== null) return false;
    for (let i = from; i < to; i++) if (classAt(this.view, i) === CHAR.enumComma) return ENTITY_HEADS.endingAt(this.view, i, from) === null;
    return ENTITY_HEADS.endingAt(this.view, next.around.nameEnd, from) !== null || v.quantity.dimension === 'money';
  }

  /** Reads one figure or, after 分别, the run of figures that belong together. Returns the last index taken. */
  private readList(k: number): number {
    const v = this.verdicts[k] as Verdict;
    if (v.around.respectively && v.quantity.number !== null) {
      const last = this.respectiveRun(k);
      if (last > k && this.readRespective(k, last)) return last;
    }
    this.readOne(k);
    return k;
  }

  private respectiveRun(k: number): number {
    let last = k;
    while (last + 1 < this.verdicts.length) {
      const a = this.verdicts[last] as Verdict;
      const b = this.verdicts[last + 1] as Verdict;
      const gap = this.view.slice(a.around.valueEnd, b.quantity.start);
      if (b.fate !== 'open' || !/^[、和与及 ]{1,2}$/.test(gap)) break;
      last++;
    }
    return last;
  }

  private readRespective(first: number, last: number): boolean {
    const head = this.verdicts[first] as Verdict;
    const name = this.nameOf(first);
    const values = last - first + 1;
    const own = this.segment.times.filter((t) => t.end <= head.around.nameEnd + 2 && t.year !== undefined);
    const years = own.length === 0 ? this.carry.times : own;
    const items = name === null ? [] : this.itemsOf(name, values);
    const byYear = years.length === values && items.length !== values;
    if (items.length !== values && !byYear) return false;
    for (let n = 0; n < values; n++) {
      const v = this.verdicts[first + n] as Verdict;
      const f = this.figure(v, byYear ? name : (items[n] as Range), name?.action ?? null);
      if (n > 0) {
        f.value = { start: v.quantity.start, end: v.around.valueEnd };
        f.comparator = v.around.comparator === '=' ? head.around.comparator : v.around.comparator;
        f.cls = classOf(this.view, v.quantity, head.around, f.indicator);
        f.change = head.around.growth;
        if (head.around.direction !== undefined && head.around.growth) f.direction = head.around.direction;
      }
      if (byYear) {
        const time = years[n];
        if (time !== undefined) f.governing = { time, inherited: false };
      }
      f.why.push({ field: byYear ? 'period' : 'indicator', code: 'list.respectively', from: [{ start: head.around.valueStart, end: v.around.valueEnd }] });
      this.push(f, v);
    }
    return true;
  }

  /** Items of a list name; 马铃薯种植、收获机械化率 has a shared head, which the items keep as evidence. */
  private itemsOf(name: Range, wanted: number): Range[] {
    const items = splitList(this.view, name.start, name.end);
    if (items.length === wanted) return items;
    if (items.length > wanted) {
      const byComma = this.splitAt(name, '、');
      if (byComma.length === wanted) return byComma;
      const byJoint = this.splitAt(name, '和');
      if (byJoint.length === wanted) return byJoint;
    }
    return items;
  }

  private splitAt(name: Range, mark: string): Range[] {
    const out: Range[] = [];
    let from = name.start;
    for (let i = name.start; i < name.end; i++) {
      if (this.view[i] !== mark) continue;
      if (i > from) out.push({ start: from, end: i });
      from = i + 1;
    }
    if (name.end > from) out.push({ start: from, end: name.end });
    return out;
  }

  private readOne(k: number): void {
    const v = this.verdicts[k] as Verdict;
    const after = this.afterAside(v.around.valueEnd);
    const rest = this.restEnd(k);
    if (v.quantity.kind === 'magnitude') {
      this.readMagnitude(k, after, rest);
      return;
    }
    if (this.thresholdBefore(k)) {
      this.readOverThreshold(k);
      return;
    }
    const closed = closesAfter(this.view, after, this.segment.end);
    const name = this.nameOf(k);
    if (closed || this.staysBefore(v, name, after)) this.readNameFirst(k, name);
    else this.readFigureFirst(k, name, after, rest);
  }

  /** 30万套（间）保障性租赁住房: a short bracket after the unit is stepped over. */
  private afterAside(at: number): number {
    const aside = this.segment.masked.find((m) => m.start === at && m.end - m.start <= 5);
    return aside === undefined || closesAfter(this.view, aside.end, this.segment.end) ? at : aside.end;
  }

  /** A rate or a figure with 达到/增长 keeps the name before it, whatever follows (…达到60%的目标). */
  private staysBefore(v: Verdict, name: Range | null, after: number): boolean {
    if (name === null) return false;
    const { dimension } = v.quantity;
    const de = this.view[after] === '的';
    if (de) return /^的(目标|任务|要求|水平|速度|增速|增长|预期)/.test(this.view.slice(after, after + 4)) && (v.around.marked || v.around.hasAfter);
    const measured = dimension === 'percent' || dimension === 'points' || dimension === 'permille' || v.quantity.kind === 'ratio' || v.quantity.kind === 'density' || dimension === 'multiple';
    if (measured) return v.around.marked || v.around.hasAfter || /^(目标|安排|水平)/.test(this.view.slice(after, after + 2));
    return (v.around.reach || (v.around.growth && endsAsIndicator(this.view, name.start, name.end))) && VERBS.startingAt(this.view, after, this.segment.end) !== null;
  }

  private restEnd(k: number): number {
    const next = this.verdicts[k + 1];
    if (next === undefined) return this.segment.end;
    if (next.fate === 'threshold') return this.restEnd(k + 1);
    return next.around.valueStart;
  }

  private thresholdBefore(k: number): boolean {
    const previous = this.verdicts[k - 1];
    if (previous === undefined || previous.fate !== 'threshold') return false;
    const before = this.verdicts[k - 2];
    return before === undefined || !isCount(before.quantity) || !this.joins(before.around.valueEnd, previous.around.valueStart);
  }

  // ---------------------------------------------------------------- patterns

  /** 打造千亿级产业集群, 建设百亿级食品产业园. */
  private readMagnitude(k: number, after: number, rest: number): void {
    const v = this.verdicts[k] as Verdict;
    const head = headAfter(this.view, after, rest);
    const verb = verbBefore(this.view, this.nameFloor(k, v.around.nameEnd), v.around.valueStart);
    if (head === null || (verb === null && !this.continuesList(v, 'after'))) {
      v.fate = 'name';
      return;
    }
    const f = this.figure(v, head, verb?.span ?? null);
    f.value = { start: v.quantity.start, end: v.quantity.end };
    f.why.push({ field: 'unit', code: 'implied.unit', from: [v.quantity] });
    this.mode = 'after';
    this.verb = verb?.span ?? this.verb;
    this.push(f, v);
  }

  /** 引进20亿元以上产业类项目不少于1个; 超1000亿元的2个. */
  private readOverThreshold(k: number): void {
    const v = this.verdicts[k] as Verdict;
    const limit = this.verdicts[k - 1] as Verdict;
    const from = limit.around.valueEnd;
    const head = headAfter(this.view, from, v.around.nameEnd);
    const named = nameBefore(this.view, this.nameFloor(k - 1, limit.around.valueStart), limit.around.nameEnd);
    const verb = verbBefore(this.view, this.segment.start, limit.around.valueStart) ?? null;
    const restHead = closesAfter(this.view, v.around.valueEnd, this.segment.end) ? null : headAfter(this.view, v.around.valueEnd, this.restEnd(k));
    const f = this.figure(v, null, verb?.span ?? named?.action ?? null);
    f.head = head ?? restHead;
    if (f.head === null && named !== null) f.indicator = { start: named.start, end: named.end };
    if (f.head === null && f.indicator === null) this.inheritIndicator(f);
    this.setThreshold(f, limit, named);
    f.cls = 'count';
    const subjects = this.subjectsBefore(verb?.span.start ?? limit.around.valueStart);
    if (subjects !== null) {
      this.pushEach(f, v, subjects);
      return;
    }
    this.push(f, v);
  }

  private setThreshold(f: Figure, limit: Verdict, named: Range | null): void {
    const a = limit.around;
    const start = named !== null && a.valueStart - named.end <= 2 && endsAsIndicator(this.view, named.start, named.end) ? named.start : a.valueStart;
    f.threshold = { start, end: a.valueEnd, number: limit.quantity.number ?? '0', unit: limit.quantity.unit, comparator: a.comparator };
  }

  /** 各: the bodies before it each owe the figure. */
  private subjectsBefore(verbStart: number): Range[] | null {
    const left = this.view.slice(this.segment.start, verbStart);
    const at = left.lastIndexOf('各');
    if (at < 0 || left.length - at > 3) return null;
    let end = this.segment.start + at;
    for (const t of this.segment.times) if (t.end >= end - 1 && t.start < end) end = t.start;
    const from = skipBlank(this.view, this.segment.start, end);
    if (end - from < 2) return [];
    return splitList(this.view, from, end);
  }

  private pushEach(f: Figure, v: Verdict, subjects: readonly Range[]): void {
    if (subjects.length === 0) {
      f.distributive = true;
      this.push(f, v);
      return;
    }
    for (const subject of subjects) {
      const copy: Figure = { ...f, distributive: true, subjects: [subject], why: [...f.why, { field: 'actors', code: 'list.each', from: [subject] }], mentions: [] };
      this.push(copy, v);
    }
  }

  private readNameFirst(k: number, given: ReturnType<typeof nameBefore>): void {
    let name = given;
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    if (name === null && a.growthWord !== null && a.growth && this.carry.lastIndicator === null) return;
    if (name !== null && this.isAttribute(v, name)) {
      v.fate = 'attribute';
      return;
    }
    if (this.refuseByUnit(v, name)) return;
    if (name !== null && RESTATED.test(this.view.slice(name.start, name.end))) {
      v.fate = 'name';
      return;
    }
    if (!this.acceptsNameFirst(k, name)) {
      const inner = name === null || name.action !== null || v.quantity.han === true || v.quantity.dimension === 'percent' ? null : innerVerb(this.view, name);
      if (inner === null || this.segment.bracket || v.quantity.dimension === 'none') return;
      name = inner;
    }
    const items = (a.each || a.distributive) && name !== null ? splitList(this.view, name.start, name.end) : [];
    if (items.length > 1) {
      for (const item of items) {
        const f = this.figure(v, item, name?.action ?? null);
        f.why.push({ field: 'indicator', code: 'list.each', from: [name as Range] });
        this.push(f, v);
      }
      return;
    }
    const eventStart = name?.action != null && EVENT_UNITS.has(v.quantity.unit) ? name.action.start : null;
    const f = this.figure(v, name, eventStart === null ? (name?.action ?? null) : null);
    if (eventStart !== null && name !== null) f.indicator = { start: eventStart, end: name.end };
    else if (name !== null) f.indicator = { start: afterEnumeration(this.view, name.start, name.end), end: name.end };
    this.cutComparison(f);
    if (name === null) this.inheritIndicator(f);
    if (name?.action === null && this.needsVerb(v, name) && this.continuesList(v, 'before') && this.carry.verb !== null) this.shareVerb(f, this.verb ?? this.carry.verb);
    this.mode = 'before';
    if (name !== null && name.action !== null) this.verb = name.action;
    this.attachBase(f, k);
    const subjects = a.distributive ? this.subjectsBefore(v.around.valueStart) : null;
    if (subjects !== null && subjects.length > 1) this.pushEach(f, v, subjects);
    else {
      if (a.distributive) f.distributive = true;
      this.push(f, v);
    }
  }

  /** A bare count of a thing (森林城镇3个) takes the verb of the list; an indicator (城镇新增就业) needs none. */
  private needsVerb(v: Verdict, name: Range): boolean {
    return !v.around.marked && !v.around.hasAfter && this.view[name.start] !== '每' && !endsAsIndicator(this.view, name.start, name.end);
  }

  /** 增速高于城镇居民1个百分点: the other body is the reference, 高于 opens the value. */
  private cutComparison(f: Figure): void {
    if (f.indicator === null || (f.unit !== 'pp' && f.unit !== '%')) return;
    const text = this.view.slice(f.indicator.start, f.indicator.end);
    const m = /(高于|快于|低于|高出)/.exec(text);
    if (m === null || m.index < 2 || m.index + 3 > text.length) return;
    const at = f.indicator.start + m.index;
    f.reference = { start: at + m[0].length, end: f.indicator.end };
    f.value = { start: at, end: f.value.end };
    f.indicator = { start: f.indicator.start, end: at };
  }

  private shareVerb(f: Figure, verb: Range): void {
    this.shared = true;
    f.action = verb;
    f.why.push({ field: 'action', code: 'shared.verb', from: [verb] });
  }

  private inheritIndicator(f: Figure): void {
    const from = this.carry.lastIndicator;
    if (from === null) return;
    f.indicator = from;
    f.why.push({ field: 'indicator', code: 'inherited.indicator', from: [from] });
  }

  private attachBase(f: Figure, k: number): void {
    const previous = this.verdicts[k - 1];
    if (previous === undefined || previous.fate !== 'base') return;
    const q = previous.quantity;
    const time = this.segment.times.find((t) => t.end <= q.start && q.start - t.end <= 2 && t.year !== undefined);
    f.base = { start: q.start, end: previous.around.valueEnd, number: q.number ?? '0', unit: q.unit === '' ? (f.unit ?? '') : q.unit, ...(time?.year === undefined ? {} : { year: time.year }) };
    const gap = this.view.slice(this.segment.start, q.start);
    const at = Math.max(gap.lastIndexOf('由'), gap.lastIndexOf('从'));
    if (at < 0) return;
    const name = nameBefore(this.view, this.segment.start, this.segment.start + at);
    const inner = nameBefore(this.view, this.segment.start + at + 1, previous.around.nameEnd);
    if (name !== null) {
      f.indicator = { start: name.start, end: name.end };
      if (name.action !== null) f.action = name.action;
      f.why = f.why.filter((w) => w.code !== 'inherited.indicator');
    } else if (inner !== null) f.indicator = { start: inner.start, end: inner.end };
  }

  /** 总投资11亿元 after a project, and everything of that kind inside a bracket. */
  private isAttribute(v: Verdict, name: Range & { action: Range | null }): boolean {
    if (v.around.growth) return false;
    const hit = PROJECT_ATTRIBUTES.endingAt(this.view, name.end, name.start);
    if (hit === null || name.action !== null) return false;
    if (v.quantity.dimension === 'percent' || isCount(v.quantity)) return false;
    if (v.around.reach && !/投资|占地|建筑面积|长$|宽$|高$/.test(this.view.slice(hit.start, hit.end))) return false;
    const lead = this.view.slice(name.start, hit.start);
    if (lead === '' || this.segment.bracket) return true;
    return /(境内|其中|项目|工程|线路|主线|路线|一期|二期|大桥|水库|园|路|站|港|渠|河|片区|全长|计划|概算|估算)$/.test(lead);
  }

  private refuseByUnit(v: Verdict, name: Range | null): boolean {
    const { dimension } = v.quantity;
    const text = name === null ? '' : this.view.slice(name.start, name.end);
    if (dimension === 'age' && !/(寿命|年龄)$/.test(text)) v.fate = 'age';
    else if (dimension === 'time' && !this.timeIsMeasured(v, text)) v.fate = 'duration';
    else if (v.quantity.kind === 'range' && v.quantity.dimension === 'none') v.fate = 'code';
    return v.fate !== 'open';
  }

  private timeIsMeasured(v: Verdict, name: string): boolean {
    if (v.quantity.unit === 'a' && !/(年限|寿命|年数|周期|期限)$/.test(name)) return false;
    return v.around.marked && (/(时限|时间|年限|天数|周期|期限|寿命|时长|工期|提速)$/.test(name) || v.around.direction === 'down' || v.around.reach);
  }

  private acceptsNameFirst(k: number, name: ReturnType<typeof nameBefore>): boolean {
    const v = this.verdicts[k] as Verdict;
    const { quantity, around } = v;
    if (this.verdicts[k - 1]?.fate === 'base') return true;
    if (name === null) {
      if (this.carry.lastIndicator === null) return false;
      return (around.marked || around.modality !== null) && !this.segment.bracket && quantity.dimension !== 'none' ? this.sameKind(quantity) : false;
    }
    if (quantity.article === true && !around.marked) return false;
    if (quantity.dimension === 'none' && quantity.elided !== true) return around.reach || (around.marked && endsAsIndicator(this.view, name.start, name.end));
    if (this.segment.bracket && !(around.marked && endsAsIndicator(this.view, name.start, name.end))) return false;
    if (around.marked || around.hasAfter || quantity.more === true) return true;
    if (name.action !== null && name.deliverable !== null) return !(quantity.han === true && this.isListCount(v, name));
    if (this.continuesList(v, 'before')) return true;
    return endsAsIndicator(this.view, name.start, name.end) || this.context.goal || around.done !== null;
  }

  /** An inherited indicator needs a figure that can measure it. */
  private sameKind(q: Quantity): boolean {
    const last = this.carry.lastFigure === null ? null : this.r.figures[this.carry.lastFigure];
    if (last === null || last === undefined) return true;
    if (isCount(q)) return last.cls === 'count';
    return true;
  }

  private isListCount(v: Verdict, name: Range): boolean {
    return '项类种大次'.includes(v.quantity.unit) || ABSTRACT_HEADS.endingAt(this.view, name.end, name.start) !== null;
  }

  /** A further leg of a list whose verb stands at its first leg. */
  private continuesList(v: Verdict, mode: 'before' | 'after'): boolean {
    if (this.mode === mode && this.verb !== null) return true;
    if (this.carry.verbMode !== mode || this.carry.verb === null) return false;
    const from = skipBlank(this.view, this.segment.start, v.around.valueStart);
    return mode === 'before' ? this.segment.opener === ',' || this.mode === mode : v.around.valueStart - from <= 2;
  }

  private readFigureFirst(k: number, name: ReturnType<typeof nameBefore>, after: number, rest: number): void {
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    const q = v.quantity;
    if (this.isCondition(v, after)) return;
    const head = headAfter(this.view, after, rest);
    if (head === null) return;
    const floor = this.nameFloor(k, a.valueStart);
    const verb = this.doingVerb(k, floor);
    const shared = verb === null && this.continuesList(v, 'after') && this.startsHere(v, floor);
    const preposed = verb === null && !shared && this.preposed(v, floor);
    if (verb === null && !shared && !preposed) {
      if (name !== null && (a.marked || a.hasAfter) && (a.reach || a.growth)) this.readNameFirst(k, name);
      return;
    }
    if (this.refusesHead(v, head, verb !== null)) return;
    const f = this.figure(v, null, verb);
    if (verb !== null && a.growthWord !== null && verb.end === a.growthWord.start) f.action = { start: verb.start, end: a.growthWord.end };
    if (verb !== null && a.growthWord !== null && (verb.end === a.growthWord.end || verb.end === a.growthWord.start)) f.value = { start: q.start, end: a.valueEnd };
    if (verb !== null && f.comparator === '=' && this.view.endsWith('至少', verb.start)) f.comparator = '>=';
    f.head = preposed ? this.beforeDe(after, head) : head;
    if (shared && this.verbOfList() !== null) this.shareVerb(f, this.verbOfList() as Range);
    const inner = this.verdicts[k + 1];
    if (inner !== undefined && inner.fate === 'threshold' && isCount(q)) {
      const named = nameBefore(this.view, after, inner.around.nameEnd);
      this.setThreshold(f, inner, named);
      const farHead = headAfter(this.view, inner.around.valueEnd, this.farRest(k + 1));
      if (farHead !== null) f.head = farHead;
      else this.shareHead(f, k + 1);
    }
    this.mode = 'after';
    if (verb !== null) this.verb = verb;
    const subjects = a.distributive || this.distributiveBefore(verb) ? this.subjectsBefore(verb?.start ?? a.valueStart) : null;
    if (subjects !== null && subjects.length > 1) this.pushEach(f, v, subjects);
    else this.push(f, v);
  }

  /** 与500家企业的合作: the counted noun stands before 的. */
  private beforeDe(from: number, head: Range): Range {
    const at = this.view.slice(from, head.end).indexOf('的');
    return at >= 2 ? { start: from, end: from + at } : head;
  }

  private distributiveBefore(verb: Range | null): boolean {
    return verb !== null && this.view[verb.start - 1] === '各';
  }

  private verbOfList(): Range | null {
    return this.verb ?? this.carry.verb;
  }

  /** End of the head after a threshold: up to the next figure with its words. */
  private farRest(k: number): number {
    const next = this.verdicts[k + 1];
    return next === undefined ? this.segment.end : next.around.valueStart;
  }

  /** 4个20亿元以上和5个10亿元以上主导产业项目: the first leg takes the noun of the last. */
  private shareHead(f: Figure, from: number): void {
    for (let k = from + 1; k < this.verdicts.length; k++) {
      const v = this.verdicts[k] as Verdict;
      const head = headAfter(this.view, v.around.valueEnd, this.farRest(k));
      if (head === null || v.fate !== 'threshold') continue;
      f.head = head;
      f.why.push({ field: 'head', code: 'shared.head', from: [head] });
      return;
    }
  }

  /** The verb of doing directly before the figure or its comparator; 新增, 增加 count as verbs here. */
  private doingVerb(k: number, floor: number): Range | null {
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    const direct = verbBefore(this.view, floor, a.nameEnd) ?? verbBefore(this.view, floor, a.valueStart);
    if (direct !== null) return direct.span;
    if (this.view[a.valueStart - 1] === '等') {
      const members = nameBefore(this.view, floor, a.valueStart - 1);
      if (members !== null && members.action !== null && members.deliverable === 'make') return members.action;
    }
    if (a.growthWord !== null && a.growth && !a.reach) return a.growthWord;
    if (a.done !== null) return a.done;
    return null;
  }

  private startsHere(v: Verdict, floor: number): boolean {
    const at = v.around.valueStart;
    if (this.mode === 'after' && at > floor && ('、和及与'.includes(this.view[at - 1] as string))) return true;
    const from = skipBlank(this.view, floor, at);
    const gap = this.view.slice(from, at);
    return gap === '' || /^[、和及与以]{1,2}$/.test(gap) || gap === '以及';
  }

  /** 加强与1000家企业…合作, 为10万名群众服务, 将2.8万亿元…纳入: the verb stands elsewhere in the clause. */
  private preposed(v: Verdict, floor: number): boolean {
    const before = this.view[v.around.valueStart - 1] ?? '';
    const q = v.quantity;
    if (v.around.valueStart - 1 < floor || q.han === true) return false;
    if ('与为向'.includes(before)) return isCount(q) && q.number !== null && compareDec(q.number, '9') > 0 && /(加强|深化|推动|促进|服务|提供|开展)/.test(this.view.slice(this.segment.start, this.segment.end));
    return before === '将' && /(纳入|列入|用于|改造|打造|建成)/.test(this.view.slice(v.around.valueEnd, this.segment.end));
  }

  private refusesHead(v: Verdict, head: Range, direct: boolean): boolean {
    const q = v.quantity;
    if (q.dimension === 'time' || q.dimension === 'age') {
      v.fate = q.dimension === 'age' ? 'age' : 'duration';
      return true;
    }
    if (q.dimension === 'percent' || q.dimension === 'points' || q.kind === 'ratio' || q.dimension === 'none') return true;
    if (q.article === true) {
      v.fate = 'name';
      return true;
    }
    const abstract = ABSTRACT_HEADS.endingAt(this.view, head.end, head.start) !== null;
    const small = q.number !== null && compareDec(q.number, '20') <= 0;
    if (isCount(q) && ((abstract && small) || (q.han === true && '项类种次'.includes(q.unit) && !v.around.marked))) {
      v.fate = 'list-count';
      return true;
    }
    if (isCount(q) && '类种级'.includes(q.unit)) {
      v.fate = 'list-count';
      return true;
    }
    if (q.noCoefficient === true && (/(项目|计划|工程|行动)/.test(this.view.slice(head.start, this.segment.end)) || !direct)) {
      v.fate = 'name';
      return true;
    }
    const heading = this.context.heading;
    const bare = heading !== null && heading.end - heading.start <= 20 && heading.end + 2 < this.context.node.end;
    if (bare && q.start < heading.end && q.start >= heading.start && !v.around.marked && !v.around.hasAfter) {
      v.fate = 'heading';
      return true;
    }
    return false;
  }

  /** 20亿元以上的项目, 35岁以下青年, 年应纳税所得额不到100万元的部分. */
  private isCondition(v: Verdict, after: number): boolean {
    const q = v.quantity;
    if (q.dimension === 'age') {
      v.fate = 'age';
      return true;
    }
    const bound = v.around.hasAfter || v.around.marked;
    const de = this.view[skipBlank(this.view, after, this.segment.end)] === '的';
    const entity = this.entityFollows(after);
    if (bound && !isCount(q) && (de || entity) && !v.around.growth) {
      v.fate = 'condition';
      return true;
    }
    return false;
  }

  private entityFollows(after: number): boolean {
    const to = Math.min(this.segment.end, after + 12);
    for (let i = after; i < to; i++) {
      if (classAt(this.view, i) === CHAR.enumComma) return false;
      const hit = ENTITY_HEADS.startingAt(this.view, i, to);
      if (hit !== null && hit.end - hit.start >= 2) return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- building

  private figure(v: Verdict, indicator: Range | null, action: Range | null): Figure {
    const { quantity: q, around: a } = v;
    const f = newFigure(this.segment.node, this.segment.sentence, { start: a.valueStart, end: a.valueEnd });
    f.indicator = indicator === null ? null : { start: indicator.start, end: indicator.end };
    f.action = action;
    f.comparator = a.comparator;
    f.number = q.number;
    if (a.comparator === 'range' && q.numberMax !== undefined) f.numberMax = q.numberMax;
    f.unit = q.unit;
    f.unitText = q.unitText;
    f.cls = classOf(this.view, q, a, f.indicator);
    f.change = f.cls === 'growth' || (a.growth && !a.reach);
    if (a.growth && !a.reach && a.direction !== undefined) f.direction = a.direction;
    else if (a.direction === 'down') f.direction = 'down';
    f.modality = a.modality ?? this.modalityBefore(a.valueStart);
    f.scope = scopeOf(this.view, f.indicator);
    f.governing = this.r.scope.governing(this.segment, a.valueStart);
    this.why(f, v);
    return f;
  }

  private modalityBefore(at: number): Modality {
    return modalityIn(this.view, Math.max(this.segment.start, at - MODAL_REACH), at) ?? 'aim';
  }

  private why(f: Figure, v: Verdict): void {
    const q = v.quantity;
    const add = (w: FigureWhy): void => {
      f.why.push(w);
    };
    if (v.around.typo) add({ field: 'comparator', code: 'typo.repaired', from: [{ start: v.around.valueStart, end: q.start }] });
    if (q.sharedUnit !== undefined) add({ field: 'unit', code: 'shared.unit', from: [q.sharedUnit] });
    if (q.elided === true && q.unit === '') {
      const sibling = this.siblingMoney(f);
      if (sibling !== null) {
        f.unit = 'CNY';
        add({ field: 'unit', code: 'elided.unit.sibling', from: [sibling] });
      } else if (impliesMoney(this.view, f.indicator)) {
        f.unit = 'CNY';
        add({ field: 'unit', code: 'implied.unit', from: f.indicator === null ? [q] : [f.indicator] });
      }
    }
  }

  /** 肉羊…25亿元,生猪…60亿: the figure before in the sentence gives the unit. */
  private siblingMoney(f: Figure): Range | null {
    const last = this.carry.lastFigure === null ? undefined : this.r.figures[this.carry.lastFigure];
    return last !== undefined && last.sentence === f.sentence && last.unit === 'CNY' && last.unitText !== '' ? last.value : null;
  }

  private push(f: Figure, v: Verdict): void {
    v.fate = 'target';
    const index = this.r.figures.length;
    if (f.governing?.time.kind === 'every') this.carry.every = f.governing;
    else if (f.why.some((w) => w.code === 'shared.verb') && this.carry.every !== null && f.governing === null) f.governing = this.carry.every;
    this.linkStretch(f);
    this.r.figures.push(f);
    this.carry.lastFigure = index;
    if (f.indicator !== null) this.carry.lastIndicator = f.indicator;
    else if (f.head !== null) this.carry.lastIndicator = f.head;
  }

  /** 力争超22亿元 tops the firmer figure on the same indicator. */
  private linkStretch(f: Figure): void {
    if (f.modality !== 'strive' || this.carry.lastFigure === null) return;
    const last = this.r.figures[this.carry.lastFigure];
    if (last === undefined || last.sentence !== f.sentence || last.modality === 'strive') return;
    if (f.why.some((w) => w.code === 'inherited.indicator')) f.stretchOf = this.carry.lastFigure;
  }
}

export const isCountable = (q: Quantity): boolean => COUNTABLE.has(q.dimension);
export const mentionsReward = (view: string, from: number, to: number): boolean => hasWord(REWARD_WORDS, view, from, to);
