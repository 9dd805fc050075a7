/** Lines of the text joined to paragraphs: the units the outline is built from. */
import { markAtLineStart } from '../lexer/marks.ts';
import type { Mark } from '../lexer/styles.ts';
import { findCode, Places } from '../source/scan.ts';

export interface Para {
  /** trimmed stretch of the paragraph */
  start: number;
  end: number;
  /** start of the line with its leading tabs: an empty first cell of a row */
  readonly raw: number;
  readonly mark: Mark | null;
  /** has a tab or a pipe between two texts */
  readonly row: boolean;
}

const SPACE = 32;
const TAB = 9;
const PIPE = 124;
const FULL_STOP = 0x3002;

const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** Finds the lines that hold cells; lines are asked for in text order. */
class Cells {
  readonly #view: string;
  readonly #tabs: Places;
  readonly #pipes: Places;

  constructor(view: string) {
    this.#view = view;
    this.#tabs = new Places(view, '\t');
    this.#pipes = new Places(view, '|');
  }

  /** Does the trimmed stretch hold cells: a tab, or at least two pipes inside? */
  within(start: number, end: number, markEnd: number): boolean {
    const tab = this.#tabs.from(start);
    if (tab < end) return tab !== markEnd || this.#tabs.from(tab + 1) < end;
    if (end - start > 4000) return false;
    const pipe = this.#pipes.from(start + 1);
    if (pipe >= end - 1) return false;
    return this.#view.charCodeAt(start) === PIPE || this.#pipes.from(pipe + 1) < end - 1;
  }
}

/** The last character decides whether running text goes on in the next line. */
const CLOSERS = new Set([...'。!?;:”’)]》|…'].map((c) => c.charCodeAt(0)));
const OPEN_ENDS = new Set([...',、(《“'].map((c) => c.charCodeAt(0)));
const NEVER_FIRST = new Set([...',。;、)》”!?'].map((c) => c.charCodeAt(0)));
/** Particles that cannot end a paragraph, and characters that cannot begin one. */
const DANGLING_END = new Set([...'的和与及或在从以对把将'].map((c) => c.charCodeAt(0)));
const DANGLING_START = /^(?:[的和与及等或]|为\d|\d+(?:\.\d+)?%)/;
const MIN_WRAPPED = 20;
const TITLE_TAIL = 80;

const opensTitle = (view: string, start: number, end: number): boolean => {
  const tail = view.slice(Math.max(start, end - TITLE_TAIL), end);
  return tail.lastIndexOf('《') > tail.lastIndexOf('》');
};

/** The line before: where it begins, and whether its paragraph holds a full stop already. */
interface LastLine {
  start: number;
  stopSeen: boolean;
}

/** A line that goes on with the sentence of the line before: the source broke it by page, link or fixed width. */
const continues = (view: string, before: Para, last: LastLine, start: number, end: number): boolean => {
  const { start: lastLineStart, stopSeen } = last;
  if (before.row) return false;
  if (NEVER_FIRST.has(view.charCodeAt(start))) return true;
  const closing = view.charCodeAt(before.end - 1);
  if (closing === COLON && before.end - lastLineStart <= LONGEST_KEY_LINE && BARE_KEY.test(view.slice(lastLineStart, before.end))) return isListLine(view, start, end);
  if (CLOSERS.has(closing)) return false;
  if (OPEN_ENDS.has(closing)) return true;
  if (opensTitle(view, before.start, before.end)) return true;
  if (before.end - lastLineStart >= 12 && (DANGLING_END.has(closing) || DANGLING_START.test(view.slice(start, start + 12)))) return true;
  if (before.end - lastLineStart < MIN_WRAPPED) return false;
  if (!stopSeen) return false;
  // a short line without any stop is a signature or a heading
  return end - start >= MIN_WRAPPED || view.charCodeAt(end - 1) === FULL_STOP;
};

const COLON = 58;
const LONGEST_KEY_LINE = 16;
const LONGEST_LIST_LINE = 300;

/** `责任单位：` alone on its line: the bodies stand on the next. */
const BARE_KEY = /^[([]?(?:责任|牵头|配合|主办|协办|承办|参与|落实|实施)(?:责任)?(?:单位|部门|主体)\s?:$/;

/** A line that may be a list of bodies: no colon, no full stop before its end. */
const isListLine = (view: string, start: number, end: number): boolean => {
  if (end - start > LONGEST_LIST_LINE || findCode(view, COLON, start, end) >= 0) return false;
  const stop = findCode(view, FULL_STOP, start, end);
  return stop < 0 || stop >= end - 1;
};

const STANDS_ALONE = /^(?:[([]?(?:责任|牵头|配合|完成时限|完成时间|主办|协办)|目\s*录)/;

/** A page number left between two paragraphs: `- 3 -`, `第 3 页`, `第3页 共10页`. */
const PAGE_NUMBER = /^(?:-{1,2}\s?\d{1,4}\s?-{1,2}|第\s?\d{1,4}\s?页(?:[\s,/]{0,2}共\s?\d{1,4}\s?页)?)$/;
const LONGEST_PAGE_NUMBER = 18;

const isPageNumber = (view: string, start: number, end: number): boolean => end - start <= LONGEST_PAGE_NUMBER && PAGE_NUMBER.test(view.slice(start, end));

/** Splits the view into paragraphs. Blank lines, indents and CRLF leave no trace. */
export const paragraphsOf = (view: string): Para[] => {
  const paras: Para[] = [];
  const last: LastLine = { start: 0, stopSeen: false };
  const cells = new Cells(view);
  let from = 0;
  while (from < view.length) {
    let to = view.indexOf('\n', from);
    if (to < 0) to = view.length;
    let start = from;
    while (start < to && isBlank(view.charCodeAt(start))) start++;
    let end = to;
    while (end > start && isBlank(view.charCodeAt(end - 1))) end--;
    if (end > start && !isPageNumber(view, start, end)) {
      const mark = markAtLineStart(view, start, end);
      const row = cells.within(start, end, mark?.labelEnd ?? -1);
      const before = paras[paras.length - 1];
      if (before && mark === null && !row && continues(view, before, last, start, end) && !STANDS_ALONE.test(view.slice(start, start + 6))) {
        before.end = end;
      } else {
        last.stopSeen = false;
        paras.push({ start: mark && !row ? mark.start : start, end, raw: row ? rowStart(view, from, start) : start, mark, row });
      }
      last.start = start;
      if (!last.stopSeen) last.stopSeen = findCode(view, FULL_STOP, start, end) >= 0;
    }
    from = to + 1;
  }
  return paras;
};

/** Leading tabs of a row are empty cells; leading blanks are indent. */
const rowStart = (view: string, from: number, start: number): number => {
  const tab = findCode(view, TAB, from, start);
  return tab >= 0 ? tab : start;
};
