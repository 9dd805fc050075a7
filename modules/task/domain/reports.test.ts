import { describe, expect, test } from 'vitest';
import type { ReportContent, ReportGround } from './index.ts';
import { addCells, cellsOfReport, checkReport, decideNoChange, failingChecks, isOverBudget, minutesOf } from './index.ts';

const rules = {
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
const ground = (change: Partial<ReportGround> = {}): ReportGround => ({
  rules,
  lastDone: '上期完成招标',
  lastCount: null,
  counts: [],
  isCounted: false,
  dueMilestones: [],
  factIds: [],
  noChangeRunning: 0,
  reusedPhotos: [],
  ...change,
});
const content = (change: Partial<ReportContent> = {}): ReportContent => ({
  isNoChange: false,
  done: '完成桩基施工',
  next: '',
  judgement: 'normal',
  countToDate: null,
  claims: [],
  facts: [],
  explanations: {},
  ...change,
});
const found = (a: ReportContent, b: ReportGround) => checkReport(a, b).map(({ check, kind }) => `${kind}:${check}`);

describe('填报校验', () => {
  test('本期 300 字可以，301 字不行；下期 200 字可以，201 字不行；按字而不是按编码单元数', () => {
    expect(found(content({ done: '𠮷'.repeat(300), next: '字'.repeat(200) }), ground())).toEqual([]);
    expect(found(content({ done: '字'.repeat(301) }), ground())).toEqual(['hard:done-long']);
    expect(found(content({ next: '字'.repeat(201) }), ground())).toEqual(['hard:next-long']);
    expect(checkReport(content({ done: '字'.repeat(10_000) }), ground())[0]?.message).toBe('「本期进展」不能超过 300 字，现有 10000 字；请删减');
    expect(found(content({ done: '　' }), ground())).toEqual(['hard:done-missing']);
  });

  test('累计次数不能比上期少；相等可以', () => {
    const counted = ground({ isCounted: true, lastCount: '5', counts: ['3', '5'] });
    expect(found(content({ countToDate: '5' }), counted)).toEqual([]);
    expect(found(content({ countToDate: '4' }), counted)).toEqual(['hard:count-falls']);
    expect(found(content(), counted)).toEqual(['hard:count-missing']);
  });

  test('超过自己中位数三倍或达到上期十倍时提醒是否单位有误', () => {
    const counted = ground({ isCounted: true, lastCount: '4', counts: ['2', '4', '4'] });
    expect(found(content({ countToDate: '12' }), counted)).toEqual([]);
    expect(found(content({ countToDate: '13' }), counted)).toEqual(['soft:count-jumps']);
    expect(found(content({ countToDate: '10' }), ground({ isCounted: true, lastCount: '1', counts: [] }))).toEqual(['soft:count-jumps']);
  });

  test('申报节点须有佐证；节点到期未报却自评正常要说明', () => {
    const due = ground({ dueMilestones: [{ milestoneId: 'm1', title: '开工', dueOn: '2026-03-31' }] });
    expect(found(content({ claims: [{ milestoneId: 'm1', proof: '', photoIds: [] }] }), due)).toEqual(['hard:proof-missing']);
    expect(found(content({ claims: [{ milestoneId: 'm1', proof: '开工令〔2026〕3号', photoIds: [] }] }), due)).toEqual([]);
    expect(found(content(), due)).toEqual(['soft:judgement-differs']);
    expect(found(content({ judgement: 'behind' }), due)).toEqual([]);
  });

  test('系统已掌握的情况逐项确认或提出异议，异议要有理由', () => {
    const withFacts = ground({ factIds: ['f1', 'f2'] });
    expect(found(content({ facts: [{ factId: 'f1', answer: 'confirmed', reason: '' }] }), withFacts)).toEqual(['hard:facts-open']);
    expect(
      found(
        content({
          facts: [
            { factId: 'f1', answer: 'confirmed', reason: '' },
            { factId: 'f2', answer: 'disputed', reason: ' ' },
          ],
        }),
        withFacts,
      ),
    ).toEqual(['hard:dispute-reason']);
  });

  test('提醒项的说明满 10 字才放行', () => {
    const copied = content({ done: '上期完成招标' });
    expect(failingChecks(copied, ground()).map(({ check }) => check)).toEqual(['same-text']);
    expect(failingChecks({ ...copied, explanations: { 'same-text': '字'.repeat(9) } }, ground())).toHaveLength(1);
    expect(failingChecks({ ...copied, explanations: { 'same-text': '字'.repeat(10) } }, ground())).toEqual([]);
    expect(failingChecks(content({ explanations: { 'done-missing': '字'.repeat(10) }, done: '' }), ground())).toHaveLength(1);
  });

  test('无变化：首期不行，连续两期后不行，节点到期不行', () => {
    expect(decideNoChange(ground())).toMatchObject({ allowed: true });
    expect(decideNoChange(ground({ noChangeRunning: 1 }))).toMatchObject({ allowed: true });
    expect(decideNoChange(ground({ noChangeRunning: 2 }))).toMatchObject({ code: 'task.no_change_limit' });
    expect(decideNoChange(ground({ lastDone: null }))).toMatchObject({ code: 'task.no_change_first' });
    expect(decideNoChange(ground({ dueMilestones: [{ milestoneId: 'm', title: '验收', dueOn: '2026-03-31' }] }))).toMatchObject({ code: 'task.no_change_due' });
    expect(found(content({ isNoChange: true, done: '' }), ground())).toEqual([]);
    expect(found(content({ isNoChange: true, done: '' }), ground({ noChangeRunning: 2 }))).toEqual(['hard:no-change']);
  });
});

describe('填报负担', () => {
  const minutes = { number: '1', choice: '0.5', text: '5', file: '3', confirm: '0.2' };

  test('按格计分钟：两段文字、一个判断、一个节点、三项确认', () => {
    const cells = cellsOfReport({ isNoChange: false, isCounted: true, dueMilestones: 1, facts: 3 });
    expect(cells).toEqual({ number: 1, choice: 2, text: 2, file: 1, confirm: 3 });
    expect(minutesOf(cells, minutes)).toBe('15.6');
    expect(minutesOf(cellsOfReport({ isNoChange: true, isCounted: true, dueMilestones: 0, facts: 0 }), minutes)).toBe('0.2');
    expect(minutesOf(addCells(cells, cells), minutes)).toBe('31.2');
  });

  test('恰好等于预算不算超', () => {
    expect(isOverBudget('240.0', '240')).toBe(false);
    expect(isOverBudget('240.1', '240')).toBe(true);
  });
});
