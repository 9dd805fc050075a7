/** Nodes, their places in the outline and their parents, made once per outline: every layer above asks for them. */
import type { OutlineNode } from '../model.ts';
import { once } from '../source/memo.ts';

const ALL = 0;

const indexOnce = once((nodes: readonly OutlineNode[], _all: number): ReadonlyMap<string, number> => {
  const map = new Map<string, number>();
  for (let i = 0; i < nodes.length; i++) map.set((nodes[i] as OutlineNode).id, i);
  return map;
});

/** Id → place in the outline. */
export const nodeIndexOf = (nodes: readonly OutlineNode[]): ReadonlyMap<string, number> => indexOnce(nodes, ALL);

const parentsOnce = once((nodes: readonly OutlineNode[], _all: number): Int32Array => {
  const index = nodeIndexOf(nodes);
  const parents = new Int32Array(nodes.length).fill(-1);
  for (let i = 0; i < nodes.length; i++) {
    const { parent } = nodes[i] as OutlineNode;
    // siblings follow each other: their parent is looked up once
    if (parent !== null) parents[i] = i > 0 && (nodes[i - 1] as OutlineNode).parent === parent ? (parents[i - 1] as number) : (index.get(parent) ?? -1);
  }
  return parents;
});

/** Place of the parent of each node, -1 for none. */
export const parentsOf = (nodes: readonly OutlineNode[]): Int32Array => parentsOnce(nodes, ALL);

export interface NodesById {
  get(id: string): OutlineNode | undefined;
}

/** Id → node. */
export const nodesById = (nodes: readonly OutlineNode[]): NodesById => {
  const index = nodeIndexOf(nodes);
  return { get: (id) => nodes[index.get(id) ?? -1] };
};
