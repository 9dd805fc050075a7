/** The words of a duty text without blanks, marks and the bracket around them. */
import type { Range } from '../model.ts';
import { isCloser, isOpener } from './body-names.ts';

/** Longest bracket that is read as a duty text, characters. */
export const LONGEST_BRACKET = 2000;

const FAMILIES: readonly string[] = ['()', '[]', '（）', '［］', '〔〕', '【】'];

export function innerOf(view: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && ' \n\t|'.includes(view[start] ?? 'x')) start++;
  while (end > start && ' \n\t|。;'.includes(view[end - 1] ?? 'x')) end--;
  if (isOpener(view[start] ?? '') && isCloser(view[end - 1] ?? '') && closesAt(view, start) === end - 1) return { start: start + 1, end: end - 1 };
  return { start, end };
}

/** Where the bracket closes, by marks of its own family only: a stray ) inside [ ] does not close it. */
function closesAt(view: string, open: number): number {
  const own = FAMILIES.find((f) => f.startsWith(view[open] ?? 'x'));
  const opens = (ch: string): boolean => (own === undefined ? isOpener(ch) : own.startsWith(ch));
  const closes = (ch: string): boolean => (own === undefined ? isCloser(ch) : own.endsWith(ch));
  let depth = 0;
  for (let i = open; i < Math.min(view.length, open + LONGEST_BRACKET); i++) {
    const ch = view[i] ?? 'x';
    if (opens(ch)) depth++;
    else if (closes(ch) && --depth === 0) return i;
  }
  return -1;
}
