/** Boxes 专栏: one-line boxes with lost paragraph marks, and boxes spread over several lines or rows. */
import { LEVEL_STYLES } from '../lexer/styles.ts';
import type { Style } from '../lexer/styles.ts';
import type { Range } from '../model.ts';
import { BLOCK_HEADING, headingOf } from './headings.ts';
import type { Heading } from './headings.ts';
import { keywordAt } from './duties.ts';
import type { Para } from './paragraphs.ts';
import { findCode } from '../source/scan.ts';

const SPACE = 32;
const TAB = 9;
const PIPE = 124;
const STOP = 0x3002;

/** A blank, a cell border, or a line break of the source inside the paragraph. */
const isGap = (code: number): boolean => code === SPACE || code === TAB || code === PIPE || code === 10 || code === 13;

export interface BoxLine {
  readonly title: Range;
  /** blocks inside the line, empty when the line is only the box heading */
  readonly blocks: readonly Range[];
}

/** End of the box text without the trailing ` |` of a one-cell table. */
const contentEnd = (view: string, para: Para): number => {
  let e = para.end;
  while (e > para.start && (view.charCodeAt(e - 1) === PIPE || view.charCodeAt(e - 1) === SPACE || view.charCodeAt(e - 1) === TAB)) e--;
  return e;
};

/** Title up to the next blank; "full stop + blank" inside is a lost paragraph mark (plantext 3.1). */
export const readBoxLine = (view: string, para: Para, textStart: number): BoxLine => {
  const end = contentEnd(view, para);
  let from = textStart;
  if (view.charCodeAt(from) === 58) from++;
  while (from < end && view.charCodeAt(from) === SPACE) from++;
  let titleEnd = from;
  while (titleEnd < end && !isGap(view.charCodeAt(titleEnd))) titleEnd++;
  // a heading may itself hold a blank: without a full stop the whole line is the heading
  const stop = findCode(view, STOP, from, end);
  if (stop < 0) return { title: { start: from, end }, blocks: [] };
  if (stop < titleEnd) titleEnd = from; // no blank before the first sentence: the box has no title
  return { title: { start: from, end: titleEnd }, blocks: splitBlocks(view, titleEnd, end) };
};

const splitBlocks = (view: string, from: number, end: number): Range[] => {
  const out: Range[] = [];
  let start = from;
  const skip = (i: number): number => {
    let at = i;
    while (at < end && isGap(view.charCodeAt(at))) at++;
    return at;
  };
  start = skip(start);
  for (let i = start; i < end; i++) {
    if (view.charCodeAt(i) !== STOP || i + 1 >= end) continue;
    const next = view.charCodeAt(i + 1);
    if (!isGap(next)) continue;
    out.push({ start, end: i + 1 });
    start = skip(i + 1);
    i = start - 1;
  }
  if (start < end) out.push({ start, end });
  return out;
};

/** `铁路。…` or `铁路：…`: heading of a block, null for a plain paragraph of the box. */
export const blockHeading = (view: string, block: Range): Heading | null => {
  let start = block.start;
  while (start < block.end && ORNAMENTS.has(view.charCodeAt(start))) start++;
  return headingOf(view, start, block.end, BLOCK_HEADING);
};

const ORNAMENTS = new Set([...'◆■●▲★·•▪◇□△*-> '].map((c) => c.charCodeAt(0)));

export const isBulleted = (view: string, para: Para): boolean => {
  const code = view.charCodeAt(para.start);
  return code !== SPACE && code !== 45 && ORNAMENTS.has(code);
};

const OUTER: ReadonlySet<Style> = new Set<Style>(['pian', 'zhang', 'jie', 'tiao', 'cn', 'box', 'annex']);

/**
 * Index after the last line of a box whose heading stands alone at `at`. Own numbering of the box starts at 1 where
 * the outline expects another number; the first unheaded paragraph after a block is body text again.
 */
export const boxEnd = (view: string, paras: readonly Para[], at: number, last: ReadonlyMap<Style, number>): number => {
  let sequence: { style: Style; next: number } | null = null;
  for (let j = at + 1; j < paras.length; j++) {
    const para = paras[j];
    if (para === undefined) return j;
    const mark = para.mark;
    if (para.row || isBulleted(view, para)) continue;
    if (mark !== null && !mark.weak) {
      if (OUTER.has(mark.style)) return j;
      if (!LEVEL_STYLES.includes(mark.style)) continue;
      const before = last.get(mark.style);
      const continued: boolean = sequence !== null && sequence.style === mark.style && mark.number === sequence.next;
      const restarted: boolean = sequence === null && mark.number === 1 && before !== 0 && (before !== undefined || mark.style !== 'cnp');
      if (!continued && !restarted) return j;
      sequence = { style: mark.style, next: mark.number + 1 };
      continue;
    }
    if (keywordAt(view, para.start) !== null) return j;
    const headed = blockHeading(view, para) !== null;
    if (!headed && j > at + 1) return j;
  }
  return paras.length;
};
