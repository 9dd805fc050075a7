/** Nodes and their places in the outline by id, made once per outline: every layer above asks for them. */
import type { OutlineNode } from '../model.ts';
import { once } from '../source/memo.ts';

const ALL = 0;

const byIdOnce = once((nodes: readonly OutlineNode[], _all: number): ReadonlyMap<string, OutlineNode> => {
  const map = new Map<string, OutlineNode>();
  for (const node of nodes) map.set(node.id, node);
  return map;
});

const indexOnce = once((nodes: readonly OutlineNode[], _all: number): ReadonlyMap<string, number> => {
  const map = new Map<string, number>();
  for (let i = 0; i < nodes.length; i++) map.set((nodes[i] as OutlineNode).id, i);
  return map;
});

/** In the order of the outline. */
export const nodesById = (nodes: readonly OutlineNode[]): ReadonlyMap<string, OutlineNode> => byIdOnce(nodes, ALL);

/** Id → place in the outline. */
export const nodeIndexOf = (nodes: readonly OutlineNode[]): ReadonlyMap<string, number> => indexOnce(nodes, ALL);
