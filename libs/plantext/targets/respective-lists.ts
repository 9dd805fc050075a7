/** 分别: figures in a row paired with the names before them, in the clause before, or of the figures before. */
import type { Range } from '../model.ts';
import { BareDoings } from './bare-doings.ts';
import { classOf } from './classify.ts';
import { splitList, subjectsOf } from './names.ts';
import type { Verdict } from './reading-state.ts';

export class RespectiveLists extends BareDoings {
  protected respectiveRun(k: number): number {
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

  protected readRespective(first: number, last: number): boolean {
    const head = this.verdicts[first] as Verdict;
    const name = this.nameOf(first);
    const values = last - first + 1;
    const own = this.segment.times.filter((t) => t.end <= head.around.nameEnd + 2 && t.year !== undefined);
    const years = own.length === 0 ? this.carry.times : own;
    const items = name === null ? this.namesOutside(first, last) : this.itemsOf(name, values);
    const byYear = years.length === values && items.length !== values;
    const oneName = items.length === 1;
    if (items.length !== values && !byYear && !oneName) return false;
    const tail = (this.verdicts[last] as Verdict).around;
    for (let n = 0; n < values; n++) {
      const v = this.verdicts[first + n] as Verdict;
      const f = this.figure(v, byYear || oneName ? name : (items[n] as Range), name?.action ?? null);
      if (n < values - 1 && tail.hasAfter && !v.around.hasAfter) f.comparator = tail.comparator; // 分别增长7%、8%左右
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

  /** Names of a 分别 without a name of its own: those listed in the clause before, or of the figures before. */
  protected namesOutside(first: number, last: number): readonly Range[] {
    const { clause } = this.carry;
    const listed = clause === null ? [] : subjectsOf(this.view, clause);
    if (listed.length === last - first + 1) return listed;
    const units = this.verdicts.slice(first, last + 1).map((v) => v.quantity.unit);
    const grows = this.at(first).around.growth && units.every((unit) => unit === '%');
    return this.namesBefore(grows ? null : units, units.length);
  }

  /** 到2031年，甲率达到70%，乙率达到35%；到2032年，分别达到80%和45%: the names of the figures before, in their order. */
  protected namesBefore(units: readonly string[] | null, wanted: number): Range[] {
    const last = this.carry.lastFigure;
    if (last === null || last + 1 < wanted) return [];
    const before = this.r.figures.slice(last + 1 - wanted, last + 1);
    const names = before.map((f) => f.indicator).filter((r) => r !== null);
    return names.length === wanted && before.every((f, n) => f.node === this.segment.node && (units === null ? f.sentence === this.segment.sentence : f.unit === units[n]))
      ? names
      : [];
  }

  /** Items of a list name; 马铃薯种植、收获机械化率 has a shared head, which the items keep as evidence. */
  protected itemsOf(name: Range, wanted: number): Range[] {
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

  protected splitAt(name: Range, mark: string): Range[] {
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
}
