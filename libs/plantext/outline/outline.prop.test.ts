import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutlineNode, ParsedText } from '../model.ts';
import { parseText } from '../parse.ts';
import { partitionOf } from './partition.ts';

/** Mutations per run; a longer run sets `numRuns` with `fc.configureGlobal`. */
const MUTATIONS = fc.readConfigureGlobal()?.numRuns ?? 10_000;

const BASE = [
  '云河县水利发展实施方案',
  '为加快水利建设，结合实际，制定本方案。',
  '一、总体要求',
  '（一）基本原则',
  '坚持节水优先，量水而行。严控总量。',
  '（二）目标',
  '到2025年，供水普及率达到98%以上。',
  '——供水能力增强。新增水厂2座。',
  '二、任务',
  '（一）工程',
  '1.抓项目。统筹推进。(1)建库。建成水库3座（一期）。(2)修渠。改造10公里。',
  '专栏1 工程 水库。建设两座。扩建一座。 加强管护，长效运行。 |',
  '2.抓管护。(3)建队伍。每年培训不少于2次。（责任单位：县水务局、县财政局）',
  '责任单位：县水务局',
  '指标\t2025年',
  '普及率\t98%',
  '附件1',
  '分工表',
].join('\n');

const PIECES = [
  '一、',
  '（一）',
  '(3)',
  '1.',
  '①',
  '——',
  '专栏2 ',
  '附件',
  '表1 ',
  '第一章 ',
  '第二条 ',
  '。',
  '，',
  '；',
  '：',
  '（',
  '）',
  '(',
  ')',
  '“',
  '”',
  '《',
  '》',
  '\n',
  '\r\n',
  '\t',
  '|',
  '　',
  '\u200b',
  '\ud800',
  '1.95',
  '责任单位：',
  '负责）',
  '目录\n',
  '2024年1月1日',
  '一是',
  '的通知\n',
  'A',
  '万',
];

const mutation = fc.record({ at: fc.nat(BASE.length), cut: fc.nat(12), put: fc.constantFrom('', ...PIECES) });
const mutated = fc.array(mutation, { minLength: 1, maxLength: 6 }).map((list) => {
  let text = BASE;
  for (const m of list) text = text.slice(0, m.at) + m.put + text.slice(m.at + m.cut);
  return text;
});

const sameParagraph = (text: string, a: OutlineNode, b: OutlineNode): boolean => b.start < a.end || a.kind === 'document' || (b.start === a.start && text.length > 0);

/** Everything that must hold of any text. */
const violations = (parsed: ParsedText): string[] => {
  const { text, view, nodes } = parsed;
  const out: string[] = [];
  if (view.length !== text.length) out.push('视图长度');
  const byId = new Map(nodes.map((n) => [n.id, n]));
  if (byId.size !== nodes.length) out.push('标识重复');
  let last = 0;
  for (const n of nodes) {
    if (n.start < last) out.push(`次序 ${n.id}`);
    last = n.start;
    if (n.start > n.end || n.end > text.length) out.push(`范围 ${n.id}`);
    if (n.label !== null && n.kind !== 'duty' && text.slice(n.start, n.start + n.label.length) !== n.label) out.push(`标号 ${n.id}`);
    const parent = n.parent === null ? null : byId.get(n.parent);
    if (parent === undefined) out.push(`上级 ${n.id}`);
    else if (parent !== null && sameParagraph(text, parent, n) && (n.start < parent.start || n.end > parent.end)) out.push(`越出上级 ${n.id}`);
  }
  const joined = partitionOf(text, nodes)
    .map((p) => text.slice(p.start, p.end))
    .join('');
  if (joined !== text) out.push('切分有损');
  for (const s of parsed.sentences) {
    const node = byId.get(s.node);
    if (!node || s.start < node.start || s.end > node.end) out.push(`句 ${s.start}`);
    for (const c of s.clauses) if (c.start < s.start || c.end > s.end) out.push(`小句 ${c.start}`);
  }
  for (const e of parsed.enclosures) if (e.start >= e.end || e.end > text.length) out.push(`括号 ${e.start}`);
  return out;
};

const shape = (text: string): string[] => parseText(text).nodes.map((n) => `${n.id} ${n.kind}`);
const fold = (text: string): string => text.replace(/[，；：（）％！？]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

describe('任何文本都成立', () => {
  test(`改动 ${MUTATIONS} 次：不抛错、无损、次序与包含正确`, () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(violations(parseText(text))).toEqual([]);
      }),
      { numRuns: MUTATIONS },
    );
  });
  test('任意字符串', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((a) => a.join('')),
        ),
        (text) => {
          expect(violations(parseText(text))).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });
  test('每个前缀都能编译', () => {
    for (let i = 0; i <= BASE.length; i++) expect(violations(parseText(BASE.slice(0, i)))).toEqual([]);
  });
  test('同样的输入同样的输出', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(JSON.stringify(parseText(text.slice()))).toBe(JSON.stringify(parseText(text)));
      }),
      { numRuns: 200 },
    );
  });
  test('全角标点改半角，大纲不变', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(shape(fold(text))).toEqual(shape(text));
      }),
      { numRuns: 500 },
    );
  });
  test('空行、CRLF、缩进不改变标识', () => {
    const loose = fc.array(fc.constantFrom('\n', '\r\n', '\n\n', '\n　　', '\r\n  ', '\n \n'), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(mutated, loose, (text, breaks) => {
        const lines = text.split(/\r\n|\n/);
        const other = lines.map((line, i) => line + (i === lines.length - 1 ? '' : (breaks[i % breaks.length] ?? '\n'))).join('');
        expect(shape(other)).toEqual(shape(lines.join('\n')));
      }),
      { numRuns: 500 },
    );
  });
});
