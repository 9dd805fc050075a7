/** Near-names that may be one thing: 蚌固高速公路 / 固蚌高速公路, 制品产业园 / 制造产业园. Proposed, never merged (trap 38). */
import { wordSet } from '../actors/word-set.ts';
import type { ParsedText, Range } from '../model.ts';
import { isHanCode } from '../source/han.ts';
import { sentencesHolding } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { sharedBefore } from './names.ts';
import { type LintContext, type LintRule, quote, spanAt } from './context.ts';

/** Heads of names of works, zones and bodies. Longest first. */
const HEADS: readonly string[] =
  '经济技术开发区 高新技术产业开发区 高速公路 城际铁路 产业园区 工业园区 产业园 工业园 科技园 物流园 示范园 示范区 开发区 度假区 风景区 集聚区 旅游区 新城 新区 水库 水厂 污水处理厂 大桥 大道 铁路 机场 港区 码头 湿地公园 森林公园 研究院 实验室 创新中心 研发中心 检测中心 服务中心 数据中心 职业学院 人民医院 领导小组'.split(
    ' ',
  );
const HEAD_SET = wordSet(HEADS);
const HEAD_SIGN = sign(HEADS);
const STEM = 5;
/** Characters whose change means another thing, not another spelling. */
const CONTRASTS: readonly string[] =
  '0123456789 一二三四五六七八九十 东南西北中上下左右内外前后 省市县区镇乡村国州 新老旧 大小 高低 男女 甲乙丙丁 公铁水空 农工商 春夏秋冬 红黄蓝绿 河江湖海山 中小幼 类级型化性 首次'.split(
    ' ',
  );
const isHan = (view: string, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (!isHanCode(view.charCodeAt(i))) return false;
  return true;
};
/** Openings that are no part of a name: 建设X产业园 against 规划X产业园. */
const NOT_NAME = /^(?:建设|规划|推进|打造|加快|加强|支持|提升|培育|发展|建成|实施|完善|创建|引进|各类|国家|省级|市级|县级|一批|以及|等)|[的了和与及等为在以]/u;

interface Stem extends Range {
  readonly head: string;
  readonly text: string;
}

function stemsOf({ view, sentences }: ParsedText): Stem[] {
  const out: Stem[] = [];
  const add = (start: number, at: number, head: string): void => {
    if (start >= 0 && isHan(view, start, at)) out.push({ start, end: at + head.length, head, text: view.slice(start, at) });
  };
  for (const s of sentencesHolding(sentences, HEAD_SIGN)) {
    for (let at = s.start; at < s.end; at++) {
      const head = HEAD_SET.at(view, at);
      if (head === undefined) continue;
      add(at - STEM, at, head);
      add(at - 2, at, head);
      at += head.length - 1;
    }
  }
  return out;
}

const sorted = (s: string): string => [...s].sort().join('');

function isContrast(a: string, b: string): boolean {
  return CONTRASTS.some((c) => c.includes(a) && c.includes(b));
}

/** One character differs, all others stand in place. */
function differsOnce(a: string, b: string): boolean {
  let at = -1;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (at >= 0) return false;
    at = i;
  }
  return at > 0 && !isContrast(a[at] ?? '', b[at] ?? '');
}

interface Pair {
  readonly a: Stem;
  readonly b: Stem;
}

function keysOf(s: Stem): string[] {
  if (s.text.length === 2) return [sorted(s.text)];
  const keys: string[] = [];
  for (let i = 0; i < s.text.length; i++) keys.push(`${s.text.slice(0, i)}_${s.text.slice(i + 1)}`);
  return keys;
}

/** What was seen before one head. */
interface Known {
  readonly stems: Set<string>;
  readonly byKey: Map<string, Stem>;
}

/** Pairs by hashed keys: turned two-character stems, five-character stems with one character blanked out. */
function pairsOf(stems: readonly Stem[]): Pair[] {
  const byHead = new Map<string, Known>();
  const out: Pair[] = [];
  const told = new Set<string>();
  const propose = (a: Stem, b: Stem): void => {
    const key = [a.text + a.head, b.text + b.head].sort().join('|');
    if (told.has(key)) return;
    told.add(key);
    out.push({ a, b });
  };
  for (const s of stems) {
    // a stem that was seen before tells nothing new: its keys are held by its first place
    let known = byHead.get(s.head);
    if (known === undefined) {
      known = { stems: new Set(), byKey: new Map() };
      byHead.set(s.head, known);
    }
    if (known.stems.has(s.text)) continue;
    known.stems.add(s.text);
    if (NOT_NAME.test(s.text)) continue;
    for (const key of keysOf(s)) {
      const before = known.byKey.get(key);
      if (!before) known.byKey.set(key, s);
      else if (before.text !== s.text && (s.text.length === 2 ? s.text[0] !== s.text[1] && s.text === `${before.text[1]}${before.text[0]}` : differsOnce(before.text, s.text)))
        propose(before, s);
    }
  }
  return out;
}

export const nameVariant: LintRule = {
  rule: 'name-variant',
  severity: 'warning',
  find: (c: LintContext) =>
    pairsOf(stemsOf(c.parsed))
      .slice(0, 20)
      .map(({ a, b }) => {
        const back = sharedBefore(c.parsed.view, a.start, b.start);
        const spans = [a, b].map((r) => spanAt(c, { start: r.start - back, end: r.end }));
        return { message: `${quote(spans[0]?.text ?? '')}与${quote(spans[1]?.text ?? '')}名称相近，是否同一事项需要确认`, spans, suggestion: '统一名称，或写明是两件事' };
      }),
};
