import { nodeKindLabel, type PlanNode } from '../contract/index.ts';

/** The outline of a version as the screens ask for it. Pure: no DOM, no component library (the portal uses it too). */
export interface Outline {
  /** in text order */
  readonly nodes: readonly PlanNode[];
  find(nodeId: string | undefined): PlanNode | undefined;
  childrenOf(nodeId: string): readonly PlanNode[];
  /** the top-level nodes: those below the document, or without a known parent */
  readonly roots: readonly PlanNode[];
  /** outermost first, without the document and the node itself */
  ancestorsOf(nodeId: string): readonly PlanNode[];
  /** nodes below, at any depth */
  branchOf(nodeId: string): BranchCounts;
}

export interface BranchCounts {
  readonly nodes: number;
  readonly measures: number;
  readonly boxes: number;
}

const none: BranchCounts = { nodes: 0, measures: 0, boxes: 0 };

const countBranches = (nodes: readonly PlanNode[]): Map<string, BranchCounts> => {
  const counts = new Map<string, BranchCounts>();
  // Children follow their parent, so going backwards every branch is complete before it is added to its parent.
  for (const node of [...nodes].reverse()) {
    if (node.parent === null) continue;
    const own = counts.get(node.nodeId) ?? none;
    const above = counts.get(node.parent) ?? none;
    counts.set(node.parent, {
      nodes: above.nodes + own.nodes + 1,
      measures: above.measures + own.measures + (node.kind === 'measure' ? 1 : 0),
      boxes: above.boxes + own.boxes + (node.kind === 'box' ? 1 : 0),
    });
  }
  return counts;
};

const groupByParent = (nodes: readonly PlanNode[]): Map<string, PlanNode[]> => {
  const groups = new Map<string, PlanNode[]>();
  for (const node of nodes) {
    if (node.parent === null) continue;
    const group = groups.get(node.parent);
    if (group === undefined) groups.set(node.parent, [node]);
    else group.push(node);
  }
  return groups;
};

/** Indexes the nodes of a version. O(n). */
export const buildOutline = (nodes: readonly PlanNode[]): Outline => {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const children = groupByParent(nodes);
  const counts = countBranches(nodes);
  const isTop = (node: PlanNode): boolean => {
    if (node.kind === 'document') return false;
    const parent = node.parent === null ? undefined : byId.get(node.parent);
    return parent === undefined || parent.kind === 'document';
  };
  const ancestorsOf = (nodeId: string): readonly PlanNode[] => {
    const path: PlanNode[] = [];
    let above = byId.get(nodeId)?.parent ?? null;
    while (above !== null && path.length < 64) {
      const node = byId.get(above);
      if (node === undefined || node.kind === 'document') break;
      path.unshift(node);
      above = node.parent;
    }
    return path;
  };
  return {
    nodes,
    find: (nodeId) => (nodeId === undefined ? undefined : byId.get(nodeId)),
    childrenOf: (nodeId) => children.get(nodeId) ?? [],
    roots: nodes.filter(isTop),
    ancestorsOf,
    branchOf: (nodeId) => counts.get(nodeId) ?? none,
  };
};

const excerptLength = 18;

/** What to call a node: its title, else the beginning of its own words, else its kind. */
export const nodeTitle = (node: PlanNode, text: string): string => {
  if (node.title !== null && node.title !== '') return node.title;
  const own = text.slice(node.start, Math.min(node.end, node.start + excerptLength + 12)).trim();
  const words = node.label !== null && own.startsWith(node.label) ? own.slice(node.label.length).trim() : own;
  if (words === '') return nodeKindLabel[node.kind];
  return words.length > excerptLength ? `${words.slice(0, excerptLength)}…` : words;
};

const endsWithMark = /[、.．)）—]$/;

/** Label and title in one line, e.g. 「(61)提升固体废物防治水平」, 「专栏5 现代综合交通体系建设行动」. */
export const nodeName = (node: PlanNode, text: string): string => {
  if (node.label === null) return nodeTitle(node, text);
  return `${node.label}${endsWithMark.test(node.label) ? '' : ' '}${nodeTitle(node, text)}`;
};

/** Counts of a branch in words, e.g. 「12条举措 · 2个专栏」; empty when it holds neither. */
export const branchWords = (counts: BranchCounts): string =>
  [counts.measures > 0 ? `${counts.measures}条举措` : '', counts.boxes > 0 ? `${counts.boxes}个专栏` : ''].filter((part) => part !== '').join(' · ');
