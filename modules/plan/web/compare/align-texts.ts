/** Puts two versions of a text side by side: which line stands beside which. */
import type { PlanNode } from '../../contract/index.ts';
import type { Paragraph } from '../text-layout.ts';

/** One row of the two columns; a missing side has no counterpart. */
export interface TwinRow {
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** both sides say the same */
  readonly same: boolean;
}

export interface TwinText {
  readonly text: string;
  readonly nodes: readonly PlanNode[];
  readonly paragraphs: readonly Paragraph[];
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

const wordsOf = ({ text, paragraphs }: TwinText): readonly string[] => paragraphs.map((line) => text.slice(line.start, line.end).trim());

const indexOnce = (keys: readonly (string | undefined)[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  keys.forEach((key, index) => {
    if (key === undefined) return;
    if (found.has(key)) twice.add(key);
    else found.set(key, index);
  });
  for (const key of twice) found.delete(key);
  return found;
};

const pairsBy = (left: readonly (string | undefined)[], right: readonly (string | undefined)[]): readonly Pair[] => {
  const there = indexOnce(right);
  return [...indexOnce(left)].flatMap(([key, index]) => {
    const other = there.get(key);
    return other === undefined ? [] : [{ left: index, right: other }];
  });
};

interface Link {
  readonly pair: Pair;
  readonly before: Link | undefined;
}

/** The longest run of pairs that rises on both sides (patience). O(n log n). */
const rising = (pairs: readonly Pair[]): readonly Pair[] => {
  const piles: Link[] = [];
  for (const pair of [...pairs].sort((a, b) => a.left - b.left)) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair.right ?? 0) < pair.right) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, before: piles[low - 1] };
  }
  const chain: Pair[] = [];
  for (let at = piles.at(-1); at !== undefined; at = at.before) chain.push(at.pair);
  return chain.reverse();
};

/** Titled node that begins on each line, as a key that both versions share. */
const headingKeys = ({ nodes, paragraphs }: TwinText): readonly (string | undefined)[] => {
  const byStart = new Map<number, PlanNode>();
  for (const node of nodes) if (node.kind !== 'document' && node.title !== null && node.title !== '') byStart.set(node.start, byStart.get(node.start) ?? node);
  return paragraphs.map((line) => {
    const node = byStart.get(line.start);
    return node === undefined ? undefined : `${node.kind} ${node.title}`;
  });
};

const withMore = (anchors: readonly Pair[], pairs: readonly Pair[]): readonly Pair[] => {
  const lefts = new Set(anchors.map((pair) => pair.left));
  const rights = new Set(anchors.map((pair) => pair.right));
  return rising([...anchors, ...pairs.filter((pair) => !lefts.has(pair.left) && !rights.has(pair.right))]);
};

/**
 * Rows of the two columns. Lines with the same words once on each side, then titled nodes, are beside each other as far as
 * the order allows; what lies between two such rows is laid side by side in order.
 */
export const alignTexts = (left: TwinText, right: TwinText): readonly TwinRow[] => {
  const leftWords = wordsOf(left);
  const rightWords = wordsOf(right);
  const anchors = withMore(rising(pairsBy(leftWords, rightWords)), pairsBy(headingKeys(left), headingKeys(right)));
  const rows: TwinRow[] = [];
  let atLeft = 0;
  let atRight = 0;
  const fill = (toLeft: number, toRight: number): void => {
    while (atLeft < toLeft || atRight < toRight) {
      const l = atLeft < toLeft ? atLeft++ : undefined;
      const r = atRight < toRight ? atRight++ : undefined;
      rows.push({ left: l, right: r, same: l !== undefined && r !== undefined && leftWords[l] === rightWords[r] });
    }
  };
  for (const anchor of anchors) {
    fill(anchor.left, anchor.right);
    fill(anchor.left + 1, anchor.right + 1);
  }
  fill(leftWords.length, rightWords.length);
  return rows;
};
