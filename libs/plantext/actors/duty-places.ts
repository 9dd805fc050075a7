/** Finds the duty texts of a plan: duty nodes of the outline, brackets, lines, whole sentences of duty wording. */
import type { Enclosure, OutlineNode, ParsedText, Range } from '../model.ts';
import { isBody, isOffice, isOpener } from './body-names.ts';
import { type DutyReading, readDuty } from './duty-grammar.ts';
import { DUTY_KEYS } from './duty-lexicon.ts';
import { dutySentences } from './duty-sentences.ts';
import { innerOf, LONGEST_BRACKET } from './inner-text.ts';
import type { PlanTree } from './tree.ts';
import { endingSet, wordSet } from './word-set.ts';
import { lastNotAfter, overlaps } from './tree.ts';

export interface DutyPlace extends Range {
  /** the text between the brackets, or the line */
  readonly inner: Range;
  /** outline node the records belong to: the duty node, else the innermost node */
  readonly node: OutlineNode;
  readonly form: 'bracket' | 'line' | 'sentence';
  readonly reading: DutyReading;
}

/** A bracket without any of these names no body. */
const HINTS = wordSet('单位 部门 主体 负责 牵头 配合 参与 落实 指导 协助 协办 承办 实施 主办 责任 局 委 厅 部 办 政府'.split(' '));

function namesSomebody(view: string, { start, end }: Range): boolean {
  for (let i = start; i < end; i++) if (HINTS.at(view, i) !== undefined) return true;
  return false;
}

function lineEndFrom(view: string, at: number): number {
  const end = view.indexOf('\n', at);
  return end < 0 ? view.length : end;
}

/** A bracket is a duty text when a key names bodies, or bodies open it and a duty verb closes them. */
function isDutyReading(view: string, inner: Range, reading: DutyReading): boolean {
  const bodies = reading.bodies;
  const first = bodies[0];
  if (!first) return false;
  const real = bodies.filter((b) => isBody(view.slice(b.start, b.end)));
  if (reading.keyed && reading.firstKey && reading.firstKey.start - inner.start <= 4) return bodies.some((b) => b.by === 'key' || b.by === 'verb');
  if (real.length < bodies.length) return false;
  return first.start - inner.start <= 4 && bodies.some((b) => b.by === 'verb') && bodies.every((b) => b.by === 'verb' || isOffice(view.slice(b.start, b.end)));
}

/** A bracket with nothing but offices, right behind a full stop at the end of a line: （市教育局、市财政局）. */
function isBareList(view: string, place: Range, reading: DutyReading): boolean {
  let before = place.start - 1;
  while (before >= 0 && view[before] === ' ') before--;
  let after = place.end;
  while (after < view.length && ' 。|'.includes(view[after] ?? 'x')) after++;
  if (!'。;!'.includes(view[before] ?? 'x') || (after < view.length && view[after] !== '\n')) return false;
  return reading.bodies.length > 0 && reading.bodies.every((b) => isAdministrative(view.slice(b.start, b.end)));
}

function isAdministrative(name: string): boolean {
  const bare = name.replace(/[（(].*$/u, '');
  return name.startsWith('各')
    ? isBody(name)
    : ['局', '委', '厅', '办', '部', '政府', '办公室', '管委会', '办事处', '中心', '集团', '公司', '法院', '检察院', '总社', '银行'].some((s) => bare.endsWith(s)) &&
        bare.length >= 3 &&
        isOffice(name);
}

function fromNodes(parsed: ParsedText, tree: PlanTree): DutyPlace[] {
  const out: DutyPlace[] = [];
  for (const node of tree.nodes) {
    if (node.kind !== 'duty') continue;
    const inner = innerOf(parsed.view, node);
    const form = inner.start > node.start && isOpener(parsed.view[inner.start - 1] ?? '') ? 'bracket' : 'line';
    out.push({ start: node.start, end: node.end, inner, node, form, reading: readDuty(parsed.view, inner) });
  }
  return out;
}

function fromBrackets(parsed: ParsedText, tree: PlanTree, taken: readonly Range[]): DutyPlace[] {
  const out: DutyPlace[] = [];
  const isTaken = takenTest(taken);
  let lastEnd = -1;
  for (const e of parsed.enclosures) {
    if (!isCandidate(e, lastEnd) || isTaken(e)) continue;
    const inner = { start: e.start + 1, end: e.end - 1 };
    if (!namesSomebody(parsed.view, inner)) continue;
    const reading = readDuty(parsed.view, inner);
    const node = tree.nodeAt(e.start);
    if (!node || !(isDutyReading(parsed.view, inner, reading) || isBareList(parsed.view, e, reading))) continue;
    out.push({ start: e.start, end: e.end, inner, node, form: 'bracket', reading });
    lastEnd = e.end;
  }
  return out;
}

function isCandidate(e: Enclosure, lastEnd: number): boolean {
  return (e.kind === 'round' || e.kind === 'square') && e.matched && e.end - e.start <= LONGEST_BRACKET && e.end - e.start > 4 && e.start >= lastEnd;
}

function takenTest(taken: readonly Range[]): (r: Range) => boolean {
  const sorted = [...taken].sort((a, b) => a.start - b.start);
  const starts = sorted.map((t) => t.start);
  return (r) => {
    const at = lastNotAfter(starts, r.end - 1);
    return at >= 0 && overlaps(sorted[at] as Range, r);
  };
}

/** Lines and tails of paragraphs that begin with a key: 责任单位：A、B. */
function fromLines(parsed: ParsedText, tree: PlanTree, taken: readonly Range[]): DutyPlace[] {
  const out: DutyPlace[] = [];
  const { view } = parsed;
  let isTaken: ReturnType<typeof takenTest> | null = null;
  let from = 0;
  for (let colon = view.indexOf(':'); colon >= 0; colon = view.indexOf(':', Math.max(colon + 1, from))) {
    const start = keyStart(view, colon);
    if (start < 0) continue;
    // most plans have no such line, and then nobody asks for the brackets
    isTaken ??= takenTest([...taken, ...parsed.enclosures.filter((e) => e.matched && (e.kind === 'round' || e.kind === 'square'))]);
    if (isTaken({ start, end: colon + 1 })) continue;
    const end = lineEndFrom(view, colon);
    const node = tree.nodeAt(start);
    const inner = innerOf(view, { start, end });
    const reading = readDuty(view, inner);
    if (!node || node.kind === 'row' || !reading.bodies.some((b) => b.by !== 'list' && isBody(view.slice(b.start, b.end)))) continue;
    out.push({ start: inner.start, end: inner.end, inner, node, form: 'line', reading });
    from = end;
  }
  return out;
}

const KEY_ENDS = endingSet([...DUTY_KEYS.keys()]);

/** Start of the duty key that ends at this colon and stands at the start of a line or sentence, else -1. */
function keyStart(view: string, colon: number): number {
  if (KEY_ENDS.at(view, colon) === undefined) return -1;
  for (let length = 10; length >= 2; length--) {
    const start = colon - length;
    if (start < 0) continue;
    const role = DUTY_KEYS.get(view.slice(start, colon));
    if (role !== 'lead' && role !== 'owner' && role !== 'support') continue;
    for (let back = 0; back <= 3; back++) {
      const before = view[start - back - 1] ?? '\n';
      if ('\n。; )]|\t'.includes(before) && (length >= 4 || back === 0)) return start - back;
    }
  }
  return -1;
}

/** All duty texts of the plan in text order. */
export function dutyPlaces(parsed: ParsedText, tree: PlanTree): DutyPlace[] {
  const nodes = fromNodes(parsed, tree);
  const brackets = fromBrackets(parsed, tree, nodes);
  const lines = fromLines(parsed, tree, [...nodes, ...brackets]);
  const marked = [...nodes, ...brackets, ...lines];
  const served = new Set(marked.map((place) => tree.ancestor(place.node.id, 'measure')?.id));
  return [...marked, ...dutySentences(parsed, tree, served)].sort((a, b) => a.start - b.start);
}
