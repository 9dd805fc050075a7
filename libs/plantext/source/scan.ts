/** Bounded searches. `String.indexOf` has no end and would run to the end of the document for every line. */

/** First place of a character code in [from, to), -1 if it is not there. */
export const findCode = (view: string, code: number, from: number, to: number): number => {
  for (let i = from; i < to; i++) if (view.charCodeAt(i) === code) return i;
  return -1;
};

/** Last place of a character code in [from, to), -1 if it is not there. */
export const findLastCode = (view: string, code: number, from: number, to: number): number => {
  for (let i = to - 1; i >= from; i--) if (view.charCodeAt(i) === code) return i;
  return -1;
};
