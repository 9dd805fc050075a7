/**
 * One piece of a list: separators, words before and behind the name, brackets, growth ("至15万吨/日"), times.
 * Everything is bounded by the longest name, so that a hostile list costs no more than its length.
 */
import type { Enclosure, ProjectStage, Range } from '../model.ts';
import { GENERIC_LEADS, NAME_LEADS } from './name-words.ts';
import { isSpecific, kindOfName, type NameKind, stripTails } from './naming.ts';
import { CharSet } from '../source/char-set.ts';
import { MASK, type Reading, trimmedEnd, trimmedStart } from './reading.ts';
import { wordSet } from './words.ts';

const LEADS = wordSet(NAME_LEADS);
const SEVERAL = wordSet(GENERIC_LEADS);
/** Longer stretches are sentences without marks, not names. */
const MAX_NAME = 80;
export const MEASURES = '座个所条家处项栋批套宗件段期';

/** False outside the text. */
export const isDigitAt = (plain: string, at: number): boolean => {
  const code = plain.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
};

interface Lead {
  readonly start: number;
  readonly several: boolean;
}

const LEAD_MARKS = new CharSet(' 、,;:');
const COUNTS = new CharSet('0123456789一二两三四五六七八九十百多余');

/** Skips 一批, 一座, "5座", 好 … before a name. */
export const skipLeads = (plain: string, from: number, end: number): Lead => {
  let start = from;
  let several = false;
  for (let round = 0; round < 4 && start < end; round++) {
    while (start < end && LEAD_MARKS.has(plain.charCodeAt(start))) start++;
    const many = SEVERAL.startingAt(plain, start, end);
    if (many > 0) {
      several = true;
      start += many;
      continue;
    }
    let digits = start;
    while (digits < end && COUNTS.has(plain.charCodeAt(digits)) && digits - start < 6) digits++;
    if (
      digits > start &&
      MEASURES.includes(plain.charAt(digits)) &&
      end - digits > 3 &&
      !isDigitAt(plain, digits + 1) &&
      !(plain.charAt(digits) === '期' && !isDigitAt(plain, start))
    ) {
      several ||= plain.slice(start, digits) !== '一' && plain.slice(start, digits) !== '1';
      start = digits + 1;
      continue;
    }
    const lead = LEADS.startingAt(plain, start, end);
    if (lead === 0 || start + lead >= end) break;
    start += lead;
  }
  return { start, several };
};

const DE = 0x7684;

/** A name after its last 的, if enough is left; else the whole. */
const afterDe = (mask: string, start: number, end: number): number => {
  for (let at = end - 1; at > start; at--) if (mask.charCodeAt(at) === DE) return end - at > 4 ? at + 1 : end;
  return start;
};

const OUTLAY = /^\d{1,6}(?:\.\d{1,4})?(?:亿|万|亿元|万元)?元(?=[\u3400-\u9fffA-Z])/;
const LONGEST_OUTLAY = 14;
const SHORTEST_NAME = 4;

/** "22亿元云海智能家电": the money in front is what the thing costs, not how it is called. */
const afterOutlay = (plain: string, start: number, end: number): number => {
  if (!isDigitAt(plain, start)) return start;
  const length = OUTLAY.exec(plain.slice(start, Math.min(end, start + LONGEST_OUTLAY)))?.[0].length ?? 0;
  return length > 0 && end - start - length >= SHORTEST_NAME ? start + length : start;
};

export interface Piece {
  name: Range;
  brackets: readonly Enclosure[];
  stage: ProjectStage | null;
  stageAt: Range | null;
  doing: boolean;
  several: boolean;
  modifier: Range | null;
}

const NO_BRACKETS: readonly Enclosure[] = [];

const TO = new CharSet('至到');

/** "城西水厂至15万吨/日": where the figure it grows to begins; `end` if there is none. */
const extentAt = (plain: string, from: number, end: number): number => {
  if (end - from < 4) return end;
  for (let at = end - 2; at >= from && end - at < 14; at--) if (TO.has(plain.charCodeAt(at)) && isDigitAt(plain, at + 1)) return at;
  return end;
};

const readExtended = (reading: Reading, name: Range, figure: Range, several: boolean): Piece | null => {
  if (kindOfName(reading.plain, name.start, name.end) === null) return null;
  return { name, brackets: NO_BRACKETS, stage: null, stageAt: null, doing: true, several, modifier: figure };
};

/** Reads one piece between separators: leads off, tails off, brackets behind the name set aside. */
export const readPiece = (reading: Reading, range: Range): Piece | null => {
  const { plain, mask } = reading;
  let end = trimmedEnd(plain, range.start, range.end);
  const lead = skipLeads(plain, trimmedStart(plain, range.start, end), end);
  let stage: ProjectStage | null = null;
  let stageAt: Range | null = null;
  let doing = false;
  let brackets = NO_BRACKETS;
  for (let round = 0; round < 4; round++) {
    const tails = stripTails(plain, lead.start, end);
    stage ??= tails.stage;
    stageAt ??= tails.stageAt;
    doing ||= tails.doing;
    end = tails.end;
    const time = reading.timeEnding.get(end);
    if (time !== undefined && time > lead.start + 1) {
      end = time;
      continue;
    }
    const month = monthBefore(plain, lead.start + 2, end);
    if (month < end) {
      end = month;
      continue;
    }
    if (mask.charAt(end - 1) !== MASK.bracket) break;
    const enclosure = reading.closing.get(end);
    if (enclosure === undefined || enclosure.start < lead.start) break;
    brackets = [enclosure, ...brackets];
    end = enclosure.start;
  }
  if (end - lead.start > MAX_NAME) return null;
  const extent = extentAt(plain, lead.start + 2, end);
  if (extent < end) return readExtended(reading, { start: lead.start, end: extent }, { start: extent, end }, lead.several);
  const start = afterOutlay(plain, afterDe(mask, lead.start, end), end);
  if (end - start < 2) return null;
  return { name: { start, end }, brackets, stage, stageAt, doing, several: lead.several, modifier: start > lead.start ? { start: lead.start, end: start } : null };
};

const MONTH_ENDS = new CharSet('度年底中初末前份旬上下月');

/** Start of "8月底前", "一季度", "上半年" at the end of a name; the end itself if there is none. */
const monthBefore = (plain: string, from: number, end: number): number => {
  if (!MONTH_ENDS.has(plain.charCodeAt(end - 1))) return end;
  for (const word of ['季度', '上半年', '下半年', '年底', '年中', '年初']) {
    if (!plain.startsWith(word, end - word.length)) continue;
    const before = plain.charAt(end - word.length - 1);
    if (word !== '季度') return before === '年' || isDigitAt(plain, end - word.length - 1) || end - word.length < from ? end : end - word.length;
    const start = end - word.length - (plain.charAt(end - word.length - 2) === '第' ? 2 : 1);
    return '一二三四1234'.includes(before) && start >= from ? start : end;
  }
  let at = end;
  while (at > from && '底末初前份旬上中下'.includes(plain.charAt(at - 1)) && end - at < 4) at--;
  if (plain.charAt(at - 1) !== '月') return end;
  at--;
  const stop = at;
  while (at > from && isDigitAt(plain, at - 1) && stop - at < 2) at--;
  return at < stop ? at : end;
};

const NOT_AND_AFTER = '平县田谐美林龙顺静政睦气园';
const NOT_AND_BEFORE = '共饱温总祥颐谐柔平泰义';

export const JOINT_MARKS = '、和与及';
const JOINTS = new CharSet(JOINT_MARKS);

/** True if the mark at `at` can separate two names at all. */
export const canSeparate = (mask: string, at: number): boolean => {
  if (!JOINTS.has(mask.charCodeAt(at))) return false;
  const ch = mask.charAt(at);
  if (ch === '、') return true;
  if (ch === '和') return !NOT_AND_AFTER.includes(mask.charAt(at + 1)) && !NOT_AND_BEFORE.includes(mask.charAt(at - 1));
  if (ch === '与') return mask.charAt(at - 1) !== '参' && mask.charAt(at - 1) !== '赠';
  if (ch === '及') return mask.charAt(at - 1) !== '普' && mask.charAt(at - 1) !== '涉' && mask.charAt(at + 1) !== '时' && mask.charAt(at + 1) !== '其';
  return false;
};

const nextMark = (mask: string, from: number, end: number): number => {
  for (let i = from; i < end; i++) if (canSeparate(mask, i)) return i;
  return end;
};

const kindIn = (reading: Reading, range: Range): NameKind | null => {
  const piece = readPiece(reading, range);
  return piece === null ? null : kindOfName(reading.plain, piece.name.start, piece.name.end);
};

/** 和, 与, 及 separate only between two names that could stand alone; 、 always separates. */
const separates = (reading: Reading, at: number, left: number, end: number): boolean => {
  const { mask, plain } = reading;
  if (!canSeparate(mask, at)) return false;
  const ch = mask.charAt(at);
  if (ch === '、') return true;
  if (mask.charAt(at - 1) === MASK.bracket || plain.startsWith('以及', at - 1)) return true;
  const leftKind = kindIn(reading, { start: left, end: at });
  if (leftKind === null) return false;
  const right = { start: at + 1, end: nextMark(mask, at + 1, end) };
  const piece = readPiece(reading, right);
  const rightKind = piece === null ? null : kindOfName(plain, piece.name.start, piece.name.end);
  // "A平台和可信数据空间": the right side is no name, nor is the whole
  if (piece === null || rightKind === null) return leftKind.nature === null && kindIn(reading, { start: left, end: right.end }) === null;
  // "水环境综合治理与可持续发展项目": an action in front has no end of its own
  if (leftKind.nature !== null && leftKind.coreEnd === leftKind.head.start && rightKind.cls === 'program') return false;
  if (ch === '及') return isSpecific(plain, piece.name.start, piece.name.end) && !plain.startsWith('配套', piece.name.start);
  return piece.name.end - piece.name.start >= 4;
};

export const pieceRanges = (reading: Reading, range: Range): readonly Range[] => {
  let out: Range[] | null = null;
  let left = range.start;
  for (let i = range.start; i < range.end; i++) {
    if (!separates(reading, i, left, range.end)) continue;
    out ??= [];
    out.push({ start: left, end: i });
    left = i + 1;
  }
  if (out === null) return range.end > range.start ? [range] : [];
  out.push({ start: left, end: range.end });
  return out.filter((piece) => piece.end > piece.start);
};
