import { expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import { planOccurrence } from '#kernel/duty.ts';
import { periodOf } from '#kernel/schedule.ts';
import { roles } from '#identity/contract';
import { settingsPermissions } from '../contract/index.ts';
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
  ['D06', '2026-07-01', '2026-12-31'],
  ['D11', '2026-11-28', '2026-11-27'],
  ['D12', '2026-02-01', '2026-06-30'],
  ['D12-2', '2026-09-01', '2026-12-31'],
  ['D16-2', '2026-02-10', '2026-02-28'],
  ['D16-2', '2024-02-29', '2024-02-29'],
  ['D16-4', '2026-11-28', '2026-11-28'],
])('%s：%s 所在的一期，规定日 %s', (code, on, day) => expect(nominal(code, on)).toBe(day));

test('职责日历D01至D16全部编排；能登记完成的岗位就是承担登记类职责的岗位', () => {
  const codes = new Set(standingDuties.map(({ code }) => code.slice(0, 3)));
  expect([...codes].sort()).toEqual(Array.from({ length: 16 }, (_, index) => `D${String(index + 1).padStart(2, '0')}`));
  expect(new Set(standingDuties.map(({ code }) => code)).size).toBe(standingDuties.length);
  expect(standingDuties.filter(({ doneBy, doneWords }) => doneBy === undefined || (doneWords ?? '') === '')).toEqual([]);
  expect(standingDuties.filter(({ doneBy }) => doneBy === 'act').map(({ code }) => code)).toEqual(['D01', 'D02', 'D02-2', 'D05', 'D15']);
  const owners = new Set(standingDuties.filter(({ doneBy }) => doneBy === 'record').map(({ ownerRole }) => ownerRole));
  expect([...owners].sort()).toEqual([...settingsPermissions['duty.complete'].roles].sort());
  expect(standingDuties.flatMap(({ rules }) => rules).every(({ source }) => source.document !== '' && (source.article ?? '') !== '')).toBe(true);
});

test('责任岗位都是系统里的岗位', () => {
  expect(standingDuties.filter(({ ownerRole }) => !roles.some((role) => role === ownerRole))).toEqual([]);
});
