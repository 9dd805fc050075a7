/** Shorthand of the tests: outlines as compact lines. Not part of the product. */
import type { OutlineNode } from '../model.ts';
import { parseText } from '../parse.ts';

/** `id kind label title` of every node but the document. */
export const linesOf = (text: string): string[] =>
  parseText(text)
    .nodes.filter((n) => n.kind !== 'document')
    .map((n) => `${n.id} ${n.kind} ${n.label ?? '-'} ${n.title ?? '-'}`);

export const nodesOf = (text: string, kind: OutlineNode['kind']): OutlineNode[] => parseText(text).nodes.filter((n) => n.kind === kind);

export const rulesOf = (text: string): string[] => parseText(text).findings.map((f) => f.rule);
