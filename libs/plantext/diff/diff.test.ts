import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';
import type { CompiledPlan, TargetRecord } from '../model.ts';
import { compareLevels } from './compare-levels.ts';
import { compareDecimals } from './decimals.ts';
import { diffPlans } from './diff-plans.ts';

const lines = [
  '青河县水利发展方案',
  '一、总体要求',
  '坚持节水优先，统筹水库、河道和灌区建设。',
  '二、重点任务',
  '（一）工程建设',
  '1.建好水库。开展坝址勘察，完善移民安置政策，推进配套管网铺设。',
  '2.管好河道。落实河长巡查制度，清理沿岸违章建筑，恢复河岸植被。',
  '3.改造灌区。更新渠系建筑物，推广滴灌喷灌技术，健全水价形成机制。',
];
const base = lines.join('\n');
const edition = (text: string, change: Partial<CompiledPlan> = {}) => ({ text, plan: { ...compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' }), ...change } });
const kinds = (from: string, to: string) =>
  diffPlans(edition(from), edition(to))
    .changes.filter(({ list }) => list === 'outline')
    .map(({ kind, before, after }) => `${kind} ${before.join('+')}→${after.join('+')}`);

const target = (text: string, quote: string, change: Partial<TargetRecord> = {}): TargetRecord => {
  const start = text.indexOf(quote);
  return {
    id: `t_${quote}`,
    node: 'p2.s1.m1',
    cls: 'level',
    indicator: { text: '水库蓄水量', start: 0, end: 5 },
    value: { text: quote, start, end: start + quote.length },
    comparator: 'reach',
    number: '5',
    unit: 'm3',
    unitText: '立方米',
    period: null,
    modality: 'aim',
    scope: null,
    actors: [],
    why: [],
    conf: 1,
    ...change,
  };
};
const targetKinds = (a: Partial<TargetRecord>, b: Partial<TargetRecord>) =>
  diffPlans(edition(base, { targets: [target(base, '建设', a)] }), edition(base, { targets: [target(base, '建设', { id: 't_other', ...b })] }))
    .changes.filter(({ list }) => list === 'targets')
    .map(({ kind }) => kind);

describe('两个版本的比较', () => {
  test('同一文本没有变化；空行、缩进不算变化', () => {
    expect(diffPlans(edition(base), edition(base)).changes).toEqual([]);
    expect(diffPlans(edition(base), edition(lines.map((line) => `　　${line}`).join('\n\n'))).changes).toEqual([]);
  });

  test('插入一条只报新增，后面的条目换了编号仍是同一条', () => {
    const next = [
      ...lines.slice(0, 6),
      '2.节约用水。推行阶梯计价，开展节水单位评选，普及节水器具。',
      '3.管好河道。落实河长巡查制度，清理沿岸违章建筑，恢复河岸植被。',
      '4.改造灌区。更新渠系建筑物，推广滴灌喷灌技术，健全水价形成机制。',
    ].join('\n');
    expect(kinds(base, next)).toEqual(['added →p2.s1.m2']);
    expect(kinds(next, base)).toEqual(['dropped p2.s1.m2→']);
  });

  test('换位置不算新增和删去；改字报改写', () => {
    const swapped = [
      ...lines.slice(0, 5),
      '1.管好河道。落实河长巡查制度，清理沿岸违章建筑，恢复河岸植被。',
      '2.建好水库。开展坝址勘察，完善移民安置政策，推进配套管网铺设。',
      lines[7],
    ].join('\n');
    expect(kinds(base, swapped)).toEqual([]);
    expect(kinds(base, base.replace('恢复河岸植被', '恢复两岸植被和湿地'))).toEqual(['reworded p2.s1.m2→p2.s1.m2']);
  });

  test('移到另一部分报移动', () => {
    const from = `${base}\n三、保障措施\n（一）组织保障\n1.加强领导。成立工作专班，定期会商研究，压实各方责任。`;
    const to = [
      ...lines.slice(0, 7),
      '三、保障措施',
      '（一）组织保障',
      '1.加强领导。成立工作专班，定期会商研究，压实各方责任。',
      '2.改造灌区。更新渠系建筑物，推广滴灌喷灌技术，健全水价形成机制。',
    ].join('\n');
    expect(kinds(from, to)).toEqual(['moved p2.s1.m3→p3.s1.m2']);
  });

  test('一条拆成两条、两条并成一条', () => {
    const split = [...lines.slice(0, 7), '3.更新渠系。更新渠系建筑物，推广滴灌喷灌技术。', '4.完善水价。健全水价形成机制。'].join('\n');
    expect(kinds(base, split)).toContain('split p2.s1.m3→p2.s1.m3+p2.s1.m4');
    expect(kinds(split, base)).toContain('merged p2.s1.m3+p2.s1.m4→p2.s1.m3');
  });

  test.each([
    ['数值提高', {}, { number: '6' }, ['raised']],
    ['数值降低', { number: '5.05' }, { number: '5.0499' }, ['lowered']],
    ['写法不同的同一数值不算变化', { number: '5' }, { number: '5.00' }, []],
    ['以上改左右：变软', { comparator: '>=' }, { comparator: '~' }, ['softened']],
    ['达到改力争达到：变软', { modality: 'aim' }, { modality: 'strive' }, ['softened']],
    ['力争改确保：变硬', { modality: 'strive' }, { modality: 'must' }, ['hardened']],
    [
      '时限推后',
      { period: { year: 2025, rel: 'by', inherited: false, source: { text: '2025年', start: 0, end: 5 } } },
      { period: { year: 2027, rel: 'by', inherited: false, source: { text: '2027年', start: 0, end: 5 } } },
      ['deadline-later'],
    ],
    ['取消时限', { period: { year: 2025, rel: 'by', inherited: false, source: { text: '2025年', start: 0, end: 5 } } }, {}, ['deadline-removed']],
    ['范围变更', {}, { scope: { text: '城区', start: 0, end: 2 } }, ['scope-changed']],
  ] as const)('%s', (_, a, b, expected) => {
    expect(targetKinds(a, b)).toEqual(expected);
  });

  test('小数、比值、车道数精确比较', () => {
    expect(compareDecimals('1.95', '1.950')).toBe(0);
    expect(compareDecimals('1.95:1', '1.96:1')).toBe(-1);
    expect(compareDecimals('3.9:2', '1.95:1')).toBe(0);
    expect(compareDecimals('6+4', '8')).toBe(1);
    expect(compareDecimals('-3', '2')).toBe(-1);
    expect(compareDecimals('12345678901234567890.1', '12345678901234567890.2')).toBe(-1);
    expect(compareDecimals('全部', '2')).toBeUndefined();
  });

  test('上下级对照：缺少、一致、高于、低于、不可比', () => {
    const share = (number: string, name: string) => target(base, '建设', { id: `${name}${number}`, number, unit: '%', indicator: { text: name, start: 0, end: 1 } });
    const upper = edition(base, {
      targets: [
        share('60', '城镇化率'),
        share('80', '空气优良率'),
        share('70', '森林覆盖率'),
        target(base, '建设', { indicator: { text: '粮食产量', start: 0, end: 1 }, unit: 't' }),
        share('9', '研发投入强度'),
      ],
    });
    const lower = edition(base, {
      targets: [
        share('61', '城镇化率'),
        share('80', '空气优良率'),
        share('69.9', '森林覆盖率'),
        target(base, '建设', { indicator: { text: '粮食产量', start: 0, end: 1 }, unit: 't' }),
      ],
    });
    expect(compareLevels(upper, lower).map(({ kind }) => kind)).toEqual(['higher', 'equal', 'lower', 'incomparable', 'missing']);
  });
});
