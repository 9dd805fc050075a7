/** L3b: sentences and clauses of every innermost outline node; brackets and quotes are atoms. */
import type { Clause, Enclosure, OutlineNode, Sentence } from '../model.ts';
import { signsIn } from '../source/signs.ts';

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
  /** place of the node in the list of nodes */
  readonly nodeAt: number;
}

interface Open {
  readonly node: OutlineNode;
  readonly index: number;
  /** where its own text goes on */
  at: number;
}

/**
 * The innermost stretches in text order: what is left of each node when its children in the same paragraph and its
 * own label (unless `withLabels`) are taken out. `nodes` are in text order, parents before children.
 */
export const stretchesOf = (nodes: readonly OutlineNode[], withLabels = false): Stretch[] => {
  const out: Stretch[] = [];
  const open: Open[] = [];
  const cut = (top: Open, to: number): void => {
    if (to > top.at) out.push({ start: top.at, end: to, node: top.node.id, nodeAt: top.index });
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
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as OutlineNode;
    if (node.kind === 'document') continue;
    closeUntil(node.start);
    const top = open[open.length - 1];
    if (top) cut(top, node.start);
    // the keyword of a duty stands inside its bracket, every other label opens its node
    const label = withLabels || node.kind === 'duty' ? 0 : (node.label?.length ?? 0);
    open.push({ node, index, at: node.start + label });
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

/** Sentences of all stretches in text order. */
export const sentencesOf = (view: string, nodes: readonly OutlineNode[], enclosures: readonly Enclosure[]): Sentence[] => {
  const splitter = new Splitter(view, new Atoms(enclosures));
  for (const stretch of stretchesOf(nodes)) splitter.split(stretch);
  return splitter.sentences;
};

/** Splits stretches one after the other. No closures here: this loop sees every character of a text. */
class Splitter {
  readonly sentences: Sentence[] = [];
  private readonly view: string;
  private readonly atoms: Atoms;
  /** the first `count` are the clauses of the sentence at work: kept, so that the lists handed out are as long as their sentence */
  private readonly clauses: Clause[] = [];
  private count = 0;
  private signs = 0;

  constructor(view: string, atoms: Atoms) {
    this.view = view;
    this.atoms = atoms;
  }

  split(stretch: Stretch): void {
    const { view, atoms } = this;
    const { end } = stretch;
    let from = stretch.start;
    let clauseFrom = from;
    for (let i = from; i < end; i++) {
      const role = ROLE[view.charCodeAt(i)];
      if (role === 0) continue;
      if (role === OPENS) {
        const close = atoms.endAt(i, end);
        if (close > 0) i = close - 1;
        continue;
      }
      this.endClause(clauseFrom, i);
      clauseFrom = i + 1;
      if (role === ENDS_SENTENCE) {
        this.endSentence(from, i + 1, stretch);
        from = i + 1;
      }
    }
    this.endClause(clauseFrom, end);
    this.endSentence(from, end, stretch);
  }

  private endClause(from: number, to: number): void {
    const { view } = this;
    const start = skipBlanks(view, from, to);
    const end = skipBlanksBack(view, start, to);
    if (end === start) return;
    const signs = signsIn(view, start, end);
    this.signs |= signs;
    this.clauses[this.count++] = { start, end, signs };
  }

  private endSentence(from: number, to: number, { node, nodeAt }: Stretch): void {
    if (this.count === 0) return;
    const { view, signs } = this;
    const start = skipBlanks(view, from, to);
    this.sentences.push({ start, end: skipBlanksBack(view, start, to), node, nodeAt, clauses: this.clauses.slice(0, this.count), signs });
    this.count = 0;
    this.signs = 0;
  }
}

const skipBlanks = (view: string, from: number, to: number): number => {
  let at = from;
  while (at < to && isBlank(view.charCodeAt(at))) at++;
  return at;
};

/** The same from the other end. */
const skipBlanksBack = (view: string, from: number, to: number): number => {
  let at = to;
  while (at > from && isBlank(view.charCodeAt(at - 1))) at--;
  return at;
};
