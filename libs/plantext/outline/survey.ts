/** First pass over the paragraphs: what each one is, which inline labels count, which styles are levels. */
import { decimalAtLineStart } from '../lexer/marks.ts';
import { isLevelStyle, LEVEL_STYLES } from '../lexer/styles.ts';
import type { Mark, Style } from '../lexer/styles.ts';
import type { Enclosure } from '../model.ts';
import { boxEnd, readBoxLine } from './boxes.ts';
import { contentsRange } from './contents.ts';
import { dutyBrackets, isTail } from './duties.ts';
import type { Duty } from './duties.ts';
import { learnLevels } from './levels.ts';
import type { Levels, Seen } from './levels.ts';
import { bodyStartOf, inlineCandidates, InlineCounter, NumberingFindings } from './numbering.ts';
import type { Para } from './paragraphs.ts';
import { Places } from '../source/scan.ts';

export type Role = 'front' | 'contents' | 'body' | 'box' | 'boxContent' | 'annexList' | 'annexTitle' | 'signature';

export interface Surveyed {
  readonly para: Para;
  role: Role;
  /** the mark that counts for the outline, null if none does */
  mark: Mark | null;
  inline: readonly Mark[];
  duties: readonly Duty[];
  /** the paragraph ends in a duty bracket */
  readonly dutyEnd: boolean;
}

export interface Survey {
  readonly items: Surveyed[];
  readonly levels: Levels;
  /** index of the first structural mark: before it stands the front */
  readonly first: number;
  readonly findings: NumberingFindings;
}

const isStructural = (mark: Mark | null): boolean => mark !== null && !mark.weak && isLevelStyle(mark.style);

const LONGEST_GROUP = 40;

/**
 * A line between two rows that groups the rows below it (`一、经济发展` in a 任务分解表) belongs to the table when the
 * numbering of the rows goes on behind it; a new head row (序号 …) behind it makes it a heading.
 */
const isGroupRow = (view: string, before: Para | undefined, para: Para, after: Para | undefined): boolean =>
  !para.row &&
  before?.row === true &&
  after?.row === true &&
  para.end - para.start <= LONGEST_GROUP &&
  para.mark?.style !== 'box' &&
  para.mark?.style !== 'annex' &&
  para.mark?.style !== 'table' &&
  /^\|?\s?\d{1,3}\s?[\t|]/.test(view.slice(after.start, after.start + 8));

const asRows = (view: string, paras: readonly Para[]): Para[] =>
  paras.map((para, i) => (isGroupRow(view, paras[i - 1], para, paras[i + 1]) ? { ...para, mark: null, row: true } : para));

const withDuties = (view: string, all: readonly Para[], enclosures: readonly Enclosure[]): Surveyed[] => {
  const paras = asRows(view, all);
  let e = 0;
  return paras.map((para) => {
    while (e < enclosures.length && (enclosures[e]?.start ?? 0) < para.start) e++;
    const duties = para.row ? [] : dutyBrackets(view, para, enclosures, e);
    const last = duties[duties.length - 1];
    return { para, role: 'body', mark: para.row ? null : para.mark, inline: [], duties, dutyEnd: last !== undefined && isTail(view, last.end, para.end) };
  });
};

/** Documents numbered 1 / 1.1 / 1.1.1: enabled when two decimal labels follow each other in turn. */
const useDecimals = (view: string, items: readonly Surveyed[]): void => {
  const found = items.map((s) => (s.para.row || (s.mark !== null && s.mark.style !== 'ar') ? null : decimalAtLineStart(view, s.para.start, s.para.end)));
  let last = 0;
  let turns = 0;
  for (const mark of found) {
    if (mark?.style !== 'dec2') continue;
    if (mark.number === last + 1 && last > 0) turns++;
    last = mark.number;
  }
  if (turns < 2) return;
  found.forEach((mark, i) => {
    const item = items[i];
    if (!item || mark === null || (mark.style === 'ar' && item.para.end - item.para.start > 60)) return;
    item.mark = { start: mark.start, labelEnd: mark.labelEnd, textStart: mark.textStart, style: mark.style, number: mark.number };
  });
};

/** 第一章总则: no blank behind the label, but a line as short as a heading. */
const GLUED_HEADINGS: ReadonlySet<Style> = new Set<Style>(['pian', 'zhang', 'jie']);
const LONGEST_GLUED = 24;

/** Weak labels (`11.121人才`, 第三条生产线) count only in turn. */
const settleWeak = (items: readonly Surveyed[]): void => {
  const last = new Map<Style, number>();
  for (const item of items) {
    const mark = item.mark;
    if (mark === null) continue;
    if (mark.weak && isLevelStyle(mark.style)) {
      const before = last.get(mark.style) ?? 0;
      // 第一条 glued to its text opens a row of articles, 行动一 a row of actions; 1.95 opens nothing
      const glued = GLUED_HEADINGS.has(mark.style) && item.para.end - item.para.start <= LONGEST_GLUED && (mark.number === 1 || mark.number === before + 1);
      const inTurn = glued || (mark.number === before + 1 && (before > 0 || mark.style === 'tiao' || mark.style === 'named'));
      if (!inTurn) {
        item.mark = null;
        continue;
      }
      item.mark = { style: mark.style, number: mark.number, start: mark.start, labelEnd: mark.labelEnd, textStart: mark.textStart };
    }
    last.set(mark.style, mark.number);
  }
  // a single 任务一 heads no row of tasks
  if ((last.get('named') ?? 0) < 2) for (const item of items) if (item.mark?.style === 'named') item.mark = null;
};

const DATE_LINE = /^[\d〇零一二三四五六七八九十]{2,5}\s?年[\d〇一二三四五六七八九十\s]{1,4}月[\d〇一二三四五六七八九十\s]{1,4}日(?:印发)?$/;
const MAX_SIGNATORIES = 12;

/** Signatures and dates close the body: they belong to the document, not to the last section. */
const markSignatures = (view: string, items: readonly Surveyed[], from: number): void => {
  for (let i = from; i < items.length; i++) {
    const item = items[i];
    if (!item || item.mark !== null || item.role !== 'body' || item.para.end - item.para.start > 16) continue;
    const note = isPublishingNote(view, item.para);
    if (!note && !DATE_LINE.test(view.slice(item.para.start, item.para.end))) continue;
    item.role = 'signature';
    if (note) continue;
    for (let j = i - 1; j > from && i - j <= MAX_SIGNATORIES; j--) {
      const above = items[j];
      if (!above || above.mark !== null || above.role !== 'body' || !isSignatory(view, above.para)) break;
      above.role = 'signature';
    }
    for (let j = i + 1; j < items.length; j++) {
      const below = items[j];
      if (!below || below.mark !== null || below.role !== 'body' || below.para.row) break;
      below.role = 'signature';
    }
  }
};

const isPublishingNote = (view: string, para: Para): boolean => view.startsWith('(此件', para.start) && para.end - para.start <= 20;

const FINAL_CLAUSE = /^本(?:[一-龥]{1,10})自.{1,30}(?:施行|实施|执行|生效)/;

/** `各位代表，…努力奋斗！` and `本措施自…起施行。` behind the last label close the document: they belong to all of it. */
const markClosingAddress = (view: string, items: readonly Surveyed[], from: number): void => {
  let last = items.length - 1;
  while (last > from && items[last]?.mark === null && !items[last]?.para.row) last--;
  let closing = false;
  for (let i = last + 1; i < items.length; i++) {
    const item = items[i];
    if (item?.role !== 'body') continue;
    closing ||= view.startsWith('各位代表', item.para.start) || FINAL_CLAUSE.test(view.slice(item.para.start, item.para.start + 60));
    if (closing) item.role = 'signature';
  }
};

const LONGEST_ANNEX_TITLE = 60;

/** `附件1` alone on its line is titled by the line below. */
const markAnnexTitles = (view: string, items: readonly Surveyed[], from: number): void => {
  for (let i = from; i + 1 < items.length; i++) {
    const { mark, para, role } = items[i] as Surveyed;
    const below = items[i + 1] as Surveyed;
    if (mark?.style !== 'annex' || role !== 'body' || mark.textStart < para.end || below.role !== 'body' || below.mark !== null || below.para.row) continue;
    if (below.para.end - below.para.start <= LONGEST_ANNEX_TITLE && !/[。;:!?]/.test(view.slice(below.para.start, below.para.end))) below.role = 'annexTitle';
  }
};

const isSignatory = (view: string, para: Para): boolean => para.end - para.start <= 30 && !para.row && !/[。,:;!?]/.test(view.slice(para.start, para.end));

/**
 * `附件：1.…` and the numbered lines after it list annexes; they are no items of the plan and open no annex. With a
 * colon and a title the line opens an annex only if something other than a signature follows.
 */
const markAnnexLists = (view: string, items: readonly Surveyed[], from: number): void => {
  for (let i = from; i < items.length; i++) {
    const opening = items[i];
    const mark = opening?.mark;
    if (!opening || !mark || mark.style !== 'annex' || view.charCodeAt(mark.labelEnd) !== 58) continue;
    const numbered = /^:\s?1[.、]/.test(view.slice(mark.labelEnd, mark.labelEnd + 4));
    let j = i + 1;
    for (let next = numbered ? 2 : 1; j < items.length; j++, next++) {
      const item = items[j];
      if (item?.mark?.style !== 'ar' || item.mark.number !== next || item.para.end - item.para.start > 60) break;
      item.role = 'annexList';
    }
    const after = items[j];
    if (numbered || j > i + 1 || !after || after.role === 'signature' || after.mark?.style === 'annex') opening.role = 'annexList';
    i = j - 1;
  }
};

const markBoxes = (view: string, items: readonly Surveyed[], from: number): void => {
  const paras = items.map((s) => (s.mark === s.para.mark ? s.para : { ...s.para, mark: s.mark }));
  const last = new Map<Style, number>();
  for (let i = from; i < items.length; i++) {
    const item = items[i];
    const mark = item?.mark;
    if (!item || !mark || item.role !== 'body') continue;
    if (mark.style === 'box') {
      item.role = 'box';
      if (readBoxLine(view, item.para, mark.textStart).blocks.length > 0) continue;
      const end = boxEnd(view, paras, i, last);
      for (let j = i + 1; j < end; j++) {
        const content = items[j];
        if (content) content.role = 'boxContent';
      }
      i = end - 1;
      continue;
    }
    const level = LEVEL_STYLES.indexOf(mark.style);
    if (level < 0) continue;
    last.set(mark.style, mark.number);
    for (let k = level + 1; k < LEVEL_STYLES.length; k++) {
      const inner = LEVEL_STYLES[k];
      if (inner !== undefined && last.has(inner)) last.set(inner, 0);
    }
  }
};

const NONE: readonly Mark[] = [];

/** Chooses inline labels and lists every accepted mark in text order. */
const collect = (text: string, view: string, items: readonly Surveyed[], findings: NumberingFindings): Seen[] => {
  const counter = new InlineCounter(text, findings);
  const seen: Seen[] = [];
  const rank = LEVEL_STYLES.indexOf('arp');
  const brackets = new Places(view, '(');
  const candidates = items.map((s) => (s.role === 'body' && !s.para.row ? inlineCandidates(view, bodyStartOf(view, s.para, s.mark), s.para.end, s.duties, brackets) : NONE));
  const following: (Mark | undefined)[] = new Array(items.length);
  for (let i = items.length - 1, next: Mark | undefined; i >= 0; i--) {
    following[i] = next;
    next = candidates[i]?.[0] ?? next;
  }
  items.forEach((item, i) => {
    if (item.role !== 'body') return;
    const mark = item.mark;
    if (mark !== null && isLevelStyle(mark.style)) {
      seen.push({ style: mark.style, number: mark.number, inline: false });
      if (mark.style === 'arp') counter.take(mark);
      else if (LEVEL_STYLES.indexOf(mark.style) < rank) counter.resetParent();
    } else if (mark === null) counter.resetParent();
    const own = candidates[i] ?? NONE;
    if (own.length === 0) return;
    item.inline = counter.choose(own, following[i]);
    for (const m of item.inline) seen.push({ style: 'arp', number: m.number, inline: true });
  });
  return seen;
};

/** A single inline (1) with no (2) anywhere is no numbering. */
const inlineCounts = (seen: readonly Seen[]): boolean => seen.filter((s) => s.style === 'arp').length >= 2;

export const surveyOf = (text: string, view: string, paras: readonly Para[], enclosures: readonly Enclosure[]): Survey => {
  const items = withDuties(view, paras, enclosures);
  const contents = contentsRange(view, paras);
  if (contents) for (let i = contents.from; i < contents.to; i++) if (items[i]) (items[i] as Surveyed).role = 'contents';
  const live = items.filter((s) => s.role !== 'contents');
  useDecimals(view, live);
  settleWeak(live);
  let first = items.findIndex((s) => s.role === 'body' && isStructural(s.mark));
  if (first < 0) first = items.findIndex((s) => s.role === 'body' && s.mark?.style === 'box');
  if (first >= 0) for (let i = 0; i < first; i++) if (items[i]?.role === 'body') (items[i] as Surveyed).role = 'front';
  const from = Math.max(first, 0);
  markBoxes(view, items, from);
  markSignatures(view, items, from);
  markAnnexLists(view, items, from);
  markAnnexTitles(view, items, from);
  markClosingAddress(view, items, from);
  const findings = new NumberingFindings();
  let seen = collect(text, view, items, findings);
  if (!inlineCounts(seen)) {
    for (const item of items) item.inline = [];
    seen = seen.filter((s) => !s.inline);
  }
  const levels = learnLevels(seen);
  if (levels.level('arp') < 0) for (const item of items) item.inline = [];
  return { items, levels, first, findings };
};
