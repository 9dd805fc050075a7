/** Forms found on documents the reader was not written against; every sentence is our own. */
import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';

const projectsOf = (text: string): string[] =>
  compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' }).projects.map(
    (p) => `${p.tier} ${p.name.text} ${p.attributes.land?.number ?? '-'} ${p.attributes.investment?.number ?? '-'}`,
  );
const one = (sentence: string): string[] => projectsOf(['云河县水利建设方案', '一、目标', '（一）任务', `1.抓落实。${sentence}`, '2.抓管护。推进。'].join('\n'));

describe('没有动词的项目名', () => {
  test('设施名后面紧跟占地、投资', () => {
    expect(one('云河县智慧物流产业园占地180亩，计划总投资2.6亿元。')).toEqual(['A 云河县智慧物流产业园 180 260000000']);
  });
  test('指标名后面跟数字不是项目', () => {
    expect(one('全县生产总值达到200亿元，公路里程达到2000公里。')).toEqual([]);
  });
  test('“纳入管网”说的不是管网项目；“对…进行改造”不是名称', () => {
    expect(one('周边村庄优先纳入城镇污水管网，新建管网260公里。')).toEqual([]);
    expect(one('对主干线路两侧10千伏线路进行升级改造，改造线路8公里。')).toEqual([]);
  });
});

test('民生实事以工程名作标题、下面只写数量的，标题就是项目', () => {
  const text = ['云河县2031年民生实事', '一、集中供热扩建工程', '铺设主管网4公里，惠及居民4万户。', '二、农村饮水维修养护工程', '更换机泵37处。'].join('\n');
  expect(projectsOf(text).map((p) => p.split(' ').slice(0, 2).join(' '))).toEqual(['B 集中供热扩建工程', 'B 农村饮水维修养护工程']);
});

describe('项目自己的数字不另成目标', () => {
  const read = (sentence: string): { projects: string[]; targets: string[] } => {
    const text = ['云河县工业建设方案', '一、重点任务', '（一）任务', `1.抓落实。${sentence}`, '2.抓管护。推进。'].join('\n');
    const plan = compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
    return { projects: plan.projects.map((p) => `${p.name.text} ${p.attributes.investment?.number ?? '-'}`), targets: plan.targets.map((t) => t.value.text) };
  };
  test('金额紧贴名称：名称不带金额，金额是投资', () => {
    expect(read('建成22亿元云海储能基地、5.5亿元青石物流园。')).toEqual({ projects: ['云海储能基地 2200000000', '青石物流园 550000000'], targets: [] });
  });
  test('投资多少的某项目；里程、产能写在名称后', () => {
    expect(read('加快建设投资12亿元的青石智慧物流园。').targets).toEqual([]);
    expect(read('新建青石高速云河段，里程22公里，估算投资55亿元。')).toEqual({ projects: ['青石高速云河段 5500000000'], targets: [] });
    expect(read('建设青石固废处理中心，年处理能力100万吨，总投资3亿元。').targets).toEqual([]);
  });
  test('不属于某个项目的数字仍是目标', () => {
    expect(read('完成工业投资55亿元，新增绿色工厂15家。').targets).toEqual(['55亿元', '15家']);
    expect(read('新建农村公路150公里，实施青石路改造工程（长12公里）。').targets).toEqual(['150公里']);
  });
});

test('以口号作标题的报告首篇是回顾，不出项目', () => {
  const report = (title: string): string[] =>
    projectsOf(
      [
        '政府工作报告',
        `一、${title}`,
        '过去一年极不平凡。云海大道建成通车，青石水厂启用。',
        '二、2031年工作安排',
        '（一）抓项目。开工建设青石高速公路。',
        '（二）抓民生。推进。',
      ].join('\n'),
    ).map((p) => p.split(' ')[1] ?? '');
  expect(report('奋力拼搏，形成良好态势')).toEqual(['青石高速公路']);
  expect(report('今年重点工程')).toContain('云海大道');
});

describe('整段只有标题和责任单位', () => {
  const plan = (...lines: string[]): string => ['云河县2031年重点工作任务分解', '一、重点任务', ...lines].join('\n');
  test('标题就是任务：项目照读', () => {
    const bracket = plan('1.开工建设云海制药二期、青石氢能装备基地等项目。（牵头单位：县工信局）', '2.抓管护。推进。（责任单位：县水务局）');
    expect(projectsOf(bracket).map((p) => p.split(' ')[1])).toEqual(['云海制药二期', '青石氢能装备基地']);
    expect(projectsOf(bracket.replaceAll('（', '\n').replaceAll('）', '')).map((p) => p.split(' ')[1])).toEqual(['云海制药二期', '青石氢能装备基地']);
  });
  test('标题后面还有正文：标题不另成项目', () => {
    expect(projectsOf(plan('1.建设青石氢能装备基地。基地年内开工建设。（牵头单位：县工信局）', '2.抓管护。推进。'))).toEqual([]);
  });
});

describe('钱在动词前、数在名称后、个数在“等”后', () => {
  const task = (sentence: string): string[] => projectsOf(['云河县水利建设方案', '一、重点任务', '（一）任务', `1.抓落实。${sentence}`, '2.抓管护。推进。'].join('\n'));
  test('投资多少建设什么：名称不带投资，投资归它', () => {
    expect(task('投资3000万元建设白虾养殖基地。')).toEqual(['A 白虾养殖基地 - 30000000']);
  });
  test('名称、产量、投资三个分句', () => {
    expect(task('云河面粉厂二期项目，年加工小麦5000吨，投资1.8亿元。')).toEqual(['A 云河面粉厂二期项目 - 180000000']);
  });
  test('等12个项目开工：列出的都是项目', () => {
    expect(task('推动云海制药二期、长河铝业技改等12个项目开工建设。')).toEqual(['B 云海制药二期 - -', 'B 长河铝业技改 - -']);
  });
  test('30条生产线是数量，不是项目', () => {
    expect(task('推动迅达电子30条生产线投产。')).toEqual([]);
  });
});
