import type { OutlineNode } from '#libs/plantext/index.ts';

/** Every node from the top down to the given one. */
export function chainOf(node: OutlineNode, byId: ReadonlyMap<string, OutlineNode>): readonly OutlineNode[] {
  const chain: OutlineNode[] = [];
  for (let at: OutlineNode | undefined = node; at !== undefined && chain.length < 64; at = at.parent === null ? undefined : byId.get(at.parent)) chain.unshift(at);
  return chain;
}
