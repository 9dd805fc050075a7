/** Run-in headings: where the title of a paragraph ends. */

export interface HeadingRule {
  /** longest title in UTF-16 units */
  readonly longest: number;
  readonly commas: number;
  /** may the heading be all of its stretch? 0 = never */
  readonly alone: number;
  /** longest heading that closes with a full stop and is the only sentence */
  readonly aloneStopped: number;
}

export interface Heading {
  readonly start: number;
  readonly end: number;
  /** end with the closing mark and blanks: where the body begins */
  readonly bodyStart: number;
}

/** Headings of parts and sections: certain, even as the only sentence. */
export const SECTION_HEADING: HeadingRule = { longest: 80, commas: 3, alone: 80, aloneStopped: 80 };
/** Headings of numbered paragraphs (tasks, measures on a line of their own). */
export const ITEM_HEADING: HeadingRule = { longest: 44, commas: 2, alone: 44, aloneStopped: 16 };
/** Titles of `(n)` inside a paragraph: no comma and not the only sentence (plantext 3.1). */
export const INLINE_HEADING: HeadingRule = { longest: 40, commas: 0, alone: 0, aloneStopped: 0 };
export const BLOCK_HEADING: HeadingRule = { longest: 20, commas: 0, alone: 0, aloneStopped: 0 };
export const PRINCIPLE_HEADING: HeadingRule = { longest: 48, commas: 2, alone: 0, aloneStopped: 0 };

const COLON_LONGEST = 20;

const isEnd = (code: number): boolean => code === 0x3002 || code === 33 || code === 63;
const opens = (code: number): boolean => code === 0x201c || code === 40 || code === 0x300a || code === 0x2018;
const closes = (code: number): boolean => code === 0x201d || code === 41 || code === 0x300b || code === 0x2019;

const trimEnd = (view: string, start: number, end: number): number => {
  let e = end;
  while (e > start && (view.charCodeAt(e - 1) === 32 || view.charCodeAt(e - 1) === 9)) e--;
  return e;
};

const body = (view: string, from: number, end: number): number => {
  let i = from;
  while (i < end && (view.charCodeAt(i) === 32 || view.charCodeAt(i) === 9)) i++;
  return i;
};

/**
 * The heading that opens [start,end) of the view, or null when the first sentence is no heading. Marks inside
 * brackets and quotes do not count.
 */
export const headingOf = (view: string, start: number, end: number, rule: HeadingRule): Heading | null => {
  let depth = 0;
  let commas = 0;
  const last = Math.min(end, start + rule.longest + 1);
  for (let i = start; i < last; i++) {
    const code = view.charCodeAt(i);
    if (opens(code)) depth++;
    else if (closes(code)) depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (code === 44) {
      if (++commas > rule.commas) return null;
    } else if (code === 59) return null;
    else if (code === 58 && commas === 0 && i - start <= COLON_LONGEST && i > start + 1 && i + 1 < end) return { start, end: i, bodyStart: body(view, i + 1, end) };
    else if (isEnd(code)) return closeAt(view, start, i, end, rule);
  }
  if (end - start > rule.longest) return null;
  // a line without a full stop is a heading by itself
  return rule.alone > 0 && end > start ? { start, end: trimEnd(view, start, stripColon(view, start, end)), bodyStart: end } : null;
};

const stripColon = (view: string, start: number, end: number): number => (end > start && view.charCodeAt(end - 1) === 58 ? end - 1 : end);

const closeAt = (view: string, start: number, stop: number, end: number, rule: HeadingRule): Heading | null => {
  if (stop === start) return null;
  const bodyStart = body(view, stop + 1, end);
  if (bodyStart >= end && stop - start > rule.aloneStopped) return null;
  return { start, end: stop, bodyStart };
};
