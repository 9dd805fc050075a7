/** Where orders came from (workflows §5.5): 转办, 并办, 拆分. Both ways visible, never in a circle. */
export interface OrderLink {
  readonly fromId: string;
  readonly toId: string;
}

/** Whether a link from → to would close a circle. */
export function wouldCircle(links: readonly OrderLink[], added: OrderLink): boolean {
  const next = new Map<string, string[]>();
  for (const { fromId, toId } of links) next.set(fromId, [...(next.get(fromId) ?? []), toId]);
  const seen = new Set<string>();
  const stack = [added.toId];
  while (stack.length > 0) {
    const id = stack.pop() ?? '';
    if (id === added.fromId) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    stack.push(...(next.get(id) ?? []));
  }
  return false;
}

const closedStates = new Set(['closed', 'archived', 'withdrawn']);
/** A split parent counts as closed when all its children are. */
export const isSplitClosed = (children: readonly string[]): boolean => children.length > 0 && children.every((state) => closedStates.has(state));
