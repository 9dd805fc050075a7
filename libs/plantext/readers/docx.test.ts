import { describe, expect, test } from 'vitest';
import { formatNumber } from './chinese-count.ts';
import { docxToText } from './docx.ts';
import type { XmlElement, XmlNode } from './xml-tree.ts';

type Attributes = Readonly<Record<string, string>>;
const el = (name: string, attributes: Attributes, ...children: XmlNode[]): XmlElement => ({ name, attributes, children });
const val = (name: string, value: string) => el(name, { 'w:val': value });
const run = (text: string, ...properties: XmlElement[]) => el('w:r', {}, el('w:rPr', {}, ...properties), el('w:t', {}, text));
const p = (text: string, ...properties: XmlElement[]) => el('w:p', {}, el('w:pPr', {}, ...properties), run(text));
const inList = (numId: string, level: string) => el('w:numPr', {}, val('w:ilvl', level), val('w:numId', numId));
const document = (...blocks: XmlElement[]) => el('w:document', {}, el('w:body', {}, ...blocks));
const level = (at: string, format: string, text: string, ...more: XmlElement[]) =>
  el('w:lvl', { 'w:ilvl': at }, val('w:start', '1'), val('w:numFmt', format), val('w:lvlText', text), ...more);
const numbering = (...instances: XmlElement[]) =>
  el(
    'w:numbering',
    {},
    el(
      'w:abstractNum',
      { 'w:abstractNumId': '1' },
      level('0', 'chineseCountingThousand', '%1、'),
      level('1', 'chineseCounting', '（%2）'),
      level('2', 'decimal', '%3.'),
      level('3', 'decimal', '（%4）'),
    ),
    el('w:num', { 'w:numId': '1' }, val('w:abstractNumId', '1')),
    ...instances,
  );
const textOf = (doc: XmlElement, lists: XmlElement = numbering(), styles?: XmlElement) => docxToText({ document: doc, numbering: lists, styles }).text;

describe('Word 自动编号', () => {
  test('多级编号按公文层次生成，下级随上级重新开始', () => {
    const doc = document(
      p('总体要求', inList('1', '0')),
      p('指导思想', inList('1', '1')),
      p('发展目标', inList('1', '1')),
      p('重点任务', inList('1', '0')),
      p('实施行动', inList('1', '1')),
      p('打造集群。', inList('1', '2')),
      p('明确方向。', inList('1', '3')),
      p('完善机制。', inList('1', '3')),
      p('推进转型。', inList('1', '2')),
      p('加强研发。', inList('1', '3')),
    );
    expect(textOf(doc)).toBe(
      '一、总体要求\n（一）指导思想\n（二）发展目标\n二、重点任务\n（一）实施行动\n1.打造集群。\n（1）明确方向。\n（2）完善机制。\n2.推进转型。\n（1）加强研发。\n',
    );
  });

  test('lvlRestart 为 0 的级别不重新开始', () => {
    const lists = el(
      'w:numbering',
      {},
      el('w:abstractNum', { 'w:abstractNumId': '1' }, level('0', 'chineseCounting', '%1、'), level('1', 'decimal', '%2.', val('w:lvlRestart', '0'))),
      el('w:num', { 'w:numId': '1' }, val('w:abstractNumId', '1')),
    );
    const doc = document(p('甲', inList('1', '0')), p('子', inList('1', '1')), p('乙', inList('1', '0')), p('丑', inList('1', '1')));
    expect(textOf(doc, lists)).toBe('一、甲\n1.子\n二、乙\n2.丑\n');
  });

  test('同一抽象列表的两个实例接着数，带 startOverride 的另起', () => {
    const lists = numbering(
      el('w:num', { 'w:numId': '2' }, val('w:abstractNumId', '1')),
      el('w:num', { 'w:numId': '3' }, val('w:abstractNumId', '1'), el('w:lvlOverride', { 'w:ilvl': '0' }, val('w:startOverride', '7'))),
    );
    const doc = document(p('甲', inList('1', '0')), p('乙', inList('2', '0')), p('丙', inList('3', '0')), p('丁', inList('3', '0')));
    expect(textOf(doc, lists)).toBe('一、甲\n二、乙\n七、丙\n八、丁\n');
  });

  test('编号写在样式里（含样式继承），numId 为 0 时取消', () => {
    const styles = el(
      'w:styles',
      {},
      el('w:style', { 'w:styleId': 'base' }, el('w:pPr', {}, el('w:numPr', {}, val('w:numId', '1')))),
      el('w:style', { 'w:styleId': 'child' }, val('w:basedOn', 'base')),
    );
    const doc = document(p('甲', val('w:pStyle', 'child')), p('乙', val('w:pStyle', 'child'), el('w:numPr', {}, val('w:numId', '0'))), p('丙', val('w:pStyle', 'base')));
    expect(textOf(doc, numbering(), styles)).toBe('一、甲\n乙\n二、丙\n');
  });

  test.each([
    ['chineseCounting', 1, '一'],
    ['chineseCounting', 10, '十'],
    ['chineseCounting', 11, '十一'],
    ['chineseCounting', 20, '二十'],
    ['chineseCountingThousand', 105, '一百零五'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 1001, '一千零一'],
    ['chineseCountingThousand', 10_010, '一万零一十'],
    ['ideographDigital', 2035, '二〇三五'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['decimalEnclosedCircle', 1, '①'],
    ['decimalEnclosedCircle', 21, '㉑'],
    ['decimalFullWidth', 12, '１２'],
    ['upperRoman', 14, 'XIV'],
    ['lowerLetter', 27, 'aa'],
    ['ideographTraditional', 3, '丙'],
  ])('%s 的第 %i 个编号是「%s」', (format, value, expected) => {
    expect(formatNumber(value, format)).toBe(expected);
  });

  test('不认识的编号格式按阿拉伯数字处理并提示', () => {
    const lists = el(
      'w:numbering',
      {},
      el('w:abstractNum', { 'w:abstractNumId': '1' }, level('0', 'hindiVowels', '%1.')),
      el('w:num', { 'w:numId': '1' }, val('w:abstractNumId', '1')),
    );
    expect(docxToText({ document: document(p('甲', inList('1', '0'))), numbering: lists })).toMatchObject({ text: '1.甲\n', warnings: [{ code: 'unknown_numbering' }] });
  });
});

describe('Word 内容', () => {
  test('修订按已接受处理并提示：插入的留下，删除的去掉，删除的段落标记并段', () => {
    const doc = document(
      el('w:p', {}, run('增长'), el('w:del', {}, el('w:r', {}, el('w:delText', {}, '8%'))), el('w:ins', {}, run('9%')), run('以上。')),
      el('w:p', {}, el('w:pPr', {}, el('w:rPr', {}, el('w:del', {}))), run('前半句，')),
      p('后半句。'),
    );
    const { text, warnings } = docxToText({ document: doc });
    expect(text).toBe('增长9%以上。\n前半句，后半句。\n');
    expect(warnings).toMatchObject([{ code: 'tracked_changes', count: 3 }]);
  });

  test('隐藏文字略去；软回车分行；域代码不是正文', () => {
    const doc = document(
      el('w:p', {}, run('看得见'), run('看不见', el('w:vanish', {})), el('w:r', {}, el('w:instrText', {}, 'TOC'))),
      el('w:p', {}, run('上行'), el('w:r', {}, el('w:br', {})), run('下行')),
    );
    expect(docxToText({ document: doc }).text).toBe('看得见\n上行\n下行\n');
  });

  test('表格一行一行读，合并的单元格补全；单格表格成为一行（专栏）', () => {
    const cell = (text: string, ...properties: XmlElement[]) => el('w:tc', {}, el('w:tcPr', {}, ...properties), p(text));
    const doc = document(
      el(
        'w:tbl',
        {},
        el('w:tr', {}, cell('类别'), cell('指标'), cell('目标')),
        el('w:tr', {}, cell('经济', val('w:vMerge', 'restart')), cell('生产总值'), cell('增长6%')),
        el('w:tr', {}, cell('', el('w:vMerge', {})), cell('合计', val('w:gridSpan', '2'))),
      ),
      el('w:tbl', {}, el('w:tr', {}, el('w:tc', {}, p('专栏1 重点工程'), p('铁路。建设一条铁路。')))),
    );
    expect(docxToText({ document: doc }).text).toBe('类别\t指标\t目标\n经济\t生产总值\t增长6%\n经济\t合计\t合计\n专栏1 重点工程 铁路。建设一条铁路。\n');
  });

  test('文本框里的文字读一次，图片提示未读', () => {
    const box = el('w:txbxContent', {}, p('专栏2 重点项目'), p('公路。'));
    const doc = document(
      el(
        'w:p',
        {},
        run('正文。'),
        el('w:r', {}, el('mc:AlternateContent', {}, el('mc:Choice', {}, el('w:drawing', {}, box)), el('mc:Fallback', {}, el('w:pict', {}, box)))),
        el('w:r', {}, el('w:drawing', {})),
      ),
    );
    expect(docxToText({ document: doc })).toMatchObject({ text: '正文。\n专栏2 重点项目 公路。\n', warnings: [{ code: 'pictures_ignored', count: 1 }] });
  });

  test('每一段都知道来自文件何处，自动编号标为生成的', () => {
    const { text, origin } = docxToText({ document: document(p('总体要求', inList('1', '0'))), numbering: numbering() });
    expect(origin).toEqual([
      { start: 0, end: 2, at: 'body/p[1]', synthetic: true },
      { start: 2, end: 6, at: 'body/p[1]' },
    ]);
    expect(text.slice(2, 6)).toBe('总体要求');
  });
});
