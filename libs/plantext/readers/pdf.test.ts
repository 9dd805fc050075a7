import { describe, expect, test } from 'vitest';
import { type PdfPage, type PdfRun } from './pdf-lines.ts';
import { beginsWithMark, pdfToText } from './pdf.ts';

const em = 16;
const left = 80;
const width = 28;

/** A page whose lines are set in 28 characters from the left edge; `>` indents two characters, `^` centres. */
const pageOf = (lines: readonly string[], extra: readonly PdfRun[] = []): PdfPage => ({
  width: 595,
  height: 842,
  runs: [
    ...lines.map((line, index): PdfRun => {
      const text = line.replace(/^[>^]/, '');
      const x = line.startsWith('>') ? left + 2 * em : line.startsWith('^') ? left + ((width - text.length) / 2) * em : left;
      return { text, x, y: 740 - index * 28, width: text.length * em, size: em };
    }),
    ...extra,
  ],
});
const full = (text: string, length = width) => text.repeat(width).slice(0, length);
const foot = (text: string): PdfRun => ({ text, x: 290, y: 40, width: 30, size: 12 });

describe('PDF 行合成段落', () => {
  test('首行缩进两字的段落接成一段，短行结束一段', () => {
    const { text } = pdfToText([pageOf(['^某某县水利发展方案', '>一、总体要求', `>${full('甲', 26)}`, full('乙'), '丙丙。', `>${full('丁', 26)}`, '戊。'])]);
    expect(text).toBe(`某某县水利发展方案\n一、总体要求\n${full('甲', 26)}${full('乙')}丙丙。\n${full('丁', 26)}戊。\n`);
  });

  test('段落跨页接上，页码和每页重复的页眉略去', () => {
    const head: PdfRun = { text: '某某县人民政府文件', x: 80, y: 800, width: 100, size: 12 };
    const pages = [0, 1, 2, 3].map((n) => pageOf([`>${full('甲', 26)}`, full('乙')], [foot(`— ${n + 1} —`), head]));
    const { text, warnings } = pdfToText([...pages, pageOf(['尾。'], [foot('— 5 —')])]);
    expect(text.split('\n').at(-2)).toBe(`${full('甲', 26)}${full('乙')}尾。`);
    expect(text).not.toContain('文件');
    expect(warnings).toMatchObject([{ code: 'running_heads_dropped', count: 9 }]);
  });

  test('没有缩进的文件：句号之后以编号开头的行另起一段，行内的（61）不另起', () => {
    const { text } = pdfToText([pageOf([`${full('甲', 27)}。`, '——水利保障能力提升。', `${full('乙', 27)}。`, `(61)${full('丙', 20)}。`])]);
    expect(text).toBe(`${full('甲', 27)}。\n——水利保障能力提升。\n${full('乙', 27)}。(61)${full('丙', 20)}。\n`);
  });

  test('中英文之间的排版空隙不是空格，真正的空格保留', () => {
    const piece = (text: string, x: number, w: number): PdfRun => ({ text, x, y: 700, width: w, size: 10 });
    const { text } = pdfToText([{ width: 595, height: 842, runs: [piece('专栏', 50, 20), piece(' ', 70, 2), piece('3', 72, 6), piece(' ', 78, 6), piece('水利工程', 84, 40)] }]);
    expect(text).toBe('专栏3 水利工程\n');
  });

  test.each([
    ['一、总体要求', true],
    ['（十二）加强管护', true],
    ['(3)完善机制', true],
    ['12.建设水库', true],
    ['第三章 重点任务', true],
    ['——加强监测', true],
    ['2.5万亩高标准农田', false],
    ['一批水库', false],
    ['（见附表）', false],
  ])('「%s」是否以编号开头：%s', (text, expected) => {
    expect(beginsWithMark(text)).toBe(expected);
  });
});
