import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { parseDay, workingCalendar } from './calendar.ts';

const dayIn2026 = fc.integer({ min: 0, max: 364 }).map((offset) => parseDay('2026-01-01').add({ days: offset }));
const exceptions = fc.array(fc.record({ on: dayIn2026, working: fc.boolean(), source: fc.constant('试验') }), { minLength: 1, maxLength: 40 });

test('后推 n 个工作日：结果是工作日，其间恰有 n 个工作日', () => {
  fc.assert(
    fc.property(exceptions, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }), (days, offset, count) => {
      const calendar = workingCalendar(days);
      const from = parseDay('2026-01-01').add({ days: offset });
      let result: Temporal.PlainDate;
      try {
        result = calendar.addWorkingDays(from, count);
      } catch (error) {
        expect(String(error)).toContain('2027');
        return;
      }
      let between = 0;
      for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, result) <= 0; day = day.add({ days: 1 })) if (calendar.isWorkingDay(day)) between += 1;
      expect(between).toBe(count);
      expect(calendar.isWorkingDay(result)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('零个工作日就是当天；先推后退不越过起点', () => {
  fc.assert(
    fc.property(dayIn2026, fc.integer({ min: 1, max: 20 }), (from, count) => {
      const calendar = workingCalendar([
        { on: parseDay('2026-01-01'), working: false, source: '试验' },
        { on: parseDay('2025-01-01'), working: false, source: '试验' },
        { on: parseDay('2027-01-01'), working: false, source: '试验' },
      ]);
      expect(calendar.addWorkingDays(from, 0).equals(from)).toBe(true);
      const there = calendar.addWorkingDays(from, count);
      const back = calendar.addWorkingDays(there, -count);
      expect(Temporal.PlainDate.compare(back, from)).toBeLessThanOrEqual(0);
      if (calendar.isWorkingDay(from)) expect(back.equals(from)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
