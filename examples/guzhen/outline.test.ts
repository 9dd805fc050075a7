import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePlan, sha256Hex } from '#libs/plantext/index.ts';
import { readEdition, readOfficialSource } from './official-source.ts';

/** One node as read by hand; `opens` and `closes` are the first and last characters of its own stretch. */
interface ExpectedNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string | null;
  readonly title: string | null;
  readonly parent: string | null;
  readonly opens: string;
  readonly closes: string;
}

const edition = readEdition();
const official = readOfficialSource();
const expected = JSON.parse(readFileSync(new URL('outline.expected.json', import.meta.url), 'utf8')) as readonly ExpectedNode[];

/** Counts of the hand reading of the official plan; our edition keeps its structure node for node. */
const expectedCounts = {
  document: 1,
  title: 1,
  preamble: 1,
  part: 3,
  section: 15,
  paragraph: 16,
  principle: 4,
  dashItem: 6,
  task: 29,
  lead: 26,
  measure: 77,
  box: 15,
  boxBlock: 37,
  boxParagraph: 7,
};

function countByKind(nodes: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of nodes) counts[node.kind] = (counts[node.kind] ?? 0) + 1;
  return counts;
}

function compiledOutline(text = edition) {
  return compilePlan({ text, sha256: sha256Hex(new TextEncoder().encode(text)), format: 'txt' }).outline;
}

test('人工编写的大纲自身齐全:各类节点数目、编号唯一、上级都在', () => {
  expect(countByKind(expected)).toEqual(expectedCounts);
  const ids = new Set(expected.map((node) => node.id));
  expect(ids.size).toBe(expected.length);
  expect(expected.filter((node) => node.parent !== null && !ids.has(node.parent))).toEqual([]);
  expect(expected.filter((node) => node.kind === 'measure' && node.title === null).map((node) => node.label)).toEqual(['(10)', '(22)', '(23)', '(58)', '(67)', '(68)']);
  expect(expected.filter((node) => !edition.includes(node.opens) || !edition.includes(node.closes))).toEqual([]);
});

test('编译得到的大纲各类节点数目与人工阅读一致', () => {
  expect(countByKind(compiledOutline())).toEqual(expectedCounts);
});

test('编译得到的大纲与人工编写的逐个节点一致', () => {
  const compiled = compiledOutline().map((node) => ({
    id: node.id,
    kind: node.kind,
    label: node.label,
    title: node.title,
    parent: node.parent,
    opens: edition.slice(node.start, node.end).slice(0, 8),
    closes: edition.slice(node.start, node.end).trimEnd().slice(-6),
  }));
  expect(compiled).toEqual(expected);
});

test.skipIf(official === null)('本版与官方文本结构相同:节点、编号、标题、上下级逐个对应', () => {
  const structure = (text: string) => compiledOutline(text).map(({ id, kind, label, title, parent }) => ({ id, kind, label, title, parent }));
  expect(structure(edition)).toEqual(structure(official?.text ?? ''));
});
