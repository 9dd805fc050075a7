import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutText } from '../text-layout.ts';
import { alignTexts, type TwinText } from './align-texts.ts';

const twin = (text: string): TwinText => ({ text, nodes: [], paragraphs: layOutText(text, []) });

test('相同的行并排，插入的行对面为空，改写的行也并排', () => {
  const rows = alignTexts(twin('甲\n乙\n丙\n丁'), twin('甲\n乙一\n丙\n新\n丁'));
  expect(rows).toEqual([
    { left: 0, right: 0, same: true },
    { left: 1, right: 1, same: false },
    { left: 2, right: 2, same: true },
    { left: undefined, right: 3, same: false },
    { left: 3, right: 4, same: true },
  ]);
});

test('改了正文、标题没变的条目并排', () => {
  const side = (text: string, start: number): TwinText => ({
    text,
    nodes: [{ nodeId: 'p1', parent: null, kind: 'part', label: '一、', title: '办事', start, end: text.length }],
    paragraphs: layOutText(text, []),
  });
  const rows = alignTexts(side('序\n一、办事', 2), side('序言\n又一段\n二、办事', 7));
  expect(rows.at(-1)).toEqual({ left: 1, right: 2, same: false });
});

test('每一行恰好出现一次，次序不变', () => {
  const textArb = fc.array(fc.constantFrom('甲', '乙', '丙', '丁', '戊'), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(textArb, textArb, (a, b) => {
      const [left, right] = [twin(a), twin(b)];
      const rows = alignTexts(left, right);
      expect(rows.flatMap((row) => row.left ?? [])).toEqual(left.paragraphs.map((_, index) => index));
      expect(rows.flatMap((row) => row.right ?? [])).toEqual(right.paragraphs.map((_, index) => index));
    }),
  );
});
