import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay, workingCalendar } from '#kernel/calendar.ts';
import type { TaskDraft } from './index.ts';
import { coverageOf, differencesOf, faultsOfTask, lackingOfTask, mergeOf, quartersWithoutMilestone } from './index.ts';

const calendar = workingCalendar([
  { on: parseDay('2026-01-01'), working: false, source: '测试' },
  { on: parseDay('2026-02-28'), working: true, source: '测试' },
]);
const draft = (change: Partial<TaskDraft> = {}): TaskDraft => ({
  year: 2026,
  title: '建成示范园区',
  standardKind: 'document',
  standardText: '印发实施方案',
  startsOn: '2026-01-05',
  dueOn: '2026-06-30',
  milestones: [
    { title: '印发', dueOn: '2026-03-31' },
    { title: '建成', dueOn: '2026-06-30' },
  ],
  units: [
    { orgId: 'a', role: 'lead' },
    { orgId: 'b', role: 'co' },
  ],
  ...change,
});
const messages = (change: Partial<TaskDraft>) => faultsOfTask(draft(change), calendar).map(({ message }) => message);

describe('任务分解的规则', () => {
  test('齐备的任务没有错误，也不缺什么', () => {
    expect(messages({})).toEqual([]);
    expect(lackingOfTask(draft())).toEqual([]);
  });

  test('完成时限早于开始日、不是工作日都拒绝；同一天可以；调休上班的周六可以', () => {
    expect(messages({ dueOn: '2026-01-02' })[0]).toContain('早于开始日');
    expect(messages({ dueOn: '2026-01-05', milestones: [{ title: '一', dueOn: '2026-01-05' }] })).toEqual([]);
    expect(messages({ dueOn: '2026-06-28', milestones: [] })[0]).toContain('不是工作日，请改为 2026-06-29');
    expect(messages({ dueOn: '2026-02-28', milestones: [] })).toEqual([]);
  });

  test('节点要在开始日和完成时限之间', () => {
    expect(messages({ milestones: [{ title: '早', dueOn: '2026-01-02' }] })[0]).toContain('早于任务开始日');
    expect(messages({ milestones: [{ title: '晚', dueOn: '2026-07-01' }] })[0]).toContain('晚于完成时限');
    expect(messages({ milestones: [{ title: '周日', dueOn: '2026-03-29' }] })[0]).toContain('不是工作日');
  });

  test('两个牵头单位、重复的单位都拒绝', () => {
    expect(
      messages({
        units: [
          { orgId: 'a', role: 'lead' },
          { orgId: 'b', role: 'lead' },
        ],
      })[0],
    ).toContain('牵头单位只能有一个');
    expect(
      messages({
        units: [
          { orgId: 'a', role: 'lead' },
          { orgId: 'a', role: 'co' },
        ],
      })[0],
    ).toContain('只能出现一次');
  });

  test('没有完成标准、时限、牵头单位、某季度节点的不能下达', () => {
    expect(lackingOfTask(draft({ standardKind: null, dueOn: null, units: [] }))).toEqual(['完成标准', '完成时限', '牵头单位']);
    expect(lackingOfTask(draft({ standardText: '  ' }))).toEqual(['完成标准']);
    expect(lackingOfTask(draft({ milestones: [{ title: '建成', dueOn: '2026-06-30' }] }))).toEqual(['2026年第1季度的节点']);
  });

  test('季度的边界：3月31日属第一季度，4月1日属第二季度', () => {
    const day = parseDay;
    expect(quartersWithoutMilestone(day('2026-03-31'), day('2026-04-01'), [day('2026-03-31')])).toEqual([{ year: 2026, quarter: 2 }]);
    expect(quartersWithoutMilestone(day('2025-12-31'), day('2026-01-04'), [])).toEqual([
      { year: 2025, quarter: 4 },
      { year: 2026, quarter: 1 },
    ]);
  });
});

describe('覆盖证明', () => {
  const clauses = ['m1', 'm2', 'm3'];

  test('全部签收或说明理由才算完整；变更和终止的分工不算数', () => {
    const tasks = [
      { clause: 'm1', states: ['accepted', 'accepted'] as const },
      { clause: 'm2', states: ['changed', 'accepted'] as const },
    ];
    expect(coverageOf(clauses, tasks, new Set(['m3']))).toMatchObject({
      counts: { accepted: 2, assigned: 0, excused: 1, open: 0 },
      openAssignments: 0,
      assignments: 3,
      isComplete: true,
    });
    expect(coverageOf(clauses, tasks, new Set())).toMatchObject({ counts: { open: 1 }, isComplete: false });
    expect(coverageOf(['m1'], [{ clause: 'm1', states: ['accepted', 'refused'] }], new Set())).toMatchObject({ counts: { assigned: 1 }, openAssignments: 1, isComplete: false });
    expect(coverageOf(['m1'], [{ clause: 'm1', states: ['changed', 'ended'] }], new Set())).toMatchObject({ counts: { open: 1 } });
    expect(coverageOf([], [], new Set()).isComplete).toBe(false);
  });

  test('四类相加等于条款数', () => {
    const state = fc.constantFrom('draft', 'consulting', 'awaiting', 'accepted', 'refused', 'changed', 'ended') as fc.Arbitrary<'draft' | 'accepted' | 'changed'>;
    fc.assert(
      fc.property(fc.array(fc.record({ clause: fc.constantFrom(...clauses), states: fc.array(state, { maxLength: 3 }) })), fc.subarray(clauses), (tasks, excused) => {
        const { counts, isComplete, openAssignments } = coverageOf(clauses, tasks, new Set(excused));
        expect(counts.accepted + counts.assigned + counts.excused + counts.open).toBe(3);
        if (isComplete) expect(openAssignments + counts.open + counts.assigned).toBe(0);
      }),
    );
  });
});

describe('两人同时修改', () => {
  const base = { title: '甲', dueOn: '2026-06-30', note: '一' };

  test('各改各的可以自动合并，同改一处由人选择', () => {
    const differences = differencesOf(base, { ...base, title: '乙', note: '二' }, { ...base, dueOn: '2026-07-31', note: '三' });
    expect(differences.map(({ field, isMergeable }) => [field, isMergeable])).toEqual([
      ['title', true],
      ['dueOn', true],
      ['note', false],
    ]);
    const mine = { ...base, dueOn: '2026-07-31', note: '三' };
    expect(mergeOf(differences, mine, {})).toEqual({ title: '乙', dueOn: '2026-07-31', note: '三' });
    expect(mergeOf(differences, mine, { note: 'theirs' })).toEqual({ title: '乙', dueOn: '2026-07-31', note: '二' });
  });

  test('两人改成一样的不算冲突', () => {
    expect(differencesOf(base, { ...base, title: '乙' }, { ...base, title: '乙' })).toEqual([]);
  });
});
