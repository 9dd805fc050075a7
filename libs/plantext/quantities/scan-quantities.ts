/**
 * Layer L4: one forward pass that finds every figure of a plan with its unit (plantext 3.2).
 * Order at each place: frozen word, code, calendar time (given), number, magnitude tail, unit, denominator.
 */
import type { Dec, Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { CHAR, classAt, powerAt } from './char-class.ts';
import { compareDec, shiftDec } from './decimal.ts';
import { FROZEN, WORD_LETTERS } from './frozen-words.ts';
import type { Draft, Quantity } from './quantity.ts';
import { type Numeral, readDigits, readHan, readLowerPart, readTail } from './read-numerals.ts';
import { FALSE_UNITS, UNITS, type UnitEntry } from './unit-table.ts';
import type { Hit } from './word-trie.ts';

const MORE = new CharSet('多余来几');
const TENTHS_NOT_AFTER = '本立果效员功熟型长为绩就品都分套立交因败人';

function isMore(text: string, i: number): boolean {
  return MORE.has(text.charCodeAt(i));
}

/** 3D, 110kV2 …: a latin unit must not run on into other letters or digits. */
function latinRunsOn(text: string, start: number, end: number): boolean {
  const last = classAt(text, end - 1);
  if (last !== CHAR.letter || classAt(text, start) !== CHAR.letter) return false;
  const next = classAt(text, end);
  return next === CHAR.letter || next === CHAR.digit;
}

/** Longest unit at `i`; words that only look like units (分别, 市级) are refused. */
function readUnit(text: string, i: number, han: boolean): Hit<UnitEntry> | null {
  const hit = UNITS.startingAt(text, i, i + 12);
  if (hit === null || latinRunsOn(text, hit.start, hit.end)) return null;
  if (han && !hit.value.han) return null;
  return hit.end - i <= 2 && FALSE_UNITS.endFrom(text, i, i + 4) > hit.end ? null : hit;
}

const LATIN_UNIT: Readonly<Record<string, string>> = { 微克: 'ug', 毫克: 'mg' };

/** 公里/百平方公里, 微克每立方米, 个/千人: denominator with its own magnitude. */
function readDenominator(text: string, i: number): { readonly end: number; readonly power: number; readonly id: string } | null {
  let k = i;
  const isSlash = classAt(text, k) === CHAR.slash;
  if (!isSlash && text[k] !== '每') return null;
  k++;
  if (!isSlash && (text[k] === '人' || text[k] === '年') && text[k + 1] === '每') return null;
  let power = 0;
  if (classAt(text, k) === CHAR.digit) {
    const n = readDigits(text, k);
    if (n.number === null || !/^10*$/.test(n.number)) return null;
    power = n.number.length - 1;
    k = n.end;
  }
  const tail = readTail(text, k);
  const unit = readUnit(text, tail.end, false);
  if (unit === null) return null;
  return { end: unit.end, power: power + tail.power, id: unit.value.id };
}

/** Unit and denominator after the magnitude tail; fills number, unit, unitText and end. */
function applyUnit(text: string, q: Draft, unitFrom: number, tailEnd: number): void {
  if (classAt(text, tailEnd) === CHAR.slash && tailEnd === q.end && q.han !== true && text.startsWith('10万', tailEnd + 1) && readUnit(text, tailEnd + 4, false) === null) {
    // 12/10万: so many in a hundred thousand
    q.unit = 'per100000';
    q.dimension = 'permille';
    q.kind = 'permille';
    q.unitText = text.slice(tailEnd, tailEnd + 4);
    q.end = tailEnd + 4;
    return;
  }
  const unit = readUnit(text, tailEnd, q.han === true && q.noCoefficient !== true && tailEnd === unitFrom);
  if (unit === null) {
    q.end = tailEnd;
    q.unitText = text.slice(unitFrom, tailEnd);
    if (tailEnd > unitFrom && q.han !== true) q.elided = true;
    return;
  }
  q.unit = unit.value.id;
  q.dimension = unit.value.dimension;
  q.end = unit.end;
  const below = readDenominator(text, unit.end);
  if (below !== null && q.number !== null && q.dimension !== 'percent') {
    q.number = shiftDec(q.number, -below.power);
    if (q.numberMax !== undefined) q.numberMax = shiftDec(q.numberMax, -below.power);
    q.unit = `${LATIN_UNIT[q.unit] ?? q.unit}/${below.id}`;
    q.dimension = 'density';
    q.kind = 'density';
    q.end = below.end;
  }
  q.unitText = text.slice(unitFrom, q.end);
  if (q.dimension === 'percent') q.kind = 'percent';
  else if (q.dimension === 'points') q.kind = 'points';
  else if (q.dimension === 'permille') q.kind = 'permille';
  else if (q.dimension === 'multiple') q.kind = 'multiple';
  else if (q.dimension === 'lane') q.kind = 'lanes';
}

function draft(start: number, n: Numeral): Draft {
  const q: Draft = { start, end: n.end, kind: 'value', number: n.number, unit: '', dimension: 'none', unitText: '' };
  if (n.numberMax !== undefined) q.numberMax = n.numberMax;
  if (n.han) q.han = true;
  if (n.noCoefficient) q.noCoefficient = true;
  if (n.ambiguous) q.ambiguous = true;
  return q;
}

/** 级 after a figure: 千亿级 is a class of magnitude, 3级 and 万吨级 are grades. */
function applyGrade(text: string, q: Draft): void {
  if (text[q.end] !== '级') return;
  const hundredMillions = q.han === true && powerAt(text, q.end - 1) === 8; // 五百亿级
  const scale = q.unit === 'CNY' || (q.unit === '' && (q.noCoefficient === true || q.elided === true || hundredMillions));
  const han = q.number !== null && q.han === true && q.noCoefficient !== true && q.unit === '' && powerAt(text, q.end - 1) < 4;
  if (scale && !han) {
    q.kind = 'magnitude';
    if (q.unit === '') {
      q.unit = 'CNY';
      q.dimension = 'money';
      q.unitText = '';
      delete q.elided;
    }
  } else q.kind = 'grade';
  q.end += 1;
}

function finish(text: string, q: Draft): Draft {
  if (isMore(text, q.end) && q.unit !== '' && text[q.end] !== '来' && text[q.end] !== '几' && (text[q.end] === '余' || q.dimension !== 'count')) {
    q.more = true;
    q.end += 1;
  }
  applyGrade(text, q);
  if (q.han === true && q.number === '1' && q.noCoefficient !== true) q.article = true;
  return q;
}

/** Number, optional 多/余, tail, unit: the common course of a figure that starts with digits. */
function readFigure(text: string, start: number, n: Numeral): Draft {
  const q = draft(start, n);
  let k = n.end;
  if (isMore(text, k) && (powerAt(text, k + 1) > 0 || readUnit(text, k + 1, n.han) !== null)) {
    q.more = true;
    k++;
  }
  const tail = n.han && powerAt(text, k - 1) > 0 ? { end: k, power: 0 } : readTail(text, k);
  let end = tail.end;
  if (tail.power > 0 && q.number !== null) {
    q.number = shiftDec(q.number, tail.power);
    if (q.numberMax !== undefined) q.numberMax = shiftDec(q.numberMax, tail.power);
    const lower = n.han ? null : readLowerPart(text, tail.end, tail.power);
    if (lower !== null) {
      q.number = sum(q.number, lower.number);
      if (lower.ambiguous) q.ambiguous = true;
      end = lower.end;
    }
  }
  if (isMore(text, end) && (readUnit(text, end + 1, false) !== null || (tail.power > 0 && text[end] === '余'))) {
    q.more = true;
    end++;
  }
  const hanMagnitude = n.han && n.noCoefficient !== true ? hanTailStart(text, start, n.end) : -1;
  const unitFrom = n.noCoefficient ? start : hanMagnitude >= 0 ? hanMagnitude : q.more === true && k === n.end + 1 ? k : n.end;
  applyUnit(text, q, unitFrom, end);
  return finish(text, q);
}

/** 三千万元: the written unit is 万元 in statistics, but the tail belongs to the numeral; only 万 and 亿 are shown. */
function hanTailStart(text: string, start: number, end: number): number {
  const power = powerAt(text, end - 1);
  return end - start > 1 && power >= 4 ? end - 1 : end;
}

function sum(a: Dec, b: Dec): Dec {
  const scale = (v: Dec): number => (v.includes('.') ? v.length - v.indexOf('.') - 1 : 0);
  const s = Math.max(scale(a), scale(b));
  const big = BigInt(shiftDec(a, s)) + BigInt(shiftDec(b, s));
  return shiftDec(big.toString(), -s);
}

/** 1.95:1, 11.8:48.3:39.9. A clock time (8:30) is none. */
function readRatio(text: string, start: number, first: Numeral): Draft | null {
  if (classAt(text, first.end) !== CHAR.colon || classAt(text, first.end + 1) !== CHAR.digit || first.number === null) return null;
  const parts: string[] = [first.number];
  let end = first.end;
  while (classAt(text, end) === CHAR.colon && classAt(text, end + 1) === CHAR.digit && parts.length < 6) {
    const next = readDigits(text, end + 1);
    if (next.number === null) return null;
    parts.push(next.number);
    end = next.end;
  }
  const looksClock = parts.length === 2 && end - first.end === 3 && !first.notYear && Number(first.number) <= 24 && Number(parts[1]) <= 59;
  if (looksClock && !/[比例为达到]$/.test(text.slice(Math.max(0, start - 2), start))) {
    return code(start, end);
  }
  return { start, end, kind: parts.length > 2 ? 'multiRatio' : 'ratio', number: parts.join(':'), unit: '1', dimension: 'ratio', unitText: '' };
}

function rangeMark(text: string, i: number): number {
  const cls = classAt(text, i);
  if (cls === CHAR.dash) return classAt(text, i + 1) === CHAR.dash ? i + 2 : i + 1;
  return text[i] === '至' || text[i] === '到' ? i + 1 : -1;
}

/** 由 or 从 shortly before: then 至 and 到 mark a change, not a range. */
function startsChange(text: string, start: number): boolean {
  for (let k = start - 1; k >= 0 && start - k < 16; k--) {
    const cls = classAt(text, k);
    if (cls === CHAR.comma || cls === CHAR.stop || cls === CHAR.newline) return false;
    if (text[k] === '由' || text[k] === '从') return true;
  }
  return false;
}

/** 3-5年, 8—10个, 4.5%至5%, 1到2个. */
function joinRange(text: string, low: Draft): Draft {
  const next = rangeMark(text, low.end);
  if (next < 0 || classAt(text, next) !== CHAR.digit || low.number === null || low.kind === 'ratio') return low;
  const word = text[low.end] === '到' || text[low.end] === '至';
  if (word && startsChange(text, low.start)) return low;
  const high = readFigure(text, next, readDigits(text, next));
  if (high.number === null || high.kind === 'code') return low;
  if (low.elided === true && low.unit === '' && high.unit !== '' && compareDec(low.number, high.number) < 0)
    return { ...high, start: low.start, kind: 'range', number: low.number, numberMax: high.number };
  const takesUnit = low.unit === '' && low.unitText === '';
  if (takesUnit && high.unit === '' && high.unitText === '') return { ...low, end: high.end, kind: 'code', number: null };
  if (!takesUnit && (low.unit !== high.unit || (text[low.end] === '到' && low.dimension !== 'percent'))) return low;
  const power = takesUnit ? tailPower(high.unitText) : 0;
  const lowNumber = takesUnit ? shiftDec(low.number, power - densityShift(high)) : low.number;
  if (compareDec(lowNumber, high.number) >= 0) return low;
  return { ...high, start: low.start, kind: high.kind === 'grade' ? 'grade' : 'range', number: lowNumber, numberMax: high.number };
}

function tailPower(unitText: string): number {
  return readTail(unitText, 0).power;
}

function densityShift(q: Draft): number {
  if (q.kind !== 'density') return 0;
  const slash = q.unitText.search(/[/／每]/);
  return slash < 0 ? 0 : readTail(q.unitText, slash + 1).power;
}

/** 百分之八十, 三分之一, 千分之三. Returns null when 分之 does not follow. */
function readFraction(text: string, start: number, n: Numeral): Draft | null {
  if (text[n.end] !== '分' || text[n.end + 1] !== '之') return null;
  const from = n.end + 2;
  const top = classAt(text, from) === CHAR.digit ? readDigits(text, from) : readHan(text, from);
  if (top.number === null || n.number === null || top.end === from) return null;
  const base: Draft = { start, end: top.end, kind: 'fraction', number: null, unit: '%', dimension: 'percent', unitText: '' };
  if (n.number === '100') return { ...base, kind: 'percent', number: top.number };
  if (n.number === '1000') return { ...base, kind: 'permille', number: top.number, unit: 'permille', dimension: 'permille' };
  const exact = exactPercent(top.number, n.number);
  if (exact !== null) return { ...base, number: exact };
  return { ...base, number: `${top.number}:${n.number}`, unit: '1', dimension: 'ratio' };
}

function exactPercent(top: Dec, bottom: Dec): Dec | null {
  if (!/^\d{1,6}$/.test(top) || !/^\d{1,6}$/.test(bottom) || bottom === '0') return null;
  const scaled = BigInt(top) * 100n * 1000000n;
  const divisor = BigInt(bottom);
  return scaled % divisor === 0n ? shiftDec((scaled / divisor).toString(), -6) : null;
}

/** 五成, 七成半 as percent. */
function readTenths(text: string, start: number, n: Numeral): Draft | null {
  if (text[n.end] !== '成' || n.number === null || n.number.length > 1) return null;
  const next = text[n.end + 1] ?? '';
  if (next !== '' && TENTHS_NOT_AFTER.includes(next)) return null;
  const half = next === '半';
  return {
    start,
    end: n.end + (half ? 2 : 1),
    kind: 'tenths',
    number: half ? `${n.number}5` : shiftDec(n.number, 1),
    unit: '%',
    dimension: 'percent',
    unitText: '成',
    ...(n.han ? { han: true as const } : {}),
  };
}

/** 翻一番, 翻两番: twice, four times. */
function readDoubling(text: string, i: number): Draft | null {
  if (text[i] !== '翻') return null;
  const n = classAt(text, i + 1) === CHAR.digit ? readDigits(text, i + 1) : classAt(text, i + 1) === CHAR.hanDigit ? readHan(text, i + 1) : null;
  const end = n === null ? i + 1 : n.end;
  if (text[end] !== '番') return null;
  const times = n?.number ?? '1';
  if (!/^\d$/.test(times)) return null;
  return { start: i, end: end + 1, kind: 'multiple', number: (2n ** BigInt(times)).toString(), unit: '倍', dimension: 'multiple', unitText: '番' };
}

/** A figure inside a name or code: 国发〔2018〕42号, 第3届, 3号线, 500强. */
function isOrdinal(text: string, start: number, end: number): boolean {
  if (text[start - 1] === '第') return true;
  const next = text[end];
  return next === '号' || next === '强' || next === '字' || next === '师' || next === '旅';
}

function signBefore(text: string, start: number): boolean {
  const c = text[start - 1];
  if (c === '−') return true;
  if (c === '负') return !'担减胜抱欺'.includes(text[start - 2] ?? ' ') || start === 1;
  if (classAt(text, start - 1) !== CHAR.dash) return false;
  if (start === 1) return true;
  const cls = classAt(text, start - 2);
  if (cls === CHAR.space || cls === CHAR.newline || cls === CHAR.colon || cls === CHAR.open || cls === CHAR.comma) return true;
  return '长降为至是率速幅'.includes(text[start - 2] as string);
}

function skipCode(text: string, i: number): number {
  let k = i;
  while (k < text.length) {
    const cls = classAt(text, k);
    if (cls === CHAR.letter || cls === CHAR.digit) k++;
    else if ((cls === CHAR.dot || cls === CHAR.dash) && classAt(text, k + 1) === CHAR.digit && classAt(text, k - 1) !== CHAR.dash) k++;
    else break;
  }
  return k;
}

/** End of a latin word; digits that follow belong to it unless it is a known word like GDP. */
function skipLetters(text: string, i: number): number {
  let k = i;
  while (classAt(text, k) === CHAR.letter) k++;
  if (k - i <= 6 && WORD_LETTERS.has(text.slice(i, k))) return k;
  const next = classAt(text, k);
  return next === CHAR.digit || (next === CHAR.dash && classAt(text, k + 1) === CHAR.digit) ? skipCode(text, k + (next === CHAR.dash ? 1 : 0)) : k;
}

/** 四大主导产业: Chinese or decimal count with 大. */
function readGrand(text: string, start: number, n: Numeral): Draft | null {
  if (text[n.end] !== '大' || n.number === null || n.number.length > 2) return null;
  if ('于多型力批量规众学专写小'.includes(text[n.end + 1] ?? '于')) return null;
  return { start, end: n.end + 1, kind: 'grand', number: n.number, unit: '大', dimension: 'count', unitText: '大', ...(n.han ? { han: true as const } : {}) };
}

const code = (start: number, end: number): Draft => ({ start, end, kind: 'code', number: null, unit: '', dimension: 'none', unitText: '' });

/** One step at a place that starts a numeral; null when nothing is to be kept. */
function readAt(text: string, i: number): Draft {
  const isDigit = classAt(text, i) === CHAR.digit;
  const n = isDigit ? readDigits(text, i) : readHan(text, i);
  if (n.number === null) return code(i, Math.max(n.end, i + 1));
  const special = readFraction(text, i, n) ?? readTenths(text, i, n) ?? readGrand(text, i, n) ?? (isDigit ? readRatio(text, i, n) : null);
  if (special !== null) return special;
  const figure = readFigure(text, i, n);
  if (isOrdinal(text, i, figure.end)) return code(i, Math.max(figure.end, i + 1));
  if (figure.unit === '' && (classAt(text, n.end) === CHAR.letter || '²³¹'.includes(text[n.end] ?? ' '))) return code(i, skipCode(text, i));
  return isDigit ? joinRange(text, figure) : figure;
}

/** A Chinese numeral without measure word is prose, unless a rule gave it a meaning. */
function keeps(text: string, q: Draft): boolean {
  if (q.kind === 'code') return q.end - q.start > 40;
  if (q.han !== true) return true;
  if (q.noCoefficient === true && text[q.start - 1] === '每') return false;
  return q.unit !== '' || q.kind === 'grade' || isHanSum(text, q);
}

/** 总量超过五千亿规模, 突破千亿大关: money in Chinese numerals without its unit. */
function isHanSum(text: string, q: Draft): boolean {
  if (powerAt(text, q.end - 1) !== 8 || q.number === null) return false;
  if (!/(超过|突破|达到|迈上|跨上|跃上|站上|超)$/.test(text.slice(Math.max(0, q.start - 2), q.start)) || !/^(规模|大关|台阶|新台阶|关口)/.test(text.slice(q.end, q.end + 3)))
    return false;
  q.unit = 'CNY';
  q.dimension = 'money';
  return true;
}

/** 双向六车道+双向四车道 is one lane sum, "6+4". */
function joinLanes(text: string, out: Draft[], q: Draft): boolean {
  const last = out[out.length - 1];
  if (q.kind !== 'lanes' || last === undefined || last.kind !== 'lanes' || q.number === null || last.number === null) return false;
  if (classAt(text, last.end) !== CHAR.plus || q.start - last.end > 4) return false;
  last.number = `${last.number}+${q.number}`;
  last.end = q.end;
  last.unitText = text.slice(q.end - q.unitText.length, q.end);
  return true;
}

/** 10.6万、3.8万平方公里 and 5、10个: the earlier item takes the unit of the later. */
function shareUnits(text: string, out: Draft[]): void {
  for (let k = out.length - 2; k >= 0; k--) {
    const a = out[k] as Draft;
    const b = out[k + 1] as Draft;
    if (a.unit !== '' || a.number === null || b.unit === '' || b.number === null || b.start - a.end !== 1) continue;
    // 2个1000亿、3个500亿: a class behind its count has no unit to take
    if (k > 0 && (out[k - 1] as Draft).end === a.start) continue;
    const mark = text[a.end];
    if (mark !== '、' && mark !== '和' && mark !== '与') continue;
    if (a.han === true || b.kind === 'ratio' || b.kind === 'grade') continue;
    const power = a.unitText === '' ? tailPower(b.unitText) : 0;
    a.number = shiftDec(a.number, power);
    a.unit = b.unit;
    a.dimension = b.dimension;
    a.kind = b.kind === 'range' ? 'value' : b.kind;
    a.sharedUnit = { start: b.end - b.unitText.length, end: b.end };
    delete a.elided;
  }
}

/** 年产1000万吨: mass per year. Bracketed [5000]: a total over the period. Leading 前: a rank. */
function decorate(text: string, q: Draft): void {
  if (q.dimension === 'mass' && q.kind === 'value' && /年(产|处理|加工|产能)$/.test(text.slice(Math.max(0, q.start - 3), q.start))) q.unit = `${q.unit}/a`;
  const before = text[q.start - 1];
  if (before === '[' || before === '［' || before === '〔' || before === '【') {
    const after = text[q.end];
    if (after === ']' || after === '］' || after === '〕' || after === '】') q.cumulative = true;
  }
  if (before === '前' && (q.unit === '位' || q.unit === '名' || q.unit === '')) q.rank = true;
  if (q.number !== null && q.han !== true && q.kind !== 'ratio' && q.kind !== 'multiRatio' && signBefore(text, q.start)) {
    q.start -= 1;
    q.number = q.number === '0' ? '0' : `-${q.number}`;
    if (q.kind === 'range') delete q.numberMax;
  }
}

/** Units at which something can begin for this scanner; all other places are passed over at once. */
const WATCHED = new Uint8Array(65536);
for (let code = 0; code < 65536; code++) {
  const cls = classAt(String.fromCharCode(code), 0);
  const numeral = cls === CHAR.digit || cls === CHAR.hanDigit || cls === CHAR.magnitude || cls === CHAR.letter;
  if (numeral || code === 0x7ffb || FROZEN.starts(code)) WATCHED[code] = 1;
}

/** Characters one of which every figure holds. */
export const FIGURE_CHARACTERS: readonly string[] = Array.from({ length: 65536 }, (_, code) => String.fromCharCode(code)).filter((ch) => {
  const cls = classAt(ch, 0);
  return cls === CHAR.digit || cls === CHAR.hanDigit || cls === CHAR.magnitude || ch === '翻';
});

/**
 * Finds every figure of the view, in text order.
 *
 * @param view equal-length canonical view of the text (raw text works as well)
 * @param times calendar expressions found by `scanTimes`; figures inside them are not values
 * @returns quantities with exact decimal strings; offsets are UTF-16 units of the view
 */
export function scanQuantities(view: string, times: readonly Range[] = []): Quantity[] {
  const out: Draft[] = [];
  let t = 0;
  let i = 0;
  while (i < view.length) {
    if (WATCHED[view.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    while (t < times.length && (times[t] as Range).end <= i) t++;
    const time = times[t];
    if (time !== undefined && i >= time.start) {
      i = time.end;
      continue;
    }
    const cls = classAt(view, i);
    const frozen = FROZEN.endFrom(view, i, i + 16);
    if (frozen > 0 && !latinRunsOn(view, i, frozen)) {
      i = frozen;
      continue;
    }
    if (cls === CHAR.letter) {
      i = skipLetters(view, i);
      continue;
    }
    const doubling = view.charCodeAt(i) === 0x7ffb ? readDoubling(view, i) : null;
    if (doubling !== null) {
      out.push(doubling);
      i = doubling.end;
      continue;
    }
    if (cls !== CHAR.digit && cls !== CHAR.hanDigit && cls !== CHAR.magnitude) {
      i++;
      continue;
    }
    const q = readAt(view, i);
    if (keeps(view, q)) {
      i = q.end;
      decorate(view, q);
      if (!joinLanes(view, out, q)) out.push(q);
    } else i = Math.max(q.end, i + 1);
  }
  shareUnits(view, out);
  return out;
}
