/**
 * What a place in the document says about the figures there: review of the past, support policy, heading, year of the
 * document. Plantext 7.3 and 14: the fact/target switch of work reports goes by section titles and tense words.
 */
import { PLAN_TITLES, POLICY_TITLES, REVIEW_TITLES } from '../lexicon/phrase-pack.ts';
import type { OutlineNode, ParsedText, Range } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { parentsOf } from '../outline/nodes-by-id.ts';
import { once } from '../source/memo.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { taskRowsOf } from './task-rows.ts';
import { isAnnualTitle, titleSpan } from './title-time.ts';
import { headOf, tailOf } from '../source/windows.ts';

export interface NodeContext {
  readonly node: OutlineNode;
  /** results and circumstances: no targets */
  readonly review: boolean;
  /** support policy: money is a parameter */
  readonly policy: boolean;
  /** 目标, 指标: bare figures are targets */
  readonly goal: boolean;
  /** stretch of the heading inside the node */
  readonly heading: Range | null;
  /** year stated in a heading above (三、2026年主要工作) */
  readonly headingTime: TimeExpr | null;
  /** letters, preamble, titles, duties: no targets */
  readonly silent: boolean;
  /** a heading above speaks of 今后五年, 未来: the year in the title does not reach there */
  readonly longTerm: boolean;
  /** id of the section-like ancestor that a run of items belongs to */
  readonly run: string | null;
  /** row of a duty table: the cell that names the task */
  readonly task: Range | null;
  /** cells of that row that hold a schedule */
  readonly steps: readonly Range[];
}

const NO_STEPS: readonly Range[] = [];
const SILENT: ReadonlySet<string> = new Set(['document', 'title', 'preamble', 'letter', 'duty']);
const titleWords = (words: readonly string[]): WordTrie<true> => new WordTrie(words.map((w) => [w, true] as const));
const REVIEWS = titleWords(REVIEW_TITLES);
const PLANS = titleWords(PLAN_TITLES);
const POLICIES = titleWords(POLICY_TITLES);

const hasWord = (title: string, words: WordTrie<true>): boolean => {
  for (let i = 0; i < title.length; i++) if (words.valueAt(title, i, title.length) === true) return true;
  return false;
};

const headingOf = (node: OutlineNode, text: string): Range | null => {
  if (node.title === null) return null;
  const from = node.start + (node.label?.length ?? 0);
  const opening = node.title.slice(0, 6);
  for (let at = from; at <= from + 4; at++) {
    if (text.startsWith(opening, at)) return { start: at, end: Math.min(node.end, at + node.title.length + 1) };
  }
  return null;
};

const isContainer = ({ kind }: OutlineNode): boolean => kind === 'part' || kind === 'section' || kind === 'task';

/** 第二节 “十四五”时期主要目标: a measure that is nothing but its heading rules over what follows like a section. */
const isHeadingOnly = (heading: Range | null, node: OutlineNode): boolean => heading !== null && heading.end + 1 >= node.end;

/** A time that far behind the start of its node stands in no heading. */
const HEADING_REACH = 120;

/** The last time in the heading; `from` is the index of the first time that ends behind the start of the node. */
function headingTimeOf(heading: Range | null, node: OutlineNode, times: readonly TimeExpr[], from: number): TimeExpr | null {
  if (heading === null) return null;
  if (node.kind === 'measure' ? !isHeadingOnly(heading, node) : !isContainer(node)) return null;
  let found: TimeExpr | null = null;
  for (let k = from; k < times.length && (times[k] as TimeExpr).start < node.start + HEADING_REACH; k++) {
    const t = times[k] as TimeExpr;
    if (t.start < heading.start || t.end > heading.end) continue;
    if (t.kind === 'in' || t.kind === 'by' || t.kind === 'during') found = t;
  }
  return found;
}

const DUE_LABEL = /(?:完成|办结|整改|建设|实施)?(?:时限|期限|时间|时间节点)[:：]/;

/** （县农业农村局牵头；2031年底前完成） */
const DUE_CLAUSE = /[；;，,（(](?=(?:19|20)\d\d年[^；;，,]{0,10}完成[)）。；;]?)/;

/** 完成时限：2024年8月 of a measure, as its own line or inside its duty bracket: the deadline of what the measure promises. */
function dueTimes(parsed: ParsedText, times: readonly TimeExpr[]): ReadonlyMap<string, TimeExpr> {
  const map = new Map<string, TimeExpr>();
  let t = 0;
  for (const node of parsed.nodes) {
    if (node.kind !== 'duty' || node.parent === null) continue;
    const duty = headOf(parsed.text.slice(node.start, node.end));
    const label = DUE_LABEL.exec(duty) ?? DUE_CLAUSE.exec(duty);
    if (label === null) continue;
    const from = node.start + label.index;
    while (t < times.length && (times[t] as TimeExpr).start < from) t++;
    const time = times[t];
    if (time !== undefined && time.end <= node.end && time.year !== undefined && (time.kind === 'in' || time.kind === 'by')) map.set(node.parent, { ...time, kind: 'by' });
  }
  return map;
}

const REVIEW_END = /(?:回顾|总结|成就|成效|完成情况|执行情况)$/;

/** A title that reviews: it ends with a review word (主要工作回顾), or has one and no plan word. */
function reviewOf(title: string): boolean {
  return title !== '' && (REVIEW_END.test(title) || (hasWord(title, REVIEWS) && !hasWord(title, PLANS)));
}

/** 2026年重点工作 on a line of its own, without a number: rules over what follows, up to the next line of that kind. */
interface BareHeading {
  readonly review: boolean;
  readonly goal: boolean;
  readonly longTerm: boolean;
  readonly time: TimeExpr | null;
}

const BARE = /^[^，。；：:,;]{2,26}(回顾|目标任务|发展目标|主要目标|预期目标|重点工作|工作安排|主要任务|工作任务|工作重点|主要工作)$/;

function bareHeading(text: string, node: OutlineNode, times: readonly TimeExpr[]): BareHeading | null {
  if (node.end - node.start > 40) return null;
  const title = text.slice(node.start, node.end).trim();
  if (!BARE.test(title)) return null;
  const time = times.find((t) => t.start >= node.start && t.end <= node.end && (t.kind === 'in' || t.kind === 'during'));
  return { review: reviewOf(title), goal: /目标|指标/.test(title), longTerm: /(今后|未来|远景|长远)/.test(title), time: time ?? null };
}

/** Contexts of all nodes in their order; flags run down from the headings above. Made once per text and list of times. */
export const contextsOf: (parsed: ParsedText, times: readonly TimeExpr[]) => readonly NodeContext[] = once(buildContexts);

function buildContexts(parsed: ParsedText, times: readonly TimeExpr[]): readonly NodeContext[] {
  const out: NodeContext[] = [];
  const parents = parentsOf(parsed.nodes);
  const due = dueTimes(parsed, times);
  const rows = taskRowsOf(parsed, times);
  let t = 0;
  let bare: BareHeading | null = null;
  for (const node of parsed.nodes) {
    const parent = out[parents[out.length] as number];
    const heading = headingOf(node, parsed.text);
    const title = tailOf(node.title ?? '');
    if (node.kind === 'paragraph' && parent?.node.kind === 'document') bare = bareHeading(parsed.text, node, times) ?? bare;
    while (t < times.length && (times[t] as TimeExpr).end <= node.start) t++;
    const container = isContainer(node);
    const row = node.kind === 'row' ? rows.get(node.id) : undefined;
    const goal = (container || node.kind === 'measure') && /目标|指标/.test(title);
    out.push({
      node,
      review: (parent?.review ?? false) || bare?.review === true || (node.kind !== 'title' && node.kind !== 'document' && reviewOf(title)),
      // a reward scheme has goals of its own: under 总体目标 its figures are targets
      policy: !(container && goal) && ((parent?.policy ?? false) || (node.kind !== 'title' && hasWord(title, POLICIES))),
      goal: goal || (parent?.goal ?? false) || bare?.goal === true,
      heading,
      headingTime: due.get(node.id) ?? row?.due ?? headingTimeOf(heading, node, times, t) ?? parent?.headingTime ?? bare?.time ?? null,
      silent: SILENT.has(node.kind) && !(node.kind === 'preamble' && bare !== null),
      longTerm: (parent?.longTerm ?? false) || bare?.longTerm === true || (container && /(今后|未来|远景|长远)/.test(title)),
      run: container || (node.kind === 'measure' && isHeadingOnly(heading, node)) ? node.id : (parent?.run ?? null),
      task: row?.task ?? null,
      steps: row?.steps ?? NO_STEPS,
    });
  }
  return out;
}

const REPORT = /政府工作报告|工作报告/;

/** Year of the document: the year in its title, else the first full date in its first part; null when neither stands there. */
export function documentYear(parsed: ParsedText, times: readonly TimeExpr[]): number | null {
  const title = parsed.nodes.find((n) => n.kind === 'title');
  const head = title?.title ?? '';
  const inTitle = /(?:^|[^\d])(20\d\d|19\d\d)年/.exec(head);
  if (inTitle?.[1] !== undefined && (REPORT.test(head) || isAnnualTitle(head))) return Number(inTitle[1]);
  for (const t of times) {
    if (t.start > 1500) break;
    // a full date, not a deadline by the month (2026年12月底)
    if (t.on !== undefined && t.kind === 'in' && t.year !== undefined && parsed.view[t.end - 1] === '日') return t.year;
  }
  return null;
}

/** First year of a plan whose title states its span (（2023—2025年）, “十五五”); earlier years are the past. */
export function firstPlanYear(parsed: ParsedText, times: readonly TimeExpr[]): number | null {
  const title = parsed.nodes.find((n) => n.kind === 'title');
  if (title === undefined) return null;
  for (const t of times) {
    if (t.start >= title.end) break;
    if (t.start >= title.start && t.kind === 'during' && t.from !== undefined) return t.from;
  }
  return null;
}

/** 2012年起5年内, stated once, or the span of the title: its start anchors a bare 5年内 (plantext 3.4). */
export function spanAnchor(parsed: ParsedText, times: readonly TimeExpr[]): TimeExpr | null {
  return times.find((t) => t.kind === 'within' && t.from !== undefined && t.span !== undefined) ?? titleSpan(parsed, times);
}
