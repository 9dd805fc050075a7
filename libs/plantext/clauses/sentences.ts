/** L3b: sentences and clauses of every innermost outline node; brackets and quotes are atoms. */
import type { Clause, Enclosure, OutlineNode, Sentence } from '../model.ts';

/** What a character does to the splitter: 0 nothing, so that plain text costs one look-up per character. */
const OPENS = 1;
const ENDS_CLAUSE = 2;
const ENDS_SENTENCE = 3;
const ROLE = new Uint8Array(0x10000);
for (const [chars, role] of [
  ['([《“‘"', OPENS],
  [',', ENDS_CLAUSE],
  // a cell border separates more than a full stop: the noun of a figure never stands in the next cell
  ['。!?;\t|', ENDS_SENTENCE],
] as const) {
  for (const c of chars) ROLE[c.charCodeAt(0)] = role;
}
const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 124;

/** A stretch of text that belongs to one innermost node. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly node: string;
}

/**
 * The innermost stretches in text order: what is left of each node when its children in the same paragraph and its
 * own label (unless `withLabels`) are taken out. `nodes` are in text order, parents before children.
 */
export const stretchesOf = (nodes: readonly OutlineNode[], withLabels = false): Stretch[] => {
  const out: Stretch[] = [];
  const open: { node: OutlineNode; at: number }[] = [];
  const cut = (top: { node: OutlineNode; at: number }, to: number): void => {
    if (to > top.at) out.push({ start: top.at, end: to, node: top.node.id });
    top.at = Math.max(top.at, to);
  };
  const closeUntil = (start: number): void => {
    for (;;) {
      const top = open[open.length - 1];
      if (top === undefined || top.node.end > start) return;
      cut(top, top.node.end);
      open.pop();
      const outer = open[open.length - 1];
      if (outer) outer.at = Math.max(outer.at, top.node.end);
    }
  };
  for (const node of nodes) {
    if (node.kind === 'document') continue;
    closeUntil(node.start);
    const top = open[open.length - 1];
    if (top) cut(top, node.start);
    // the keyword of a duty stands inside its bracket, every other label opens its node
    const label = withLabels || node.kind === 'duty' ? 0 : (node.label?.length ?? 0);
    open.push({ node, at: node.start + label });
  }
  closeUntil(Number.MAX_SAFE_INTEGER);
  return out;
};

/** Skips over matched enclosures: a cursor over the list sorted by start. */
class Atoms {
  private index = 0;
  private readonly list: readonly Enclosure[];
  constructor(list: readonly Enclosure[]) {
    this.list = list;
  }

  /** End of the outermost matched enclosure that starts at `at` and ends within `end`, else -1. */
  endAt(at: number, end: number): number {
    while (this.index < this.list.length && (this.list[this.index]?.start ?? 0) < at) this.index++;
    const item = this.list[this.index];
    return item !== undefined && item.start === at && item.matched && item.end <= end ? item.end : -1;
  }
}

const trimmed = (view: string, start: number, end: number): Clause | null => {
  let s = start;
  let e = end;
  while (s < e && isBlank(view.charCodeAt(s))) s++;
  while (e > s && isBlank(view.charCodeAt(e - 1))) e--;
  return e > s ? { start: s, end: e } : null;
};

/** Sentences of all stretches in text order. */
export const sentencesOf = (view: string, nodes: readonly OutlineNode[], enclosures: readonly Enclosure[]): Sentence[] => {
  const atoms = new Atoms(enclosures);
  const out: Sentence[] = [];
  for (const stretch of stretchesOf(nodes)) splitStretch(view, stretch, atoms, out);
  return out;
};

const splitStretch = (view: string, stretch: Stretch, atoms: Atoms, out: Sentence[]): void => {
  let from = stretch.start;
  let clauseFrom = from;
  let clauses: Clause[] = [];
  const endClause = (to: number, next: number): void => {
    const clause = trimmed(view, clauseFrom, to);
    if (clause) clauses.push(clause);
    clauseFrom = next;
  };
  const endSentence = (to: number): void => {
    const range = trimmed(view, from, to);
    if (range && clauses.length > 0) out.push({ ...range, node: stretch.node, clauses });
    clauses = [];
    from = to;
  };
  for (let i = stretch.start; i < stretch.end; i++) {
    const role = ROLE[view.charCodeAt(i)];
    if (role === 0) continue;
    if (role === OPENS) {
      const end = atoms.endAt(i, stretch.end);
      if (end > 0) i = end - 1;
    } else {
      endClause(i, i + 1);
      if (role === ENDS_SENTENCE) endSentence(i + 1);
    }
  }
  endClause(stretch.end, stretch.end);
  endSentence(stretch.end);
};
