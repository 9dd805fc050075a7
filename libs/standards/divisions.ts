/**
 * 行政区划代码: GB/T 2260 (province, city, county: six digits), GB/T 10114 (town: nine) and the twelve digits of the
 * statistical 统计用区划代码 (village). The shape alone gives level and parent; whether a code is in force at a day is a
 * question to the data.
 */
export const divisionLevels = ['province', 'city', 'county', 'town', 'village'] as const;
export type DivisionLevel = (typeof divisionLevels)[number];
export const divisionLevelLabel = { province: '省级', city: '地级', county: '县级', town: '乡级', village: '村级' } satisfies Record<DivisionLevel, string>;

/** `code` is canonical: 6, 9 or 12 digits. `message` says in Chinese what is wrong and what to do. */
export type DivisionReading = { readonly ok: true; readonly code: string; readonly level: DivisionLevel } | { readonly ok: false; readonly message: string };

/** First two digits of GB/T 2260: 11–15, 21–23, 31–37, 41–46, 50–54, 61–65, 71, 81, 82. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
const lengths = '2、4、6、9 或 12';

/** Pads the short forms 34 and 3403, cuts the zeros of the long form 340323000000. */
function canonical(digits: string): string {
  const padded = digits.length < 6 ? digits.padEnd(6, '0') : digits;
  if (padded.length === 12 && padded.endsWith('000')) return canonical(padded.slice(0, 9));
  if (padded.length === 9 && padded.endsWith('000')) return padded.slice(0, 6);
  return padded;
}

/** Level of a canonical code. */
export function divisionLevelOf(code: string): DivisionLevel {
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'town';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** Reads a code as typed: any of the usual lengths, full-width digits, blanks around it. */
export function readDivisionCode(text: string): DivisionReading {
  const digits = text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]/g, '');
  if (digits === '') return { ok: false, message: '没有填写行政区划代码' };
  if (!/^[0-9]+$/.test(digits)) return { ok: false, message: `行政区划代码只含数字，「${digits.slice(0, 20)}」里有其他字符；请改正` };
  if (![2, 4, 6, 9, 12].includes(digits.length)) return { ok: false, message: `行政区划代码应为 ${lengths} 位，现在是 ${digits.length} 位；请补全` };
  if (!provinces.test(digits)) return { ok: false, message: `「${digits.slice(0, 2)}」不是省级代码；请从省级代码（如 34）开始填写` };
  const code = canonical(digits);
  if (code.length === 6 && code.slice(2, 4) === '00' && code.slice(4) !== '00') return { ok: false, message: `「${code}」缺少地级代码（第 3、4 位）；请补全` };
  return { ok: true, code, level: divisionLevelOf(code) };
}

/** The division above by the shape of the code: village → town → county → city → province → null. */
export function parentDivisionOf(code: string): string | null {
  const level = divisionLevelOf(code);
  if (level === 'village') return code.slice(0, 9);
  if (level === 'town') return code.slice(0, 6); // 441900003 lies in a city without counties
  if (level === 'county') return `${code.slice(0, 4)}00`;
  return level === 'city' ? `${code.slice(0, 2)}0000` : null;
}

/** From the province down to the code itself. */
export function divisionPathOf(code: string): readonly string[] {
  const parent = parentDivisionOf(code);
  return parent === null ? [code] : [...divisionPathOf(parent), code];
}

/** True when `inner` is `outer` or lies in it. */
export function isDivisionWithin(inner: string, outer: string): boolean {
  return divisionPathOf(inner).includes(outer);
}

/** 71, 72 … as the county digits are development zones of the statistical list, not divisions of GB/T 2260. */
export function isStatisticalZone(code: string): boolean {
  return code.length >= 6 && /^[0-9]{4}7[0-9]/.test(code);
}
