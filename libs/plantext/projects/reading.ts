/**
 * What every extractor of this folder reads: the text with enclosures masked, and the zone each node stands in.
 * Same length as the text, so offsets never move.
 */
import type { Enclosure, OutlineNode, ParsedText, Range, Sentence, Span } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { nodeIndexOf, type NodesById, nodesById, parentsOf } from '../outline/nodes-by-id.ts';
import { CharSet } from '../source/char-set.ts';
import { once } from '../source/memo.ts';
import type { VerbPhrase } from './verb-phrases.ts';

/** Masks: characters that no lexicon holds. */
export const MASK = { bracket: '\u0001', quote: '\u0002', book: '\u0003' } as const;

/** goal: figures and states to reach; creed: guiding thought, principles; review: the past; body: what will be done. */
export type Zone = 'goal' | 'creed' | 'review' | 'body';

export interface Reading {
  readonly parsed: ParsedText;
  readonly text: string;
  /** the view with brackets, quotes and book titles masked */
  readonly mask: string;
  /** the view: separators half-width, nothing masked */
  readonly plain: string;
  /** outermost enclosures by end offset */
  readonly closing: ReadonlyMap<number, Enclosure>;
  readonly timeEnding: TimeEnds;
  readonly nodes: NodesById;
  /** by the place of the node in the outline */
  readonly zones: readonly Zone[];
  readonly zoneOf: (nodeId: string) => Zone;
  /** verb phrases of clauses by their start: read for milestones, read again for projects */
  readonly phrases: Map<number, readonly VerbPhrase[]>;
}

const ZONES: readonly (readonly [Zone, readonly string[]])[] = [
  [
    'review',
    [
      '回顾',
      '工作总结',
      '取得的成绩',
      '主要成效',
      '发展成就',
      '发展基础',
      '发展现状',
      '基本情况',
      '现实基础',
      '面临的形势',
      '面临形势',
      '存在的问题',
      '存在问题',
      '发展环境',
      '现状',
    ],
  ],
  ['creed', ['指导思想', '基本原则', '工作原则', '总体思路', '工作思路', '重要意义', '重大意义', '战略定位', '总体要求']],
  ['goal', ['发展目标', '主要目标', '总体目标', '工作目标', '预期目标', '目标任务', '目标']],
];

/** Only the titles of parts and sections set a zone: a measure called "落实…目标" is a measure. */
const ownZone = (node: OutlineNode): Zone | null => {
  const { title, kind } = node;
  if (title === null || title.length > 24 || kind === 'measure' || kind === 'task' || kind === 'boxBlock' || kind === 'box') return null;
  for (const [zone, words] of ZONES) if (words.some((word) => title.includes(word))) return zone;
  return null;
};

const REPORT_TITLE = /报告(?:[(（].{0,20}[)）])?$/;
const PLAN_PART = /安排|重点|任务|目标|打算|今后|今年|部署|思路|\d{4}年/;
const PAST_OPENING = /(?:过去|刚刚过去|极不平凡|一年来|五年来|这一年|取得(?:了)?(?:显著|明显|新|突破|积极)|回顾)/;
const OPENING = 300;

/** 政府工作报告 whose first part is headed by a slogan: it looks back when a later part plans and its own words are of the past. */
const lookingBack = ({ nodes, view }: ParsedText): OutlineNode | null => {
  const title = nodes.find((node) => node.kind === 'title');
  if (title === undefined || !REPORT_TITLE.test(title.title ?? '')) return null;
  const [first, ...later] = nodes.filter((node) => node.kind === 'part');
  if (first === undefined || PLAN_PART.test(first.title ?? '') || !later.some((node) => PLAN_PART.test(node.title ?? ''))) return null;
  return PAST_OPENING.test(view.slice(first.start, first.end + OPENING)) ? first : null;
};

/** Zone of each node: its own, else that of the node above; parents come before their children. */
const zonesOf = (parsed: ParsedText): readonly Zone[] => {
  const { nodes } = parsed;
  const back = lookingBack(parsed);
  const parents = parentsOf(nodes);
  const own: (Zone | null)[] = [];
  for (const node of nodes) {
    const above = parents[own.length] as number;
    const silent = node.kind === 'document' || node.kind === 'title';
    const zone = node.kind === 'principle' || node.kind === 'preamble' ? 'creed' : silent ? null : node === back ? 'review' : ownZone(node);
    own.push(zone ?? own[above] ?? null);
  }
  for (let i = 0; i < own.length; i++) own[i] ??= 'body';
  return own as Zone[];
};

/** Start of the calendar expression that ends at an offset. Most offsets are settled by the character before them. */
class TimeEnds {
  private readonly view: string;
  private readonly starts = new Map<number, number>();
  private readonly last = new Uint8Array(0x10000);

  constructor(view: string, times: readonly TimeExpr[]) {
    this.view = view;
    for (const { start, end } of times) {
      this.starts.set(end, start);
      this.last[view.charCodeAt(end - 1)] = 1;
    }
  }

  get(end: number): number | undefined {
    return this.last[this.view.charCodeAt(end - 1)] === 1 ? this.starts.get(end) : undefined;
  }
}

const buildReading = (parsed: ParsedText, times: readonly TimeExpr[]): Reading => {
  const { view } = parsed;
  const closing = new Map<number, Enclosure>();
  const parts: string[] = [];
  let at = 0;
  for (const enclosure of parsed.enclosures) {
    // inner pairs lie inside a stretch that is masked already
    if (!enclosure.matched || enclosure.start < at) continue;
    closing.set(enclosure.end, enclosure);
    const mark = enclosure.kind === 'quote' ? MASK.quote : enclosure.kind === 'book' ? MASK.book : MASK.bracket;
    parts.push(view.slice(at, enclosure.start), mark.repeat(enclosure.end - enclosure.start));
    at = enclosure.end;
  }
  parts.push(view.slice(at));
  const index = nodeIndexOf(parsed.nodes);
  const zones = zonesOf(parsed);
  return {
    parsed,
    text: parsed.text,
    mask: parts.join(''),
    plain: view,
    closing,
    timeEnding: new TimeEnds(view, times),
    nodes: nodesById(parsed.nodes),
    zones,
    zoneOf: (id) => zones[index.get(id) ?? -1] ?? 'body',
    phrases: new Map(),
  };
};

const readingOnce = once(buildReading);
const NO_TIMES: readonly TimeExpr[] = [];

/** The masked reading of a parsed text, made once per text and list of times. Linear; never throws. */
export const readingOf = (parsed: ParsedText, times: readonly TimeExpr[] = NO_TIMES): Reading => readingOnce(parsed, times);

/** A span with its characters. */
export const spanAt = (reading: { readonly text: string }, start: number, end: number): Span => ({ text: reading.text.slice(start, end), start, end });

const IDLE = new CharSet(' \t\n\r,;。!|、');

export const trimmedStart = (plain: string, from: number, end: number): number => {
  let start = from;
  while (start < end && IDLE.has(plain.charCodeAt(start))) start++;
  return start;
};

export const trimmedEnd = (plain: string, start: number, to: number): number => {
  let end = to;
  while (end > start && IDLE.has(plain.charCodeAt(end - 1))) end--;
  return end;
};

/** Trims blanks and marks at both ends. */
export const trimRange = (plain: string, range: Range): Range => {
  const start = trimmedStart(plain, range.start, range.end);
  return { start, end: trimmedEnd(plain, start, range.end) };
};

/** 1.开工建设A产业园。（责任单位：B）: nothing but duty texts follows the sentence in its node. */
const isDutyBehind = (reading: Reading, sentence: Sentence, own: Range): boolean => {
  const { nodes } = reading.parsed;
  let at = sentence.end;
  for (let i = sentence.nodeAt + 1; nodes[i]?.kind === 'duty' && (nodes[i]?.start ?? 0) < own.end; i++) {
    const duty = nodes[i] as OutlineNode;
    if (trimRange(reading.plain, { start: at, end: duty.start }).end > at) return false;
    at = duty.end;
  }
  return at > sentence.end && trimRange(reading.plain, { start: at, end: own.end }).start >= own.end;
};

/** True if the sentence is nothing but the title of its node (a heading, not a promise). */
export const isHeading = (reading: Reading, sentence: Sentence): boolean => {
  const node = reading.parsed.nodes[sentence.nodeAt];
  if (node === undefined || node.title === null) return false;
  if (node.kind === 'title') return true;
  const body = trimRange(reading.plain, sentence);
  if (body.end - body.start > node.title.length + (node.label?.length ?? 0) + 2) return false;
  const at = body.start + reading.text.slice(body.start, body.end).indexOf(node.title);
  const own = trimRange(reading.plain, node);
  // a node that is only its title is read as a promise, whoever answers for it behind
  if ((own.end <= body.end || isDutyBehind(reading, sentence, own)) && node.kind !== 'part' && node.kind !== 'section') return false;
  return at >= body.start && at + node.title.length >= body.end && at - body.start <= (node.label?.length ?? 0) + 2;
};
