import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type PlanNode, type PlanTextPage, planIdSchema, versionIdSchema } from '#plan/contract';
import type { AnnouncementsPage } from '#supervision/contract';
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

test('应答情况：状态、理由、公开的证据都有文字，没有脚本和行内样式，链接带着所选的条件', () => {
  const evidence = {
    kind: 'value',
    voice: 'check',
    value: '80',
    unit: '%',
    num: '4',
    den: '5',
    from: '2020-01-01',
    to: '2020-12-31',
    occurredOn: '2020-12-31',
    recordedAt: moment,
    grade: 'B',
    stamp: 'real',
    hash: 'b'.repeat(64),
  } as const;
  const clause = { clauseKey: 'c1', kind: 'target', title: '<i>比率</i>达到80%', state: 'met', reason: '80%，达标。', since: moment, liveCount: 2, evidence: [evidence] } as const;
  const board = {
    planId,
    planTitle: '样例方案',
    isRegistered: true,
    versionOrdinal: 1,
    asOf: '2026-11-20',
    isPast: true,
    isDemonstration: true,
    measures: 1,
    measureCounts: { met: 1 },
    clauses: 1,
    counts: { met: 1 },
    total: 2,
    lines: [{ nodeId: 'p1.t1.m1', kind: 'measure', label: '(1)', title: '做甲', state: 'met', reason: '80%，达标。', clauses: [clause] }],
    nextCursor: 'next',
  } as const;
  const html = renderToStaticMarkup(
    <PortalDocument
      assets={assets}
      input={{ page: 'answer-board', url: `/plans/${planId}/answers?q=x`, data: { q: '甲', state: 'met', isFirst: true, board: structuredClone(board) as never } }}
    />,
  );
  for (const words of ['达标', '80%，达标。', '80%（4/5）', '有效证据2份，公开1份', '这是2026-11-20当天显示的内容', '本节点是演示节点', '&lt;i&gt;比率'])
    expect(html).toContain(words);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]?.replaceAll('&amp;', '&') ?? '');
  expect(links.filter((href) => href.includes('cursor=next'))).toEqual([`/plans/${planId}/answers?q=${encodeURIComponent('甲')}&state=met&asOf=2026-11-20&cursor=next`]);
  expect(links.filter((href) => href.includes('format=')).every((href) => href.includes('asOf=2026-11-20') && href.includes('state=met'))).toBe(true);
  expect(html).not.toMatch(/<script|<style|style="|\son[a-z]+="/);
});

test('公示页照字面写出办结结果，不带脚本；没有公示时说明没有', () => {
  const show = (items: AnnouncementsPage['data']['items']) =>
    renderToStaticMarkup(<PortalDocument assets={assets} input={{ page: 'announcements', url: '/announcements', data: { on: '2026-03-02', items } }} />);
  const notice = {
    publicationId: planId,
    title: '清淤<b>甲</b>',
    lead: '县水务局',
    standard: '三公里',
    result: '已验收',
    fromOn: '2026-03-02',
    toOn: '2026-03-09',
    place: '县政府网站',
    isDemo: true,
  };
  const html = show([notice]);
  for (const words of ['清淤<b>甲</b>〔演示〕', '县水务局', '三公里', '已验收', '2026-03-02至2026-03-09', '县政府网站']) expect(unescaped(html)).toContain(words);
  expect(html).not.toContain('<b>甲</b>');
  expect(html).not.toContain('<script');
  expect(show([])).toContain('现在没有公示中的事项');
});
