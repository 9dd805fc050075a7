/**
 * Cuts an object into names by a head test: "A办法、B和C细则" gives three, "分类、分区域的品牌培育发展计划" one,
 * because a stretch that does not end like a name belongs to the next one.
 */
import type { Range } from '../model.ts';
import { MASK, type Reading, trimRange } from './reading.ts';
import { canSeparate } from './pieces.ts';

/** End of the head that closes the stretch, or 0 when it does not end like a name. */
export type HeadTest = (start: number, end: number) => number;

/** Names of a stretch in text order; brackets behind a name are no part of it. */
export const namesOf = (reading: Reading, range: Range, headEnd: HeadTest): Range[] => {
  const { mask, plain } = reading;
  const out: Range[] = [];
  let start = range.start;
  for (let at = range.start; at <= range.end; at++) {
    const last = at === range.end;
    if (!last && !canSeparate(mask, at)) continue;
    const piece = withoutBracket(reading, trimRange(plain, { start, end: at }));
    const end = piece.end > piece.start ? headEnd(piece.start, piece.end) : 0;
    if (end > 0) {
      out.push({ start: piece.start, end });
      start = at + 1;
    }
  }
  return out;
};

/** "X方案(2025—2027年)": the name ends before the bracket. */
const withoutBracket = (reading: Reading, piece: Range): Range => {
  if (reading.mask.charAt(piece.end - 1) !== MASK.bracket) return piece;
  const enclosure = reading.closing.get(piece.end);
  return enclosure === undefined || enclosure.start <= piece.start ? piece : { start: piece.start, end: enclosure.start };
};
