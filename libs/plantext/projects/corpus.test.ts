import { describe, expect, test } from 'vitest';
import type { ProjectRecord } from '../model.ts';
import { parseText } from '../parse.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { scanTimes } from '../quantities/scan-times.ts';
import { INDUSTRY, type ProjectCase, REPORTS, ROADS, TOWN_AND_PEOPLE, TRAPS, WATER_AND_POWER } from './corpus/projects.ts';
import { extractProjects } from './extract-projects.ts';

const projectsOf = (text: string): ProjectRecord[] => {
  const parsed = parseText(`建设方案\n一、重点任务\n${text}\n`);
  const times = scanTimes(parsed.view);
  return extractProjects(parsed, { quantities: scanQuantities(parsed.view, times), times });
};

const line = (record: ProjectRecord): string => {
  const attributes = Object.entries(record.attributes).map(
    ([key, value]) => `${key}=${value.number}${value.unit ?? ''}${value.approx === true ? '~' : ''}${value.scope === undefined ? '' : `@${value.scope.text}`}`,
  );
  return [record.tier, record.name.text, `[${record.status?.stage ?? ''}]`, ...attributes].join(' ');
};

const groups: readonly (readonly [string, readonly ProjectCase[]])[] = [
  ['交通', ROADS],
  ['水利与能源', WATER_AND_POWER],
  ['城镇与民生', TOWN_AND_PEOPLE],
  ['产业', INDUSTRY],
  ['陷阱', TRAPS],
  ['报告与清单', REPORTS],
];

for (const [name, cases] of groups) {
  describe(`自编句子·${name}`, () => {
    test.each(cases.map(({ text, want }) => [text, want] as const))('%s', (text, want) => {
      expect(projectsOf(text).map(line)).toEqual(want);
    });
  });
}

describe('项目记录的细节', () => {
  test('同一项目的各处合为一条，近似名称分开', () => {
    const found = projectsOf('加快推进云安通用机场建设(占地550亩,总投资5亿元)。以云安通用机场为依托发展航空产业。规划建设云安聚酯产品制造产业园。建设云安聚酯产品制品产业园。');
    expect(found.map(({ name }) => name.text)).toEqual(['云安通用机场', '云安聚酯产品制造产业园', '云安聚酯产品制品产业园']);
    expect(found[0]?.mentions.map(({ text }) => text)).toEqual(['云安通用机场']);
  });

  test('没有写名称时用小标题作名称', () => {
    const parsed = parseText('建设方案\n一、重点任务\n专栏1 重点工程 青石水库工程。总库容1.2亿立方米,总投资8亿元,工期36个月。 云河大桥。加快建设云河大桥,全长2公里。 |\n');
    const times = scanTimes(parsed.view);
    const [first] = extractProjects(parsed, { quantities: scanQuantities(parsed.view, times), times });
    expect(first?.name.text).toBe('青石水库工程');
    expect(first?.why.map(({ code }) => code)).toContain('heading.fallback');
    expect(first?.attributes['investment']?.number).toBe('800000000');
    expect(first?.attributes['period']).toMatchObject({ number: '36', unit: 'month' });
  });

  test('同一动词统领的后项注明来源', () => {
    const found = projectsOf('开工建设云清高速公路、青石大桥。');
    expect(found[1]?.why).toEqual([
      { field: 'status', code: 'shared.verb', from: [found[0]?.status && { text: '开工建设', start: found[0].status.start, end: found[0].status.end }] },
    ]);
  });

  test('县级规划里跨市铁路不算本县建设', () => {
    const parsed = parseText('云安县综合交通建设方案\n一、重点任务\n加快推进淮阳—云安—柳河城际铁路建设。\n');
    const times = scanTimes(parsed.view);
    expect(extractProjects(parsed, { quantities: [], times })[0]?.control).toBe('external');
  });

  test('附表一行一个项目，投资单位写在表头', () => {
    const parsed = parseText(
      '云安县重点项目建设方案\n一、重点任务\n实施一批项目。\n附件:\n云安县重点项目表\n序号\t项目名称\t建设性质\t建设规模及内容\t总投资(万元)\t建设年限\n1\t青石水库除险加固工程\t新建\t总库容1200万立方米\t3200\t2024-2025\n2\t县第二水厂\t前期\t日供水能力5万吨\t12,000.5\t2025年\n\t合计\t\t\t15200.5\t\n',
    );
    const times = scanTimes(parsed.view);
    const found = extractProjects(parsed, { quantities: scanQuantities(parsed.view, times), times });
    expect(found.map(line)).toEqual([
      'A 青石水库除险加固工程 [] investment=32000000CNY capacity=12000000m3 period=null',
      'A 县第二水厂 [prepare] investment=120005000CNY capacity=50000t/d period=null',
    ]);
    expect(found[0]?.nature).toBe('新建');
  });

  test('回顾和指导思想里没有项目', () => {
    const parsed = parseText('政府工作报告\n一、2025年工作回顾\n加快建设云清高速公路。\n二、指导思想\n加快建设云河大桥。\n三、2026年重点工作\n加快建设青石大桥。\n');
    expect(extractProjects(parsed, { quantities: [], times: scanTimes(parsed.view) }).map(({ name }) => name.text)).toEqual(['青石大桥']);
  });
});
