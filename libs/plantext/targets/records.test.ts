import { describe, expect, it } from 'vitest';
import { parseText } from '../parse.ts';
import { extractTargets } from './extract-targets.ts';

const read = (text: string) => extractTargets(parseText(text));

const REPORT = `2031年甲县政府工作报告
——2031年1月10日在甲县第二届人民代表大会第一次会议上
一、2030年工作回顾
过去一年，全县地区生产总值增长6.2%，一般公共预算收入突破30亿元，新增规上企业25家。粮食产量从48万吨提高到50万吨。
二、2031年主要预期目标
地区生产总值增长6%左右，一般公共预算收入增长5%，居民收入与经济增长同步。
三、2031年重点工作
（一）壮大产业。新增规上企业30家，完成技改投资20亿元。
（二）改善民生。今年新建幼儿园6所，城镇新增就业5000人以上。
`;

describe('政府工作报告', () => {
  it('回顾部分是事实，目标部分是目标，年度取自报告和标题', () => {
    const { targets } = read(REPORT);
    expect(targets.map((t) => `${t.indicator?.text ?? t.head?.text}:${t.value.text}:${t.period?.year}`)).toEqual([
      '地区生产总值:增长6%左右:2031',
      '一般公共预算收入:增长5%:2031',
      '居民收入:与经济增长同步:2031',
      '规上企业:30家:2031',
      '技改投资:20亿元:2031',
      '幼儿园:6所:2031',
      '城镇新增就业:5000人以上:2031',
    ]);
  });
});

const PLAN = `甲县产业行动方案
一、总体要求
（一）发展目标
到2032年，综合实力显著增强。
——创新能力明显提升。研发投入强度达到3%以上。
——产业规模不断扩大。规上工业总产值达到800亿元，力争突破900亿元。
到2040年，全面实现现代化。
二、重点任务
（一）提升生态
完成造林2万亩，其中防护林0.5万亩，森林抚育6万亩。加快打造六个绿色发展组团。
（二）优化布局
建设6个绿色发展组团。
`;

describe('范围、整体与部分、重复提及', () => {
  it('破折号各项继承前段时间，记明来处', () => {
    const [first] = read(PLAN).targets;
    expect(first).toMatchObject({ period: { year: 2032, inherited: true, source: { text: '到2032年' } }, conf: 0.95 });
    expect(first?.why).toContainEqual(expect.objectContaining({ field: 'period', code: 'inherited.time' }));
  });

  it('力争的数是前一目标的上浮目标', () => {
    const { targets } = read(PLAN);
    expect(targets[2]).toMatchObject({ modality: 'strive', comparator: '>', stretchOf: targets[1]?.id });
    expect(targets[2]?.indicator?.text).toBe('规上工业总产值');
  });

  it('其中只管到加起来不超过整体为止', () => {
    const { targets } = read(PLAN);
    const whole = targets.find((t) => t.value.text === '2万亩');
    expect(targets.find((t) => t.value.text === '0.5万亩')?.partOf).toBe(whole?.id);
    expect(targets.find((t) => t.value.text === '6万亩')?.partOf).toBeUndefined();
  });

  it('同一数目两处写法是一个目标两处提及', () => {
    const groups = read(PLAN).targets.filter((t) => t.head?.text === '绿色发展组团');
    expect(groups).toHaveLength(1);
    expect(groups[0]?.mentions?.map((m) => m.text)).toEqual(['6个绿色发展组团']);
  });

  it('数字统计：读到的等于用到、说明和未决之和', () => {
    const { quantities } = read(PLAN);
    expect(quantities.read).toBe(quantities.used + quantities.explained + quantities.open);
    expect(quantities.open).toBe(0);
  });
});

const TABLE = `某县第十六个五年规划纲要
第一章 发展目标
第一节 主要指标
类别\t指标\t2030年\t2035年\t年均/累计\t属性
经济发展\t地区生产总值（亿元）\t280\t420\t>6.5\t预期性
民生福祉\t城镇新增就业人数（人）\t—\t—\t[5000]\t约束性
民生福祉\t居民人均可支配收入增长（%）\t—\t—\t与经济增长基本同步\t预期性
绿色生态\t单位GDP能耗降低（%）\t—\t完成国家下达任务\t—\t约束性
`;

describe('指标表', () => {
  it('一行同时给出目标、基数、增速和属性', () => {
    const { targets, quantities } = read(TABLE);
    expect(targets[0]).toMatchObject({ number: '42000000000', unit: 'CNY', binding: '预期性', base: { number: '28000000000', year: 2030 }, period: { year: 2035, rel: 'by' } });
    expect(targets[1]).toMatchObject({ cls: 'growth', comparator: '>', number: '6.5', unit: '%', period: { from: 2031, year: 2035, rel: 'during' } });
    expect(targets[2]).toMatchObject({ number: '5000', unit: '人', binding: '约束性' });
    expect(targets[3]).toMatchObject({ cls: 'relative', comparator: 'relative', number: null });
    expect(targets[4]).toMatchObject({ cls: 'delegated', comparator: 'meet', number: null });
    expect(quantities.open).toBe(0);
  });
});

describe('一段起算一次', () => {
  it('先写明起年，后面的“5年内”按它推算', () => {
    const { targets } = read('关于人才工作的实施意见\n一、目标\n1.目标。2032年起5年内，人才总量达到2万名。\n二、任务\n2.引才。5年内引进专家20名。（牵头单位：人社局）\n');
    expect(targets[1]).toMatchObject({ number: '20', period: { from: 2032, year: 2036, span: { min: 5, max: 5, unit: 'year' } } });
    expect(targets[1]?.why).toContainEqual(expect.objectContaining({ code: 'computed.period' }));
  });
});
