import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOf, formatMoment, isOverdue, parseDay, parseMoment, workingCalendar } from './calendar.ts';

const day = (text: string) => parseDay(text);
const source = '国办发明电〔2025〕试验';
const calendar = workingCalendar([
  { on: day('2026-10-01'), working: false, name: '国庆节', source },
  { on: day('2026-10-02'), working: false, name: '国庆节', source },
  { on: day('2026-10-05'), working: false, name: '国庆节', source },
  { on: day('2026-10-06'), working: false, name: '国庆节', source },
  { on: day('2026-10-07'), working: false, name: '国庆节', source },
  { on: day('2026-10-10'), working: true, name: '调休上班', source },
]);

describe('日与时刻', () => {
  test('今天按北京时间计，零点前后不同', () => {
    expect(dayOf(Temporal.Instant.from('2026-03-01T15:59:59Z')).toString()).toBe('2026-03-01');
    expect(dayOf(Temporal.Instant.from('2026-03-01T16:00:00Z')).toString()).toBe('2026-03-02');
  });

  test('时刻写作带时区偏移的文字，读写互逆', () => {
    const text = formatMoment(Temporal.Instant.from('2026-10-24T18:30:00.5Z'));
    expect(text).toBe('2026-10-25T02:30:00.500+08:00');
    expect(formatMoment(parseMoment(text))).toBe(text);
  });

  test.each(['2026-02-30', '2026-13-01', '26-3-5', '2026/03/05', '2026年3月5日', ''])('「%s」不是日期，不顺延到别的日子', (text) => {
    expect(() => day(text)).toThrow(RangeError);
  });

  test('当日不算逾期，次日才算', () => {
    expect(isOverdue(day('2026-03-02'), day('2026-03-02'))).toBe(false);
    expect(isOverdue(day('2026-03-02'), day('2026-03-03'))).toBe(true);
  });
});

describe('工作日', () => {
  test('调休上班的周六是工作日，放假的周四不是', () => {
    expect(calendar.isWorkingDay(day('2026-10-10'))).toBe(true);
    expect(calendar.isWorkingDay(day('2026-10-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-10-11'))).toBe(false);
  });

  test('跨国庆节推算', () => {
    expect(calendar.addWorkingDays(day('2026-09-30'), 1).toString()).toBe('2026-10-08');
    expect(calendar.addWorkingDays(day('2026-09-30'), 3).toString()).toBe('2026-10-10');
    expect(calendar.addWorkingDays(day('2026-10-08'), -1).toString()).toBe('2026-09-30');
  });

  test('没有导入放假通知的年份被拒绝，不猜', () => {
    expect(() => calendar.isWorkingDay(day('2027-01-04'))).toThrow(/没有2027年的节假日安排/);
    expect(() => calendar.addWorkingDays(day('2026-12-31'), 1)).toThrow(/2027/);
  });
});
