import { describe, expect, test } from 'vitest';
import { parseDay } from './calendar.ts';
import { csvField, toCsv } from './csv.ts';
import { documentNumberOf, isDocumentNumber, officialDay, titleLines, widthInCharacters } from './official-document.ts';

describe('公文的写法', () => {
  test.each([
    ['固政办〔2026〕7号', true],
    ['固政办秘〔2021〕11号', true],
    ['固政办[2026]7号', false],
    ['固政办〔2026〕07号', false],
    ['固政办〔2026〕第7号', false],
    ['固政办〔26〕7号', false],
  ])('发文字号「%s」合乎规范：%s', (text, ok) => expect(isDocumentNumber(text)).toBe(ok));

  test('由代字、年份、序号组成的文号合乎规范', () => expect(isDocumentNumber(documentNumberOf('固督办', 2026, 7))).toBe(true));
  test('成文日期用阿拉伯数字，不编虚位', () => expect(officialDay(parseDay('2026-01-05'))).toBe('2026年1月5日'));
  test('数字占半个字', () => expect(widthInCharacters('2026年11月27日')).toBe(7));

  test('标题分行大致相等，行首不出现标点', () => {
    expect(titleLines('关于督办基础设施建设进度滞后问题的通知', 20)).toEqual(['关于督办基础设施建设进度滞后问题的通知']);
    expect(titleLines('关于督办甲乙产业园区基础设施项目建设进度滞后问题的通知', 20).map((line) => line.length)).toEqual([14, 13]);
    expect(titleLines('甲乙丙丁、戊己', 4)).toEqual(['甲乙丙丁、', '戊己']);
    expect(titleLines('第一行\n第二行', 20)).toEqual(['第一行', '第二行']);
  });
});

describe('CSV', () => {
  test.each([
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1+1', "'+1+1"],
    ['@SUM', "'@SUM"],
    ['＝cmd|x', "'＝cmd|x"],
    ['\t=1', "'\t=1"],
    ['-5.25', '-5.25'],
    ['-甲', "'-甲"],
    ['甲;乙', '"甲;乙"'],
    ['甲"乙', '"甲""乙"'],
    ['甲\n乙', '"甲\n乙"'],
  ])('「%s」写成 %s', (text, written) => expect(csvField(text)).toBe(written));
  test('以字节序标记开头，行尾 CRLF', () =>
    expect(
      toCsv([
        ['名称', '数'],
        ['甲', '1'],
      ]),
    ).toBe('\ufeff名称,数\r\n甲,1\r\n'));
});
