/** A period as people write it in a heading: `2024年`, `2024年3月`, `2024年1-3月`, `2024年一季度`, or our own form. */
import { frequencyOf } from '../contract/period.ts';
import type { Frequency, Period } from '../contract/period.ts';

const pad = (text: string): string => text.padStart(2, '0');
const quarters: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', '1': '1', '2': '2', '3': '3', '4': '4' };

const forms: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^([0-9]{4})年?$/, ([year = '']) => year],
  [/^([0-9]{4})年?第?([一二三四1-4])季度?$/, ([year = '', quarter = '']) => `${year}-Q${quarters[quarter] ?? ''}`],
  [/^([0-9]{4})年1[-—–~～至]([0-9]{1,2})月$/, ([year = '', month = '']) => `${year}-01..${pad(month)}`],
  [/^([0-9]{4})[年./-]([0-9]{1,2})月?$/, ([year = '', month = '']) => `${year}-${pad(month)}`],
  [/^([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?$/, ([year = '', month = '', day = '']) => `${year}-${pad(month)}-${pad(day)}`],
];

/** The period that is written; undefined when it is none of the frequency. A plain `2024年1月` in a cumulative series is its first period. */
export function readPeriod(text: string, frequency: Frequency): Period | undefined {
  const tidy = text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/\s/g, '');
  const candidates = [tidy, ...forms.flatMap(([form, write]) => (form.test(tidy) ? [write((form.exec(tidy) ?? []).slice(1))] : []))];
  const found = candidates.find((candidate) => frequencyOf(candidate) === frequency);
  if (found !== undefined) return found as Period;
  const first = candidates.find((candidate) => frequency === 'cumulative' && /^[0-9]{4}-01$/.test(candidate));
  return first === undefined ? undefined : (`${first.slice(0, 4)}-01..01` as Period);
}
