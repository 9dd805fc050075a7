import { describe, expect, test } from 'vitest';
import { parseDay, workingCalendar } from './calendar.ts';
import { dutyStanding, planOccurrence, rolledDue } from './duty.ts';
import type { DutyFacts } from './duty.ts';
import { periodOf } from './schedule.ts';

const day = (text: string) => parseDay(text);
const source = '国办发明电〔2020〕27号';
const calendar = workingCalendar(
  [
    { on: day('2021-04-03'), working: false, source },
    { on: day('2021-04-04'), working: false, source },
    { on: day('2021-04-05'), working: false, source },
  ],
  [2021],
);

describe('职责的期限', () => {
  test('每月调度：次月1日开放，5日截止，逢节假日顺延；开放日不动', () => {
    const planned = planOccurrence({ every: 'month', opens: { months: 1, day: 1 }, due: { months: 1, day: 5 } }, periodOf('month', day('2021-03-10')), calendar);
    expect([planned.opensOn.toString(), planned.nominalOn.toString(), planned.dueOn?.toString(), planned.periodText]).toEqual([
      '2021-04-01',
      '2021-04-05',
      '2021-04-06',
      '2021年3月',
    ]);
  });

  test('放假通知未发布的年份，期限待定，不推算', () => {
    expect(rolledDue(day('2022-02-28'), calendar)).toBeNull();
    expect(rolledDue(day('2021-12-31'), calendar)?.toString()).toBe('2021-12-31');
    // 2022年元旦假期从周六起，2021-12-31 是周五；把它当休息日时要等下一年的通知。
    const off = workingCalendar([{ on: day('2021-12-31'), working: false, source }], [2021]);
    expect(rolledDue(day('2021-12-31'), off)).toBeNull();
  });

  const facts: DutyFacts = { state: 'open', opensOn: day('2021-04-01'), nominalOn: day('2021-04-05'), dueOn: day('2021-04-06'), doneOn: null };
  test.each([
    ['2021-03-31', 'later'],
    ['2021-04-01', 'open'],
    ['2021-04-06', 'open'],
    ['2021-04-07', 'missed'],
  ] as const)('待办的职责在 %s 为 %s', (today, standing) => expect(dutyStanding(facts, day(today))).toBe(standing));

  test('办结日在期限当天是按时，次日是逾期；豁免不算逾期；期限待定不算逾期', () => {
    expect(dutyStanding({ ...facts, state: 'done', doneOn: day('2021-04-06') }, day('2021-05-01'))).toBe('done');
    expect(dutyStanding({ ...facts, state: 'done', doneOn: day('2021-04-07') }, day('2021-05-01'))).toBe('late');
    expect(dutyStanding({ ...facts, state: 'exempt' }, day('2021-05-01'))).toBe('exempt');
    expect(dutyStanding({ ...facts, dueOn: null }, day('2021-05-01'))).toBe('open');
  });
});
