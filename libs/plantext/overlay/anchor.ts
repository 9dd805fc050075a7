/** Finds a quoted stretch again in another edition of the text: by quote, told apart by its surroundings and place. */
import type { Range, Span } from '../model.ts';

export interface Anchor {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** start in the text the anchor was made from */
  readonly pos: number;
}

const context = 24;

export const anchorOf = (text: string, { start, end }: Range): Anchor => ({
  exact: text.slice(start, end),
  prefix: text.slice(Math.max(0, start - context), start),
  suffix: text.slice(end, end + context),
  pos: start,
});

const commonEnd = (a: string, b: string): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
};

const commonStart = (a: string, b: string): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
};

/** The best place of the quote, or undefined when the quote is gone. At most 1,000 occurrences are weighed. */
export const findAnchor = (text: string, { exact, prefix, suffix, pos }: Anchor): Span | undefined => {
  if (exact === '') return undefined;
  let best: { start: number; score: number } | undefined;
  let at = text.indexOf(exact);
  for (let seen = 0; at >= 0 && seen < 1000; seen += 1) {
    const around = commonEnd(prefix, text.slice(Math.max(0, at - context), at)) + commonStart(suffix, text.slice(at + exact.length, at + exact.length + context));
    const score = around * 1_000_000 - Math.min(Math.abs(at - pos), 999_999);
    if (best === undefined || score > best.score) best = { start: at, score };
    at = text.indexOf(exact, at + 1);
  }
  return best === undefined ? undefined : { text: exact, start: best.start, end: best.start + exact.length };
};
