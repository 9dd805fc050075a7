/** Targets without a figure: 高于全省平均水平, 位于…前列, 完成下达的任务, 全覆盖, 差距明显缩小, 进一步提高…率 (plantext 3.3). */
import { endsAsIndicator } from '../lexicon/indicators.ts';
import type { Comparator, Range, TargetClass } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { sign } from '../source/signs.ts';
import type { NodeContext } from './context.ts';
import { type Figure, newFigure } from './figure.ts';
import { nameBefore } from './names.ts';
import { type Carry, type Reading, modalityIn, scopeOf } from './reading-state.ts';
import type { Segment } from './segments.ts';
import { headOf } from '../source/windows.ts';

type Pattern = 'relative' | 'rank' | 'meet' | 'cover' | 'all' | 'gap' | 'sync' | 'direction-up' | 'direction-down';

const rows = (pattern: Pattern, text: string): (readonly [string, Pattern])[] => text.split(' ').map((w) => [w, pattern] as const);

const TRIGGER_ROWS = [
  ...rows('relative', '高于 快于 优于 好于 低于 接近 达到全国 达到全省 达到全市 达到全区 达到东部 达到中部 达到西部 达到中等 达到发达 达到或超过 不低于 不高于 赶上 超过'),
  ...rows('rank', '位于 位居 位列 居于 走在 保持在 进入 稳居 挤进 排名 跻身'),
  ...rows('meet', '完成省 完成市 完成国家 完成经国家 完成自治区 完成上级 完成下达 全面完成省 全面完成国家 全面完成上级 达到国家 达到省 达到上级 控制在省 控制在国家 控制在上级'),
  ...rows('cover', '全覆盖'),
  ...rows('all', '所有'),
  ...rows('gap', '差距'),
  ...rows('sync', '同步 基本同步 同步增长 相适应 基本匹配 保持同步'),
  ...rows('direction-up', '进一步提高 不断提高 逐步提高 稳步提高 持续提高 大幅提高 显著提高 明显提高 进一步提升 稳步提升'),
  ...rows('direction-down', '进一步降低 逐步降低 持续降低 明显降低 大幅降低 显著降低 进一步缩小'),
];
const TRIGGERS: WordTrie<Pattern> = new WordTrie<Pattern>(TRIGGER_ROWS);
/** A sentence without these words has no wordy target. */
export const WORDY_SIGN: number = sign(TRIGGER_ROWS.map(([word]) => word));

const REFERENCE = /(平均|水平|增速|增幅|涨幅|增长|全国|全省|全市|同期|以上年|中位|目标)/;

interface Found {
  readonly value: Range;
  readonly indicator: Range | null;
  readonly cls: TargetClass;
  readonly comparator: Comparator;
  readonly reference: Range | null;
  readonly number?: '100';
  readonly direction?: 'up' | 'down';
}

function clauseEnd(view: string, from: number, to: number): number {
  let k = from;
  while (k < to && !'(（、'.includes(view[k] as string)) k++;
  while (k > from && ' '.includes(view[k - 1] as string)) k--;
  return k;
}

function endOfReference(view: string, from: number, to: number): number {
  let k = from;
  while (k < to && view[k] !== '(') k++;
  return k;
}

function relative(view: string, s: Segment, at: number, end: number): Found | null {
  const stop = endOfReference(view, end, s.end);
  const text = view.slice(end, stop);
  if (text.length < 4 || text.length > 30 || !REFERENCE.test(text) || /^[0-9]/.test(text) || s.quantities.some((q) => q.start >= end && q.start < stop)) return null;
  const indicator = nameBefore(view, s.start, at);
  if (indicator === null) return null;
  const word = view.slice(at, end);
  const from = word.startsWith('达到') && word !== '达到或超过' ? at + 2 : end;
  return { value: { start: at, end: stop }, indicator, cls: 'relative', comparator: 'relative', reference: { start: from, end: stop } };
}

function rank(view: string, s: Segment, at: number, end: number): Found | null {
  const text = view.slice(end, s.end);
  const front = /(前列|第一方阵|第一梯队|首位|先进行列|前茅|上游)/.exec(text);
  if (front === null || front.index > 20) return null;
  const stop = end + front.index + front[0].length;
  if (s.quantities.some((q) => q.start >= end && q.start < stop && q.han !== true)) return null;
  const indicator = nameBefore(view, s.start, at);
  if (indicator === null) return null;
  return { value: { start: at, end: stop }, indicator, cls: 'rank', comparator: 'relative', reference: { start: end, end: end + front.index } };
}

/** 完成国家下达的能耗控制目标: the indicator stands inside the task handed down. */
function handedDown(view: string, from: number, to: number): Range | null {
  const m = /(下达|分解|核定|确定|要求)的/.exec(view.slice(from, to));
  if (m === null) return null;
  const start = from + m.index + m[0].length;
  const end = view.startsWith('控制', to - 2) ? to - 2 : to;
  return end - start >= 4 ? { start, end } : null;
}

function meet(view: string, s: Segment, at: number, end: number): Found | null {
  const text = headOf(view.slice(at, s.end));
  const m = /(任务|目标|要求|标准|指标|范围)/.exec(text);
  if (m === null || m.index > 34 || s.quantities.length > 0) return null;
  const verb = /^(全面)?(完成|达到|控制在)/.exec(text)?.[0].length ?? 2;
  const before = nameBefore(view, s.start, at);
  const inner = before === null || /^(各|全[国省市县区镇乡州]$)/.test(view.slice(before.start, before.end)) ? handedDown(view, end, at + m.index) : null;
  if (m.index > 18 && inner === null) return null;
  const indicator = inner ?? before;
  if (indicator === null) return null;
  return {
    value: { start: at, end: at + m.index + m[0].length },
    indicator,
    cls: 'delegated',
    comparator: 'meet',
    reference: { start: at + verb, end: at + m.index + m[0].length },
  };
}

function cover(view: string, s: Segment, at: number, end: number): Found | null {
  const after = view[end] ?? '';
  if (end < s.end && !'、和(及'.includes(after)) return null;
  // 村级卫生室100%全覆盖
  const figure = s.quantities.find((q) => q.end === at && q.unit === '%' && q.number === '100');
  const from = figure === undefined ? at : figure.start;
  const indicator = nameBefore(view, s.start, from);
  return indicator === null ? null : { value: { start: from, end }, indicator, cls: 'completeness', comparator: '=', reference: null, number: '100' };
}

function all(view: string, s: Segment, at: number): Found | null {
  const text = view.slice(at, s.end);
  const done = text.indexOf('实现');
  if (done < 4 || done > 24) return null;
  const indicator = nameBefore(view, s.start, at + done);
  if (indicator === null) return null;
  return { value: { start: at + done, end: clauseEnd(view, at + done, s.end) }, indicator, cls: 'completeness', comparator: '=', reference: null, number: '100' };
}

function gap(view: string, s: Segment, at: number, end: number): Found | null {
  const m = /^(明显|显著|逐步|持续|进一步|不断)?缩小/.exec(view.slice(end, s.end));
  const left = view.slice(s.start, at);
  const with_ = Math.max(left.lastIndexOf('与'), left.lastIndexOf('和'));
  if (m === null || with_ < 2 || !/(平均|水平)/.test(left.slice(with_))) return null;
  const indicator = nameBefore(view, s.start, end);
  if (indicator === null) return null;
  return {
    value: { start: end, end: end + m[0].length },
    indicator,
    cls: 'relative',
    comparator: 'decrease',
    reference: { start: s.start + with_ + 1, end: at },
    direction: 'down',
  };
}

function sync(view: string, s: Segment, at: number, end: number): Found | null {
  if (end - at === 2 && end < s.end) return null;
  const left = view.slice(s.start, at);
  const with_ = Math.max(left.lastIndexOf('与'), left.lastIndexOf('同'));
  if (with_ < 2) return null;
  const indicator = nameBefore(view, s.start, s.start + with_);
  if (indicator === null || !/(增长|增速|经济|收入|产值)/.test(left)) return null;
  return { value: { start: s.start + with_, end }, indicator, cls: 'relative', comparator: 'relative', reference: { start: s.start + with_ + 1, end: at } };
}

function direction(view: string, s: Segment, at: number, end: number, up: boolean): Found | null {
  const stop = clauseEnd(view, end, s.end);
  if (stop - end < 3 || s.quantities.length > 0 || !/(率|比重|比例|占比|强度)$/.test(view.slice(end, stop)) || !endsAsIndicator(view, end, stop)) return null;
  return {
    value: { start: at, end },
    indicator: { start: end, end: stop },
    cls: 'directional',
    comparator: up ? 'increase' : 'decrease',
    reference: null,
    direction: up ? 'up' : 'down',
  };
}

function readPattern(view: string, s: Segment, at: number, end: number, pattern: Pattern): Found | null {
  switch (pattern) {
    case 'relative':
      return relative(view, s, at, end);
    case 'rank':
      return rank(view, s, at, end);
    case 'meet':
      return meet(view, s, at, end);
    case 'cover':
      return cover(view, s, at, end);
    case 'all':
      return all(view, s, at);
    case 'gap':
      return gap(view, s, at, end);
    case 'sync':
      return sync(view, s, at, end);
    case 'direction-up':
      return direction(view, s, at, end, true);
    case 'direction-down':
      return direction(view, s, at, end, false);
  }
}

function figureOf(r: Reading, s: Segment, found: Found): Figure {
  const f = newFigure(s.node, s.sentence, found.value);
  f.indicator = found.indicator === null ? null : { start: found.indicator.start, end: found.indicator.end };
  f.cls = found.cls;
  f.comparator = found.comparator;
  f.reference = found.reference;
  if (found.number !== undefined) {
    f.number = found.number;
    f.unit = '%';
    f.unitText = '';
  }
  if (found.direction !== undefined) f.direction = found.direction;
  f.modality = modalityIn(r.view, s.start, found.value.start) ?? 'aim';
  f.scope = scopeOf(r.view, f.indicator);
  f.governing = r.scope.governing(s, found.value.start);
  return f;
}

/** Reads at most one wordy target per clause. */
export function readWordy(r: Reading, s: Segment, context: NodeContext, carry: Carry): void {
  if (context.heading !== null && s.start < context.heading.end && s.start >= context.heading.start && context.node.kind !== 'dashItem') return;
  for (let i = s.start; i < s.end; i++) {
    if (!TRIGGERS.starts(r.view.charCodeAt(i))) continue;
    const hit = TRIGGERS.startingAt(r.view, i, s.end);
    if (hit === null) continue;
    const found = readPattern(r.view, s, hit.start, hit.end, hit.value);
    i = hit.end - 1;
    if (found === null) continue;
    const f = figureOf(r, s, found);
    r.figures.push(f);
    carry.lastIndicator = f.indicator;
    return;
  }
}
