import { describe, expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import type { Decision } from '#kernel/decision.ts';
import type { OrderContent } from '../../contract/index.ts';
import { decideClosing } from './closing.ts';
import type { ClosingFacts } from './closing.ts';
import { decideDueDay, decideExtension, extensionAllowance, isReboundLate, nextWorkingDay, timingOf } from './deadlines.ts';
import type { ExtensionCase } from './deadlines.ts';
import { colourOfSilence, ladderStep, raised } from './ladder.ts';
import type { LadderFacts } from './ladder.ts';
import { isSplitClosed, wouldCircle } from './lineage.ts';
import { mergeEdits } from './merge-edits.ts';
import { pointsOf, standingColour } from './points.ts';

/** 2026: Qingming 4–6 April, work on the Saturday 9 May. */
const calendar = workingCalendar(
  [
    { on: parseDay('2026-04-06'), working: false, source: '国办发明电' },
    { on: parseDay('2026-05-09'), working: true, source: '国办发明电' },
  ],
  [2026],
);
const day = parseDay;
const codeOf = (decision: Decision): string => (decision.allowed ? 'allowed' : decision.code);

describe('办理时限', () => {
  test('不早于开始日，当天可以；休息日不行并说出下一个工作日；调休的周六可以', () => {
    const due = (on: string, from = '2026-04-03') => decideDueDay(day(on), day(from), calendar);
    expect(codeOf(due('2026-04-02'))).toBe('order.due_before_start');
    expect(codeOf(due('2026-04-03'))).toBe('allowed');
    expect(due('2026-04-05')).toMatchObject({ code: 'order.due_on_holiday', reason: expect.stringContaining('请改为2026-04-07') });
    expect(codeOf(due('2026-05-09'))).toBe('allowed');
    expect(nextWorkingDay(day('2026-04-04'), calendar).toString()).toBe('2026-04-07');
  });
});

describe('延期', () => {
  const asked = (more: Partial<Record<'today' | 'startOn' | 'dueOn' | 'dueOriginalOn' | 'newDueOn', string>> & { readonly granted?: number } = {}): ExtensionCase => ({
    today: day(more.today ?? '2026-06-10'),
    startOn: day(more.startOn ?? '2026-06-01'),
    dueOn: day(more.dueOn ?? '2026-06-30'),
    dueOriginalOn: day(more.dueOriginalOn ?? '2026-06-30'),
    newDueOn: day(more.newDueOn ?? '2026-07-10'),
    granted: more.granted ?? 0,
    limits: { extensions: 2, lengthShare: 50 },
  });
  const code = (more: Parameters<typeof asked>[0]) => codeOf(decideExtension(asked(more), calendar));

  test('到期日前一天可以申请，当天不行', () => {
    expect(code({ today: '2026-06-29' })).toBe('allowed');
    expect(code({ today: '2026-06-30' })).toBe('order.extension_late');
  });
  test('新时限须晚于现时限，且是工作日', () => {
    expect(code({ newDueOn: '2026-06-30' })).toBe('order.extension_not_later');
    expect(code({ newDueOn: '2026-07-01' })).toBe('allowed');
    expect(code({ newDueOn: '2026-07-11' })).toBe('order.due_on_holiday');
  });
  test('至多两次：批过一次还可以，批过两次不行', () => {
    expect(code({ granted: 1 })).toBe('allowed');
    expect(code({ granted: 2 })).toBe('order.extensions_used');
  });
  test('合计不超过原时限长度的一半，按原时限算，不足一天的不给', () => {
    expect(extensionAllowance(day('2026-06-01'), day('2026-06-30'), 50)).toBe(14);
    expect(code({ newDueOn: '2026-07-14' })).toBe('allowed');
    expect(code({ newDueOn: '2026-07-15' })).toBe('order.extension_long');
    // An extension that was granted before counts from the original day, too.
    expect(code({ dueOn: '2026-07-10', newDueOn: '2026-07-14', granted: 1 })).toBe('allowed');
    expect(code({ dueOn: '2026-07-10', newDueOn: '2026-07-15', granted: 1 })).toBe('order.extension_long');
  });
});

describe('时效与反弹', () => {
  const timing = (endOn: string, blocked: readonly (readonly [string, string])[] = []) =>
    timingOf(
      { startOn: day('2026-06-01'), dueOn: day('2026-06-30'), dueOriginalOn: day('2026-06-15'), endOn: day(endOn) },
      blocked.map(([from, to]) => ({ from: day(from), to: day(to) })),
    );
  test('当天不算逾期，次日一天；原时限另计；两次阻滞重叠的日子只扣一次，自身逾期不小于零', () => {
    expect(timing('2026-06-30')).toMatchObject({ isOverdue: false, daysLate: 0, daysLateOriginal: 15 });
    expect(timing('2026-07-01')).toMatchObject({ isOverdue: true, daysLate: 1, unitDelay: 1 });
    const overlapping = timing('2026-07-10', [
      ['2026-06-20', '2026-06-24'],
      ['2026-06-23', '2026-06-25'],
    ]);
    expect(overlapping).toMatchObject({ daysLate: 10, blockedDays: 6, unitDelay: 4 });
    expect(timing('2026-07-02', [['2026-06-01', '2026-07-02']])).toMatchObject({ daysLate: 2, unitDelay: 0 });
  });
  test('反弹期限按月算到同一天；闰日销号的次年到2月28日', () => {
    expect([isReboundLate(day('2026-06-03'), day('2027-06-03'), 12), isReboundLate(day('2026-06-03'), day('2027-06-04'), 12)]).toEqual([false, true]);
    expect([isReboundLate(day('2028-02-29'), day('2029-02-28'), 12), isReboundLate(day('2028-02-29'), day('2029-03-01'), 12)]).toEqual([false, true]);
  });
});

describe('升级', () => {
  const rules = { longOverdueDays: 30, returnsToRaise: 2 };
  const step = (more: Partial<LadderFacts>): string => {
    const facts = { colour: 'none', unitDelay: 0, returns: 0, isUnanswered: false, isDueSoon: false, isSuspended: false, ...more } as LadderFacts;
    const found = ladderStep(facts, rules);
    return found === undefined ? '不变' : `${found.to} ${found.trigger}`;
  };
  test.each([
    [{ unitDelay: 0 }, '不变'],
    [{ unitDelay: 1 }, 'yellow overdue'],
    [{ unitDelay: 30 }, 'yellow overdue'],
    [{ unitDelay: 31 }, 'red long-overdue'],
    [{ unitDelay: 31, colour: 'red' }, '不变'],
    [{ unitDelay: 31, isSuspended: true }, '不变'],
    [{ returns: 1 }, '不变'],
    [{ returns: 2 }, 'yellow second-return'],
    [{ returns: 2, colour: 'yellow' }, '不变'],
    [{ isDueSoon: true }, 'blue due-soon'],
    [{ isDueSoon: true, colour: 'blue' }, '不变'],
    [{ isUnanswered: true, colour: 'none' }, '不变'],
    [{ isUnanswered: true, colour: 'blue' }, 'yellow unanswered'],
    [{ isUnanswered: true, colour: 'yellow' }, 'red unanswered'],
    [{ isUnanswered: true, colour: 'red' }, '不变'],
    [{ isUnanswered: true, colour: 'blue', unitDelay: 31 }, 'red long-overdue'],
  ] as const)('%o → %s', (facts, result) => expect(step(facts)).toBe(result));

  test('退回每次升一色，红色为止；一轮沉默为蓝，两轮为黄', () => {
    expect((['none', 'blue', 'yellow', 'red'] as const).map(raised)).toEqual(['blue', 'yellow', 'red', 'red']);
    expect([1, 2, 3].map((rounds) => colourOfSilence(rounds).to)).toEqual(['blue', 'yellow', 'yellow']);
  });
  test('扣分按没有成立异议的最高颜色，只扣一次', () => {
    const cost = { yellowPoints: 1, redPoints: 2 };
    expect([standingColour('red', []), standingColour('red', ['red']), standingColour('red', ['red', 'yellow']), standingColour('blue', ['blue'])]).toEqual([
      'red',
      'yellow',
      'blue',
      'none',
    ]);
    expect((['none', 'blue', 'yellow', 'red'] as const).map((colour) => pointsOf(colour, cost))).toEqual([0, 0, 1, 2]);
  });
});

describe('销号条件', () => {
  const facts: ClosingFacts = { today: '2026-06-10', publicDays: 5, publicUntil: '2026-06-09', isStopped: false, wantsCheck: true, isCheckPassed: true };
  test.each([
    [{}, 'allowed'],
    [{ today: '2026-06-09' }, 'order.still_public'],
    [{ publicUntil: null }, 'order.not_published'],
    [{ publicUntil: null, isStopped: true }, 'order.not_published'],
    [{ isCheckPassed: null }, 'order.not_checked'],
    [{ isCheckPassed: false }, 'order.not_checked'],
    [{ isCheckPassed: null, wantsCheck: false }, 'allowed'],
    [{ publicUntil: null, publicDays: null }, 'allowed'],
  ] as const)('%o → %s', (more, result) => expect(codeOf(decideClosing({ ...facts, ...more }))).toBe(result));
});

describe('关系与合并', () => {
  test('转办、并办、拆分不能成环，绕几道也不行；子单全部销号或撤销，拆分才算了结', () => {
    const links = [
      { fromId: 'a', toId: 'b' },
      { fromId: 'b', toId: 'c' },
    ];
    expect(wouldCircle(links, { fromId: 'c', toId: 'a' })).toBe(true);
    expect(wouldCircle(links, { fromId: 'a', toId: 'a' })).toBe(true);
    expect(wouldCircle(links, { fromId: 'a', toId: 'c' })).toBe(false);
    expect([isSplitClosed([]), isSplitClosed(['closed', 'handling']), isSplitClosed(['closed', 'withdrawn', 'archived'])]).toEqual([false, false, true]);
  });
  test('两人同改：各改各的合并，同改一处的列出双方；改成一样的不算冲突', () => {
    const seen: OrderContent = { title: '清淤', matter: '甲', standard: '乙', dueOn: '2026-06-30', leadOrgId: 'x', coOrgIds: [], colour: 'none' };
    const theirs = { ...seen, title: '清淤一期' };
    expect(mergeEdits(seen, theirs, { ...seen, standard: '丙' })).toEqual({ merged: { ...theirs, standard: '丙' }, conflicts: [] });
    expect(mergeEdits(seen, theirs, { ...seen, title: '疏浚' }).conflicts).toEqual([{ field: 'title', theirs: '清淤一期', mine: '疏浚' }]);
    expect(mergeEdits(seen, theirs, { ...seen, title: '清淤一期' }).conflicts).toEqual([]);
  });
});
