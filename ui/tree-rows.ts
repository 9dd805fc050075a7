/** What a tree needs to know of an item; items come in display order, parents before children. */
export interface TreeEntry {
  readonly id: string;
  readonly parent: string | null;
}

export interface TreeRow<Item extends TreeEntry> {
  readonly item: Item;
  readonly depth: number;
  readonly branch: boolean;
  readonly setSize: number;
  /** from 1 */
  readonly position: number;
}

/** The rows on screen: roots, and the children of every opened branch. An unknown parent makes a root. */
export const visibleRows = <Item extends TreeEntry>(items: readonly Item[], expanded: ReadonlySet<string>): readonly TreeRow<Item>[] => {
  const known = new Set(items.map((item) => item.id));
  const children = new Map<string | null, Item[]>();
  for (const item of items) {
    const parent = item.parent !== null && known.has(item.parent) ? item.parent : null;
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [item]);
    else list.push(item);
  }
  const rows: TreeRow<Item>[] = [];
  const add = (parent: string | null, depth: number): void => {
    const list = children.get(parent) ?? [];
    list.forEach((item, index) => {
      rows.push({ item, depth, branch: children.has(item.id), setSize: list.length, position: index + 1 });
      if (expanded.has(item.id)) add(item.id, depth + 1);
    });
  };
  add(null, 0);
  return rows;
};

export interface TreeStep {
  readonly index?: number;
  readonly select?: string;
  readonly toggle?: { readonly id: string; readonly open: boolean };
}

const parentIndex = (rows: readonly TreeRow<TreeEntry>[], index: number): number => {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.depth ?? 0) < depth) return at;
  return index;
};

interface Move {
  readonly rows: readonly TreeRow<TreeEntry>[];
  readonly index: number;
  readonly row: TreeRow<TreeEntry>;
  /** the row is a branch and its children are shown */
  readonly open: boolean;
}

const goTo = ({ rows }: Move, index: number): TreeStep => ({ index: Math.max(0, Math.min(rows.length - 1, index)) });

const pageRows = 10;

const treeKeys: Readonly<Record<string, (move: Move) => TreeStep>> = {
  ArrowDown: (move) => goTo(move, move.index + 1),
  ArrowUp: (move) => goTo(move, move.index - 1),
  PageDown: (move) => goTo(move, move.index + pageRows),
  PageUp: (move) => goTo(move, move.index - pageRows),
  Home: (move) => goTo(move, 0),
  End: (move) => goTo(move, move.rows.length - 1),
  ArrowRight: (move) => {
    if (!move.row.branch) return {};
    return move.open ? goTo(move, move.index + 1) : { toggle: { id: move.row.item.id, open: true } };
  },
  ArrowLeft: (move) => (move.open ? { toggle: { id: move.row.item.id, open: false } } : goTo(move, parentIndex(move.rows, move.index))),
  Enter: (move) => ({ select: move.row.item.id }),
  ' ': (move) => ({ select: move.row.item.id }),
};

/** Keyboard model of the WAI-ARIA tree pattern; undefined = the key is not ours. */
export const moveInTree = (rows: readonly TreeRow<TreeEntry>[], index: number, key: string): TreeStep | undefined => {
  const row = rows[index];
  if (row === undefined) return undefined;
  return treeKeys[key]?.({ rows, index, row, open: row.branch && (rows[index + 1]?.depth ?? 0) > row.depth });
};
