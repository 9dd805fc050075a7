import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanNode } from '../contract/index.ts';
import { layOutText, type Paragraph, paragraphAt, piecesOf, type Stretch } from './text-layout.ts';

const textArb = fc.array(fc.constantFrom('甲', '乙', '，', '\n', '\r\n', '𠮷', '(1)'), { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));

/** Nested stretches: each node lies in one before it (or in the text), as the outline of a plan does. */
const nestedNodes = (text: string, seeds: readonly (readonly [number, number, number])[]): PlanNode[] => {
  const nodes: PlanNode[] = [{ nodeId: 'doc', parent: null, kind: 'document', label: null, title: null, start: 0, end: text.length }];
  for (const [pick, from, length] of seeds) {
    const host = nodes[pick % nodes.length] as PlanNode;
    const room = host.end - host.start;
    const start = host.start + (from % (room + 1));
    const end = Math.min(host.end, start + (length % (room + 1)));
    const crosses = nodes.some(
      (other) => other !== host && start < other.end && end > other.start && !(start >= other.start && end <= other.end) && !(other.start >= start && other.end <= end),
    );
    const swallows = nodes.some((other) => other !== host && other.start >= start && other.end <= end && other.end > other.start && !(start >= other.start && end <= other.end));
    if (end > start && !crosses && !swallows) nodes.push({ nodeId: `n${nodes.length}`, parent: host.nodeId, kind: 'paragraph', label: null, title: null, start, end });
  }
  return nodes;
};

const inputArb = fc.tuple(textArb, fc.array(fc.tuple(fc.nat(50), fc.nat(80), fc.nat(40)), { maxLength: 14 })).map(([text, seeds]) => ({ text, nodes: nestedNodes(text, seeds) }));

const stretchArb = fc.tuple(fc.nat(80), fc.nat(20)).map(([start, length]): Stretch => ({ start, end: start + length }));

const wordsOf = (text: string, runs: readonly Stretch[]): string => runs.map((run) => text.slice(run.start, run.end)).join('');

test('排版不增不减：各行首尾相接就是去掉换行的原文', () => {
  fc.assert(
    fc.property(inputArb, ({ text, nodes }) => {
      const paragraphs = layOutText(text, nodes);
      expect(paragraphs.map((line) => wordsOf(text, line.segments)).join('\n')).toBe(
        text
          .split(/\r?\n/)
          .filter((line) => line !== '')
          .join('\n'),
      );
    }),
  );
});

test('每一段文字归最内层的条目', () => {
  fc.assert(
    fc.property(inputArb, ({ text, nodes }) => {
      for (const segment of layOutText(text, nodes).flatMap((line) => line.segments)) {
        const around = nodes.filter((node) => node.start <= segment.start && node.end >= segment.end);
        const shortest = Math.min(...around.map((node) => node.end - node.start));
        expect(around.filter((node) => node.end - node.start === shortest).at(-1)?.nodeId).toBe(segment.nodeId);
      }
    }),
  );
});

test('标记只切分不改字：选中、跳到、命中各自覆盖自己的范围', () => {
  fc.assert(
    fc.property(inputArb, stretchArb, stretchArb, fc.array(stretchArb, { maxLength: 4 }), ({ text, nodes }, marked, focused, hits) => {
      for (const line of layOutText(text, nodes)) {
        const pieces = piecesOf(line, { marked, focused, hits });
        expect(wordsOf(text, pieces)).toBe(text.slice(line.start, line.end));
        for (const piece of pieces) {
          const within = (stretch: Stretch) => piece.start >= stretch.start && piece.end <= stretch.end;
          expect(piece.marked).toBe(within(marked));
          expect(piece.focused).toBe(within(focused));
          expect(piece.hit).toBe(hits.some(within));
        }
      }
    }),
  );
});

test('按位置找行：所在的行，或其后的第一行', () => {
  const lines: Paragraph[] = [
    { start: 0, end: 3, segments: [] },
    { start: 4, end: 9, segments: [] },
    { start: 12, end: 20, segments: [] },
  ];
  expect([0, 2, 3, 4, 8, 10, 19, 99].map((at) => paragraphAt(lines, at))).toEqual([0, 0, 1, 1, 1, 2, 2, 2]);
  expect(paragraphAt([], 0)).toBe(-1);
});
