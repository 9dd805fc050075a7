import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { parseDay } from '../calendar.ts';
import type { WorkingCalendar } from '../calendar.ts';
import { regionCodeSchema } from '../ids.ts';
import { listCalendarDays, listCalendarNotices, workingCalendarOf } from './calendar-days.ts';
import { createPool, transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';

const database = databaseForFile();
let pool: Pool;
let calendar: WorkingCalendar;
const read = <T>(work: (tx: Tx) => Promise<T>) => transaction(pool, { region: regionCodeSchema.parse('340323'), mode: 'read' }, work);
const day = (text: string) => parseDay(text);

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 2 });
  calendar = await read(workingCalendarOf);
});
afterAll(() => pool.end());

describe('工作日历', () => {
  test('2020 至 2026 年每年都有国务院办公厅的通知和文号，2027 年尚无', async () => {
    expect(calendar.years).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    const notices = await read(listCalendarNotices);
    expect(notices.map(({ documentNo }) => documentNo)).toEqual([
      '国办发明电〔2019〕16号',
      '国办发明电〔2020〕1号',
      '国办发明电〔2020〕27号',
      '国办发明电〔2021〕11号',
      '国办发明电〔2022〕16号',
      '国办发明电〔2023〕7号',
      '国办发明电〔2024〕12号',
      '国办发明电〔2025〕7号',
    ]);
    expect(() => calendar.isWorkingDay(day('2027-01-04'))).toThrow(/没有2027年/);
  });

  test.each([
    [2020, 30, 6],
    [2021, 31, 7],
    [2022, 31, 7],
    [2023, 27, 7],
    [2024, 28, 8],
    [2025, 28, 5],
    [2026, 33, 6],
  ])('%i 年通知写明放假 %i 天、调休上班 %i 天；调休上班的都是周末', async (year, off, work) => {
    const notices = (await read(listCalendarNotices)).filter((notice) => notice.year === year).map(({ documentNo }) => documentNo);
    const days = (await read(listCalendarDays)).filter(({ source }) => notices.includes(source));
    const last = [...new Map(days.map((one) => [one.on.toString(), one])).values()];
    expect([last.filter(({ working }) => !working).length, last.filter(({ working }) => working).length]).toEqual([off, work]);
    expect(last.filter(({ working, on }) => working && on.dayOfWeek <= 5)).toEqual([]);
  });

  test('2021-09-28 起 10 个工作日到 2021-10-18（国庆放假，9月26日、10月9日上班）', () => {
    expect(calendar.addWorkingDays(day('2021-09-28'), 10).toString()).toBe('2021-10-18');
    expect(calendar.countWorkingDays(day('2021-09-28'), day('2021-10-18'))).toBe(10);
    expect(calendar.isWorkingDay(day('2021-09-26'))).toBe(true);
  });

  test('每月5日截止：2020年10月的调度周四11月5日截止，2021年3月的逢清明顺延到周二4月6日', () => {
    expect(calendar.rollForward(day('2020-11-05')).toString()).toBe('2020-11-05');
    expect(calendar.rollForward(day('2021-04-05')).toString()).toBe('2021-04-06');
  });

  test('2020年春节延长：后发的通知优先，2月1日不再上班', () => {
    expect(calendar.isWorkingDay(day('2020-02-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2020-01-31'))).toBe(false);
    expect(calendar.isWorkingDay(day('2020-02-03'))).toBe(true);
    expect(calendar.addWorkingDays(day('2020-01-23'), 1).toString()).toBe('2020-02-03');
  });

  test('跨年：2022年12月31日（周六）属于2023年元旦假期', () => {
    expect(calendar.addWorkingDays(day('2022-12-30'), 1).toString()).toBe('2023-01-03');
    expect(calendar.countWorkingDays(day('2022-12-30'), day('2022-12-30'))).toBe(0);
  });

  test('闰日与调休周六', () => {
    expect(calendar.isWorkingDay(day('2024-02-29'))).toBe(true);
    expect(calendar.isWorkingDay(day('2026-02-14'))).toBe(true);
    expect(calendar.rollForward(day('2026-02-15')).toString()).toBe('2026-02-24');
  });
});
