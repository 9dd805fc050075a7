/** The outline as text, one node per line: what `compile --format tree` prints. */
import type { OutlineNode } from '../model.ts';

const LONGEST_TITLE = 40;

const shorten = (title: string): string => (title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title);

/** Lines `id kind label title [start,end)`, two blanks of indent per level, newline at the end. */
export const outlineTree = (nodes: readonly OutlineNode[]): string => {
  const depth = new Map<string, number>();
  const lines = nodes.map((node) => {
    const level = node.parent === null ? 0 : (depth.get(node.parent) ?? 0) + 1;
    depth.set(node.id, level);
    const words = [node.id, node.kind, node.label, node.title === null ? null : shorten(node.title), `[${node.start},${node.end})`];
    return '  '.repeat(level) + words.filter((w) => w !== null).join(' ');
  });
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
};
