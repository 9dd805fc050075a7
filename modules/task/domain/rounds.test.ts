import { describe, expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import type { Debt, OwingAssignment, RoundRules } from './index.ts';
import { isTierDue, rateOf, ratesOf, roundWindow, standingOf, whoOwes } from './index.ts';

const rules: RoundRules = {
  closeDay: 5,
  sealAfterWorkingDays: 3,
  remindBeforeWorkingDays: 2,
  orderAfterWorkingDays: 1,
  coDueBeforeWorkingDays: 1,
  noChangeRunning: 2,
  doneCharacters: 300,
  nextCharacters: 200,
  explanationCharacters: 10,
  unlockDays: 14,
};
const off = (...days: string[]) => days.map((on) => ({ on: parseDay(on), working: false, source: '测试' }));
const on = (...days: string[]) => days.map((day) => ({ on: parseDay(day), working: true, source: '测试' }));
const calendar = workingCalendar([
  ...off('2020-10-01', '2021-04-03', '2021-04-04', '2021-04-05', '2021-10-01', '2021-10-04', '2021-10-05', '2021-10-06', '2021-10-07'),
  ...on('2020-10-10', '2021-09-26', '2021-10-09'),
]);

describe('调度轮次的时间', () => {
  test('2020年10月的轮次：11月1日（周日）开放，11月5日周四截止，11月6日督办', () => {
    const window = roundWindow('2020-10', rules, calendar);
    expect([window.opensOn, window.remindOn, window.closesOn, window.ordersOn, window.sealsOn].map(String)).toEqual([
      '2020-11-01',
      '2020-11-03',
      '2020-11-05',
      '2020-11-06',
      '2020-11-10',
    ]);
  });

  test('2021年3月的轮次：4月5日是清明节，顺延到4月6日截止，4月7日督办', () => {
    const window = roundWindow('2021-03', rules, calendar);
    expect([window.opensOn, window.closesOn, window.ordersOn].map(String)).toEqual(['2021-04-01', '2021-04-06', '2021-04-07']);
  });

  test('12月的轮次在次年1月开放；没有该年放假安排时拒绝推算', () => {
    expect(() => roundWindow('2021-12', rules, calendar)).toThrow('没有2022年的节假日安排');
    expect(() => roundWindow('2021-13', rules, calendar)).toThrow(RangeError);
  });

  test('十个工作日的时钟：2021年9月28日起，跨国庆，10月18日止', () => {
    expect(String(calendar.addWorkingDays(parseDay('2021-09-28'), 10))).toBe('2021-10-18');
  });
});

const owing = (change: Partial<OwingAssignment>): OwingAssignment => ({
  assignmentId: 'a',
  taskId: 't',
  orgId: 'o',
  role: 'lead',
  state: 'accepted',
  tier: 'monthly',
  isWatched: false,
  startsOn: '2026-01-01',
  isClosed: false,
  ...change,
});

describe('应报清单', () => {
  test('每月、每季（3、6、9、12月）、每半年（6、12月）、不填报', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
    const due = (tier: 'monthly' | 'quarterly' | 'halfyearly' | 'evidence') => months.filter((month) => isTierDue(tier, false, month)).map((month) => Number(month.slice(5)));
    expect(due('monthly')).toHaveLength(12);
    expect(due('quarterly')).toEqual([3, 6, 9, 12]);
    expect(due('halfyearly')).toEqual([6, 12]);
    expect(due('evidence')).toEqual([]);
  });

  test('被盯办的任务不论周期每月都报', () => {
    expect(isTierDue('halfyearly', true, '2026-01')).toBe(true);
  });

  test('只有已签收、已开始、未销号的分工才欠报', () => {
    const all = [
      owing({ assignmentId: 'yes' }),
      owing({ assignmentId: 'unsigned', state: 'awaiting' }),
      owing({ assignmentId: 'changed', state: 'changed' }),
      owing({ assignmentId: 'closed', isClosed: true }),
      owing({ assignmentId: 'later', startsOn: '2026-05-06' }),
      owing({ assignmentId: 'same-month', startsOn: '2026-04-30' }),
    ];
    expect(whoOwes(all, '2026-04').map(({ assignmentId }) => assignmentId)).toEqual(['yes', 'same-month']);
  });
});

const debt = (change: Partial<Debt>): Debt => ({
  dueOn: '2026-05-06',
  isDropped: false,
  isAdded: false,
  state: null,
  signedOn: null,
  wasReturned: false,
  wasCorrected: false,
  ...change,
});

describe('按时、迟报、未报', () => {
  test('截止日当天仍算按时，次日起为迟报；补列的不算迟', () => {
    expect(standingOf(debt({ state: 'reviewing', signedOn: '2026-05-06' }), '2026-05-07')).toBe('on-time');
    expect(standingOf(debt({ state: 'reviewing', signedOn: '2026-05-07' }), '2026-05-07')).toBe('late');
    expect(standingOf(debt({ state: 'reviewing', signedOn: '2026-05-07', isAdded: true }), '2026-05-07')).toBe('on-time');
  });

  test('截止日当天未报不算逾期，次日才算；补列的不算', () => {
    expect(standingOf(debt({}), '2026-05-06')).toBe('waiting');
    expect(standingOf(debt({}), '2026-05-07')).toBe('silent');
    expect(standingOf(debt({ isAdded: true }), '2026-05-07')).toBe('waiting');
    expect(standingOf(debt({ state: 'signing' }), '2026-05-06')).toBe('in-hand');
    expect(standingOf(debt({ state: 'signing' }), '2026-05-07')).toBe('silent');
    expect(standingOf(debt({ isDropped: true }), '2026-05-07')).toBe('dropped');
    expect(standingOf(debt({ isDropped: true, state: 'approved', signedOn: '2026-05-05' }), '2026-05-07')).toBe('on-time');
  });

  test('比率都带分子分母；没有应报时没有百分比', () => {
    const groups = [
      { debt: debt({ state: 'approved', signedOn: '2026-05-06' }), count: 1 },
      { debt: debt({ state: 'reviewing', signedOn: '2026-05-07', wasReturned: true }), count: 1 },
      { debt: debt({}), count: 1 },
      { debt: debt({ isDropped: true }), count: 4 },
    ];
    expect(ratesOf(groups, '142.0')).toEqual({
      expected: 3,
      received: { numerator: 2, denominator: 3, percent: '66.7' },
      onTime: { numerator: 1, denominator: 3, percent: '33.3' },
      complete: { numerator: 1, denominator: 3, percent: '33.3' },
      returned: 1,
      corrected: 0,
      medianHoursToSign: '142.0',
    });
    expect(rateOf(0, 0).percent).toBeNull();
  });
});
