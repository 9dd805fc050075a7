import { expect, test } from 'vitest';
import type { Ledger, PlanReview, ReviewedField } from '../../contract/index.ts';
import { everything, filterRecords, rowsOf } from './filter-records.ts';
import { valueWords } from './field-words.ts';
import { planRecordsOf, reviewsByRecord, stateOf } from './review-records.ts';
import { undoOf } from './use-reviews.ts';

const span = (text: string, start: number) => ({ text, start, end: start + text.length });
const target = {
  id: 't_1',
  node: 'p1',
  cls: 'level',
  indicator: span('财政收入', 10),
  value: span('力争超22亿元', 30),
  comparator: '>',
  number: '2200000000',
  unit: 'CNY',
  unitText: '亿元',
  period: { year: 2020, rel: 'in', inherited: true, source: span('2020年', 0) },
  modality: 'strive',
  scope: null,
  actors: [],
  why: [{ field: 'indicator', code: 'inherited.indicator', from: [span('财政收入', 10)] }],
  conf: 0.93,
};
const ledger = {
  targets: [target, { ...target, id: 't_2', conf: 0.6 }],
  milestones: [],
  documents: [],
  recurring: [],
  conditions: [],
  projects: [],
  actors: [],
  terms: [{ id: 'w_1', text: '一网通办', mentions: [{ start: 5, end: 9 }], status: 'plain', definition: null }],
  references: [],
} as unknown as Ledger;
const records = planRecordsOf(ledger);

const review = (change: Partial<PlanReview>): PlanReview => ({
  reviewId: 'r1' as PlanReview['reviewId'],
  versionId: 'v1' as PlanReview['versionId'],
  record: 't_1',
  field: null,
  verdict: 'accepted',
  from: null,
  to: null,
  quote: '',
  note: '',
  by: '甲',
  at: '2026-01-01T00:00:00+08:00',
  carriedFrom: null,
  ...change,
});
const reviewed = (change: Partial<PlanReview>): ReviewedField => {
  const latest = review(change);
  return { record: latest.record, field: latest.field, machine: null, latest };
};

test('字段带着自己的字、推定依据的字和来由', () => {
  const fields = new Map(records[0]?.fields.map((field) => [field.field, field]));
  expect(fields.get('number')).toMatchObject({ words: '2,200,000,000', spans: [{ start: 30, end: 37 }] });
  expect(fields.get('indicator')?.reasons).toEqual([{ words: '指标承前文', from: [{ start: 10, end: 14 }] }]);
  expect(fields.get('period')).toMatchObject({ words: '2020年（当期内）', spans: [{ start: 0, end: 5 }], reasons: [{ words: '时间承前文', from: [] }] });
  expect(fields.get('scope')).toMatchObject({ words: '', spans: [] });
  expect(records[0]?.main).toEqual({ start: 30, end: 37 });
});

test('记录的状态：修改和不采纳先于采纳', () => {
  const stateWith = (...items: readonly ReviewedField[]) => stateOf(reviewsByRecord(items).get('t_1'));
  expect(stateWith()).toBe('unreviewed');
  expect(stateWith(reviewed({}))).toBe('accepted');
  expect(stateWith(reviewed({}), reviewed({ field: 'number', verdict: 'edited', to: '8' }))).toBe('edited');
  expect(stateWith(reviewed({ verdict: 'rejected' }), reviewed({ field: 'number', verdict: 'edited', to: '8' }))).toBe('rejected');
});

test('筛选按种类、状态、把握和文字，条件同时成立', () => {
  const reviews = reviewsByRecord([reviewed({})]);
  const ids = (change: object) => filterRecords(records, reviews, { ...everything, ...change }).map((record) => record.id);
  expect(ids({})).toEqual(['t_1', 't_2', 'w_1']);
  expect(ids({ list: 'targets' })).toEqual(['t_1', 't_2']);
  expect(ids({ state: 'unreviewed' })).toEqual(['t_2', 'w_1']);
  expect(ids({ state: 'reviewed' })).toEqual(['t_1']);
  expect(ids({ below: 0.9 })).toEqual(['t_2']);
  expect(ids({ words: '一网' })).toEqual(['w_1']);
  expect(rowsOf(records).map((row) => row.kind)).toEqual(['group', 'record', 'record', 'group', 'record']);
});

test('撤销是再说一次上一条；采纳之前没有别的意见时无可撤销', () => {
  const edited = review({ field: 'number', verdict: 'edited', to: '8' });
  expect(undoOf([edited], 'number')).toMatchObject({ verdict: 'accepted', field: 'number' });
  expect(undoOf([review({ field: 'number', verdict: 'rejected' }), edited], 'number')).toMatchObject({ verdict: 'edited', to: '8' });
  expect(undoOf([review({})], null)).toBeUndefined();
});

test('值用中文说：时限、阶段、是非、比较方式', () => {
  expect(valueWords('targets', 'comparator', '>=')).toBe('不少于');
  expect(valueWords('projects', 'status', { text: '加快推进', stage: 'advance' })).toBe('加快推进（推进）');
  expect(valueWords('recurring', 'vague', true)).toBe('是');
  expect(valueWords('targets', 'period', { every: 'year', rel: 'every' })).toBe('每年');
});
