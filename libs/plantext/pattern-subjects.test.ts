/**
 * Row R4 of the list of bad input: no pattern of the compiler ever sees more than 2,000 characters, however long a clause, name,
 * cell or title is. Every use of a regular expression ends in RegExp.prototype.exec, so that is where they are measured.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePlan } from './index.ts';
import { docxToText, htmlToText } from './readers/index.ts';
import type { XmlElement, XmlNode } from './readers/index.ts';
import { LONGEST_SUBJECT } from './source/windows.ts';

const words =
  '统筹推进水利建设完善配套设施 到2025年完成投资100亿元， 到2025年达到12.5%以上 1 水厂、 强 方案 总体要求 县水利局、 （责任单位：县水利局、县住建局） “两山” 达到国家标准的 第一条 建设道路12公里、桥梁3座，总投资5亿元； 争创国家级 每年 《关于加强管理的意见》 附件 - A （ ） 责任单位： 完成时限：2025年 目标 ２０２５ 一二三 省、市、县 等 与 项目 制定实施方案 其中： 纳入考核 长三角 补贴10万元 是指 以上 的'
    .split(' ')
    .concat(' ', '\t');

/** Where a text may be endless: clause, title, heading, bracket, duty, quotation, box, cell, annex, front. */
const frames: Readonly<Record<string, (long: string) => string>> = {
  一句: (x) => `固镇县实施方案\n一、总体要求\n${x}\n`,
  标题: (x) => `${x}\n一、总体要求\n修路。\n`,
  小标题: (x) => `方案\n一、${x}\n（一）${x}。修路\n1.${x}\n`,
  括号: (x) => `方案\n一、任务\n修路（${x}）。\n`,
  责任括号: (x) => `方案\n一、任务\n1.修路。到2025年新建道路10公里。（责任单位：${x}；完成时限：2025年12月）\n`,
  责任行: (x) => `方案\n一、任务\n1.修路。\n责任单位：${x}\n`,
  引号: (x) => `方案\n一、任务\n打造“${x}”工程，《${x}》\n`,
  专栏: (x) => `方案\n专栏1 ${x}\n1.${x}\n`,
  任务表: (x) => `方案\n序号\t任务\t责任单位\t完成时限\n1\t${x}\t${x}\t${x}\n`,
  任务表头: (x) => `方案\n序号\t任务${x}\t责任单位${x}\t完成时限${x}\n1\t修路\t县局\t2025年\n`,
  指标表: (x) => `方案\n指标名称\t单位\t2020年${x}\t2025年目标值\t属性\n${x}\t%\t${x}12\t15${x}\t预期性\n`,
  项目表: (x) => `方案\n项目名称\t建设内容\t总投资（万元）\t建设年限\n水厂\t${x}\t${x}100\t2021-2025${x}\n`,
  附件: (x) => `方案\n一、任务\n修路。\n附件：1.${x}\n2.${x}\n${x}\n2025年1月1日\n`,
  印发: (x) => `固政〔2025〕3号\n${x}\n各乡镇人民政府：\n${x}现印发给你们，请贯彻执行。\n方案\n一、任务\n修路。\n`,
  报告: (x) => `政府工作报告\n——2025年1月在${x}会议上\n各位代表：\n一、2024年工作回顾\n${x}\n`,
};

/** Longest subject by pattern while something runs. */
function subjectsWhile(work: () => void): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  const prototype = RegExp.prototype as { exec: RegExp['exec'] };
  const { exec } = prototype;
  prototype.exec = function measured(this: RegExp, subject: string) {
    if (subject.length > (longest.get(this.source) ?? -1)) longest.set(this.source, subject.length);
    return exec.call(this, subject);
  };
  try {
    work();
  } finally {
    prototype.exec = exec;
  }
  return longest;
}

const compile = (text: string): void => void compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
const tooLong = (longest: ReadonlyMap<string, number>) => [...longest].filter(([, length]) => length > LONGEST_SUBJECT);

test('R4 示例方案：看得到的正则式都数到了，没有一个一次看到2000字以上', () => {
  const longest = subjectsWhile(() => compile(readFileSync(new URL('../../examples/guzhen/plan.txt', import.meta.url), 'utf8')));
  expect(longest.size).toBeGreaterThan(100);
  expect(tooLong(longest)).toEqual([]);
});

test.each(Object.entries(frames))('R4 没有尽头的%s：没有一个正则式一次看到2000字以上', (_name, frame) => {
  const longest = subjectsWhile(() => {
    for (const word of words) compile(frame(word.repeat(Math.ceil(4500 / word.length))));
  });
  expect(tooLong(longest)).toEqual([]);
});

test('R4 一兆字没有标点的一句', () => {
  expect(tooLong(subjectsWhile(() => compile(`方案\n一、总体要求\n${'统筹推进水利建设完善配套设施提高供水能力'.repeat(52_500)}\n`)))).toEqual([]);
});

/** One character or class of characters, once or in a run: read in one pass whatever the text is. */
const isClassScan = (source: string): boolean => /^(?:\\[a-z]|\[[^\]]+\])\+?$/.test(source);

test('R4 读文件的部分：看到长段的只有单个字符类（一遍读完）', () => {
  const long = `${'统筹推进水利建设 ，达到100%。'.repeat(3000)}x`;
  const el = (name: string, attributes: Readonly<Record<string, string>>, ...children: XmlNode[]): XmlElement => ({ name, attributes, children });
  const cell = el('w:tc', {}, el('w:p', {}, el('w:r', {}, el('w:t', {}, long))));
  const document = el('w:document', {}, el('w:body', {}, el('w:p', {}, el('w:r', {}, el('w:t', {}, long))), el('w:tbl', {}, el('w:tr', {}, cell, cell))));
  const html = el(
    'root',
    {},
    el('html', {}, el('head', {}, el('title', {}, long)), el('body', {}, el('h1', {}, long), el('p', {}, long), el('table', {}, el('tr', {}, el('td', {}, long))))),
  );
  const longest = subjectsWhile(() => {
    docxToText({ document, numbering: undefined, styles: undefined });
    htmlToText(html);
  });
  expect(longest.size).toBeGreaterThan(1);
  expect(tooLong(longest).filter(([source]) => !isClassScan(source))).toEqual([]);
});
