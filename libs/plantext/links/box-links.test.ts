/** Links between boxes and measures; every sentence is our own. */
import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';
import type { CompiledPlan } from '../model.ts';

const compiled = (...lines: string[]): CompiledPlan => compilePlan({ text: ['云河县水利发展行动方案', ...lines].join('\n'), sha256: '0'.repeat(64), format: 'txt' });
const links = (...lines: string[]): string[] => {
  const plan = compiled(...lines);
  const labels = new Map(plan.outline.map(({ id, label }) => [id, label ?? id]));
  return (plan.links ?? []).map(({ from, to, on, why }) => `${from.replace(/^.*\.(?=b)/, '')} ${labels.get(to)} ${on} ${why[0]?.from?.map(({ text }) => text).join('=')}`);
};
const head = ['一、重点任务', '（一）建设水网'];
const tasks = [
  '1.完善水网。(1)推进大河治理。加快青石水库建设。(2)提升供水能力。建设城西水厂。(3)建好制度。制定《云河用水管理办法》。',
  '专栏1 水网建设行动 骨干水库。加快推进青石水库（总投资5亿元）建设。加固大坝。 供水保障。新建管网100公里。改造老管网。 用水制度。修订《云河用水管理办法》。抓好落实。 |',
];

describe('专栏与举措', () => {
  test('同一项目、同一文件、标题里只有一条举措才有的词', () => {
    expect(links(...head, ...tasks)).toEqual(['b1.k1 (1) project 青石水库=青石水库', 'b1.k2 (2) words 供水=供水', 'b1.k3 (3) document 《云河用水管理办法》=《云河用水管理办法》']);
  });
  test('两端都能回到原文，一端在专栏里，一端在举措里', () => {
    const plan = compiled(...head, ...tasks);
    const text = ['云河县水利发展行动方案', ...head, ...tasks].join('\n');
    const nodes = new Map(plan.outline.map((node) => [node.id, node]));
    for (const link of plan.links ?? []) {
      const places = link.why[0]?.from ?? [];
      expect(places).toHaveLength(2);
      places.forEach((place, i) => {
        expect(text.slice(place.start, place.end)).toBe(place.text);
        const node = nodes.get(i === 0 ? link.from : link.to);
        expect(node !== undefined && node.start <= place.start && place.end <= node.end).toBe(true);
      });
    }
  });
  test('任务里有同名项目时只连本任务，没有时连最近的举措', () => {
    const box = '专栏1 水网建设行动 骨干水库。加快推进青石水库（总投资5亿元）建设。加固大坝。 |';
    const other = '2.管好水库。(4)抓好管护。加快青石水库建设。';
    const own = '1.完善水网。(1)推进大河治理。加快青石水库建设。(2)提升能力。推进。(3)建好队伍。推进。';
    expect(links(...head, own, box, other).map((line) => line.split(' ')[1])).toEqual(['(1)']);
    expect(links(...head, own.replace('加快青石水库建设', '推进'), box, other).map((line) => line.split(' ')[1])).toEqual(['(4)']);
  });
  test('两条举措的标题都有的词、到处都有的词，不作依据', () => {
    const box = '专栏1 水网建设行动 供水产业集群。推进产业发展。抓好落实。 |';
    expect(links(...head, '1.完善水网。(1)提升供水能力。推进。(2)抓好供水管理。推进。(3)壮大产业集群。推进。', box)).toEqual([]);
  });
  test('没有专栏的方案没有这一项，各键的次序不变', () => {
    expect(Object.keys(compiled(...head, tasks[0] as string)).at(-1)).toBe('stats');
    expect(Object.keys(compiled(...head, ...tasks)).slice(-2)).toEqual(['stats', 'links']);
  });
});
