/**
 * What a pattern is shown at once is bounded (design: bad input R4): a stretch that may be as long as the text is cut, or shown
 * window by window.
 */
import type { Range } from '../model.ts';

export const LONGEST_SUBJECT = 2000;
/** More than any pattern that is used here can take. */
const OVERLAP = 50;

/** Whether a pattern of a few characters, tied to no end of the text, fits anywhere in a stretch. */
export const fitsWithin = (pattern: RegExp, text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at += LONGEST_SUBJECT - OVERLAP) if (pattern.test(text.slice(at, Math.min(end, at + LONGEST_SUBJECT)))) return true;
  return false;
};

/** A longer cell is no head of a column, nor a figure or a day. */
const LONGEST_CELL = 200;
/** What stands in a cell of a table, as much as matters. */
export const cellText = (text: string, { start, end }: Range): string => text.slice(start, Math.min(end, start + LONGEST_CELL));

/** The beginning of a text, as much as a pattern may see. */
export const headOf = (text: string): string => (text.length > LONGEST_SUBJECT ? text.slice(0, LONGEST_SUBJECT) : text);
/** Its end. */
export const tailOf = (text: string): string => (text.length > LONGEST_SUBJECT ? text.slice(-LONGEST_SUBJECT) : text);
