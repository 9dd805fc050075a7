/**
 * Statistical periods in one text form each, so that a period is a key, an address part and a column value:
 * `2024` year, `2024-Q1` quarter, `2024-03` month, `2024-01..03` cumulative from January, `2024-03-05` day.
 */
import { z } from 'zod';
import { parseDay } from '#kernel/calendar.ts';

export const frequencies = ['year', 'quarter', 'month', 'cumulative', 'day'] as const;
export type Frequency = (typeof frequencies)[number];
export const frequencyLabel = { year: '年度', quarter: '季度', month: '月度', cumulative: '累计月', day: '日' } satisfies Record<Frequency, string>;

/** How a period of each frequency is written; shown in messages and templates. */
export const periodExample = { year: '2024', quarter: '2024-Q1', month: '2024-03', cumulative: '2024-01..03', day: '2024-03-05' } satisfies Record<Frequency, string>;

const monthPart = '(?:0[1-9]|1[0-2])';
const periodForms: readonly (readonly [Frequency, RegExp])[] = [
  ['year', /^(?:19|20|21)[0-9]{2}$/],
  ['quarter', /^(?:19|20|21)[0-9]{2}-Q[1-4]$/],
  ['month', new RegExp(`^(?:19|20|21)[0-9]{2}-${monthPart}$`)],
  ['cumulative', new RegExp(`^(?:19|20|21)[0-9]{2}-01\\.\\.${monthPart}$`)],
  ['day', /^(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$/],
];

/** The frequency of a period text, or undefined when it is none: 2026-02-30 is no day. */
export function frequencyOf(text: string): Frequency | undefined {
  const frequency = periodForms.find(([, form]) => form.test(text))?.[0];
  if (frequency !== 'day') return frequency;
  try {
    parseDay(text);
    return 'day';
  } catch {
    return undefined;
  }
}

export const periodSchema = z
  .string()
  .max(12)
  .refine((text) => frequencyOf(text) !== undefined, '「时期」应写成 2024、2024-Q1、2024-03、2024-01..03（1至3月累计）或 2024-03-05')
  .brand<'Period'>()
  .meta({ label: '时期' });
export type Period = z.output<typeof periodSchema>;
