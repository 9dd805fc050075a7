/** Prepares the outline for storage: own words of every node, and the names on the way to it. */
import type { NodeKind } from '../contract/index.ts';
import { nodeKindLabel } from '../contract/index.ts';

export interface OutlineEntry {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string | null;
  readonly title: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: string | null;
}

type Stretch = readonly [start: number, end: number];

/** `一、总体要求`, `专栏5`, `引言`: what a node is called on the way to it. */
export function nodeName(node: Pick<OutlineEntry, 'kind' | 'label' | 'title'>): string {
  const name = `${node.label ?? ''}${node.title ?? ''}`.replace(/\s+/g, ' ').trim();
  return name === '' ? nodeKindLabel[node.kind] : name.slice(0, 200);
}

function ancestorsOf(node: OutlineEntry, byId: ReadonlyMap<string, OutlineEntry>): readonly OutlineEntry[] {
  const line: OutlineEntry[] = [];
  const seen = new Set([node.id]);
  let above = node.parent === null ? undefined : byId.get(node.parent);
  while (above !== undefined && !seen.has(above.id)) {
    line.push(above);
    seen.add(above.id);
    above = above.parent === null ? undefined : byId.get(above.parent);
  }
  return line;
}

function blankOut(text: string, node: OutlineEntry, holes: readonly Stretch[]): string {
  const pieces: string[] = [];
  let at = node.start;
  for (const [start, end] of [...holes].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, at);
    const to = Math.min(end, node.end);
    if (to <= from) continue;
    pieces.push(text.slice(at, from), '\n'.repeat(to - from));
    at = to;
  }
  pieces.push(text.slice(at, node.end));
  const own = pieces.join('');
  return own.trim() === '' ? '' : own;
}

export interface StoredNode extends OutlineEntry {
  readonly ordinal: number;
  /** names of the nodes above (without the document) and of the node itself */
  readonly path: readonly string[];
  /** the stretch with all descendants blanked to line ends, of equal length; empty when nothing is left */
  readonly ownText: string;
}

/** All nodes in text order with path and own words. Cost: text length times depth of nesting. */
export function storedNodes(text: string, outline: readonly OutlineEntry[]): readonly StoredNode[] {
  const byId = new Map(outline.map((node) => [node.id, node]));
  const holes = new Map<string, Stretch[]>();
  const lines = outline.map((node) => ancestorsOf(node, byId));
  outline.forEach((node, index) => {
    for (const above of lines[index] ?? []) {
      if (node.start >= above.end || node.end <= above.start) continue;
      const list = holes.get(above.id) ?? [];
      list.push([node.start, node.end]);
      holes.set(above.id, list);
    }
  });
  return outline.map((node, ordinal) => {
    const above = [...(lines[ordinal] ?? [])].reverse().filter((entry) => entry.kind !== 'document');
    return { ...node, ordinal, path: [...above, node].map(nodeName), ownText: blankOut(text, node, holes.get(node.id) ?? []) };
  });
}
