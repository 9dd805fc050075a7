import { describe, expect, test } from 'vitest';
import { parseText } from '../parse.ts';

const head = '云河县水利方案\n一、任务\n（一）工程\n';
const read = (line: string) => {
  const text = head + line;
  const parsed = parseText(text);
  const from = head.length;
  const sentences = parsed.sentences.filter((s) => s.start >= from);
  return { text, parsed, sentences, cut: (r: { start: number; end: number }) => text.slice(r.start, r.end) };
};

describe('句、分句和括号', () => {
  test('句号分号问号感叹号分句，逗号分小句，顿号不分', () => {
    const { sentences, cut } = read('加固堤防、疏浚河道，完善渠系；新建水库。完成了吗？');
    expect(sentences.map(cut)).toEqual(['加固堤防、疏浚河道，完善渠系；', '新建水库。', '完成了吗？']);
    expect(sentences[0]?.clauses.map(cut)).toEqual(['加固堤防、疏浚河道', '完善渠系']);
  });
  test('括号和引号是整体：里面的逗号不分小句', () => {
    const { sentences, cut } = read('采取“群众点菜，政府买单”模式，建设大桥（双向六车道，长4公里），完善路网。');
    expect(sentences[0]?.clauses.map(cut)).toEqual(['采取“群众点菜，政府买单”模式', '建设大桥（双向六车道，长4公里）', '完善路网']);
  });
  test('配不上对的括号在段末关闭，不吞掉后面的句子', () => {
    const { parsed, sentences, cut } = read('建设园区（一期，加快推进。完成验收。\n下一段（完）。');
    expect(sentences.map(cut)).toEqual(['建设园区（一期，加快推进。', '完成验收。', '下一段（完）。']);
    expect(parsed.enclosures.filter((e) => !e.matched).map(cut)).toEqual(['（一期，加快推进。完成验收。']);
  });
  test('嵌套深度和种类', () => {
    const { parsed, cut } = read('落实《条例（草案）》和“十四五”规划〔2024〕。');
    expect(parsed.enclosures.filter((e) => e.start >= head.length).map((e) => [e.kind, e.depth, e.matched, cut(e)])).toEqual([
      ['book', 0, true, '《条例（草案）》'],
      ['round', 1, true, '（草案）'],
      ['quote', 0, true, '“十四五”'],
      ['square', 0, true, '〔2024〕'],
    ]);
  });
  test('每句只属于一个最内层节点，标号不在句内', () => {
    const { sentences, cut } = read('1.抓项目。统筹推进。(1)建库。推进一期。(2)修渠。');
    expect(sentences.map((s) => [s.node, cut(s)])).toEqual([
      ['p1.s1.t1', '抓项目。'],
      ['p1.s1.t1.l1', '统筹推进。'],
      ['p1.s1.t1.m1', '建库。'],
      ['p1.s1.t1.m1', '推进一期。'],
      ['p1.s1.t1.m2', '修渠。'],
    ]);
  });
  test('表格行按单元格分句', () => {
    const { sentences, cut } = read('指标\t2025年\n普及率\t98%');
    expect(sentences.map((s) => s.clauses.map(cut))).toEqual([['指标'], ['2025年'], ['普及率'], ['98%']]);
  });
});
