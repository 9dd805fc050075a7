import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type PlanNode, type PlanTextPage, planIdSchema, versionIdSchema } from '#plan/contract';
import { PortalDocument } from '../module.web.tsx';

const text = '样例方案\n一、任务\n1.甲事。说明。(1)做<b>甲</b>。(2)做"乙"&丙。\n专栏1 丁 细目。\n';
const at = (nodeId: string, parent: string | null, kind: PlanNode['kind'], label: string | null, words: string): PlanNode => {
  const start = text.indexOf(words);
  return { nodeId, parent, kind, label, title: words.slice((label ?? '').length, 12), start, end: start + words.length };
};
const nodes = [
  at('doc', null, 'document', null, text),
  at('title', 'doc', 'title', null, '样例方案'),
  at('p1', 'doc', 'part', '一、', '一、任务'),
  at('p1.t1', 'p1', 'task', '1.', '1.甲事。说明。(1)做<b>甲</b>。(2)做"乙"&丙。'),
  at('p1.t1.l1', 'p1.t1', 'lead', null, '1.甲事。说明。'),
  at('p1.t1.m1', 'p1.t1', 'measure', '(1)', '(1)做<b>甲</b>。'),
  at('p1.t1.m2', 'p1.t1', 'measure', '(2)', '(2)做"乙"&丙。'),
  at('p1.t1.b1', 'p1.t1', 'box', '专栏1', '专栏1 丁 细目。'),
];
const planId = planIdSchema.parse('01890000-0000-7000-8000-000000000001');
const versionId = versionIdSchema.parse('01890000-0000-7000-8000-000000000002');
const moment = '2026-11-23T16:05:00+08:00';
const none = { targets: 0, milestones: 0, documents: 0, recurring: 0, conditions: 0, projects: 0, actors: 0, terms: 0, references: 0, findings: { error: 0, warning: 0, info: 0 } };
const version: PlanTextPage['data']['version'] = {
  versionId,
  planId,
  ordinal: 1,
  title: '样例方案',
  sha256: 'a'.repeat(64),
  format: 'txt',
  encoding: 'utf-8',
  bytes: 10,
  chars: text.length,
  ledgerSchema: 'luoshi.plan/1',
  compilerVersion: '1',
  importedAt: moment,
  counts: { nodes: { measure: 2, box: 1 }, ...none },
};
const plan = { planId, title: '样例方案', createdAt: moment, updatedAt: moment, versionCount: 1, latestVersion: version };
const assets = { style: '/assets/x.css', icon: '/assets/x.svg' };
const render = (search: PlanTextPage['data']['search']) =>
  renderToStaticMarkup(
    <PortalDocument assets={assets} input={{ page: 'plan-text', url: `/plans/${planId}?q=x`, data: { plan, versions: [version], version, text, nodes, search } }} />,
  );

const unescaped = (html: string): string => {
  const marks: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
  return html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|amp|#x27);/g, (mark) => marks[mark] ?? mark);
};
const wordsPart = (html: string): string => html.slice(html.indexOf('<article'), html.indexOf('</article>'));

test('原文逐字显示，尖括号只作为文字', () => {
  const html = render(null);
  expect(unescaped(wordsPart(html))).toBe(text.replaceAll('\n', ''));
  expect(html).not.toContain('<b>甲</b>');
  expect(html).toContain('&lt;b&gt;甲');
});

test('每个条目恰有一个锚点，目录的链接都有去处', () => {
  const html = render(null);
  for (const node of nodes.filter((each) => each.kind !== 'document')) expect(html.split(`id="${node.nodeId}"`).length, node.nodeId).toBe(2);
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(targets).toContain('p1.t1.m2');
  for (const target of targets) expect(html).toContain(`id="${target}"`);
});

test('查找：命中在原文和结果里都突出显示，没有命中说明怎么办', () => {
  const start = text.indexOf('乙');
  const hit = {
    nodeId: 'p1.t1.m2',
    kind: 'measure' as const,
    path: ['一、任务', '1.甲事', '(2)做'],
    snippet: { text: '(2)做"乙"', hits: [{ start: 5, end: 6 }] },
    places: [{ start, end: start + 1 }],
  };
  const html = render({ q: '乙', items: [hit], nextCursor: 'next', total: 1 });
  expect(html.split('<mark>乙</mark>').length).toBe(3);
  expect(html).toContain('cursor=next');
  expect(render({ q: '没有', items: [], nextCursor: null, total: 0 })).toContain('请换一个词');
});

test('没有脚本、没有行内样式：门户的策略禁止二者', () => {
  const html = render(null);
  expect(html).not.toMatch(/<script|<style|style="|\son[a-z]+="/);
});
