/** Quick questions about the outline: parent chain, children, the innermost node at an offset. */
import type { NodeKind, OutlineNode, ParsedText, Range, Sentence, Span } from '../model.ts';
import { nodeIndexOf, type NodesById, nodesById, parentsOf } from '../outline/nodes-by-id.ts';
import { once } from '../source/memo.ts';
import { firstFrom } from '../source/starts.ts';

export interface PlanTree {
  /** nodes in text order */
  readonly nodes: readonly OutlineNode[];
  readonly byId: NodesById;
  /** children of the node at a place of the outline, in text order */
  childrenAt(place: number): readonly OutlineNode[];
  /** nearest node of that kind, the node itself included */
  ancestor(id: string | null, kind: NodeKind): OutlineNode | null;
  /** true when `id` is `top` or lies below it */
  isBelow(id: string, top: string): boolean;
  /** innermost node whose own stretch holds the offset */
  nodeAt(offset: number): OutlineNode | null;
  sentenceAt(offset: number): Sentence | null;
}

/** Last index whose key is not greater than `value`, or -1. */
export function lastNotAfter(keys: readonly number[], value: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((keys[mid] as number) <= value) low = mid + 1;
    else high = mid;
  }
  return low - 1;
}

/** Sweeps the nested stretches once into flat segments, so that `nodeAt` is a binary search. */
function flatten(nodes: readonly OutlineNode[]): { starts: number[]; owners: (OutlineNode | null)[] } {
  const starts: number[] = [];
  const owners: (OutlineNode | null)[] = [];
  const open: OutlineNode[] = [];
  const put = (start: number, owner: OutlineNode | null): void => {
    if (starts.at(-1) === start) owners[owners.length - 1] = owner;
    else {
      starts.push(start);
      owners.push(owner);
    }
  };
  const closeUntil = (offset: number): void => {
    for (let top = open.at(-1); top && top.end <= offset; top = open.at(-1)) {
      open.pop();
      put(top.end, open.at(-1) ?? null);
    }
  };
  for (const node of nodes) {
    closeUntil(node.start);
    open.push(node);
    put(node.start, node);
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return { starts, owners };
}

/** The index over a parsed text; O(n log n) in the number of nodes, built once per text. */
export function treeOf(parsed: Pick<ParsedText, 'nodes' | 'sentences'>): PlanTree {
  return treeOnce(parsed.nodes, parsed.sentences);
}

const treeOnce = once(buildTree);

const NO_NODES: readonly OutlineNode[] = [];

/** The list itself when it is in order, as it nearly always is. */
export function inOrder<T>(list: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < list.length; i++) if (compare(list[i - 1] as T, list[i] as T) > 0) return [...list].sort(compare);
  return list;
}

/** The order of the text, outer nodes before those inside them. */
export const byStart = (a: Range, b: Range): number => a.start - b.start || b.end - a.end;

function buildTree(all: readonly OutlineNode[], spoken: readonly Sentence[]): PlanTree {
  const nodes = inOrder(all, byStart);
  const index = nodeIndexOf(all);
  const parents = parentsOf(all);
  const firstChild = new Int32Array(all.length).fill(-1);
  const nextSibling = new Int32Array(all.length).fill(-1);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const place = nodes === all ? i : (index.get((nodes[i] as OutlineNode).id) ?? -1);
    const parent = parents[place] ?? -1;
    if (parent < 0) continue;
    nextSibling[place] = firstChild[parent] as number;
    firstChild[parent] = place;
  }
  const { starts, owners } = flatten(nodes);
  const sentences = inOrder(spoken, (a, b) => a.start - b.start);
  return {
    nodes,
    byId: nodesById(all),
    childrenAt: (place) => {
      let at = firstChild[place] ?? -1;
      if (at < 0) return NO_NODES;
      const out: OutlineNode[] = [];
      for (; at >= 0; at = nextSibling[at] as number) out.push(all[at] as OutlineNode);
      return out;
    },
    ancestor: (id, kind) => {
      let at = id === null ? -1 : (index.get(id) ?? -1);
      for (let hops = 0; at >= 0 && (all[at] as OutlineNode).kind !== kind && hops < 64; hops++) at = parents[at] as number;
      const node = all[at];
      return node?.kind === kind ? node : null;
    },
    isBelow: (id, top) => {
      const above = index.get(top) ?? -2;
      let at = index.get(id) ?? -1;
      for (let hops = 0; at >= 0 && hops < 64; hops++) {
        if (at === above) return true;
        at = parents[at] as number;
      }
      return false;
    },
    nodeAt: (offset) => {
      const at = lastNotAfter(starts, offset);
      return at < 0 ? null : (owners[at] as OutlineNode | null);
    },
    sentenceAt: (offset) => {
      const at = firstFrom(sentences, offset + 1) - 1;
      const s = at < 0 ? null : (sentences[at] as Sentence);
      return s !== null && offset < s.end ? s : null;
    },
  };
}

/** A stretch with its characters. */
export function spanOf(text: string, start: number, end: number): Span {
  return { text: text.slice(start, end), start, end };
}

export function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
