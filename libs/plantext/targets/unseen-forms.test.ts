/** Forms found on documents the reader was not written against; every sentence is our own. */
import { describe, expect, test } from 'vitest';
import { parseText } from '../parse.ts';
import { extractTargets } from './extract-targets.ts';

const read = (text: string): string[] =>
  extractTargets(parseText(text)).targets.map((t) => `${(t.indicator ?? t.head)?.text} ${t.comparator} ${t.number} ${t.unit} ${t.period?.year ?? t.period?.every ?? '-'}`);

const plan = (...lines: string[]): string => ['云河县水利建设方案', '一、目标', '（一）任务', ...lines].join('\n');
const one = (sentence: string): string[] => read(plan(`1.抓落实。${sentence}`));

describe('年度文件的年份管到每个指标', () => {
  test.each(['云河县2031年重点工作任务分解', '2031年云河县水利工作要点', '云河县2031年度十件民生实事', '云河县水利局2031年工作计划'])('%s', (title) => {
    expect(read([title, '一、任务', '（一）供水。新建水厂2座，供水普及率达到98%以上。'].join('\n'))).toEqual(['水厂 = 2 座 2031', '供水普及率 >= 98 % 2031']);
  });
  test('题目写的是一段年份时不管', () => {
    expect(read(['云河县水利工作要点（2031—2033年）', '一、任务', '（一）供水。新建水厂2座。'].join('\n'))).toEqual(['水厂 = 2 座 -']);
  });
});

describe('期限从何而来', () => {
  test('三年内、三年累计从题目的起止年算', () => {
    const text = [
      '云河县供水三年行动计划（2031—2033年）',
      '一、任务',
      '1.建水厂。三年内新建水厂3座。',
      '2.改管网。三年累计改造管网60公里，其中2031年改造20公里，2032年改造40公里。',
    ].join('\n');
    expect(read(text)).toEqual(['水厂 = 3 座 2033', '管网 = 60 km 2033', '管网 = 20 km 2031', '管网 = 40 km 2032']);
  });
  test('年内不打断前面写明的年份', () => {
    expect(one('2031年，新建水厂2座；年内开工水库1座，改造管网5公里。主要目标是：供水普及率达到95%。')).toEqual([
      '水厂 = 2 座 2031',
      '水库 = 1 座 2031',
      '管网 = 5 km 2031',
      '供水普及率 reach 95 % 2031',
    ]);
  });
  test('节的标题写“十五五”时期，条目各自没有期限', () => {
    const text = [
      '云河县发展纲要',
      '第一章　目标',
      '第一节　2040年远景',
      '到2040年，城镇化率达到70%。',
      '第二节　“十五五”时期主要目标',
      '今后五年努力实现以下目标。',
      '——生态改善。森林覆盖率达到40%。',
    ].join('\n');
    expect(read(text)).toEqual(['城镇化率 reach 70 % 2040', '森林覆盖率 reach 40 % 2030']);
  });
  test('措施自己的完成时限', () => {
    expect(read(plan('1.建水厂。新建水厂2座。', '责任单位：县水务局', '完成时限：2031年8月'))).toEqual(['水厂 = 2 座 2031']);
  });
  test('年均开发的个数是每年的；场次带出的人次也是每年的', () => {
    expect(one('年均开发岗位200个以上。')).toEqual(['岗位 >= 200 个 year']);
    expect(one('每年举办讲座不少于6场，培训不少于600人次。')).toEqual(['举办讲座 >= 6 场 year', '培训 >= 600 人次 year']);
  });
  test('按月写的期限不是文件的日期', () => {
    expect(read(plan('1.建水厂。2033年12月底建成水厂1座，其中2031年完成管网5公里。')).at(-1)).toBe('管网 = 5 km 2031');
  });
});

describe('分工表', () => {
  const head = '序号\t任务\t目标\t牵头单位\t完成时限';
  test('只写数字的单元格借任务名，期限取完成时限一栏', () => {
    const rows = [
      '1\t水厂新建\t3座\t县水务局\t2031年6月底前',
      '2\t护水员培训\t每年400人次以上\t县水务局\t持续推进',
      '3\t水质达标\t达标率达到95%，新建水源地12处\t县水务局\t2032年12月底',
    ];
    expect(read(['云河县供水任务分工', '一、任务', head, ...rows].join('\n'))).toEqual([
      '水厂新建 = 3 座 2031',
      '护水员培训 >= 400 人次 year',
      '达标率 reach 95 % 2032',
      '水源地 = 12 处 2032',
    ]);
  });
});

describe('名称里的数字与成份额的数字', () => {
  test('电压等级和期次属于名称', () => {
    expect(one('改造10千伏线路16公里、0.4千伏线路20公里。')).toEqual(['10千伏线路 = 16 km -', '0.4千伏线路 = 20 km -']);
    expect(one('加快推进城北水厂二期。')).toEqual([]);
  });
  test('比例在名词前面', () => {
    expect(one('力争90%以上的行政村污水得到治理，不低于80%的乡镇达到标准。')).toEqual(['行政村污水 >= 90 % -', '乡镇 >= 80 % -']);
  });
  test('分别带两个数、后面一个左右', () => {
    expect(one('城乡居民收入分别增长7%、8%左右。')).toEqual(['城乡居民收入 ~ 7 % -', '城乡居民收入 ~ 8 % -']);
  });
  test('在某年基础上翻一番', () => {
    expect(one('到2035年，人均生产总值在2020年基础上翻一番。')).toEqual(['人均生产总值 = 2 倍 2035']);
  });
  test('其中合格的几个承前省略；投资门槛不是名称', () => {
    expect(one('选育新品种8个以上，其中通过审定的不少于3个。').map((t) => t.slice(-9))).toEqual(['品种 >= 8 个 -', '品种 >= 3 个 -'].map((t) => t.slice(-9)));
    expect(one('推进50项投资50亿元以上的延链项目。')).toEqual(['延链项目 = 50 项 -']);
  });
  test('办理几个工作日是上限；期限不超过几年是条件', () => {
    expect(one('施工许可办理不超过3个工作日。')).toEqual(['施工许可办理 <= 3 wd -']);
    expect(one('给予企业贷款贴息，期限不超过2年。')).toEqual([]);
    expect(one('对年产值首次突破1亿元、5亿元的工业企业，分别给予20万元、50万元奖励。')).toEqual([]);
  });
  test('表里没有动词的后续各项', () => {
    expect(one('建成1~2所示范院校，6~8所示范学校和10~12所中职学校。').map((t) => t.split(' ')[0])).toEqual(['示范院校', '示范学校', '中职学校']);
  });
});
