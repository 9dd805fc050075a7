/**
 * Forms that fit neither 名+量 nor 量+名: a share of another figure (不低于供应总量的70%), a share before its verb
 * (100%保障…用能, 实现100%就业), things whose verb comes last (首批100个社区全面建成), money that is paid in (首期2亿元…到位).
 */
import { VERBS } from '../lexicon/verb-pack.ts';
import type { Comparator, Range } from '../model.ts';
import type { Figure } from './figure.ts';
import { headAfter, nameBefore } from './names.ts';
import { type Verdict, closesAfter, isCount } from './reading-state.ts';
import { SegmentTests } from './segment-tests.ts';

const BOUNDS: readonly (readonly [string, Comparator])[] = [
  ['不低于', '>='],
  ['不少于', '>='],
  ['不高于', '<='],
  ['不超过', '<='],
  ['达到', 'reach'],
  ['控制在', '<='],
];
/** What a share can be taken of: 供应总量, 可支配收入, 预算支出. */
const MEASURED = /(总量|总额|总数|收入|支出|面积|产值|投资|规模|水平|均值|标准|价格|工资|余额|增量|总值|预算)$/;
const DONE_LAST =
  /(全面|基本|全部|陆续|顺利|如期)?(建成|竣工投产|竣工投用|建成投产|建成投用|建成使用|投用|投入使用|投入运营|建成运营|开工|开工建设|竣工|完工|投产|上线|落地|挂牌)$/;
/** 力争3所以上高中|创成|省级示范高中, 100个以上项目|纳入|用地保障: what becomes of the things counted. */
const BECOMES = /^([^的]{2,16}?)(创成|创建成|达到|通过|入选|进入|跻身|获评|获批|纳入|列入|晋升为|晋升|升级为|升为|成为|升格为|转型为)(?=[^的]|$)/;
/** 完成全市首批, 全县新: nothing but a scope and 首批 before the figure. */
const BATCH = /^(全[市县区省镇乡州])?(首批|新一批|第一批|再有|新增|另有)?$/;
/** 推动甲公司|30条生产线投产, 力争甲储能、乙食品等|12个项目竣工: whose things, or examples of them. */
const PUSHED = /^(推动|促进|确保|推进|加快|力争|实现)(?:[一-龥]{2,16}|[^，。；:,;]{2,80}等)$/;
const PAID_IN = /^(资金|基金|投资|股权)?(于|在|须|应|要)?[^的]{0,14}(到位|拨付到位|全部到位|落实到位|募集完毕)$/;

export class RareForms extends SegmentTests {
  /** Reads the figure when it stands in one of the rare forms; false leaves it to the common patterns. */
  protected readRare(k: number, after: number, rest: number): boolean {
    const v = this.at(k);
    if (this.segment.bracket || v.quantity.number === null) return false;
    const { kind, dimension } = v.quantity;
    if (kind === 'percent' || dimension === 'percent') return this.readShareOf(k) || this.readShareBeforeVerb(k, after, rest);
    if (isCount(v.quantity)) return this.readDoneLast(k, after, rest);
    return dimension === 'money' && this.readPaidIn(v, after);
  }

  /** 年度供应量不低于供应总量的70%: the bound stands before the other figure, which becomes the reference. */
  protected readShareOf(k: number): boolean {
    const v = this.at(k);
    const de = v.around.valueStart - 1;
    let floor = k === 0 ? this.segment.start : this.at(k - 1).around.valueEnd;
    for (const t of this.segment.times) if (t.kind !== 'base' && t.end < de && t.end > floor) floor = t.end;
    if (v.around.marked || this.view[de] !== '的' || this.context.policy || !closesAfter(this.view, v.around.valueEnd, this.segment.end)) return false;
    const text = this.view.slice(floor, de);
    if (!MEASURED.test(text)) return false;
    for (const [word, comparator] of BOUNDS) {
      const at = text.indexOf(word);
      if (at < 2 || at + word.length + 2 > text.length) continue;
      const name = nameBefore(this.view, floor, floor + at);
      if (name === null) return false;
      const f = this.figure(v, name, name.action);
      f.value = { start: floor + at, end: v.around.valueEnd };
      f.comparator = v.around.hasAfter ? v.around.comparator : comparator;
      f.reference = { start: floor + at + word.length, end: de };
      f.cls = 'share';
      this.push(f, v);
      return true;
    }
    return false;
  }

  /** 毕业生实现100%就业, 100%保障新上项目用能. */
  protected readShareBeforeVerb(k: number, after: number, rest: number): boolean {
    const v = this.at(k);
    if (v.around.marked || v.around.hasAfter || this.view[after] === '的') return false;
    const { done } = v.around;
    if (done !== null && this.view.startsWith('实现', done.start) && /^[一-龥]{2,5}$/.test(this.view.slice(after, rest))) {
      const name = this.nameOf(k);
      if (name === null) return false;
      const f = this.figure(v, name, null);
      f.head = { start: after, end: rest };
      f.cls = 'rate';
      this.push(f, v);
      return true;
    }
    const verb = v.around.nameEnd === this.segment.start && v.quantity.number === '100' ? VERBS.startingAt(this.view, after, rest) : null;
    const head = verb === null ? null : headAfter(this.view, verb.end, rest);
    if (verb === null || head === null || head.end - head.start < 2) return false;
    const f = this.figure(v, null, { start: verb.start, end: verb.end });
    f.head = head;
    f.cls = 'completeness';
    this.push(f, v);
    return true;
  }

  /** 首批100个示范社区全面建成. */
  protected readDoneLast(k: number, after: number, rest: number): boolean {
    const v = this.at(k);
    if (v.quantity.han === true || rest !== this.segment.end || this.view[after] === '的') return false;
    const left = this.view.slice(this.leftOf(v), v.around.nameEnd).trim();
    if (this.readBecomes(v, left, after, rest)) return true;
    const done = BATCH.test(left) || PUSHED.test(left) ? DONE_LAST.exec(this.view.slice(after, rest)) : null;
    if (done === null || done.index < 2) return false;
    const end = after + done.index;
    const f = this.figure(v, null, { start: end, end: rest });
    f.head = headAfter(this.view, after, end);
    if (f.head === null) return false;
    this.push(f, v);
    return true;
  }

  private readBecomes(v: Verdict, left: string, after: number, rest: number): boolean {
    const { around } = v;
    if (!BATCH.test(left) || around.done !== null || (around.modality === null && !around.hasAfter && !around.marked && !this.context.goal)) return false;
    const hit = BECOMES.exec(this.view.slice(after, rest));
    if (hit === null) return false;
    const [, thing = '', verb = ''] = hit;
    const from = after + thing.length;
    const f = this.figure(v, null, { start: from, end: from + verb.length });
    f.head = headAfter(this.view, after, from);
    if (f.head === null) return false;
    this.push(f, v);
    return true;
  }

  /** Start of the words before a figure, behind the last time phrase. */
  private leftOf(v: Verdict): number {
    let from = this.segment.start;
    for (const t of this.segment.times) if (t.end <= v.around.nameEnd && t.end > from) from = t.end;
    return from;
  }

  /** 首期2亿元于2024年底前到位: of what the clause before named. */
  protected readPaidIn(v: Verdict, after: number): boolean {
    const text = this.view.slice(after, this.segment.end);
    const left = this.view.slice(this.leftOf(v), v.around.nameEnd).trim();
    if (!PAID_IN.test(text) || !/^(其中)?(首期|首批|一期|二期|第[一二三]期|第[一二三]批)?(资金|出资|基金)?$/.test(left)) return false;
    const f = this.figure(v, null, null);
    this.inheritIndicator(f);
    if (f.indicator === null) return false;
    const time = this.segment.times.find((t) => t.start >= after && t.year !== undefined);
    if (time !== undefined) f.governing = { time, inherited: false };
    this.push(f, v);
    return true;
  }

  /** 实施总投资35亿元的80项工程: the money describes the things that are counted. */
  protected markTotals(): void {
    for (let k = 0; k + 1 < this.verdicts.length; k++) {
      const v = this.at(k);
      const next = this.at(k + 1);
      if (v.fate !== 'open' || v.quantity.dimension !== 'money' || !isCount(next.quantity) || next.fate !== 'open') continue;
      if (this.view[v.around.valueEnd] !== '的' || next.around.valueStart !== v.around.valueEnd + 1) continue;
      if (/(总投资|投资|概算|投资额)$/.test(this.view.slice(this.segment.start, v.around.nameEnd))) v.fate = 'attribute';
    }
  }

  /** The figure counts things that an attribute before 的 describes. */
  protected describedBy(k: number): Verdict | null {
    const before = this.verdicts[k - 1];
    return before !== undefined && before.fate === 'attribute' && this.view[before.around.valueEnd] === '的' && this.at(k).around.valueStart === before.around.valueEnd + 1
      ? before
      : null;
  }

  protected readDescribed(k: number, described: Verdict, head: Range): void {
    const name = nameBefore(this.view, this.nameFloor(k - 1, described.around.nameEnd), described.around.nameEnd);
    const f: Figure = this.figure(this.at(k), null, name?.action ?? null);
    f.head = head;
    this.push(f, this.at(k));
  }
}
