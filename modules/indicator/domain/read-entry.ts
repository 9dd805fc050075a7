/**
 * One cell or field as a person wrote it (bad input U1–U9): a figure in the indicator's unit, a gap with its reason, or
 * a fault in Chinese. Nothing is read as 0; a bound stays a bound; %, ‰ and 个百分点 are three things.
 */
import { readNumberText } from '#libs/plantext/index.ts';
import type { NumberText } from '#libs/plantext/index.ts';
import { unitByLabel, unitLabel, unitOf } from '../contract/unit.ts';
import type { GapReason, Precision } from '../contract/words.ts';
import { exactDecimal, fractionOf } from './fraction.ts';
import { convertFigure } from './unit-type.ts';

export interface EntryFigure {
  readonly value: string | null;
  readonly gap: GapReason | null;
  readonly precision: Precision;
}

export type EntryFault = 'unit_kind' | 'unit_unknown' | 'number_unclear' | 'number_bound' | 'number_too_large';
export type EntryReading = { readonly ok: true; readonly figure: EntryFigure } | { readonly ok: false; readonly code: EntryFault; readonly message: string };

const gap = (reason: GapReason): EntryReading => ({ ok: true, figure: { value: null, gap: reason, precision: 'exact' } });
const fault = (code: EntryFault, message: string): EntryReading => ({ ok: false, code, message });

const gapWords: readonly (readonly [GapReason, ReadonlySet<string>])[] = [
  ['dash', new Set(['-', '—', '——', '–', '－', '…', '……'])],
  ['none', new Set(['无'])],
  ['not-yet', new Set(['暂无', '未统计', '未公布', '待公布', '尚未公布'])],
  ['not-applicable', new Set(['/', '／', '不适用', 'n/a', 'na'])],
  ['suppressed', new Set(['*', '**', '***', '保密', '不公开'])],
  ['not-finite', new Set(['nan', 'infinity', '-infinity', '+infinity', 'inf', '-inf', '∞', '#div/0!', '#value!', '#n/a', '#ref!'])],
];

const precisionOf: Readonly<Partial<Record<Extract<NumberText, { ok: true }>['comparator'], Precision>>> = {
  '=': 'exact',
  reach: 'exact',
  '~': 'about',
  '>=': 'above',
  '>': 'above',
  '<=': 'below',
  '<': 'below',
};

/** Written units of the reader of plans in our codes; `'' ` = none written. */
const readerUnits: Readonly<Record<string, string>> = {
  CNY: 'CNY',
  '%': '%',
  permille: 'permille',
  pp: 'pp',
  人: 'person',
  户: 'household',
  mu: 'mu',
  m3: 'm3',
  tce: 'tce',
  '‰': 'permille',
};

/** The figure converted from the unit that was written to the unit of the indicator. */
function inUnit(number: string, written: Extract<NumberText, { ok: true }>, unit: string): string | EntryReading {
  if (written.unit === '') return number;
  const code = readerUnits[written.unit] ?? unitByLabel(written.unit) ?? written.unit;
  const label = written.unitText === '' ? written.unit : written.unitText;
  if (!isKnownUnit(code)) return fault('unit_unknown', `不认识单位「${label}」。请按「${unitLabel(unit)}」填写，只填数字即可`);
  const converted = convertFigure(fractionOf(number), code, unit);
  if (converted === undefined) {
    return fault('unit_kind', `写的是「${label}」，而指标的单位是「${unitLabel(unit)}」，两者不是同一种量，不能换算。请核对后只填「${unitLabel(unit)}」的数字`);
  }
  return exactDecimal(converted, 20) ?? fault('unit_kind', `「${label}」换算成「${unitLabel(unit)}」除不尽。请直接按「${unitLabel(unit)}」填写`);
}

function isKnownUnit(code: string): boolean {
  try {
    return unitOf(code) !== undefined;
  } catch {
    return false;
  }
}

const notNumber: Readonly<Record<Exclude<Extract<NumberText, { ok: false }>['reason'], 'empty' | 'no-value' | 'not-finite'>, string>> = {
  list: '写了不止一个数，请只填一个',
  ambiguous: '可以有两种读法，请改写成不含歧义的数字',
  unreadable: '不是一个数字',
};

/** More digits before the point than any figure of a county has; the database checks it too. */
const maxWholeDigits = 17;
const wholeDigits = (decimal: string): number => (decimal.replace('-', '').split('.')[0] ?? '').length;

/** Reads an entry for an indicator of a unit. */
export function readEntry(text: string, unit: string): EntryReading {
  const trimmed = text.replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, '').trim();
  if (trimmed === '') return gap('empty');
  const word = gapWords.find(([, words]) => words.has(trimmed.toLowerCase()))?.[0];
  if (word !== undefined) return gap(word);
  const read = readNumberText(trimmed.slice(0, 200));
  if (!read.ok) {
    if (read.reason === 'empty' || read.reason === 'no-value') return gap(read.reason === 'empty' ? 'empty' : 'none');
    if (read.reason === 'not-finite') return gap('not-finite');
    return fault('number_unclear', `「${trimmed.slice(0, 40)}」${notNumber[read.reason]}`);
  }
  const precision = precisionOf[read.comparator];
  if (read.numberMax !== undefined || precision === undefined) return fault('number_bound', `「${trimmed.slice(0, 40)}」是范围或目标，不是一个统计数。请填实际数`);
  if (/力争|争取|确保|目标/.test(trimmed)) return fault('number_bound', `「${trimmed.slice(0, 40)}」是目标的写法，不是统计数。请填实际数`);
  const value = inUnit(read.number, read, unit);
  if (typeof value !== 'string') return value;
  return wholeDigits(value) > maxWholeDigits
    ? fault('number_too_large', `「${trimmed.slice(0, 40)}」过大（整数部分超过 ${maxWholeDigits} 位）。请核对单位`)
    : { ok: true, figure: { value, gap: null, precision } };
}
