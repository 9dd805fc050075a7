import { expect, test } from 'vitest';
import { lastOf, shiftMonth, weeksOf } from './month-grid.ts';

test('周一为一周之首，前后补齐整周', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toEqual({ on: '2026-10-26', inside: false, isWeekend: false });
  expect(weeks[0]?.[6]).toEqual({ on: '2026-11-01', inside: true, isWeekend: true });
  expect(weeks.at(-1)?.map(({ on }) => on)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
  expect(weeksOf('2021-02')).toHaveLength(4);
});

test('闰年二月与跨年', () => {
  expect([lastOf('2024-02'), lastOf('2026-02'), lastOf('2000-02'), lastOf('1900-02')]).toEqual(['2024-02-29', '2026-02-28', '2000-02-29', '1900-02-28']);
  expect([shiftMonth('2026-12', 1), shiftMonth('2026-01', -1), shiftMonth('2026-11', 14)]).toEqual(['2027-01', '2025-12', '2028-01']);
});
