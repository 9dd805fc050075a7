/** Layer L6, tests: is the figure a target, an attribute, a condition, a name (contract 7.3)? */
import { endsAsIndicator } from '../lexicon/indicators.ts';
import { ABSTRACT_HEADS, ENTITY_WORDS, PROJECT_ATTRIBUTES } from '../lexicon/phrase-pack.ts';
import { VERBS } from '../lexicon/verb-pack.ts';
import type { Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import { compareDec } from '../quantities/decimal.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { Figure } from './figure.ts';
import { nameBefore, verbBefore } from './names.ts';
import { type Verdict, isCount, skipBlank } from './reading-state.ts';
import { SegmentFrame } from './segment-frame.ts';

/** Tests that decide what a figure is; no state is changed but the fate of the figure. */
export class SegmentTests extends SegmentFrame {
  /** 总投资11亿元 after a project, and everything of that kind inside a bracket. */
  protected isAttribute(v: Verdict, name: Range & { action: Range | null }): boolean {
    if (v.around.growth) return false;
    const hit = PROJECT_ATTRIBUTES.endingAt(this.view, name.end, name.start);
    if (hit === null) return false;
    const action = name.action === null ? '' : this.view.slice(name.action.start, name.action.end);
    const floor = this.view.slice(hit.start, hit.end).endsWith('建筑面积') && /^(新增|新建|建设|规划)$/.test(action);
    if (action !== '' && !floor && !/^(计划|预计|概算|估算|拟)$/.test(action)) return false;
    if (v.quantity.dimension === 'percent' || isCount(v.quantity)) return false;
    if (v.around.reach && !/投资|占地|建筑面积|长$|宽$|高$/.test(this.view.slice(hit.start, hit.end))) return false;
    const lead = this.view.slice(name.start, hit.start);
    if (lead === '' || this.segment.bracket) return true;
    return /(境内|其中|项目|工程|线路|主线|路线|一期|二期|大桥|水库|园|路|站|港|渠|河|片区|全长|计划|概算|估算)$/.test(lead);
  }

  /** 投资4800万元实施小学扩建工程: the money belongs to the thing built. */
  protected isOutlay(v: Verdict, after: number): boolean {
    if (v.quantity.dimension !== 'money') return false;
    const lead = this.view.slice(Math.max(this.segment.start, v.around.nameEnd - 6), v.around.nameEnd);
    const described = this.view[after] === '的' && !/^的(目标|任务|计划|要求)/.test(this.view.slice(after, after + 3));
    if (described && /(总|计划|概算|预计|实施|推进|建设|加快|新上)投资(额|总额)?$/.test(this.view.slice(this.segment.start, v.around.nameEnd))) return true; // 总投资12亿元的水电站
    return /^(计划|总|预计|拟)?(总)?投资$/.test(lead) && VERBS.startingAt(this.view, after, this.segment.end) !== null;
  }

  /** 澄溪产业园二期。建设标准厂房30万平方米: a block headed by one facility says what it is like, not what is owed. */
  protected describesFacility(v: Verdict): boolean {
    const { kind, title } = this.context.node;
    const { dimension, unit } = v.quantity;
    if (kind !== 'boxBlock' || title === null || v.around.marked || v.around.hasAfter || dimension === 'percent' || dimension === 'none' || unit === 'pp') return false;
    const invested = /(总投资|占地)[^。]{2,12}[元亩],[^。]*$/.test(this.view.slice(Math.max(this.context.node.start, this.segment.start - 60), this.segment.start)); // 总投资3亿元，建设床位600张
    return invested || (!isCount(v.quantity) && /([一二三四]期|电场|电站|水库|水厂|发电厂|产业园|枢纽|大桥|码头)$/.test(title));
  }

  protected refuseByUnit(v: Verdict, name: Range | null): boolean {
    const { dimension } = v.quantity;
    const text = name === null ? '' : this.view.slice(name.start, name.end);
    if (dimension === 'time' && /^(贷款|补贴|补助|贴息|支持|享受)?期限$/.test(text)) v.fate = 'condition';
    else if (dimension === 'age' && !/(寿命|年龄)$/.test(text)) v.fate = 'age';
    else if (dimension === 'time' && !this.timeIsMeasured(v, text)) v.fate = 'duration';
    else if (v.quantity.kind === 'range' && v.quantity.dimension === 'none') v.fate = 'code';
    return v.fate !== 'open';
  }

  protected timeIsMeasured(v: Verdict, name: string): boolean {
    if (v.quantity.unit === 'a' && !/(年限|寿命|年数|周期|期限|轮候时间|等待时间|轮候期)$/.test(name)) return false;
    return (
      v.around.marked &&
      (/(时限|时间|年限|天数|周期|期限|寿命|时长|工期|提速|办理|办结|审批|受理|审查|审核|答复|办成)$/.test(name) || v.around.direction === 'down' || v.around.reach)
    );
  }

  protected acceptsNameFirst(k: number, name: ReturnType<typeof nameBefore>): boolean {
    const v = this.verdicts[k] as Verdict;
    const { quantity, around } = v;
    if (this.verdicts[k - 1]?.fate === 'base') return true;
    if (name === null) {
      if (this.carry.lastIndicator === null) return false;
      if (this.abuts(k) || ((around.done !== null || this.at(k - 1)?.fate === 'target') && this.unitTwin(quantity, around.valueStart) !== null)) return true;
      if (this.sameUnit(v) && (this.view.startsWith('其中', this.segment.start) || around.growthWord !== null)) return true;
      if (this.carry.task !== null && this.carry.lastFigure === null && isCount(quantity)) return true;
      if (this.sameUnit(v) && this.segment.times.some((t) => (t.year !== undefined || t.kind === 'within') && t.end <= quantity.start)) return true;
      return (around.marked || around.modality !== null) && !this.segment.bracket && quantity.dimension !== 'none' ? this.sameKind(quantity) : false;
    }
    if (quantity.article === true && !around.marked) return false;
    if (quantity.dimension === 'none' && quantity.elided !== true) return around.reach || (around.marked && endsAsIndicator(this.view, name.start, name.end));
    if (this.isPart(quantity)) return true;
    if (this.segment.bracket && !(around.marked && endsAsIndicator(this.view, name.start, name.end))) return false;
    if (around.marked || around.hasAfter || quantity.more === true) return true;
    if (name.action !== null && name.deliverable !== null) return !(quantity.han === true && this.isListCount(v, name));
    if (this.continuesList(v, 'before')) return true;
    return endsAsIndicator(this.view, name.start, name.end) || this.context.goal || around.done !== null;
  }

  /** 建设1000个…项目，其中小型水库7座; 新增充电桩500个（其中快充100个）: counted parts of what was counted before. */
  protected isPart(q: Quantity): boolean {
    const last = this.carry.lastFigure === null ? undefined : this.r.figures[this.carry.lastFigure];
    if (last === undefined || !isCount(q) || q.han === true || last.cls !== 'count' || last.node !== this.segment.node) return false;
    if (this.view.startsWith('其中', this.segment.start)) return last.sentence === this.segment.sentence && (!this.segment.bracket || last.unit === q.unit);
    return last.partOf !== null && last.sentence === this.segment.sentence;
  }

  /** 其中2024年改造500户: the verb repeats that of the whole, the thing is not named again. */
  protected isVerbAlone(name: Range | null, v: Verdict): boolean {
    const growth = v.around.growthWord;
    const raised = growth !== null && this.view.startsWith('提升', growth.start); // 改造提升45座
    if (name === null || !(raised || this.view.startsWith('其中', this.segment.start) || this.segment.times.some((t) => t.year !== undefined && t.end <= name.start))) return false;
    return VERBS.startingAt(this.view, name.start, name.end)?.end === name.end;
  }

  /** 其中通过国家审定的不少于3个: a description, the thing stands in the clause before. */
  protected isAttributive(name: Range | null): boolean {
    return name !== null && this.view[name.end - 1] === '的';
  }

  protected sameUnit(v: Verdict): boolean {
    const last = this.carry.lastFigure === null ? undefined : this.r.figures[this.carry.lastFigure];
    return last !== undefined && v.quantity.unit !== '' && last.unit === v.quantity.unit;
  }

  /** 2031年完成改厕2万户、公厕60处；2032年完成1万户、50处: the figure before that has the unit, of another time. */
  protected unitTwin(q: Quantity, at: number): Figure | null {
    const last = this.carry.lastFigure;
    if (last === null || q.unit === '') return null;
    const time = this.r.scope.governing(this.segment, at)?.time;
    for (let k = last; k > last - 4 && k >= 0; k--) {
      const f = this.r.figures[k] as Figure;
      if (f.node !== this.segment.node) return null;
      if (f.unit === q.unit && f.indicator !== null) return f.sentence === this.segment.sentence || f.governing?.time !== time ? f : null;
    }
    return null;
  }

  /** An inherited indicator needs a figure that can measure it. */
  protected sameKind(q: Quantity): boolean {
    const last = this.carry.lastFigure === null ? null : this.r.figures[this.carry.lastFigure];
    if (last === null || last === undefined) return true;
    if (isCount(q)) return last.cls === 'count';
    return true;
  }

  protected isListCount(v: Verdict, name: Range): boolean {
    return '项类种大次'.includes(v.quantity.unit) || ABSTRACT_HEADS.endingAt(this.view, name.end, name.start) !== null;
  }

  /** A further leg of a list whose verb stands at its first leg. */
  protected continuesList(v: Verdict, mode: 'before' | 'after'): boolean {
    if (this.mode === mode && (this.verb !== null || (this.shared && this.carry.verb !== null))) return true;
    if (this.carry.verbMode !== mode || this.carry.verb === null) return false;
    const from = skipBlank(this.view, this.segment.start, v.around.valueStart);
    return mode === 'before' ? this.segment.opener === ',' || this.mode === mode : v.around.valueStart - from <= 2;
  }

  /** The verb of doing directly before the figure or its comparator; 新增, 增加 count as verbs here. */
  protected doingVerb(k: number, floor: number): Range | null {
    const v = this.verdicts[k] as Verdict;
    const a = v.around;
    const direct = verbBefore(this.view, floor, a.nameEnd) ?? verbBefore(this.view, floor, a.valueStart);
    // 统筹两个市场: a soft verb makes no deliverable of a Chinese count
    if (direct !== null && direct.kind === 'soft' && v.quantity.han === true) return null;
    if (direct !== null) return direct.span;
    if (this.view[a.valueStart - 1] === '等') {
      const members = nameBefore(this.view, floor, a.valueStart - 1);
      if (members !== null && members.action !== null && members.deliverable === 'make') return members.action;
    }
    if (a.growthWord !== null && a.growth && !a.reach) return a.growthWord;
    if (a.done !== null) return a.done;
    if (a.modality !== null && this.view.startsWith('争取', a.valueStart)) return { start: a.valueStart, end: a.valueStart + 2 };
    return null;
  }

  protected startsHere(v: Verdict, floor: number): boolean {
    let at = v.around.valueStart;
    while (at > floor && '*★※▲'.includes(this.view[at - 1] as string)) at--;
    if (this.mode === 'after' && at > floor && '、和及与'.includes(this.view[at - 1] as string)) return true;
    const from = skipBlank(this.view, floor, at);
    const gap = this.view.slice(from, at);
    return gap === '' || /^[、和及与以]{1,2}$/.test(gap) || gap === '以及';
  }

  /** 加强与1000家企业…合作, 为10万名群众服务, 将2.8万亿元…纳入: the verb stands elsewhere in the clause. */
  protected preposed(v: Verdict, floor: number): boolean {
    const before = this.view[v.around.valueStart - 1] ?? '';
    const q = v.quantity;
    if (v.around.valueStart - 1 < floor || q.han === true) return false;
    if ('与为向'.includes(before))
      return isCount(q) && q.number !== null && compareDec(q.number, '9') > 0 && /(加强|深化|推动|促进|服务|提供|开展)/.test(this.view.slice(this.segment.start, this.segment.end));
    // 完成国家监管的6条水体治理: words before 的 tell which ones
    if (before === '的' && isCount(q)) return this.opensWithDoing(v.around.valueStart);
    return before === '将' && /(纳入|列入|用于|改造|打造|建成)/.test(this.view.slice(v.around.valueEnd, this.segment.end));
  }

  /** The clause, or what follows its time, begins with a verb of getting done. */
  private opensWithDoing(before: number): boolean {
    let from = this.segment.start;
    for (const t of this.segment.times) if (t.end > from && t.end < before && t.start <= from + 2) from = t.end;
    return /^[,， ]?(全面|基本|全部)?(完成|消除|整治|治理|修复|改造|拆除|销号)(?!率)/.test(this.view.slice(from, before));
  }

  protected refusesHead(v: Verdict, head: Range, direct: boolean): boolean {
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
    const asked = /至少(有|建成|形成|拥有|培育|打造|建立|建设)?$/.test(this.view.slice(Math.max(this.segment.start, q.start - 4), q.start));
    const abstract = !asked && ABSTRACT_HEADS.endingAt(this.view, head.end, head.start) !== null;
    const small = q.number !== null && compareDec(q.number, '20') <= 0;
    if (isCount(q) && ((abstract && small && !v.around.hasAfter && !v.around.marked) || (q.han === true && '项类种次'.includes(q.unit) && !v.around.marked))) {
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
    const { kind, end } = this.context.node;
    const bare = heading !== null && (kind === 'part' || kind === 'section' || (heading.end - heading.start <= 20 && heading.end + 2 < end));
    // 建设3个园区。推动…: a count that the text below the heading does not state again is the target itself
    const told = kind !== 'measure' || !direct || q.han === true || (heading !== null && this.view.slice(heading.end, end).includes(this.view.slice(q.start, q.end)));
    if (bare && told && q.start < heading.end && q.start >= heading.start && !v.around.marked && !v.around.hasAfter) {
      v.fate = 'heading';
      return true;
    }
    return false;
  }

  /** 20亿元以上的项目, 35岁以下青年, 年应纳税所得额不到100万元的部分. */
  protected isCondition(v: Verdict, after: number): boolean {
    const q = v.quantity;
    if (q.dimension === 'age') {
      v.fate = 'age';
      return true;
    }
    const bound = v.around.hasAfter || v.around.marked;
    if (!bound || isCount(q) || v.around.growth) return false;
    const de = this.view[skipBlank(this.view, after, this.segment.end)] === '的';
    if (!de && !this.entityFollows(after)) return false;
    v.fate = 'condition';
    return true;
  }

  protected entityFollows(after: number): boolean {
    const to = Math.min(this.segment.end, after + 12);
    for (let i = after; i < to; i++) {
      if (classAt(this.view, i) === CHAR.enumComma) return false;
      // 10亿元以上资金支持中小企业: past a verb the noun belongs to something else
      const verb = i > after ? VERBS.startingAt(this.view, i, to) : null;
      if (verb !== null && verb.end - verb.start >= 2) return false;
      const hit = ENTITY_WORDS.startingAt(this.view, i, to);
      if (hit !== null && hit.end - hit.start >= 2) return true;
    }
    return false;
  }
}
