import { expect, test } from 'vitest';
import type { PlanNode } from '../contract/index.ts';
import { branchWords, buildOutline, nodeName, nodeTitle } from './outline.ts';

const text = '一、任务\n1.甲事。先说明。(1)做甲。做好甲。(2)做乙。\n专栏1 丙 细目。\n没有编号的一段话，它的开头就是它的名字，写得很长很长。';
const node = (nodeId: string, parent: string | null, kind: PlanNode['kind'], label: string | null, title: string | null, words: string): PlanNode => {
  const start = text.indexOf(words);
  return { nodeId, parent, kind, label, title, start, end: start + words.length };
};
const nodes = [
  node('doc', null, 'document', null, '样例', text),
  node('p1', 'doc', 'part', '一、', '任务', '一、任务'),
  node('p1.t1', 'p1', 'task', '1.', '甲事', '1.甲事。先说明。(1)做甲。做好甲。(2)做乙。'),
  node('p1.t1.m1', 'p1.t1', 'measure', '(1)', '做甲', '(1)做甲。做好甲。'),
  node('p1.t1.m2', 'p1.t1', 'measure', '(2)', null, '(2)做乙。'),
  node('p1.t1.b1', 'p1.t1', 'box', '专栏1', '丙', '专栏1 丙 细目。'),
  node('p1.g1', 'p1', 'paragraph', null, null, '没有编号的一段话，它的开头就是它的名字，写得很长很长。'),
];
const outline = buildOutline(nodes);

test('分支计数：举措与专栏逐级相加，不数自己', () => {
  expect(outline.branchOf('p1')).toEqual({ nodes: 5, measures: 2, boxes: 1 });
  expect(outline.branchOf('p1.t1')).toEqual({ nodes: 3, measures: 2, boxes: 1 });
  expect(outline.branchOf('p1.t1.m1')).toEqual({ nodes: 0, measures: 0, boxes: 0 });
  expect(branchWords(outline.branchOf('p1'))).toBe('2条举措 · 1个专栏');
  expect(branchWords(outline.branchOf('p1.t1.m1'))).toBe('');
});

test('所在位置从外到内，不含全文和自己；全文之下的是顶层', () => {
  expect(outline.ancestorsOf('p1.t1.m2').map((above) => above.nodeId)).toEqual(['p1', 'p1.t1']);
  expect(outline.ancestorsOf('p1')).toEqual([]);
  expect(outline.roots.map((root) => root.nodeId)).toEqual(['p1']);
  expect(outline.find('没有')).toBeUndefined();
  expect(outline.find(undefined)).toBeUndefined();
});

test('名称：标号后不重复空格，没有标题的取自己的开头', () => {
  const name = (id: string) => nodeName(outline.find(id) as PlanNode, text);
  expect(name('p1')).toBe('一、任务');
  expect(name('p1.t1.m1')).toBe('(1)做甲');
  expect(name('p1.t1.b1')).toBe('专栏1 丙');
  expect(name('p1.t1.m2')).toBe('(2)做乙。');
  expect(nodeTitle(outline.find('p1.g1') as PlanNode, text)).toBe('没有编号的一段话，它的开头就是它的名…');
});
