import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractDocuments } from '../documents/extract-documents.ts';
import { extractMilestones } from '../milestones/extract-milestones.ts';
import { parseText } from '../parse.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { scanTimes } from '../quantities/scan-times.ts';
import { extractProjects } from './extract-projects.ts';

const PIECES = [
  '一、',
  '(一)',
  '1.',
  '(1)',
  '专栏1 ',
  '——',
  '\n',
  '。',
  ',',
  '，',
  '、',
  '和',
  '与',
  '及',
  '等',
  '(',
  ')',
  '（',
  '“',
  '”',
  '《',
  '》',
  ':',
  ';',
  ' ',
  ' |',
  '加快建设',
  '开工建设',
  '规划建设',
  '推进',
  '实施',
  '建成',
  '争创',
  '打造',
  '打造成为',
  '启动',
  '编制',
  '制定',
  '完成',
  '确保',
  '力争',
  '支持',
  '以',
  '为重点',
  '的',
  '将',
  '建设',
  '项目',
  '工程',
  '云安',
  '青石大桥',
  '高速公路',
  '产业园',
  '国家级',
  '示范区',
  '规划',
  '方案',
  '清单',
  '平台',
  '水库',
  '机场',
  '一批',
  '各',
  '五升四',
  '一级公路',
  '总投资',
  '全长',
  '约',
  '5亿元',
  '12.5公里',
  '双向六车道',
  '320亩',
  '7个泊位',
  '2025年底前',
  '到2027年',
  '3-5年',
  '完成时限:',
  '责任单位:县发改委',
];

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join(''));

const readAll = (source: string): unknown[] => {
  const parsed = parseText(source);
  const times = scanTimes(parsed.view);
  const quantities = scanQuantities(parsed.view, times);
  const seen = new Map<string, number>();
  return [...extractProjects(parsed, { quantities, times }, seen), ...extractMilestones(parsed, { times, quantities }, seen), ...extractDocuments(parsed, { times }, seen)];
};

/** Every {text,start,end} below a value. */
const spansIn = (value: unknown): { text: string; start: number; end: number }[] => {
  if (Array.isArray(value)) return value.flatMap(spansIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && 'start' in value && 'end' in value ? [value as { text: string; start: number; end: number }] : [];
  return [...own, ...Object.values(value).flatMap(spansIn)];
};

describe('项目、里程碑、文件的性质', () => {
  test('从不抛错，每个片段等于原文', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const span of spansIn(readAll(source))) expect(source.slice(span.start, span.end)).toBe(span.text);
      }),
      { numRuns: 400 },
    );
  });

  test('任意字符也不抛错', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        readAll(source);
      }),
      { numRuns: 200 },
    );
  });

  test('两次结果逐字相同，编号不重复', () => {
    fc.assert(
      fc.property(text, (source) => {
        const first = readAll(source);
        expect(JSON.stringify(readAll(source))).toBe(JSON.stringify(first));
        const ids = first.map((record) => (record as { id: string }).id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 200 },
    );
  });

  test('全角与半角标点给出同样的名称', () => {
    const half = '建设方案\n一、重点任务\n开工建设云清高速公路(双向四车道,全长52公里),规划建设青石大桥。争创国家级示范区。编制全域旅游规划。\n';
    const full = half.replaceAll('(', '（').replaceAll(')', '）').replaceAll(',', '，');
    const names = (source: string): string[] => spansIn(readAll(source)).map(({ text: words }) => words.replaceAll('，', ','));
    expect(names(full)).toEqual(names(half));
  });
});
