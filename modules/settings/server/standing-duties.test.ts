import { expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import { planOccurrence } from '#kernel/duty.ts';
import { periodOf } from '#kernel/schedule.ts';
import { roles } from '#identity/contract';
import { standingDuties } from './standing-duties.ts';

const calendar = workingCalendar([], [2026, 2027]);
const nominal = (code: string, on: string): string => {
  const rule = standingDuties.find((duty) => duty.code === code)?.rules[0];
  if (rule === undefined) throw new Error(code);
  return planOccurrence(rule, periodOf(rule.every, parseDay(on)), calendar).nominalOn.toString();
};

test.each([
  ['D01', '2026-05-10', '2026-06-30'],
  ['D02', '2026-10-20', '2026-11-05'],
  ['D03', '2026-07-01', '2027-02-28'],
  ['D04', '2026-07-01', '2026-03-31'],
  ['D04-2', '2026-07-01', '2027-01-31'],
  ['D05', '2026-07-01', '2026-03-31'],
  ['D15', '2026-12-31', '2026-12-31'],
])('%s：%s 所在的一期，规定日 %s', (code, on, day) => expect(nominal(code, on)).toBe(day));

test('责任岗位都是系统里的岗位', () => {
  expect(standingDuties.filter(({ ownerRole }) => !roles.some((role) => role === ownerRole))).toEqual([]);
});
