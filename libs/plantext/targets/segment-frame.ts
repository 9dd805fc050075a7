/** A segment with its figures: borders of names, roles of figures among each other, building and linking of targets. */
import { endsAsIndicator } from '../lexicon/indicators.ts';
import { ENTITY_HEADS } from '../lexicon/phrase-pack.ts';
import { VERBS } from '../lexicon/verb-pack.ts';
import type { Modality, Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { readAround } from './around.ts';
import { classOf, impliesMoney } from './classify.ts';
import type { NodeContext } from './context.ts';
import { type Figure, type FigureWhy, newFigure } from './figure.ts';
import { nameBefore, splitList, verbBefore } from './names.ts';
import { type Carry, EVENT_UNITS, type Fate, MODAL_REACH, type Reading, SEPARATORS, type Verdict, closesAfter, isCount, modalityIn, scopeOf, skipBlank } from './reading-state.ts';
import type { Segment } from './segments.ts';

const RATED: ReadonlySet<string> = new Set(['percent', 'permille', 'points']);
const MEASURES: ReadonlySet<string> = new Set(['length', 'area', 'power', 'volume', 'mass']);
const RATE = /(率|比例|比重|占比|覆盖面)$/;
const SPLITS = /[、,;:]|给予|补助|奖励/;

const HERDS: ReadonlySet<string> = new Set(['头', '羽', '只']);

/** 5000吨级; 500平方米以上; 100兆瓦, 110千伏, 8.5代; 万亩, 千头 */
const isSize = ({ quantity: q, around: a }: Verdict): boolean => {
  if (a.reach) return false;
  if (q.kind === 'grade' || q.dimension === 'power' || q.unit === 'kV' || q.unit === '代') return true;
  return (a.hasAfter && MEASURES.has(q.dimension)) || (q.han === true && (q.unit === 'mu' || HERDS.has(q.unit)));
};

export class SegmentFrame {
  protected readonly r: Reading;
  protected readonly segment: Segment;
  protected readonly context: NodeContext;
  protected readonly carry: Carry;
  readonly verdicts: Verdict[];
  protected readonly view: string;
  protected mode: 'before' | 'after' | null = null;
  protected verb: Range | null = null;
  protected shared = false;

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
  }

  protected floorOf(k: number): number {
    let floor = k > 0 ? (this.segment.quantities[k - 1] as Quantity).end : this.segment.start;
    const { start } = this.segment.quantities[k] as Quantity;
    for (const t of this.segment.times) if (t.end > floor && t.end <= start) floor = t.end;
    return floor;
  }

  protected limitOf(k: number): number {
    const next = this.segment.quantities[k + 1];
    return next === undefined ? this.segment.end : next.start;
  }

  /** Left border for a name: the previous figure with its bound, or the last time phrase when words follow it. */
  protected nameFloor(k: number, to: number): number {
    let p = k - 1;
    while (p >= 0 && (this.countsName(p, to) || this.isNamePart(this.at(p)) || this.at(p).inName === true)) p--;
    const previous = this.verdicts[p];
    let floor = previous === undefined ? this.segment.start : Math.max(previous.around.valueEnd, previous.quantity.end);
    for (const time of this.segment.times) {
      if (time.end > to || time.end <= floor) continue;
      if (nameBefore(this.view, time.end, to) !== null || verbBefore(this.view, time.end, to) !== null) floor = time.end;
    }
    return floor;
  }

  /** 甲、乙、丙三个园区产值: a Chinese count inside a name is no border. */
  protected countsName(p: number, to: number): boolean {
    const v = this.verdicts[p] as Verdict;
    if (v.quantity.start >= to) return true;
    return v.quantity.han === true && (isCount(v.quantity) || v.quantity.dimension === 'time') && v.fate !== 'target' && !v.around.marked && to - v.quantity.end >= 2;
  }

  /** Name before the value; a time phrase between name and value is stepped over (城镇化率2025年达到60%). */
  protected nameOf(k: number): ReturnType<typeof nameBefore> {
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
    end = this.beforeBasis(end);
    return nameBefore(this.view, this.nameFloor(k, end), end);
  }

  /** 人均生产总值在2020年基础上|翻一番: the year of comparison stands between name and figure. */
  protected beforeBasis(end: number): number {
    const base = this.view[end - 2] === '基' ? /以(?:19|20)\d\d年为基[数期准]$/.exec(this.view.slice(Math.max(this.segment.start, end - 9), end)) : null;
    if (base !== null) return end - base[0].length; // 人均用水量以2020年为基数|下降6%
    if (!this.view.startsWith('基础上', end - 3)) return end;
    const from = this.view[end - 4] === '的' ? end - 4 : end - 3;
    const time = this.segment.times.find((t) => t.end === from);
    if (time === undefined) return end;
    return this.view[time.start - 1] === '在' ? time.start - 1 : time.start;
  }

  protected markPlain(): void {
    for (const v of this.verdicts) {
      const { kind } = v.quantity;
      if (kind === 'grade' || (v.quantity.unit === '分' && !this.isScore(v))) v.fate = 'grade';
      else if (this.isNamePart(v)) v.fate = 'name';
      else if (kind === 'code' || v.quantity.number === null) v.fate = 'code';
      else if (kind === 'grand') v.fate = 'list-count';
    }
  }

  /** 群众满意度达到90分以上: points that measure something. */
  private isScore(v: Verdict): boolean {
    return v.around.marked && /(满意度|满意率|得分|评分|总分|指数|成绩)$/.test(this.view.slice(Math.max(this.segment.start, v.around.nameEnd - 3), v.around.nameEnd));
  }

  /** 营业收入达到10亿元、50亿元、100亿元的企业: every leg of the list is a condition on the noun. */
  protected markConditionLists(): void {
    for (let k = 0; k < this.verdicts.length; k++) {
      let last = k;
      while (last + 1 < this.verdicts.length && /^[、和或及 ]{1,2}$/.test(this.view.slice(this.at(last).around.valueEnd, this.at(last + 1).quantity.start))) last++;
      const first = this.at(k);
      const from = this.at(last).around.valueEnd;
      const entity = this.view[from] === '的' && /^的.{0,10}(企业|项目|单位|机构|人员|人才|园区|主体|个人|家庭|农户|银行|平台|团队)/.test(this.view.slice(from, from + 16));
      if (last > k && entity && first.fate === 'open' && (first.around.marked || first.around.hasAfter) && !isCount(first.quantity)) {
        for (let n = k; n <= last; n++) this.at(n).fate = 'condition';
      }
      k = last;
    }
  }

  /** 5岁以下儿童死亡率, 二级以上医院开设比例, 30户以上自然村通硬化路比例: a bound inside the name of what is measured. */
  protected markNamed(): void {
    for (let k = 0; k + 1 < this.verdicts.length; k++) {
      const v = this.at(k);
      const next = this.at(k + 1);
      if ((v.fate !== 'open' && v.fate !== 'grade') || v.quantity.dimension === 'percent') continue;
      const to = next.around.nameEnd;
      const between = this.view.slice(v.around.valueEnd, to);
      if (!this.namesRate(v, next, between) || between.length > 24 || SPLITS.test(next.around.respectively ? between.replaceAll('、', '') : between)) continue;
      if (v.around.hasAfter && VERBS.startingAt(this.view, v.around.valueEnd, to) !== null) continue;
      v.fate = 'name';
      v.inName = true;
    }
  }

  /** 万亩示范片20个, 100兆瓦储能电站1座: the size of a thing that is counted itself belongs to its name. */
  protected markSizes(): void {
    for (let k = 0; k + 1 < this.verdicts.length; k++) {
      const v = this.at(k);
      const next = this.at(k + 1);
      if ((v.fate !== 'open' && v.fate !== 'grade') || !isSize(v) || next.fate !== 'open' || !isCount(next.quantity)) continue;
      const to = next.around.nameEnd;
      const noun = this.view.slice(v.around.valueEnd, to);
      if (!/^[一-龥]{2,12}$/.test(noun) || !closesAfter(this.view, next.around.valueEnd, this.segment.end)) continue;
      v.fate = 'name';
      v.inName = true;
    }
  }

  private namesRate(v: Verdict, next: Verdict, between: string): boolean {
    const rated = RATED.has(next.quantity.dimension) && RATE.test(between);
    if (rated && v.around.hasAfter) return next.around.marked || next.around.hasAfter || next.quantity.dimension === 'percent';
    if (rated && !v.around.marked && (v.quantity.dimension === 'length' || v.quantity.unit === 'min')) return /^.{0,8}(覆盖率|可达率|通达率|普及率)$/.test(between);
    return v.around.hasAfter && (v.quantity.dimension === 'age' || v.fate === 'grade') && isCount(next.quantity) && next.around.marked && /(位数|人数|数量|数)$/.test(between);
  }

  protected at(k: number): Verdict {
    return this.verdicts[k] as Verdict;
  }

  /** 10千伏线路, 海上风电二期: a rating or a phase in front of or behind a noun belongs to its name. */
  protected isNamePart(v: Verdict): boolean {
    const { quantity: q, around: a } = v;
    if (a.marked || a.hasAfter) return false;
    if (q.unit === 'kV') return q.end < this.segment.end && /[一-龥]/.test(this.view[q.end] as string);
    return q.unit === '期' && q.han === true && !/[举办展织训班]$/.test(this.view.slice(Math.max(this.segment.start, q.start - 1), q.start));
  }

  /** 由a提高到b, 从a增长到b: a is the base of b. */
  protected markBases(): void {
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
  protected markThresholds(): void {
    for (let k = 0; k < this.verdicts.length; k++) {
      const v = this.verdicts[k] as Verdict;
      const previous = this.verdicts[k - 1];
      if (v.fate !== 'open' || isCount(v.quantity)) continue;
      if (!(v.around.marked || v.around.hasAfter || v.quantity.noCoefficient === true || v.quantity.kind === 'magnitude' || this.isClass(v, previous))) continue;
      if (
        previous !== undefined &&
        isCount(previous.quantity) &&
        this.joins(previous.around.valueEnd, v.around.valueStart) &&
        (v.around.valueStart === previous.around.valueEnd || !closesAfter(this.view, v.around.valueEnd, this.segment.end))
      ) {
        v.fate = 'threshold';
        continue;
      }
      const next = this.verdicts[k + 1];
      if (next !== undefined && isCount(next.quantity) && this.bearsCount(v, next)) v.fate = 'threshold';
    }
  }

  /** 打造2个1000亿、3个500亿产业集群: a sum directly behind the count is the class of what is counted. */
  protected isClass(v: Verdict, previous: Verdict | undefined): boolean {
    const { quantity: q } = v;
    return q.elided === true && q.dimension === 'none' && previous !== undefined && isCount(previous.quantity) && previous.around.valueEnd === q.start && !previous.around.hasAfter;
  }

  /** 新建公路8条230公里: the same thing counted and measured, nothing between the two figures. */
  protected abuts(k: number): boolean {
    const v = this.verdicts[k];
    const before = this.verdicts[k - 1];
    if (v === undefined || before === undefined || before.around.valueEnd !== v.quantity.start || v.around.hasAfter || before.around.hasAfter) return false;
    const { dimension, han, elided } = v.quantity;
    return isCount(before.quantity) && before.quantity.han !== true && han !== true && elided !== true && MEASURES.has(dimension);
  }

  /** Nothing but a name (年产值) between count and threshold: no separator, no verb at the front. */
  protected joins(from: number, to: number): boolean {
    if (to < from) return true;
    for (let i = from; i < to; i++) {
      const cls = classAt(this.view, i);
      if (cls === CHAR.enumComma || '和与及并'.includes(this.view[i] as string)) return false;
    }
    return to - from <= 14 && (VERBS.startingAt(this.view, from, to) === null || to === from || /^(总|计划|固定资产)?投资(总?额)?$/.test(this.view.slice(from, to)));
  }

  protected bearsCount(v: Verdict, next: Verdict): boolean {
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

  protected setThreshold(f: Figure, limit: Verdict, named: Range | null): void {
    const a = limit.around;
    const start = named !== null && a.valueStart - named.end <= 2 && endsAsIndicator(this.view, named.start, named.end) ? named.start : a.valueStart;
    const { quantity: q } = limit;
    const classed = q.elided === true && q.unit === '' && !a.marked && !a.hasAfter;
    f.threshold = { start, end: a.valueEnd, number: q.number ?? '0', unit: classed ? 'CNY' : q.unit, comparator: classed ? '>=' : a.comparator };
  }

  /** 各: the bodies before it each owe the figure. */
  protected subjectsBefore(verbStart: number): Range[] | null {
    const left = this.view.slice(this.segment.start, verbStart);
    const at = left.lastIndexOf('各');
    if (at < 0 || left.length - at > 3) return null;
    let end = this.segment.start + at;
    for (const t of this.segment.times) if (t.end >= end - 1 && t.start < end) end = t.start;
    const from = skipBlank(this.view, this.segment.start, end);
    if (end - from < 2) return [];
    return splitList(this.view, from, end);
  }

  protected pushEach(f: Figure, v: Verdict, subjects: readonly Range[]): void {
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

  protected shareVerb(f: Figure, verb: Range): void {
    this.shared = true;
    f.action = verb;
    f.why.push({ field: 'action', code: 'shared.verb', from: [verb] });
  }

  protected inheritIndicator(f: Figure): void {
    const from = this.carry.lastIndicator;
    if (from === null) return;
    f.indicator = from;
    f.why.push({ field: 'indicator', code: 'inherited.indicator', from: [from] });
  }

  protected attachBase(f: Figure, k: number): void {
    const previous = this.verdicts[k - 1];
    if (previous === undefined || previous.fate !== 'base') return;
    const q = previous.quantity;
    const time = this.segment.times.find((t) => t.end <= q.start && q.start - t.end <= 2 && t.year !== undefined);
    f.base = {
      start: q.start,
      end: previous.around.valueEnd,
      number: q.number ?? '0',
      unit: q.unit === '' ? (f.unit ?? '') : q.unit,
      ...(time?.year === undefined ? {} : { year: time.year }),
    };
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

  protected figure(v: Verdict, indicator: Range | null, action: Range | null): Figure {
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
    f.scope = scopeOf(this.view, f.indicator) ?? (action === null ? null : scopeOf(this.view, { start: Math.max(this.segment.start, action.start - 2), end: action.start }));
    const rate = f.unit === '%' || f.unit === 'permille';
    const yearly = (rate && !a.reach) || EVENT_UNITS.has(q.unit) || q.unit === '人次';
    const governing = this.r.scope.governing(this.segment, a.valueStart, !yearly);
    f.governing = governing === null || governing.annual === true ? (this.yearlyOf(f) ?? governing) : governing;
    this.why(f, v);
    return f;
  }

  /** 年均开发2万个: so many every year; 年均增长8% is a rate over the years and keeps their period. */
  protected yearlyOf(f: Figure): Figure['governing'] {
    if (f.change || f.unit === '%' || f.unit === 'pp' || f.unit === 'permille') return null;
    const at = this.view.slice(this.segment.start, f.value.start).lastIndexOf('年均');
    if (at < 0 || f.value.start - this.segment.start - at > 20) return null;
    const start = this.segment.start + at;
    if (start + 2 !== f.value.start && VERBS.startingAt(this.view, start + 2, f.value.start) === null) return null;
    return { time: { start, end: start + 2, kind: 'every', every: 'year' }, inherited: false };
  }

  protected modalityBefore(at: number): Modality {
    return modalityIn(this.view, Math.max(this.segment.start, at - MODAL_REACH), at) ?? 'aim';
  }

  protected why(f: Figure, v: Verdict): void {
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
  protected siblingMoney(f: Figure): Range | null {
    const last = this.carry.lastFigure === null ? undefined : this.r.figures[this.carry.lastFigure];
    return last !== undefined && last.sentence === f.sentence && last.unit === 'CNY' && last.unitText !== '' ? last.value : null;
  }

  protected push(f: Figure, v: Verdict): void {
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
  protected linkStretch(f: Figure): void {
    if (f.modality !== 'strive' || this.carry.lastFigure === null) return;
    const last = this.r.figures[this.carry.lastFigure];
    if (last === undefined || last.sentence !== f.sentence || last.modality === 'strive') return;
    if (f.why.some((w) => w.code === 'inherited.indicator')) f.stretchOf = this.carry.lastFigure;
  }
}
