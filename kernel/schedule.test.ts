import { describe, expect, test } from 'vitest';
import { formatMoment, parseDay, parseMoment } from './calendar.ts';
import { dayInPeriod, occasionsBetween, periodOf, periodWords, rhythms, shiftPeriod } from './schedule.ts';
import type { Schedule } from './schedule.ts';

const day = (text: string) => parseDay(text);
const due = (schedule: Schedule, after: string, upTo: string) =>
  occasionsBetween(schedule, { after: parseMoment(after), upTo: parseMoment(upTo) }, 400).map(({ period, at }) => `${period.key} ${formatMoment(at).slice(0, 16)}`);

describe('期间', () => {
  test.each([
    ['day', '2026-02-28', '2026-02-28', '2026年2月28日'],
    ['week', '2027-01-01', '2026-W53', '2026年12月28日至1月3日'],
    ['month', '2024-02-29', '2024-02', '2024年2月'],
    ['quarter', '2026-12-31', '2026-Q4', '2026年第4季度'],
    ['half-year', '2026-06-30', '2026-H1', '2026年上半年'],
    ['year', '2026-11-27', '2026', '2026年'],
  ] as const)('%s：%s 属于 %s', (rhythm, on, key, words) => {
    const period = periodOf(rhythm, day(on));
    expect([period.key, periodWords(period)]).toEqual([key, words]);
  });

  test('前后相邻的期间首尾相接，来回移动回到原处', () => {
    for (const rhythm of rhythms) {
      const period = periodOf(rhythm, day('2024-02-29'));
      const next = shiftPeriod(period, 1);
      expect(next.first.toString()).toBe(period.last.add({ days: 1 }).toString());
      expect(shiftPeriod(next, -1).key).toBe(period.key);
    }
  });

  test('月末：写31日的取当月最后一天', () => {
    const february = periodOf('month', day('2026-02-01'));
    expect(dayInPeriod(february, { day: 31 }).toString()).toBe('2026-02-28');
    expect(dayInPeriod(periodOf('year', day('2026-01-01')), { months: 14, day: 29 }).toString()).toBe('2027-03-29');
    expect(dayInPeriod(periodOf('week', day('2026-11-27')), { days: 4 }).toString()).toBe('2026-11-27');
  });
});

describe('到时', () => {
  const opening: Schedule = { every: 'month', place: { months: 1, day: 1 } };
  test('每月1日零点（北京时间）到时，前一秒不到', () => {
    expect(due(opening, '2026-10-31T23:00:00+08:00', '2026-10-31T23:59:59+08:00')).toEqual([]);
    expect(due(opening, '2026-10-31T23:00:00+08:00', '2026-11-01T00:00:00+08:00')).toEqual(['2026-10 2026-11-01T00:00']);
    expect(due(opening, '2026-11-01T00:00:00+08:00', '2026-11-30T00:00:00+08:00')).toEqual([]);
  });
  test('停机后按先后补齐错过的每一期', () => {
    expect(due(opening, '2026-08-15T00:00:00+08:00', '2026-11-27T00:00:00+08:00')).toEqual(['2026-08 2026-09-01T00:00', '2026-09 2026-10-01T00:00', '2026-10 2026-11-01T00:00']);
  });
  test('次年才到的年度职责', () => {
    expect(due({ every: 'year', place: { months: 13, day: 28 }, at: '09:30' }, '2026-01-01T00:00:00+08:00', '2027-03-01T00:00:00+08:00')).toEqual([
      '2025 2026-02-28T09:30',
      '2026 2027-02-28T09:30',
    ]);
  });
  test('2月29日起的推算不落空', () => {
    expect(due({ every: 'day', at: '08:30' }, '2024-02-28T09:00:00+08:00', '2024-03-01T09:00:00+08:00')).toEqual(['2024-02-29 2024-02-29T08:30', '2024-03-01 2024-03-01T08:30']);
  });
});
