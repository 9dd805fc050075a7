/**
 * What a pattern is shown at once is bounded (design: bad input R4): a stretch that may be as long as the text is cut, or shown
 * window by window.
 */
export const LONGEST_SUBJECT = 2000;
/** More than any pattern that is used here can take. */
const OVERLAP = 50;

/** Whether a pattern of a few characters, tied to no end of the text, fits anywhere in a stretch. */
export const fitsWithin = (pattern: RegExp, text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at += LONGEST_SUBJECT - OVERLAP) if (pattern.test(text.slice(at, Math.min(end, at + LONGEST_SUBJECT)))) return true;
  return false;
};

/** The beginning of a text, as much as a pattern may see. */
export const headOf = (text: string): string => (text.length > LONGEST_SUBJECT ? text.slice(0, LONGEST_SUBJECT) : text);
/** Its end. */
export const tailOf = (text: string): string => (text.length > LONGEST_SUBJECT ? text.slice(-LONGEST_SUBJECT) : text);
