import { expect, test } from 'vitest';
import type { Ledger } from '../contract/index.ts';
import { findingsAt, recordsOf } from './ledger-records.ts';

const text = '(1)建桥。桥长2公里,到2025年建成,由交通局负责。(2)修“样板路”。';
const span = (words: string) => ({ text: words, start: text.indexOf(words), end: text.indexOf(words) + words.length });
const none = { why: [], conf: 1 };
const ledger = {
  targets: [{ ...none, id: 't_1', node: 'm1', indicator: span('桥长'), value: span('2公里'), period: { source: span('到2025年') }, modality: 'must', scope: null, actors: [] }],
  milestones: [{ ...none, id: 'm_1', node: 'm1', kind: 'completion', verb: span('建成'), object: null, period: null }],
  documents: [],
  recurring: [],
  conditions: [],
  projects: [
    {
      ...none,
      id: 'p_1',
      node: 'm1',
      name: span('桥'),
      status: null,
      attributes: { length: { ...span('2公里'), number: '2', unit: 'km' }, other: { ...span('建桥'), number: null, unit: null } },
    },
  ],
  actors: [{ ...none, id: 'a_1', node: 'doc', name: span('交通局'), role: 'owner', measures: ['m1'] }],
  terms: [
    { id: 'w_1', text: '样板路', mentions: [span('样板路')], status: 'undefined', definition: null },
    { id: 'w_2', text: '桥', mentions: [span('桥')], status: 'plain', definition: null },
  ],
  references: [],
  findings: [{ rule: 'x', severity: 'info', message: '两处', spans: [span('建桥'), span('样板路')] }],
} as unknown as Ledger;
const first = { nodeId: 'm1', start: 0, end: text.indexOf('(2)') };
const second = { nodeId: 'm2', start: text.indexOf('(2)'), end: text.length };

test('只列属于本条的记录，责任单位按举措归属，没有的类别不列', () => {
  expect(recordsOf(ledger, first).map((group) => `${group.name}${group.lines.length}`)).toEqual(['指标任务1', '节点与争创1', '项目1', '责任单位1']);
  expect(recordsOf(ledger, second).map((group) => group.name)).toEqual(['名词']);
});

test('每条记录有名称、要点和原文位置，空的要点不列', () => {
  const [targets, milestones, projects, actors] = recordsOf(ledger, first);
  expect(targets?.lines[0]).toMatchObject({ title: '桥长：2公里', place: span('2公里') });
  expect(targets?.lines[0]?.facts).toEqual([
    { name: '时间', value: '到2025年' },
    { name: '强度', value: '必须' },
  ]);
  expect(milestones?.lines[0]).toMatchObject({ title: '建成', facts: [{ name: '类别', value: '建成' }] });
  expect(projects?.lines[0]?.facts).toEqual([
    { name: '长度', value: '2公里' },
    { name: '参数', value: '建桥' },
  ]);
  expect(actors?.lines[0]?.facts).toEqual([{ name: '角色', value: '责任' }]);
});

test('涉及本条的检查发现：任何一处与本条相交', () => {
  expect(findingsAt(ledger.findings, second).length).toBe(1);
  expect(findingsAt(ledger.findings, { start: 3, end: 3 }).length).toBe(0);
  expect(findingsAt(ledger.findings, { start: 8, end: 12 }).length).toBe(0);
});
