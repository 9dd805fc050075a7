/** 三大X against the list before it, 四项X against the blocks that follow, 六大 in a heading against its items. */
import type { NodeKind, Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { listBefore, countItems } from '../terms/lists.ts';
import { countsIn, smallCount } from '../terms/numerals.ts';
import { countersIn, LIST_COUNTERS } from './counters.ts';
import { isHanCode } from '../source/han.ts';
import { type Draft, type LintContext, type LintRule, MOST_SPANS, quote, spanAt } from './context.ts';

interface Check extends Range {
  readonly said: number;
  readonly counted: number;
  readonly ok: boolean;
}

const COUNTING = new CharSet('0123456789一二两双三四五六七八九十');
const COUNTERS = new CharSet(LIST_COUNTERS);
const OPENS_HEAD = new CharSet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz“');
const BEFORE_OTHER_COUNTS = new CharSet('、，,。；;：:\n(（)第近约超多余共用分每前后上下其这各有了下列');
const CLOSES_LIST = new CharSet('等”');
const AFTER_HEAD = new CharSet('的等和与及为是');
const SENTENCE_ENDS = new CharSet('。\n');
const PLACES = new Set<NodeKind>(['section', 'part', 'task', 'measure', 'boxBlock', 'paragraph', 'lead', 'principle']);

/** The count written right before the counter at `at`, with its start. */
function countEndingAt(view: string, at: number): { count: number; start: number } | null {
  let start = at;
  while (start > 0 && at - start < 3 && COUNTING.has(view.charCodeAt(start - 1))) start--;
  const count = smallCount(view.slice(start, at));
  return count >= 2 && count <= 30 ? { count, start } : null;
}

/** A、B、C等三大X: the list must stand glued to the count. */
function listChecks(c: LintContext): Check[] {
  const { view } = c.parsed;
  const out: Check[] = [];
  for (const at of countersIn(c.parsed)) {
    if (!COUNTERS.has(view.charCodeAt(at))) continue;
    const next = view.charCodeAt(at + 1);
    if (view[at] !== '大' && !isHanCode(next) && !OPENS_HEAD.has(next)) continue;
    const said = countEndingAt(view, at);
    if (!said || said.start === 0 || BEFORE_OTHER_COUNTS.has(view.charCodeAt(said.start - 1))) continue;
    const floor = c.tree.sentenceAt(said.start)?.start ?? Math.max(0, said.start - 160);
    const list = listBefore(view, said.start, floor);
    if (!list || !isCleanList(view, list, said.start)) continue;
    const ok = said.count === list.count || said.count === list.countPlain;
    const counted = Math.abs(said.count - list.countPlain) <= Math.abs(said.count - list.count) ? list.countPlain : list.count;
    const closed = CLOSES_LIST.has(view.charCodeAt(said.start - 1));
    const even = evenItems(view, list);
    if (ok || ((closed || even) && list.countPlain >= 2)) out.push({ start: list.start, end: headEnd(view, at + 1), said: said.count, counted, ok });
  }
  return out;
}

/** A list of short parallel items, nothing of the sentence before it. */
function isCleanList(view: string, list: Range, before: number): boolean {
  const items = view.slice(list.start, list.end).split('、');
  return before - list.end <= 2 && items.every((i) => i.length >= 1 && i.length <= 24 && !/[0-9](?:个|项|名|家|次|处|座|所|%|万|亿)/u.test(i));
}

const evenItems = (view: string, list: Range): boolean => {
  const lengths = view
    .slice(list.start, list.end)
    .split(/[、,]/u)
    .map((i) => i.length);
  return lengths.every((n) => n === lengths[0]) && lengths.length >= 2;
};

function headEnd(view: string, from: number): number {
  let end = from;
  while (end - from < 6 && isHanCode(view.charCodeAt(end)) && !AFTER_HEAD.has(view.charCodeAt(end))) end++;
  return end;
}

/** “三品” after its list, “三线一单”（…） before it. */
function termChecks(c: LintContext): Check[] {
  return c.ledger.terms.flatMap((t): Check[] => {
    if (t.status !== 'defined' || !t.definition) return [];
    const counts = countsIn(t.text);
    if (counts.length === 0 || /[，,、]/u.test(t.text)) return [];
    const content = t.definition.text;
    const { count, countPlain } = countItems(content);
    const total = counts.reduce((a, b) => a + b, 0);
    const ok = [count, countPlain].some((n) => n === total || n === counts[0]);
    if (countPlain < 2 || /[是为通过推动]/u.test(content.slice(0, 2))) return [];
    const mention = t.mentions.find((m) => Math.abs(m.start - (t.definition?.end ?? 0)) < 3 || Math.abs((t.definition?.start ?? 0) - m.end) < 3);
    if (!mention || !ok) return [];
    return [{ start: Math.min(mention.start, t.definition.start), end: Math.max(mention.end, t.definition.end), said: counts[0] ?? 0, counted: countPlain, ok }];
  });
}

const HEADING_COUNT = /([0-9]{1,2}|[二两三四五六七八九十]{1,2})(?:大|个|项|条|类)(?:[\u3400-\u9fff]|$)/u;

const firstSentenceEnd = (view: string, from: number, limit: number): number => {
  for (let at = from; at < limit; at++) if (SENTENCE_ENDS.has(view.charCodeAt(at))) return at;
  return limit;
};

const NOT_COUNTED = new Set<NodeKind>(['duty', 'lead', 'paragraph', 'box', 'table']);

/** A heading or an opening sentence that counts what follows: 实施六大行动, 建立四项机制. */
function childChecks(c: LintContext): Check[] {
  const { view } = c.parsed;
  const out: Check[] = [];
  c.ledger.outline.forEach((n, place) => {
    const kids = PLACES.has(n.kind) ? c.tree.childrenAt(place) : [];
    if (kids.length < 2) return;
    const kind = kids.find((k) => !NOT_COUNTED.has(k.kind))?.kind;
    const counted = kids.reduce((sum, k) => (k.kind === kind ? sum + 1 : sum), 0);
    if (counted < 2) return;
    const from = n.start + (n.label?.length ?? 0);
    const hit = HEADING_COUNT.exec(view.slice(from, firstSentenceEnd(view, from, Math.min(n.end, from + 120))));
    const said = smallCount(hit?.[1] ?? '');
    if (!hit || said < 2) return;
    const ok = said === counted;
    const start = from + hit.index;
    // only a pass, or a heading of its own line, is worth telling: a count in running text may mean something else
    if (ok || (n.kind !== 'paragraph' && n.title !== null && n.title.includes(hit[0]) && Math.abs(said - counted) <= 2 && kids.every((k) => k.kind !== kind || k.label !== null)))
      out.push({ start, end: headEnd(view, start + hit[0].length - 1), said, counted, ok });
  });
  return out;
}

const COUNT_PATTERNS = new Map<number, RegExp>();

/** 四项X or 4项X; made once per number. */
const countPattern = (count: number): RegExp => {
  const known = COUNT_PATTERNS.get(count) ?? new RegExp(`(?:${count}|${'零一二三四五六七八九十'[count] ?? '零'})[项个大](?:[\\u3400-\\u9fff]{2})`, 'u');
  if (count < 100) COUNT_PATTERNS.set(count, known);
  return known;
};

/** A block of a box that counts the blocks: 建立招商引资四项工作机制 in a box of four blocks. */
function boxChecks(c: LintContext): Check[] {
  const out: Check[] = [];
  c.ledger.outline.forEach((box, place) => {
    const blocks = box.kind === 'box' ? c.tree.childrenAt(place).filter((k) => k.kind === 'boxBlock') : [];
    const hit = blocks.length < 2 ? null : countPattern(blocks.length).exec(c.parsed.view.slice(box.start, box.end));
    if (hit) out.push({ start: box.start + hit.index, end: box.start + hit.index + hit[0].length, said: blocks.length, counted: blocks.length, ok: true });
  });
  return out;
}

function withoutRepeats(checks: readonly Check[]): Check[] {
  const out: Check[] = [];
  let end = -1;
  for (const k of [...checks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (k.start < end) continue;
    out.push(k);
    end = k.end;
  }
  return out;
}

export const countVsList: LintRule = {
  rule: 'count-vs-list',
  severity: 'info',
  find: (c) => {
    const checks = withoutRepeats([...listChecks(c), ...termChecks(c), ...childChecks(c), ...boxChecks(c)]);
    const out: Draft[] = checks
      .filter((k) => !k.ok)
      .map((k) => {
        const span = spanAt(c, k);
        return { message: `${quote(span.text)}说的是 ${k.said}，列出的是 ${k.counted}`, spans: [span], suggestion: '核对数目与列举' };
      });
    const passed = checks.filter((k) => k.ok);
    if (passed.length > 0) out.push({ message: `已核对 ${passed.length} 处“几大”“几项”的数目，与列举相符`, spans: passed.slice(0, MOST_SPANS).map((k) => spanAt(c, k)) });
    return out;
  },
};
