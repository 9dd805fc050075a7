import { expect, test } from 'vitest';
import type { Ledger, PlanNode } from '../contract/index.ts';
import { crossingsOf } from './box-links.ts';
import { buildOutline } from './outline.ts';

const node = (nodeId: string, kind: PlanNode['kind'], parent: string | null): PlanNode => ({ nodeId, kind, parent, label: null, title: nodeId, start: 0, end: 9 }) as PlanNode;
const outline = buildOutline([
  node('doc', 'document', null),
  node('t1', 'task', 'doc'),
  node('m1', 'measure', 't1'),
  node('m2', 'measure', 't1'),
  node('b1', 'box', 't1'),
  node('k1', 'boxBlock', 'b1'),
  node('k2', 'boxBlock', 'b1'),
  node('t2', 'task', 'doc'),
  node('m3', 'measure', 't2'),
]);
const link = (from: string, to: string) => ({
  from,
  to,
  on: 'project',
  why: [
    {
      field: 'to',
      code: 'alias',
      from: [
        { text: '水库', start: 1, end: 3 },
        { text: '水库', start: 5, end: 7 },
      ],
    },
  ],
  conf: 0.95,
});
const ledger = { links: [link('k1', 'm1'), link('k2', 'm1'), link('k2', 'm3')] } as unknown as Pick<Ledger, 'links'>;
const at = (nodeId: string, of = ledger) => {
  const found = outline.find(nodeId);
  const crossings = found === undefined ? null : crossingsOf(of, outline, found);
  return crossings === null ? null : [crossings.name, ...crossings.list.map((one) => `${one.node.nodeId}${one.place === null ? '' : `@${one.place.start}`}`)];
};

test('专栏条目通到举措，专栏通到全部条目的举措，同一举措只列一次', () => {
  expect(at('k2')).toEqual(['相关举措', 'm1@5', 'm3@5']);
  expect(at('b1')).toEqual(['相关举措', 'm1@5', 'm3@5']);
});

test('举措通到同名的专栏条目和本任务的专栏', () => {
  expect(at('m1')).toEqual(['相关专栏', 'k1@1', 'k2@1', 'b1']);
  expect(at('m2')).toEqual(['相关专栏', 'b1']);
  expect(at('m3')).toEqual(['相关专栏', 'k2@1']);
});

test('没有可通之处、旧台账没有这一项时，不显示', () => {
  expect(at('t2')).toBeNull();
  expect(at('k1', {})).toBeNull();
  expect(at('m3', {})).toBeNull();
});
