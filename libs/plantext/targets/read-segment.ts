/**
 * Layer L6 for figures: what each figure of a segment is (target, threshold, base, attribute, …).
 * Patterns: 名+量 (X达到Q, X增长Q, V X Q个), 量+名 (V Q个X), 量级+名 (Q级X), 由a到b, 分别/均/各 lists, count over threshold.
 */
import { endsAsIndicator } from '../lexicon/indicators.ts';
import { VERBS } from '../lexicon/verb-pack.ts';
import type { Range } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { Figure } from './figure.ts';
import { afterEnumeration, headAfter, innerVerb, nameBefore, splitList, verbBefore } from './names.ts';
import { EVENT_UNITS, RESTATED, type Verdict, closesAfter, isCount } from './reading-state.ts';
import { RespectiveLists } from './respective-lists.ts';

/** 较法定时限, 比全国平均水平; not 占比, 同比 */
const THAN = /(?<![占同环对可配相价])[较比](?![例重值率较])(?=[^较比]{2,10}(?:时限|时间|标准|水平|增速|增幅|平均|全[国省市县])$)/;

export class SegmentReader extends RespectiveLists {
  read(): void {
    this.markPlain();
    this.markSizes();
    this.markNamed();
    this.markBases();
    this.markConditionLists();
    this.markThresholds();
    this.markTotals();
    for (let k = 0; k < this.verdicts.length; k++) {
      if ((this.verdicts[k] as Verdict).fate !== 'open') continue;
      k = this.readList(k);
    }
    this.leave();
  }

  protected leave(): void {
    if (this.mode !== null) {
      this.carry.verbMode = this.mode;
      if (this.verb !== null) this.carry.verb = this.verb;
      else if (!this.shared) this.carry.verb = null;
    }
  }

  /** Reads one figure or, after 分别, the run of figures that belong together. Returns the last index taken. */
  protected readList(k: number): number {
    const v = this.verdicts[k] as Verdict;
    if (v.around.respectively && v.quantity.number !== null) {
      const last = this.respectiveRun(k);
      if (last > k && this.readRespective(k, last)) return last;
    }
    this.readOne(k);
    return k;
  }

  protected readOne(k: number): void {
    const v = this.verdicts[k] as Verdict;
    const after = this.afterAside(v.around.valueEnd);
    const rest = this.restEnd(k);
    if (this.isOutlay(v, after) || this.describesFacility(v)) {
      v.fate = 'attribute';
      return;
    }
    if (this.readRare(k, after, rest)) return;
    const described = this.describedBy(k);
    const counted = described === null ? null : headAfter(this.view, after, rest);
    if (described !== null && counted !== null) {
      this.readDescribed(k, described, counted);
      return;
    }
    if (v.quantity.kind === 'magnitude') {
      this.readMagnitude(k, after, rest);
      return;
    }
    if (this.thresholdBefore(k)) {
      this.readOverThreshold(k);
      return;
    }
    const closed = closesAfter(this.view, after, this.segment.end) || this.abuts(k + 1);
    const name = this.nameOf(k);
    if (closed || this.staysBefore(v, name, after)) this.readNameFirst(k, name);
    else this.readFigureFirst(k, name, after, rest);
  }

  /** 30万套（间）保障性租赁住房: a short bracket after the unit is stepped over. */
  protected afterAside(at: number): number {
    const aside = this.segment.masked.find((m) => m.start === at && m.end - m.start <= 5);
    return aside === undefined || closesAfter(this.view, aside.end, this.segment.end) ? at : aside.end;
  }

  /** A rate or a figure with 达到/增长 keeps the name before it, whatever follows (…达到60%的目标). */
  protected staysBefore(v: Verdict, name: Range | null, after: number): boolean {
    if (name === null) return false;
    const { dimension } = v.quantity;
    if (this.view.startsWith('规模', after) && closesAfter(this.view, after + 2, this.segment.end)) return v.around.marked; // 超过500亿元规模
    const de = this.view[after] === '的';
    if (de) return /^的(目标|任务|要求|水平|速度|增速|增长|预期)/.test(this.view.slice(after, after + 4)) && (v.around.marked || v.around.hasAfter);
    const measured =
      dimension === 'percent' || dimension === 'points' || dimension === 'permille' || v.quantity.kind === 'ratio' || v.quantity.kind === 'density' || dimension === 'multiple';
    if (measured) return v.around.marked || v.around.hasAfter || /^(目标|安排|水平)/.test(this.view.slice(after, after + 2));
    // 吸纳劳动力3000人以上就近就业: what they do there follows
    if (
      isCount(v.quantity) &&
      v.around.hasAfter &&
      name.end === v.around.nameEnd &&
      /^(就[近地])?(就业|创业|增收|参展|参赛|上云|达标|受益)/.test(this.view.slice(after, after + 6))
    )
      return true;
    return (v.around.reach || (v.around.growth && endsAsIndicator(this.view, name.start, name.end))) && VERBS.startingAt(this.view, after, this.segment.end) !== null;
  }

  protected restEnd(k: number): number {
    const next = this.verdicts[k + 1];
    if (next === undefined) return this.segment.end;
    // 6个五百亿级产业集群: a grade belongs to the noun
    if (next.fate === 'threshold' || (next.fate === 'grade' && next.quantity.kind === 'grade')) return this.restEnd(k + 1);
    return next.around.valueStart;
  }

  protected thresholdBefore(k: number): boolean {
    const previous = this.verdicts[k - 1];
    if (previous === undefined || previous.fate !== 'threshold') return false;
    const before = this.verdicts[k - 2];
    return before === undefined || !isCount(before.quantity) || !this.joins(before.around.valueEnd, previous.around.valueStart);
  }

  // ---------------------------------------------------------------- patterns

  /** 打造千亿级产业集群, 建设百亿级食品产业园. */
  protected readMagnitude(k: number, after: number, rest: number): void {
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
  protected readOverThreshold(k: number): void {
    const v = this.verdicts[k] as Verdict;
    const limit = this.verdicts[k - 1] as Verdict;
    const from = limit.around.valueEnd;
    const head = headAfter(this.view, from, v.around.nameEnd);
    const named = nameBefore(this.view, this.nameFloor(k - 1, limit.around.valueStart), limit.around.nameEnd);
    const verb = this.doingOver(limit);
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

  /** 招引总投资亿元以上项目: 投资 measures the threshold, 招引 is the doing. */
  protected doingOver(limit: Verdict): ReturnType<typeof verbBefore> {
    const { start } = this.segment;
    let end = limit.around.valueStart;
    if (limit.quantity.dimension === 'money') end -= /(计划|固定资产|概算|协议)?(总)?投资(总?额)?$/.exec(this.view.slice(Math.max(start, end - 8), end))?.[0].length ?? 0;
    return verbBefore(this.view, start, end);
  }

  protected readNameFirst(k: number, given: ReturnType<typeof nameBefore>): void {
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    const elliptic = (this.isVerbAlone(given, v) || this.isAttributive(given)) && this.carry.lastIndicator !== null && this.sameUnit(v);
    const onTop = given !== null && this.carry.lastIndicator !== null && this.view.startsWith('基础上', given.end - 3); // 在现有基础上提升
    let name = elliptic || onTop ? null : given;
    if (name === null && a.growthWord !== null && a.growth && this.carry.lastIndicator === null) return;
    if (name !== null && this.isAttribute(v, name)) {
      v.fate = 'attribute';
      return;
    }
    if (this.refuseByUnit(v, name)) return;
    if (v.quantity.unit === '倍' && !a.marked && name !== null && /(是|为|相当于).{1,20}的$/.test(this.view.slice(this.segment.start, a.nameEnd))) {
      v.fate = 'fact'; // 是“十四五”的1.3倍
      return;
    }
    if (name !== null && RESTATED.test(this.view.slice(name.start, name.end))) {
      v.fate = 'name';
      return;
    }
    if (given !== null && name === given && this.carry.lastIndicator === null && this.isVerbAlone(given, v) && this.readUnderHeading(v, given)) return;
    if (name !== null && this.readVerbAlone(v, name)) return;
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
    name = this.wholeRate(v, name);
    const eventStart = name?.action != null && EVENT_UNITS.has(v.quantity.unit) ? name.action.start : null;
    const f = this.figure(v, name, eventStart === null ? (name?.action ?? null) : null);
    if (eventStart !== null && name !== null) f.indicator = { start: eventStart, end: name.end };
    else if (name !== null) f.indicator = { start: afterEnumeration(this.view, name.start, name.end), end: name.end };
    this.cutComparison(f);
    this.payerOf(f);
    if (name === null) this.inheritFrom(f, v);
    if (name?.action === null && this.needsVerb(v, name) && this.continuesList(v, 'before') && this.carry.verb !== null) this.shareVerb(f, this.verb ?? this.carry.verb);
    this.mode = 'before';
    if (name !== null && name.action !== null) this.verb = name.action;
    this.attachBase(f, k);
    const verb = name?.action ?? null;
    const subjects = a.distributive ? this.subjectsBefore(v.around.valueStart) : verb !== null && this.distributiveBefore(verb) ? this.subjectsBefore(verb.start) : null;
    if (subjects !== null && subjects.length > 1) this.pushEach(f, v, subjects);
    else {
      if (a.distributive) f.distributive = true;
      this.push(f, v);
    }
  }

  /** The last indicator, or that of the figure before with the same unit (完成1万户、50处). */
  protected inheritFrom(f: Figure, v: Verdict): void {
    const last = this.carry.lastFigure === null ? undefined : this.r.figures[this.carry.lastFigure];
    const twin = last === undefined || last.unit === f.unit ? null : this.unitTwin(v.quantity, v.around.valueStart);
    if (twin === null || twin.indicator === null || v.around.growth) this.inheritIndicator(f);
    else {
      f.indicator = twin.indicator;
      f.why.push({ field: 'indicator', code: 'inherited.indicator', from: [twin.indicator] });
    }
  }

  /** 新增非化石能源装机占比达到75%: the share is that of the new ones, nothing is added to the share. */
  protected wholeRate(v: Verdict, name: ReturnType<typeof nameBefore>): ReturnType<typeof nameBefore> {
    if (name === null || name.action === null || v.quantity.dimension !== 'percent' || !v.around.reach) return name;
    if (!/^(新增|新建|新登记|新开工|新投产|在建|续建)$/.test(this.view.slice(name.action.start, name.action.end)) || !endsAsIndicator(this.view, name.start, name.end)) return name;
    return { start: name.action.start, end: name.end, action: null, deliverable: null };
  }

  /** 市财政每年投入不低于2000万元: who pays is the subject, 投入 the doing. */
  protected payerOf(f: Figure): void {
    if (f.indicator === null || f.action !== null || !/^(投入|安排|列支)$/.test(this.view.slice(f.indicator.start, f.indicator.end))) return;
    const time = this.segment.times.find((t) => t.end <= (f.indicator as Range).start && (f.indicator as Range).start - t.end <= 1);
    const payer = time === undefined ? null : nameBefore(this.view, this.segment.start, time.start);
    if (payer === null || !/(财政|预算)$/.test(this.view.slice(payer.start, payer.end))) return;
    f.action = f.indicator;
    f.indicator = { start: payer.start, end: payer.end };
  }

  /** 2.户厕改造。…2031年改造4000户: only the heading says what is counted. */
  protected readUnderHeading(v: Verdict, verb: Range): boolean {
    const { heading, node } = this.context;
    if (heading === null || node.title === null || !isCount(v.quantity) || this.segment.bracket || heading.end > verb.start) return false;
    const f = this.figure(v, { start: heading.start, end: heading.start + node.title.length }, { start: verb.start, end: verb.end });
    if (f.indicator !== null) f.why.push({ field: 'indicator', code: 'heading.fallback', from: [f.indicator] });
    this.push(f, v);
    return true;
  }

  /** A bare count of a thing (森林城镇3个) takes the verb of the list; an indicator (城镇新增就业) needs none. */
  protected needsVerb(v: Verdict, name: Range): boolean {
    return !v.around.marked && !v.around.hasAfter && this.view[name.start] !== '每' && !endsAsIndicator(this.view, name.start, name.end);
  }

  /** 增速高于城镇居民1个百分点, 办结时限较法定时限压缩80%: the other body or the other time is the reference; 高于 opens the value. */
  protected cutComparison(f: Figure): void {
    if (f.indicator === null || (f.unit !== 'pp' && f.unit !== '%')) return;
    const text = this.view.slice(f.indicator.start, f.indicator.end);
    const higher = /(高于|快于|低于|高出)/.exec(text);
    const m = higher ?? THAN.exec(text);
    if (m === null || m.index < 2 || m.index + 3 > text.length) return;
    const at = f.indicator.start + m.index;
    f.reference = { start: at + m[0].length, end: f.indicator.end };
    if (higher !== null) f.value = { start: at, end: f.value.end };
    f.indicator = { start: f.indicator.start, end: at };
  }

  protected readFigureFirst(k: number, name: ReturnType<typeof nameBefore>, after: number, rest: number): void {
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    const q = v.quantity;
    if (q.kind === 'percent' && this.readShareFirst(k, after, rest)) return;
    if (this.readCapability(v, after, rest)) return;
    if (this.isCondition(v, after)) {
      if (name !== null) this.rememberMeasured(name);
      return;
    }
    const head = headAfter(this.view, after, rest);
    if (head === null) return;
    const floor = this.nameFloor(k, a.valueStart);
    const verb = this.doingVerb(k, floor);
    const shared = verb === null && this.continuesList(v, 'after') && this.startsHere(v, floor);
    const preposed = verb === null && !shared && this.preposed(v, floor);
    if (verb === null && !shared && !preposed) {
      if (name !== null && (a.marked || a.hasAfter) && (a.reach || a.growth || this.isLedTo(q, name, after))) this.readNameFirst(k, name);
      return;
    }
    if (this.refusesHead(v, head, verb !== null)) return;
    if (this.isRhythm(v)) return;
    const f = this.figure(v, null, verb);
    if (verb !== null && a.growthWord !== null && verb.end === a.growthWord.start) f.action = { start: verb.start, end: a.growthWord.end };
    if (verb !== null && a.growthWord !== null && (verb.end === a.growthWord.end || verb.end === a.growthWord.start)) f.value = { start: q.start, end: a.valueEnd };
    if (verb !== null && verb.start === a.valueStart && verb.end <= q.start) f.value = { start: verb.end, end: a.valueEnd };
    if (verb !== null && f.comparator === '=' && this.view.endsWith('至少', verb.start)) f.comparator = '>=';
    f.head = preposed ? this.beforeDe(after, head) : head;
    if (shared && this.verbOfList() !== null) this.shareVerb(f, this.verbOfList() as Range);
    const inner = this.verdicts[k + 1];
    if (inner !== undefined && inner.fate === 'threshold' && isCount(q)) {
      const named = nameBefore(this.view, after, inner.around.nameEnd);
      this.setThreshold(f, inner, named);
      const farHead = headAfter(this.view, inner.around.valueEnd, this.farRest(k + 1));
      if (farHead !== null && this.view.slice(farHead.start, farHead.end) !== '一批') f.head = farHead;
      else this.shareHead(f, k + 1);
    }
    this.mode = 'after';
    if (verb !== null) this.verb = verb;
    const subjects = a.distributive || this.distributiveBefore(verb) ? this.subjectsBefore(verb?.start ?? a.valueStart) : null;
    if (subjects !== null && subjects.length > 1) this.pushEach(f, v, subjects);
    else this.push(f, v);
  }

  /** 利用率目前低于30%的城市，…提升20个百分点: the condition names what the next clause raises. */
  protected rememberMeasured(name: Range): void {
    const end = name.end - name.start > 4 && this.view.startsWith('目前', name.end - 2) ? name.end - 2 : name.end;
    if (this.carry.lastIndicator === null && endsAsIndicator(this.view, name.start, end)) this.carry.lastIndicator = { start: name.start, end };
  }

  /** 吸纳劳动力3000人以上就近就业: what the people counted do comes last. */
  protected isLedTo(q: Quantity, name: { readonly action: Range | null }, after: number): boolean {
    return isCount(q) && name.action !== null && /^(就近|就地|实现|稳定|参加|参与|成功)?(就业|增收|创业|参保|脱贫|致富|转岗|上岗)/.test(this.view.slice(after, after + 6));
  }

  /** 每月召开1次研判会: a rhythm, kept among the recurring duties; without a bound there is nothing to measure. */
  protected isRhythm(v: Verdict): boolean {
    const once = v.quantity.number === '1' && (v.quantity.unit === '次' || v.quantity.unit === '场') && !v.around.marked && !v.around.hasAfter;
    if (!once || !this.segment.times.some((t) => t.kind === 'every' && t.end <= v.quantity.start)) return false;
    v.fate = 'name';
    return true;
  }

  /** 90%以上的行政村生活污水得到治理, 80%的乡镇达到标准: a share of things that reach a state. */
  protected readShareFirst(k: number, after: number, rest: number): boolean {
    const v = this.verdicts[k] as Verdict;
    if (this.view[after] !== '的' || this.segment.bracket) return false;
    const { start } = this.segment;
    const { valueStart } = v.around;
    const whole = /^ ?全[省市县区镇乡州]$/.test(this.view.slice(start, valueStart));
    if (valueStart - start > 12 || (valueStart > start && !whole && nameBefore(this.view, start, valueStart) !== null)) return false;
    const state = /(?:全面|基本|全部|普遍)?(得到|实现|达到|完成|消除|建成|通过|成为|纳入|建有|设有|拥有|配备|具备|(?<![国所私集公共占])有(?![限效序机利]))/.exec(
      this.view.slice(after + 1, rest),
    );
    if (state === null || state.index < 1) return false;
    const f = this.figure(v, null, null);
    f.head = { start: after + 1, end: after + 1 + state.index };
    f.cls = 'share';
    if (whole) f.scope = { start: valueStart - 2, end: valueStart };
    this.push(f, v);
    return true;
  }

  /** 与500家企业的合作: the counted noun stands before 的. */
  protected beforeDe(from: number, head: Range): Range {
    const at = this.view.slice(from, head.end).indexOf('的');
    return at >= 2 ? { start: from, end: from + at } : head;
  }

  protected distributiveBefore(verb: Range | null): boolean {
    return verb !== null && this.view[verb.start - 1] === '各';
  }

  protected verbOfList(): Range | null {
    return this.verb ?? this.carry.verb;
  }

  /** End of the head after a threshold: up to the next figure with its words. */
  protected farRest(k: number): number {
    const next = this.verdicts[k + 1];
    return next === undefined ? this.segment.end : next.around.valueStart;
  }

  /** 4个20亿元以上和5个10亿元以上主导产业项目: the first leg takes the noun of the last. */
  protected shareHead(f: Figure, from: number): void {
    for (let k = from + 1; k < this.verdicts.length; k++) {
      const v = this.verdicts[k] as Verdict;
      const head = headAfter(this.view, v.around.valueEnd, this.farRest(k));
      if (head === null || (v.fate !== 'threshold' && v.quantity.kind !== 'magnitude') || this.view.startsWith('一批', head.start)) continue;
      f.head = head;
      f.why.push({ field: 'head', code: 'shared.head', from: [head] });
      return;
    }
  }
}
