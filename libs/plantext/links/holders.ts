/** Items of boxes and measures: the two ends of a link, found for any node and any place of the text. */
import type { OutlineNode, Range } from '../model.ts';
import { parentsOf } from '../outline/nodes-by-id.ts';

export interface Holder {
  readonly node: OutlineNode;
  /** the branch of the task or section that the box stands under; null for a measure and for a box under the document */
  readonly task: Range | null;
  readonly isItem: boolean;
  /** end of the node with all that hangs below it */
  readonly end: number;
}

export interface Holders {
  readonly items: readonly Holder[];
  /** in text order */
  readonly measures: readonly Holder[];
  /** the holder that a place of the text belongs to */
  at(place: number): Holder | null;
}

const isItemKind = (kind: string): boolean => kind === 'boxBlock' || kind === 'boxParagraph' || kind === 'row';

/** Ends of the branches: a node and everything below it. */
const branchEnds = (nodes: readonly OutlineNode[], parents: Int32Array): Int32Array => {
  const ends = new Int32Array(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    ends[i] = Math.max(ends[i] as number, (nodes[i] as OutlineNode).end);
    const parent = parents[i] as number;
    if (parent >= 0) ends[parent] = Math.max(ends[parent] as number, ends[i] as number);
  }
  return ends;
};

/** Box around each node, -1 for none; the box itself included. */
const boxesOf = (nodes: readonly OutlineNode[], parents: Int32Array): Int32Array => {
  const out = new Int32Array(nodes.length).fill(-1);
  for (let i = 0; i < nodes.length; i++) {
    const parent = parents[i] as number;
    if ((nodes[i] as OutlineNode).kind === 'box') out[i] = i;
    else if (parent >= 0) out[i] = out[parent] as number;
  }
  return out;
};

/** Null when the plan has no box: most plans have none. */
export const holdersOf = (nodes: readonly OutlineNode[]): Holders | null => {
  if (!nodes.some(({ kind }) => kind === 'box')) return null;
  const parents = parentsOf(nodes);
  const ends = branchEnds(nodes, parents);
  const boxes = boxesOf(nodes, parents);
  const parted = new Uint8Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) if ((boxes[i] as number) >= 0 && isItemKind((nodes[i] as OutlineNode).kind)) parted[boxes[i] as number] = 1;
  const items: Holder[] = [];
  const measures: Holder[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as OutlineNode;
    const box = boxes[i] as number;
    const isItem = box >= 0 && (isItemKind(node.kind) || (box === i && parted[i] === 0));
    if (!isItem && !(box < 0 && node.kind === 'measure')) continue;
    const above = isItem ? (parents[box] as number) : -1;
    const task = above <= 0 ? null : { start: (nodes[above] as OutlineNode).start, end: ends[above] as number };
    const holder: Holder = { node, task, isItem, end: ends[i] as number };
    (isItem ? items : measures).push(holder);
  }
  return { items, measures, at: finder([...items, ...measures].sort((a, b) => a.node.start - b.node.start)) };
};

/** An item inside the branch of a measure begins behind it: the holder that began last and still goes on is the inner one. */
const LOOK_BACK = 4;

const finder = (holders: readonly Holder[]): Holders['at'] => {
  const starts = new Int32Array(holders.length);
  const ends = new Int32Array(holders.length);
  for (let i = 0; i < holders.length; i++) {
    const { node, end } = holders[i] as Holder;
    starts[i] = node.start;
    ends[i] = end;
  }
  return (place) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= place) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0 && low - i <= LOOK_BACK; i--) if ((ends[i] as number) > place) return holders[i] as Holder;
    return null;
  };
};
