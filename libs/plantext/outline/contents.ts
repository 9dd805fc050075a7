/** Recognises a contents list: headings that are repeated later with nothing but headings between them. */
import type { Para } from './paragraphs.ts';
import { findCode } from '../source/scan.ts';

const MAX_LINE = 80;
const FULL_STOP = 0x3002;

/** Heading line without blanks, leader dots and page number. */
const normal = (view: string, para: Para): string =>
  view
    .slice(para.start, Math.min(para.end, para.start + MAX_LINE))
    .replace(/[\s.…·]/g, '')
    .replace(/-?\d{1,3}-?$/, '');

const isHeadingLine = (view: string, para: Para): boolean => {
  if (para.end - para.start > MAX_LINE) return false;
  return findCode(view, FULL_STOP, para.start, para.end) < 0;
};

const MIN_ENTRIES = 3;

/** Index range [from, to) of the contents list, or null. */
export const contentsRange = (view: string, paras: readonly Para[]): { from: number; to: number } | null => {
  const first = paras.findIndex((p) => p.mark !== null && p.mark.style !== 'annex' && p.mark.style !== 'dash');
  if (first < 0) return null;
  const opening = paras[first];
  if (opening === undefined || !isHeadingLine(view, opening)) return null;
  const key = normal(view, opening);
  let to = -1;
  for (let i = first + 1; i < paras.length; i++) {
    const para = paras[i];
    if (para === undefined || !isHeadingLine(view, para)) break;
    if (normal(view, para) === key) {
      to = i;
      break;
    }
  }
  // preamble text may stand between the list and the body: look for the first heading again further down
  if (to < 0) to = listEnd(view, paras, first);
  if (to < 0 || !repeats(view, paras, first, to)) return null;
  const title = paras[first - 1];
  const from = title !== undefined && /^目\s*录$/.test(view.slice(title.start, title.end)) ? first - 1 : first;
  return { from, to };
};

const listEnd = (view: string, paras: readonly Para[], first: number): number => {
  let i = first;
  while (i < paras.length) {
    const para = paras[i];
    if (para === undefined || para.mark === null || !isHeadingLine(view, para)) break;
    i++;
  }
  return i;
};

/** At least three entries, two thirds of them found again below. */
const repeats = (view: string, paras: readonly Para[], from: number, to: number): boolean => {
  if (to - from < MIN_ENTRIES) return false;
  const later = new Set<string>();
  for (let i = to; i < paras.length; i++) {
    const para = paras[i];
    if (para?.mark) later.add(headKey(view, para));
  }
  let hits = 0;
  for (let i = from; i < to; i++) {
    const para = paras[i];
    if (para && later.has(headKey(view, para))) hits++;
  }
  return hits * 3 >= (to - from) * 2;
};

/** A run-in heading repeats the entry only up to its full stop. */
const headKey = (view: string, para: Para): string => {
  const stop = findCode(view, FULL_STOP, para.start, Math.min(para.end, para.start + MAX_LINE));
  return normal(view, stop > 0 ? { ...para, end: stop } : para);
};
