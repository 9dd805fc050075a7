/** The lossless partition of a text: every character belongs to one innermost node or to trivia. */
import { stretchesOf } from '../clauses/sentences.ts';
import type { OutlineNode } from '../model.ts';

export interface Piece {
  readonly start: number;
  readonly end: number;
  /** id of the innermost node; null = trivia (line ends, indents, page furniture, contents list) */
  readonly node: string | null;
}

/** Pieces in text order; their slices joined are the text, character by character. */
export const partitionOf = (text: string, nodes: readonly OutlineNode[]): Piece[] => {
  const out: Piece[] = [];
  let at = 0;
  for (const stretch of stretchesOf(nodes, true)) {
    if (stretch.start > at) out.push({ start: at, end: stretch.start, node: null });
    out.push({ start: stretch.start, end: stretch.end, node: stretch.node });
    at = stretch.end;
  }
  if (at < text.length) out.push({ start: at, end: text.length, node: null });
  return out;
};
