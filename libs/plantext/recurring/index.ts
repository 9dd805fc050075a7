/** Recurring duties: 每年, 每季度, 每月, 定期, 年终 … with what is to be done each time. */
import { spanOf, treeOf, type PlanTree } from '../actors/tree.ts';
import { idMaker } from '../actors/id-maker.ts';
import type { ActorRecord, Clause, ParsedText, Range, RecurringRecord, Sentence } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { sentencesHolding } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { FREQUENCY_WORDS, type FrequencyWord, LOOSE_WORDS, MANNER_WORDS, OPEN_ENDED, PAYMENT_WORDS, ROUTINE_VERBS, YEAR_END_WORDS } from './recurring-lexicon.ts';
import { headOf } from '../source/windows.ts';

interface Found {
  readonly node: string;
  readonly frequency: Range;
  readonly every: string | null;
  readonly times: string | null;
  readonly duty: Range;
  readonly vague: boolean;
}

const WORDS = new WordTrie(FREQUENCY_WORDS.map((f) => [f.word, f] as const));
const FREQUENCY_SIGN = sign(FREQUENCY_WORDS.map((f) => f.word));
const YEAR_END_SIGN = sign(YEAR_END_WORDS);
const COUNT = /^[\u3400-\u9fff]{0,7}?([0-9]{1,3}|[一两二三四五六七八九十])(?:次|期|场|轮|篇|批)/u;
const TAIL_COUNT = /(?:不少于|不低于|至少)?([0-9]{1,3}|[一两二三四五六七八九十])(?:次|期|场|轮|场次)(?:以上)?[。；;]?$/u;
const ANY_FIGURE = /[0-9]/u;
const HAN_DIGIT = '零一二三四五六七八九十';

function countWord(word: string): string {
  if (word === '两') return '2';
  const at = HAN_DIGIT.indexOf(word);
  return at > 0 ? String(at) : word;
}

function trimmed(view: string, range: Range): Range {
  let { start, end } = range;
  while (end > start && ' 。；;,，|\t\n'.includes(view[end - 1] ?? 'x')) end--;
  while (start < end && ' ,，、'.includes(view[start] ?? 'x')) start++;
  return { start, end };
}

/** Is it a duty at all? Counts of business (每年引进4个) are targets, payments are conditions. */
function isDuty(view: string, f: FrequencyWord, at: number, duty: Range): boolean {
  const content = headOf(view.slice(duty.start, duty.end));
  if (content.length < 2 || MANNER_WORDS.has(f.word)) return false;
  if (PAYMENT_WORDS.some((w) => content.startsWith(w)) || view.slice(Math.max(0, at - 2), at) === '每人' || '。;；\n'.includes(content[0] ?? '')) return false;
  if (/^(?:为|均|增长|提高|递增|下降|以来|的|度|份|间|级|龄)/u.test(content)) return false;
  if (LOOSE_WORDS.has(f.word)) return ROUTINE_VERBS.some((v) => content.startsWith(v) && v.length === 2) && !ANY_FIGURE.test(content);
  if (!ANY_FIGURE.test(content)) return true;
  const counted = COUNT.test(content);
  const routine = counted || ROUTINE_VERBS.some((v) => content.startsWith(v));
  const onlyOccasions = counted || TAIL_COUNT.test(content);
  return routine && onlyOccasions && /(?:会议|会|督查|检查|调度|通报|考核|评估|演练|巡查|培训|例会|报告|抽查|排查)/u.test(content);
}

/** How often: the count in the duty, else once per period. */
function timesOf(view: string, f: FrequencyWord, duty: Range): string | null {
  if (f.vague) return null;
  const content = headOf(view.slice(duty.start, duty.end));
  const count = COUNT.exec(content)?.[1] ?? TAIL_COUNT.exec(content)?.[1];
  return count !== undefined && f.times === '1' ? countWord(count) : f.times;
}

function inClause(view: string, s: Sentence, clause: Clause, out: Found[]): void {
  const limit = Math.min(clause.end, clause.start + 400);
  for (let i = clause.start; i < limit; i++) {
    const f = WORDS.valueAt(view, i, clause.end);
    if (f === undefined) continue;
    const end = i + f.word.length;
    const duty = trimmed(view, { start: end, end: dutyEnd(view, end, clause.end) });
    if (isDuty(view, f, i, duty) && !isWithinWord(view, i, f.word)) {
      out.push({ node: s.node, frequency: { start: i, end }, every: f.every, times: timesOf(view, f, duty), duty, vague: f.vague });
      if (duty.end + 1 >= clause.end) return;
      i = duty.end;
      continue;
    }
    i = end - 1;
  }
}

/** 每月调度、每季度通报: a duty ends where the next rhythm begins. */
function dutyEnd(view: string, from: number, limit: number): number {
  for (let i = from; i < Math.min(limit, from + 200); i++) if (view[i] === '、' && WORDS.startingAt(view, i + 1, limit) !== null) return i;
  return limit;
}

/** 不定期 read as 定期, 精准化、常态化对接 as an adjective. */
function isWithinWord(view: string, at: number, word: string): boolean {
  const before = view[at - 1] ?? '';
  return (word === '定期' && before === '不') || (word === '常态化' && (before === '、' || before === '的')) || ((word === '季度' || word === '月度') && before === '每');
}

/** 纳入党政机关年终考核: once a year. */
function yearEnd(view: string, s: Sentence, clause: Clause): Found | null {
  const content = view.slice(clause.start, Math.min(clause.end, clause.start + 200));
  if (!content.includes('年')) return null;
  const at = content.search(/纳入|列入|作为/u);
  if (at < 0 || !/(?:考核|考评|述职|评价)/u.test(content)) return null;
  for (const word of YEAR_END_WORDS) {
    const hit = content.indexOf(word, at);
    if (hit < 0) continue;
    const head = word.slice(0, 2);
    const start = clause.start + hit;
    return {
      node: s.node,
      frequency: { start, end: start + head.length },
      every: 'year',
      times: '1',
      duty: trimmed(view, { start: clause.start + at, end: clause.end }),
      vague: false,
    };
  }
  return null;
}

const UNTIL_KEYS: readonly string[] = ['时限:', '时间:', '期限:', '节点:', '进度:', '进度安排:', '时间安排:'];
const UNTIL_SIGN = sign(UNTIL_KEYS);

/** 完成时限：长期 makes the measure itself a duty without end. */
function openEnded(parsed: ParsedText, tree: PlanTree): Found[] {
  const { view } = parsed;
  const out: Found[] = [];
  if (sentencesHolding(parsed.sentences, UNTIL_SIGN).length === 0) return out;
  for (const key of UNTIL_KEYS) {
    for (let at = view.indexOf(key); at >= 0; at = view.indexOf(key, at + key.length)) {
      let start = at + key.length;
      while (view[start] === ' ') start++;
      const word = OPEN_ENDED.find((w) => view.startsWith(w, start));
      const node = tree.nodeAt(at);
      if (word === undefined || !node) continue;
      const measure = tree.ancestor(node.id, 'measure') ?? (node.parent === null ? undefined : tree.byId.get(node.parent)) ?? node;
      out.push({ node: measure.id, frequency: { start, end: start + word.length }, every: null, times: null, duty: headingOf(view, measure, at), vague: true });
    }
  }
  return out;
}

/** The first sentence of a measure, without its label. */
function headingOf(view: string, node: Range & { readonly label: string | null }, limit: number): Range {
  const start = node.start + (node.label?.length ?? 0);
  let end = start;
  while (end < Math.min(node.end, start + 80) && !'。；;：:\n('.includes(view[end] ?? '\n')) end++;
  const range = trimmed(view, { start, end });
  return range.end > range.start ? range : { start: node.start, end: Math.max(node.start + 1, Math.min(node.end, limit)) };
}

/**
 * Recurring duties in text order. `actors` are the bodies read by extractActors: those named before the frequency in
 * the same sentence, else the owners of the measure.
 */
export function extractRecurring(parsed: ParsedText, actors: readonly ActorRecord[] = []): RecurringRecord[] {
  const tree = treeOf(parsed);
  const found: Found[] = openEnded(parsed, tree);
  for (const s of sentencesHolding(parsed.sentences, FREQUENCY_SIGN | YEAR_END_SIGN)) {
    const kind = parsed.nodes[s.nodeAt]?.kind;
    if (kind === 'title' || kind === 'duty') continue;
    for (const clause of s.clauses) {
      const before = found.length;
      if ((clause.signs & FREQUENCY_SIGN) !== 0) inClause(parsed.view, s, clause, found);
      const year = found.length === before && (clause.signs & YEAR_END_SIGN) !== 0 ? yearEnd(parsed.view, s, clause) : null;
      if (year) found.push(year);
    }
  }
  if (found.length === 0) return [];
  const newId = idMaker('r');
  const starts = indexActors(actors);
  return found
    .sort((a, b) => a.frequency.start - b.frequency.start)
    .map((f) => {
      const duty = spanOf(parsed.text, f.duty.start, f.duty.end);
      return {
        id: newId(`${duty.text}|${f.every ?? 'vague'}`),
        node: f.node,
        frequency: spanOf(parsed.text, f.frequency.start, f.frequency.end),
        every: f.every,
        times: f.times,
        duty,
        vague: f.vague,
        actors: actorsOf(tree, starts, f),
        why: [],
        conf: f.vague ? 0.93 : 0.96,
      };
    });
}

interface ActorIndex {
  readonly bySentenceNode: ReadonlyMap<string, readonly ActorRecord[]>;
  readonly byMeasure: ReadonlyMap<string, readonly ActorRecord[]>;
}

function indexActors(actors: readonly ActorRecord[]): ActorIndex {
  const bySentenceNode = new Map<string, ActorRecord[]>();
  const byMeasure = new Map<string, ActorRecord[]>();
  const put = (map: Map<string, ActorRecord[]>, key: string, a: ActorRecord): void => {
    const list = map.get(key);
    if (list) list.push(a);
    else map.set(key, [a]);
  };
  for (const a of actors) {
    if (a.role === 'mentioned') put(bySentenceNode, a.node, a);
    else for (const m of a.measures) put(byMeasure, m, a);
  }
  return { bySentenceNode, byMeasure };
}

function actorsOf(tree: PlanTree, index: ActorIndex, f: Found): string[] {
  const s = tree.sentenceAt(f.frequency.start);
  const named = (index.bySentenceNode.get(f.node) ?? []).filter((a) => s !== null && a.name.start >= s.start && a.name.end <= f.frequency.start);
  if (named.length > 0) return named.map((a) => a.id);
  const measure = tree.ancestor(f.node, 'measure');
  return measure ? (index.byMeasure.get(measure.id) ?? []).filter((a) => a.role !== 'support').map((a) => a.id) : [];
}
