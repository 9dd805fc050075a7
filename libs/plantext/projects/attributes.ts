/**
 * Reads the figures of a project out of a bracket, a clause or its own name: "(一级公路,双向六车道,长4.32公里,总投资2.98亿元)".
 * The figures come from the quantity scanner; this only says what each of them measures.
 */
import type { ProjectAttribute, Range, Span } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { FIGURE_CHARACTERS } from '../quantities/scan-quantities.ts';
import { CharSet } from '../source/char-set.ts';
import { sign } from '../source/signs.ts';
import { firstFrom } from '../source/starts.ts';
import { APPROXIMATE, ATTRIBUTE_CUES, COUNT_UNITS, CUE_FILLERS, type CueEntry, ROAD_CLASSES, UNIT_KEYS } from './attribute-cues.ts';
import { isDigitAt } from './pieces.ts';
import { type Reading, spanAt, trimRange } from './reading.ts';
import { wordSet, wordsOf } from './words.ts';

export interface FoundAttribute {
  readonly key: string;
  readonly value: ProjectAttribute;
}

interface Cue {
  readonly entry: CueEntry;
  readonly fits: ReadonlySet<string>;
}

const CUES = new Map<string, Cue[]>();
for (const entry of ATTRIBUTE_CUES) {
  const cue: Cue = { entry, fits: new Set(entry.fits.split(' ')) };
  for (const word of wordsOf(entry.words)) CUES.set(word, [...(CUES.get(word) ?? []), cue]);
}
const CUE_WORDS = wordSet([...CUES.keys()]);
const FILLERS = wordSet(CUE_FILLERS);
const ABOUT = wordSet(APPROXIMATE);
const ROADS = wordSet(ROAD_CLASSES);
const SCOPE_ENDS = wordSet('境内 市域内 县域内 域内 段');
const WATERWAYS = new CharSet('一二三四五六七ⅠⅡⅢⅣⅤⅥⅦ');

export type Place = 'bracket' | 'clause' | 'name';

const NO_QUANTITIES: readonly Quantity[] = [];

/** Quantities that lie in a range; the list is sorted by start. */
export const quantitiesIn = (quantities: readonly Quantity[], range: Range): readonly Quantity[] => {
  const low = firstFrom(quantities, range.start);
  let end = low;
  while (end < quantities.length && (quantities[end]?.end ?? 0) <= range.end) end++;
  return end === low ? NO_QUANTITIES : quantities.slice(low, end);
};

const MARK_CHARACTERS = ',;、。([ ';
const MARKS = new CharSet(MARK_CHARACTERS);

const partOf = (plain: string, at: number, range: Range): number => {
  let start = at;
  while (start > range.start && !MARKS.has(plain.charCodeAt(start - 1)) && at - start < 40) start--;
  return start;
};

interface Before {
  readonly cue: Cue | null;
  readonly word: string;
  readonly start: number;
  readonly approx: boolean;
}

const fitting = (word: string, q: Quantity): Cue | null => (CUES.get(word) ?? []).find((cue) => cue.fits.has(q.dimension) || cue.fits.has(q.unit)) ?? null;

/** Walks back over "约", "达", ":" to the cue before a figure. */
const cueBefore = (plain: string, q: Quantity, from: number): Before => {
  let at = q.start;
  let approx = false;
  for (let steps = 0; steps < 4; steps++) {
    const word = CUE_WORDS.endingAt(plain, at, from);
    if (word > 0) {
      const text = plain.slice(at - word, at);
      const cue = fitting(text, q);
      if (cue !== null) return { cue, word: text, start: at - word, approx };
    }
    const filler = FILLERS.endingAt(plain, at, from);
    if (filler === 0) break;
    approx ||= ABOUT.has(plain.slice(at - filler, at));
    at -= filler;
  }
  return { cue: null, word: '', start: approx ? at : q.start, approx };
};

/** What an uncued figure measures where only attributes stand. */
const keyByUnit = (q: Quantity, place: Place): string | null => {
  const known = UNIT_KEYS[q.unit];
  if (known !== undefined) return known;
  if (place === 'clause') return null;
  if (place === 'name') {
    if (q.kind === 'magnitude' || q.kind === 'grade') return null;
    if (q.noCoefficient === true && q.dimension === 'count') return 'capacity';
    if (q.dimension === 'mass' || q.dimension === 'volume') return 'capacity';
    return q.dimension === 'area' ? 'area' : q.dimension === 'length' && q.unit === 'km' ? 'length' : null;
  }
  if (q.dimension === 'money') return 'investment';
  if (q.unit === 'km' || q.unit === 'm') return 'length';
  if (q.unit === 'mu' || q.unit === 'ha') return 'land';
  if (q.unit === 'm2') return 'floorArea';
  if (q.unit === 'km2') return 'area';
  if (q.unit === '户') return 'households';
  return q.dimension === 'mass' || q.dimension === 'volume' || q.dimension === 'energy' || q.dimension === 'density' ? 'capacity' : null;
};

const perTime = (word: string, unit: string): string => {
  if (unit.includes('/')) return unit;
  if (word.startsWith('年') || word.includes('年吞吐') || word.includes('年处理') || word.includes('年通过')) return `${unit}/a`;
  return word.startsWith('日') || word.includes('日处理') || word.includes('日供水') ? `${unit}/d` : unit;
};

const unitFor = (key: string, q: Quantity, word: string): string => {
  const counted = COUNT_UNITS[key];
  if (counted !== undefined) return counted;
  // "标准机架3000个": the cue says what is counted
  if (key === 'capacity' && (q.unit === '个' || q.unit === '台') && word.endsWith('机架')) return word;
  return key === 'capacity' && (q.dimension === 'mass' || q.dimension === 'volume' || q.dimension === 'count') ? perTime(word, q.unit) : q.unit;
};

/** "10万m³/d": the letter is no unit of the scanner. */
const perDay = (plain: string, key: string, q: Quantity): string =>
  key === 'capacity' && !q.unit.includes('/') && (plain.startsWith('/d', q.end) || plain.startsWith('/天', q.end)) ? '/d' : '';

const scopeBefore = (reading: Reading, from: number, to: number): Span | undefined => {
  const part = trimRange(reading.plain, { start: from, end: to });
  if (part.end - part.start < 2 || part.end - part.start > 16) return undefined;
  return SCOPE_ENDS.endingAt(reading.plain, part.end, part.start) > 0 ? spanAt(reading, part.start, part.end) : undefined;
};

/** "3个5000吨级泊位": the head of the count stands after a grade. */
const berthsAfter = (plain: string, q: Quantity, end: number): number => {
  if (q.unit !== '个' && q.unit !== '座') return 0;
  const at = plain.slice(q.end, Math.min(end, q.end + 14)).indexOf('泊位');
  return at >= 0 ? q.end + at + 2 : 0;
};

const nounAfter = (plain: string, q: Quantity): string | null => {
  if (plain.startsWith('床位', q.end) || plain.startsWith('病床', q.end)) return 'beds';
  if (plain.startsWith('学位', q.end) || plain.startsWith('座位', q.end)) return 'seats';
  return null;
};

/** Wrong readings of money: a year's slice, money already spent, output value. */
const FOREIGN_MONEY = ['年度', '完成', '累计', '产值', '收入', '产能', '税收', '补助', '奖', '债券', '到位', '争取', '本年', '今年', '当年', '年内', '营收'];

const foreignMoney = (plain: string, from: number, to: number): boolean => {
  const before = plain.slice(from, to);
  return FOREIGN_MONEY.some((word) => before.includes(word));
};

const numericOf = (reading: Reading, q: Quantity, range: Range, place: Place): FoundAttribute | null => {
  const { plain } = reading;
  const from = partOf(plain, q.start, range);
  const before = cueBefore(plain, q, from);
  const berthEnd = berthsAfter(plain, q, range.end);
  const noun = nounAfter(plain, q);
  const key = q.kind === 'lanes' ? 'lanes' : berthEnd > 0 ? 'berths' : (noun ?? before.cue?.entry.key ?? keyByUnit(q, place));
  const climbs = q.unit === 'L' && WATERWAYS.at(plain, q.end);
  if (key === null || q.number === null || q.kind === 'code' || (q.kind === 'grade' && berthEnd === 0) || climbs) return null;
  if (key === 'households' && q.unit !== '户') return null;
  if (key === 'investment' && (foreignMoney(plain, from, q.start) || plain.startsWith('以上', q.end))) return null;
  const end = berthEnd > 0 ? berthEnd : noun !== null ? q.end + 2 : q.end;
  const twoWay = key === 'lanes' && ['双向', '单向'].includes(plain.slice(q.start - 2, q.start)) ? q.start - 2 : before.start;
  const start = key === 'lanes' ? twoWay : before.cue === null && !before.approx ? q.start : before.start;
  const scope = scopeBefore(reading, from, start);
  const approx = before.approx || plain.startsWith('左右', q.end) || q.more === true;
  const value: ProjectAttribute = { text: reading.text.slice(start, end), start, end, number: q.number, unit: unitFor(key, q, before.word) + perDay(plain, key, q) };
  if (!approx && scope === undefined) return { key, value };
  return { key, value: { ...value, ...(approx ? { approx: true as const } : {}), ...(scope === undefined ? {} : { scope }) } };
};

const classAttribute = (reading: Reading, start: number, end: number): ProjectAttribute => ({ ...spanAt(reading, start, end), number: null, unit: null });

const WORDY = new CharSet('升级D');
const ROAD_WORDY = new CharSet('升级D路干');

/** False when a range holds none of the characters by which words measure. */
export const mayBeWordy = (plain: string, range: Range, place: Place): boolean => {
  const chars = place === 'name' ? WORDY : ROAD_WORDY;
  for (let at = range.start; at < range.end; at++) if (chars.has(plain.charCodeAt(at))) return true;
  return false;
};

/** False when a range holds no attribute; settles most ranges. */
const mayHaveAttributes = (reading: Reading, quantities: readonly Quantity[], range: Range, place: Place): boolean => {
  const first = quantities[firstFrom(quantities, range.start)];
  return (first !== undefined && first.end <= range.end) || mayBeWordy(reading.plain, range, place);
};

/** A clause without these characters holds no attribute. */
export const ATTRIBUTE_SIGN: number = sign([...FIGURE_CHARACTERS, ...'升级D路干']);

const NO_ATTRIBUTES: FoundAttribute[] = [];

const RISES = 0x5347;
const GRADE = 0x7ea7;
const DIAMETER = 0x44;
/** After these a class of roads may stand. */
const BEFORE_ROAD = new CharSet(`${MARK_CHARACTERS}按为达用`);
const BEHIND_ROAD = wordSet('标准 建设 技术');

/** End of a class of roads that is a part of its own, or 0. */
const roadEnd = (plain: string, at: number, range: Range): number => {
  if (at > range.start && !BEFORE_ROAD.has(plain.charCodeAt(at - 1))) return 0;
  const end = at + ROADS.startingAt(plain, at, range.end);
  if (end === at) return 0;
  return end === range.end || MARKS.has(plain.charCodeAt(end)) || BEHIND_ROAD.startingAt(plain, end, plain.length) > 0 ? end : 0;
};

/** 一级公路 as a part of its own; "五升四" and "Ⅲ级航道" of waterways; DN600 of pipes. */
const wordy = (reading: Reading, range: Range, place: Place): FoundAttribute[] => {
  const { plain } = reading;
  const out: FoundAttribute[] = [];
  if (!mayBeWordy(plain, range, place)) return out;
  for (let at = range.start; at < range.end; at++) {
    const road = place === 'name' ? 0 : roadEnd(plain, at, range);
    if (road > 0) out.push({ key: 'roadClass', value: classAttribute(reading, at, road) });
    const code = plain.charCodeAt(at);
    if (code === RISES && WATERWAYS.at(plain, at - 1) && WATERWAYS.at(plain, at + 1) && at > range.start)
      out.push({ key: 'waterwayClass', value: classAttribute(reading, at - 1, at + 2) });
    else if (code === GRADE && WATERWAYS.at(plain, at - 1) && (plain.startsWith('航道', at + 1) || plain.startsWith('通航', at + 1)))
      out.push({ key: 'waterwayClass', value: classAttribute(reading, at - 1, at + 3) });
    else if (code === DIAMETER && plain.charAt(at + 1) === 'N' && isDigitAt(plain, at + 2)) out.push(...pipeSize(reading, at, range.end));
  }
  return out;
};

/** DN600: nominal diameter in millimetres (GB/T 1047). */
const pipeSize = (reading: Reading, at: number, end: number): FoundAttribute[] => {
  let stop = at + 2;
  while (stop < end && stop - at < 8 && reading.plain.charAt(stop) >= '0' && reading.plain.charAt(stop) <= '9') stop++;
  return [{ key: 'diameter', value: { ...spanAt(reading, at, stop), number: reading.plain.slice(at + 2, stop), unit: 'mm' } }];
};

/** Every attribute of a range, in text order; the first of a key stays, sums are not made. */
export const attributesIn = (reading: Reading, quantities: readonly Quantity[], range: Range, place: Place): FoundAttribute[] => {
  if (!mayHaveAttributes(reading, quantities, range, place)) return NO_ATTRIBUTES;
  const found: FoundAttribute[] = [];
  for (const q of quantitiesIn(quantities, range)) {
    const hit = numericOf(reading, q, range, place);
    if (hit !== null) found.push(hit);
  }
  for (const hit of wordy(reading, range, place)) found.push(hit);
  if (found.length < 2) return found;
  const seen = new Set<string>();
  return found.sort((a, b) => a.value.start - b.value.start).filter(({ key }) => !seen.has(key) && seen.add(key) !== undefined);
};
