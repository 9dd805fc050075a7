import { describe, expect, it } from 'vitest';
import { everyYear, type HandMade, handMade, inYear } from './hand-made-ledger.ts';
import { lint, RULES, trackability, trackabilityOfAll } from './index.ts';
import type { Ledger } from './context.ts';

const PLAN = (body: string, title = '某县茶产业发展实施方案'): string =>
  `${title}\n一、发展目标\n（一）主要目标\n到2030年，全县茶产业提质。\n二、重点任务\n（一）做强基地\n${body}`;
const MEASURES = '1.改造茶园。改造茶园2万亩。\n2.培育主体。培育合作社30家。\n';

function messages(h: HandMade, rule: string, records: Partial<Ledger> = {}): string[] {
  return lint(h.with(records), h.parsed)
    .filter((f) => f.rule === rule)
    .map((f) => f.message);
}
/** Findings of one rule on a text alone. */
const on = (rule: string, body: string, title?: string): string[] => messages(handMade(PLAN(body, title)), rule);

describe('责任、期限、基期', () => {
  it('全都没有责任单位时只报一条', () => {
    expect(on('missing-owner', MEASURES)).toEqual(['2 条措施均未写明责任单位']);
  });
  it('个别没有时点名', () => {
    expect(on('missing-owner', '1.改造茶园。改造2万亩。（县农业农村局负责）\n2.培育主体。培育30家。\n')).toEqual([
      '2 条措施中有 1 条未写明责任单位：（一）2.'.replace('（一）', ''),
    ]);
  });
  it('都有就不报', () => {
    expect(on('missing-owner', '1.改造茶园。改造2万亩。（县农业农村局负责）\n2.培育主体。培育30家。（县供销社负责）\n')).toEqual([]);
  });
  it('目标部分的条目不算措施', () => {
    const h = handMade('某县方案\n一、发展目标\n1.产值目标。产值达到10亿元。\n2.面积目标。面积达到2万亩。\n');
    expect(messages(h, 'missing-owner')).toEqual([]);
  });
  it('没有期限', () => {
    expect(on('missing-deadline', MEASURES)).toEqual(['2 条措施均未写明完成期限']);
  });
  it('写了年份就算有期限', () => {
    expect(on('missing-deadline', '1.改造茶园。2029年底前改造2万亩。\n2.培育主体。3年内培育30家。\n')).toEqual([]);
  });
  it('标题的总期限写进提示', () => {
    expect(on('missing-deadline', MEASURES, '某县茶产业三年行动方案（2027—2029年）')[0]).toContain('2027—2029年');
  });
  it('上级标题写了年份也算', () => {
    const h = handMade('某县政府工作报告\n一、2029年工作安排\n（一）做强茶业\n改造茶园。\n（二）做优环境\n改善环境。\n');
    expect(messages(h, 'missing-deadline')).toEqual([]);
  });
  it('有数字的指标没有期限', () => {
    const h = handMade(PLAN(MEASURES));
    const found = messages(h, 'missing-deadline', { targets: [h.target('2万亩', { number: '20000', unit: 'mu' })] });
    expect(found).toContain('指标“2万亩”没有期限');
  });
  it('水平类指标没有基期', () => {
    const h = handMade(PLAN('1.提质。良种率达到80%，机采率达到60%。\n2.宣传。加强宣传。\n'));
    const targets = [
      h.target('达到80%', { cls: 'rate', number: '80', unit: '%', indicator: h.span('良种率') }),
      h.target('达到60%', { cls: 'rate', number: '60', unit: '%', indicator: h.span('机采率') }),
    ];
    expect(messages(h, 'missing-baseline', { targets })).toEqual(['2 项水平类指标均未给出基期值和基期年份']);
    const based = targets.map((t) => ({ ...t, base: { ...t.value, number: '50', unit: '%' } }));
    expect(messages(h, 'missing-baseline', { targets: based })).toEqual([]);
    expect(messages(h, 'missing-baseline', { targets: [targets[0]!, based[1]!] })[0]).toContain('2 项水平类指标中有 1 项未给出基期值：“良种率”');
  });
});

describe('文字错误', () => {
  it('附件不在文中', () => {
    expect(on('missing-annex', '1.分工。具体分工见附件2。\n2.宣传。加强宣传。\n')[0]).toContain('“附件2”');
    expect(on('missing-annex', '1.分工。具体分工见附件1。\n2.宣传。加强宣传。\n\n附件1\n分工表\n')).toEqual([]);
  });
  it('缺计量单位', () => {
    const h = handMade(PLAN('1.产值。产值达到60亿。\n2.宣传。加强宣传。\n'));
    expect(messages(h, 'missing-unit', { targets: [h.target('达到60亿', { number: '6000000000', unit: 'CNY', unitText: '亿' })] })).toEqual([
      '“达到60亿”的数字缺少计量单位，按上下文暂读作“亿元”',
    ]);
    expect(messages(h, 'missing-unit', { targets: [h.target('达到60亿', { number: '6000000000', unit: 'CNY', unitText: '亿元' })] })).toEqual([]);
  });
  it('比较词残缺，同一处只报一次', () => {
    const h = handMade(PLAN('1.引进。各引进不少1个。\n2.宣传。加强宣传。\n'));
    const t = h.target('不少1个', { cls: 'count', number: '1', unit: '个', comparator: '>=', why: [{ field: 'comparator', code: 'typo.repaired' }] });
    expect(messages(h, 'comparator-typo', { targets: [t, { ...t, id: 't_x' }] })).toEqual(['“不少1个”的比较词不完整，暂按“不少于”读']);
    expect(messages(h, 'comparator-typo', { targets: [{ ...t, why: [] }] })).toEqual([]);
  });
  it('引用的专栏不存在', () => {
    expect(on('broken-reference', '1.改造。改造茶园（见专栏9）。\n专栏1 茶园改造 基地。改造茶园。加强管护。 |\n2.宣传。加强宣传。\n')[0]).toContain('“专栏9”');
    expect(on('broken-reference', '1.改造。改造茶园（见专栏1）。\n专栏1 茶园改造 基地。改造茶园。加强管护。 |\n2.宣传。加强宣传。\n')).toEqual([]);
  });
});

describe('跨条目的算术', () => {
  it('分项合计超过总量', () => {
    const h = handMade(PLAN('1.造林。造林10万亩，其中用材林6万亩、经济林5万亩。\n2.宣传。加强宣传。\n'));
    const whole = h.target('10万亩', { number: '100000', unit: 'mu' });
    const parts = [h.target('6万亩', { number: '60000', unit: 'mu', partOf: whole.id }), h.target('5万亩', { number: '50000', unit: 'mu', partOf: whole.id })];
    expect(messages(h, 'sum-exceeds-whole', { targets: [whole, ...parts] })[0]).toContain('分项合计 11万亩');
    expect(messages(h, 'sum-exceeds-whole', { targets: [whole, parts[0]!] })).toEqual([]);
    expect(messages(h, 'sum-exceeds-whole', { targets: [whole, ...parts.map((p) => ({ ...p, unit: '%' }))] })).toEqual([]);
  });
  it('顿号接着列的也是分项', () => {
    const h = handMade(PLAN('1.服务商。引进服务商50家，其中本地30家、省外25家，培训100人。\n2.宣传。加强宣传。\n'));
    const whole = h.target('50家', { cls: 'count', number: '50', unit: '家' });
    const first = h.target('30家', { cls: 'count', number: '30', unit: '家', indicator: h.span('本地'), partOf: whole.id });
    const second = h.target('25家', { cls: 'count', number: '25', unit: '家', indicator: h.span('省外') });
    expect(messages(h, 'sum-exceeds-whole', { targets: [whole, first, second] })[0]).toContain('分项合计 55家');
    expect(messages(h, 'sum-exceeds-whole', { targets: [whole, first, { ...second, number: '20' }] })).toEqual([]);
  });
  const quotaText = PLAN('1.招商。每年引进6个5亿元以上项目。甲组和乙组每年各引进5亿元以上项目不少于2个。\n2.宣传。加强宣传。\n');
  it('任务总数没有分完', () => {
    const h = handMade(quotaText);
    const threshold = { ...h.span('5亿元以上'), number: '500000000', unit: 'CNY', comparator: '>=' as const };
    const total = h.target('6个', { cls: 'count', number: '6', unit: '个', threshold, head: h.span('项目'), period: everyYear(h.span('每年')) });
    const each = (id: string, number: string) =>
      h.target('不少于2个', { id, cls: 'count', number, unit: '个', threshold, head: h.span('项目', 2), period: everyYear(h.span('每年', 2)), distributive: true });
    expect(messages(h, 'quota-gap', { targets: [total, each('a', '2'), each('b', '2')] })[0]).toContain('共 6个，分到单位的 4个');
    expect(messages(h, 'quota-gap', { targets: [total, each('a', '3'), each('b', '3')] })).toEqual([]);
    expect(messages(h, 'quota-gap', { targets: [total] })).toEqual([]);
  });
  it('增速与总量反推基数', () => {
    const h = handMade(PLAN('1.财政。2030年财政收入增长8.5%，力争超22亿元。\n2.宣传。加强宣传。\n'));
    const indicator = h.span('财政收入');
    const period = inYear(h.span('2030年', 2), 2030);
    const growth = h.target('增长8.5%', { cls: 'growth', number: '8.5', unit: '%', indicator, period });
    const level = h.target('力争超22亿元', { cls: 'level', number: '2200000000', unit: 'CNY', indicator, period, stretchOf: growth.id });
    expect(messages(h, 'implied-base', { targets: [growth, level] })[0]).toContain('20.28亿元');
    expect(messages(h, 'implied-base', { targets: [growth] })).toEqual([]);
    expect(messages(h, 'implied-base', { targets: [growth, { ...level, period: inYear(h.span('2030年', 2), 2031) }] })).toEqual([]);
  });
  it('比值与分量', () => {
    const h = handMade(PLAN('1.加工。茶叶加工产值与茶叶总产值之比达到2.5:1，茶叶加工产值达到50亿元。\n2.宣传。加强宣传。\n'));
    const ratio = h.target('达到2.5:1', { cls: 'ratio', number: '2.5:1', unit: '1', indicator: h.span('茶叶加工产值与茶叶总产值之比') });
    const level = h.target('达到50亿元', { number: '5000000000', unit: 'CNY', indicator: h.span('茶叶加工产值', 2) });
    expect(messages(h, 'cross-check', { targets: [ratio, level] })[0]).toContain('20亿元');
    expect(messages(h, 'cross-check', { targets: [ratio] })).toEqual([]);
  });
  it('标题与指标的数目', () => {
    const h = handMade(PLAN('1.百名茶师引进项目。引进200名茶师。\n2.千名茶农培训项目。培训1000名茶农。\n'));
    const targets = [h.target('200名', { cls: 'count', number: '200', unit: '名' }), h.target('1000名', { cls: 'count', number: '1000', unit: '名' })];
    expect(messages(h, 'cross-check', { targets })).toEqual(['标题写“百名”，正文指标为“200名”，两处数字不同']);
  });
});

describe('前后矛盾与重复', () => {
  it('三大与四大', () => {
    expect(on('figure-conflict', '1.主业。聚焦三大支柱产业。\n2.招商。围绕四大支柱产业招商。\n')).toEqual(['前后说法不一：“三大支柱产业”、“四大支柱产业”']);
    expect(on('figure-conflict', '1.主业。聚焦三大支柱产业。\n2.招商。围绕三大支柱产业招商。\n')).toEqual([]);
  });
  it('同一指标同一年两个数', () => {
    const h = handMade(PLAN('1.提质。到2030年良种覆盖率达到80%。\n2.推广。到2030年良种覆盖率达到85%。\n'));
    const make = (value: string, number: string, nth: number) =>
      h.target(value, { cls: 'rate', number, unit: '%', indicator: h.span('良种覆盖率', nth), period: inYear(h.span('到2030年', nth + 1), 2030) });
    expect(messages(h, 'figure-conflict', { targets: [make('达到80%', '80', 1), make('达到85%', '85', 2)] })).toEqual(['“良种覆盖率”同一年有两个数字：“达到80%”与“达到85%”']);
    const later = { ...make('达到85%', '85', 2), period: inYear(h.span('到2030年', 3), 2035) };
    expect(messages(h, 'figure-conflict', { targets: [make('达到80%', '80', 1), later] })).toEqual([]);
  });
  it('同一创建目标两次，期限不一为警告', () => {
    const h = handMade(PLAN('1.创牌。创建国家级茶叶示范区。\n2.升级。2029年创建国家级茶叶示范区。\n'));
    const milestones = [h.milestone('国家级茶叶示范区'), h.milestone('国家级茶叶示范区', { nth: 2, period: inYear(h.span('2029年'), 2029) })];
    const found = lint(h.with({ milestones }), h.parsed).filter((f) => f.rule === 'duplicate-commitment');
    expect(found.map((f) => f.severity)).toEqual(['warning']);
    expect(messages(h, 'duplicate-commitment', { milestones: [milestones[0]!] })).toEqual([]);
  });
  it('同一项目几处提到', () => {
    const h = handMade(PLAN('1.园区。建设云雾茶产业园。\n2.配套。加快云雾茶产业园建设。\n'));
    const project = h.project('云雾茶产业园', { mentions: [h.span('云雾茶产业园', 2)] });
    expect(messages(h, 'duplicate-commitment', { projects: [project] })).toEqual(['项目“云雾茶产业园”在 2 处提到']);
    expect(messages(h, 'duplicate-commitment', { projects: [{ ...project, mentions: [] }] })).toEqual([]);
  });
  it('同一机制逐字出现两次', () => {
    expect(on('duplicate-commitment', '1.机制。建立茶农企业利益联结和风险共担机制。\n2.保障。完善茶农企业利益联结和风险共担机制。\n')[0]).toContain('利益联结和风险共担机制');
  });
  it.each([
    ['1.路。建设云岭高速公路。\n2.网。完善岭云高速公路网。\n', 1],
    ['1.园。规划建设生态茶叶加工产业园。\n2.园。提升生态茶叶精工产业园。\n', 1],
    ['1.园。建设东部茶叶加工产业园。\n2.园。建设西部茶叶加工产业园。\n', 0],
    ['1.区。争创省级农业示范区。\n2.区。争创市级农业示范区。\n', 0],
    ['1.园。建设云雾茶叶产业园。\n2.园。提升云雾茶叶产业园。\n', 0],
  ])('名称相近：%s', (body, count) => {
    expect(on('name-variant', body)).toHaveLength(count);
  });
  it('自称不一', () => {
    expect(on('self-name-mismatch', '1.依据。本实施方案自印发之日施行。\n2.解释。本行动计划由县政府负责解释。\n')).toEqual(['文中自称不一：“本实施方案”、“本行动计划”']);
    expect(on('self-name-mismatch', '1.依据。本方案自印发之日施行。\n2.解释。本实施方案由县政府负责解释。\n')).toEqual([]);
  });
});

describe('无法检验的说法', () => {
  it.each([
    ['明显提高', { cls: 'directional', comparator: 'increase' }, 1],
    ['进入全省前列', { cls: 'rank', comparator: 'relative' }, 1],
    ['接近全省平均水平', { cls: 'relative', comparator: 'relative' }, 1],
    ['高于全省平均水平', { cls: 'relative', comparator: 'relative' }, 0],
    ['达到80%', { cls: 'rate', comparator: 'reach', number: '80', unit: '%' }, 0],
  ] as const)('%s', (words, fields, count) => {
    const h = handMade(PLAN(`1.提质。茶农收入${words}。\n2.宣传。加强宣传。\n`));
    expect(messages(h, 'untestable', { targets: [h.target(words, { ...fields, indicator: h.span('茶农收入') })] })).toHaveLength(count);
  });
  it('很多处合为一条', () => {
    const body = Array.from({ length: 12 }, (_, i) => `${i + 1}.第${i}项。第${i}项水平明显提高。\n`).join('');
    const h = handMade(PLAN(body));
    const targets = Array.from({ length: 12 }, (_, i) => h.target('明显提高', { nth: i + 1, cls: 'directional', comparator: 'increase' }));
    expect(messages(h, 'untestable', { targets })).toHaveLength(1);
  });
  it('数值由别处下达', () => {
    const h = handMade(PLAN('1.节能。单位能耗下降完成市下达任务。\n2.宣传。加强宣传。\n'));
    expect(messages(h, 'external-value', { targets: [h.target('完成市下达任务', { cls: 'delegated', comparator: 'meet', indicator: h.span('单位能耗下降') })] })).toHaveLength(1);
    expect(messages(h, 'external-value', { targets: [h.target('完成市下达任务', { cls: 'level', comparator: '=', number: '5', unit: '%' })] })).toEqual([]);
  });
  it.each([
    ['1.奖励。达到重点项目标准的，给予支持。\n2.宣传。加强宣传。\n', 1],
    ['1.补助。符合条件的，可申请补助。\n2.宣传。加强宣传。\n', 1],
    ['1.补助。符合国家标准的产品优先采购。\n2.宣传。加强宣传。\n', 0],
    ['1.奖励。年产值5000万元以上的给予支持。\n2.宣传。加强宣传。\n', 0],
  ])('没有写明的标准：%s', (body, count) => {
    expect(on('undefined-threshold', body)).toHaveLength(count);
  });
  it('没有数字的条件', () => {
    const h = handMade(PLAN('1.奖励。满足重大企业认定要求的企业可享受。\n2.宣传。加强宣传。\n'));
    expect(messages(h, 'undefined-threshold', { conditions: [h.condition('重大企业认定要求')] })).toHaveLength(1);
    expect(messages(h, 'undefined-threshold', { conditions: [h.condition('重大企业认定要求', { number: '5' })] })).toEqual([]);
  });
  it('多久一次', () => {
    expect(on('vague-frequency', '1.督查。定期调度督查。\n2.通报。不定期开展抽查。\n')).toEqual(['2 项重复开展的工作只写“定期”、“不定期”，没有写明多久一次']);
    expect(on('vague-frequency', '1.督查。每月调度督查。\n2.通报。每季度通报。\n')).toEqual([]);
  });
  it('时限只写长期', () => {
    expect(on('vague-frequency', '1.督查。加强督查。（责任单位：县水利局；完成时限：长期坚持）\n2.通报。每季度通报。\n')).toEqual(['1 条措施的时限只写“长期坚持”，没有阶段节点']);
  });
  it('数量说不清', () => {
    expect(on('vague-count', '1.园。建设一批标准茶园和若干加工厂。\n2.店。开设更多门店。\n')[0]).toContain('3 处数量说不清');
    expect(on('vague-count', '1.园。第一批建设5个茶园。\n2.政策。出台若干措施。\n')).toEqual([]);
  });
  it('每位还是合计', () => {
    const h = handMade(PLAN('1.招商。县级班子领导每年外出招商不少于4次。\n2.宣传。加强宣传。\n'));
    const t = h.target('不少于4次', { cls: 'count', number: '4', unit: '次', comparator: '>=', period: everyYear(h.span('每年')) });
    expect(messages(h, 'ambiguous-distribution', { targets: [t] })[0]).toContain('是每位各4次还是合计');
    const each = handMade(PLAN('1.招商。县级班子领导每人每年外出招商不少于4次。\n2.宣传。加强宣传。\n'));
    expect(
      messages(each, 'ambiguous-distribution', { targets: [each.target('不少于4次', { cls: 'count', number: '4', unit: '次', period: everyYear(each.span('每年')) })] }),
    ).toEqual([]);
  });
  it('定语管到哪里', () => {
    const h = handMade(PLAN('1.创建。创建省级茶叶名县1个、茶叶名镇3个。\n2.宣传。加强宣传。\n'));
    const targets = [
      h.target('1个', { cls: 'count', number: '1', unit: '个', indicator: h.span('省级茶叶名县') }),
      h.target('3个', { cls: 'count', number: '3', unit: '个', indicator: h.span('茶叶名镇') }),
    ];
    expect(messages(h, 'ambiguous-modifier', { targets })).toHaveLength(1);
    expect(messages(h, 'ambiguous-modifier', { targets: [targets[0]!] })).toEqual([]);
  });
});

describe('写法与等级', () => {
  it.each([
    ['1.路。建设一级高速公路。\n2.景。提升景区。\n', 1],
    ['1.路。建设五级公路。\n2.景。创建6A级旅游景区。\n', 2],
    ['1.路。建设一级公路和高速公路。\n2.景。创建4A级旅游景区。\n', 0],
  ])('等级名称：%s', (body, count) => {
    expect(on('invalid-class', body)).toHaveLength(count);
  });
  it('约与三位小数', () => {
    const h = handMade(PLAN('1.路。新建茶园路约12.345公里。\n2.宣传。加强宣传。\n'));
    expect(messages(h, 'false-precision', { targets: [h.target('约12.345公里', { comparator: '~', number: '12.345', unit: 'km' })] })).toHaveLength(1);
    expect(messages(h, 'false-precision', { targets: [h.target('12.345公里', { number: '12.345', unit: 'km' })] })).toEqual([]);
  });
  it('写法混用', () => {
    expect(on('mixed-notation', '1.码头。岸线长685m，道路3公里。\n2.组团。建设七个茶叶特色组团，7个茶叶特色组团连片。\n')[0]).toContain('685m');
    expect(on('mixed-notation', '1.码头。岸线长685米，道路3公里。\n2.组团。建设7个茶叶特色组团。\n')).toEqual([]);
  });
  it('半角逗号混入', () => {
    const long = Array.from({ length: 30 }, () => '改造茶园，提升品质，').join('');
    expect(on('format', `1.园。${long}培育主体,开拓市场。\n2.宣传。加强宣传。\n`)[0]).toContain('半角');
    expect(on('format', `1.园。${long}培育主体。\n2.宣传。加强宣传。\n`)).toEqual([]);
  });
  it('比率过百、产能过大', () => {
    const h = handMade(PLAN('1.提质。良种覆盖率达到180%，年产900万吨茶饮料项目。\n2.宣传。加强宣传。\n'));
    const target = h.target('达到180%', { cls: 'rate', number: '180', unit: '%', indicator: h.span('良种覆盖率') });
    const project = h.project('茶饮料项目', { attributes: { capacity: { ...h.span('年产900万吨'), number: '9000000', unit: 't/a' } } });
    expect(messages(h, 'plausibility', { targets: [target], projects: [project] })).toHaveLength(2);
    expect(messages(h, 'plausibility', { targets: [{ ...target, number: '80' }] })).toEqual([]);
  });
  it('争取与配合', () => {
    const h = handMade(PLAN('1.创牌。协助市里创建国家级茶叶示范区。\n2.宣传。加强宣传。\n'));
    expect(messages(h, 'weak-control', { milestones: [h.milestone('国家级茶叶示范区', { control: 'support', verb: h.span('创建') })] })).toHaveLength(1);
    expect(messages(h, 'weak-control', { milestones: [h.milestone('国家级茶叶示范区')] })).toEqual([]);
  });
  it('承前的期限', () => {
    const h = handMade(PLAN('1.提质。良种率达到80%。\n2.宣传。加强宣传。\n'));
    const t = h.target('达到80%', { number: '80', unit: '%', period: inYear(h.span('到2030年'), 2030, true) });
    expect(messages(h, 'inherited-deadline', { targets: [t] })).toEqual(['1 项目标自己没有写期限，按前文的“到2030年”计']);
    expect(messages(h, 'inherited-deadline', { targets: [{ ...t, period: inYear(h.span('到2030年'), 2030) }] })).toEqual([]);
  });
  it('没有解释的简称', () => {
    expect(on('undefined-abbreviation', '1.园。推进“三茶统筹”。\n2.网。实施“一网通办”。\n')[0]).toContain('2 个简称');
    expect(on('undefined-abbreviation', '1.园。发展“飞地经济”。\n2.网。开展服务。\n')).toEqual([]);
  });
});

describe('几大几项与列举', () => {
  it.each([
    ['1.主业。聚焦绿茶、红茶、白茶三大品类。\n2.宣传。加强宣传。\n', '已核对 1 处'],
    ['1.品牌。实施增品种、提品质、创品牌“三品”行动。\n2.宣传。加强宣传。\n', '已核对 1 处'],
    ['1.主业。聚焦绿茶、红茶、白茶等四大品类。\n2.宣传。加强宣传。\n', '说的是 4，列出的是 3'],
    ['1.主业。聚焦绿茶、红茶、白茶、黑茶等三个品类。\n2.宣传。加强宣传。\n', '说的是 3，列出的是 4'],
  ])('%s', (body, want) => {
    expect(on('count-vs-list', body)[0]).toContain(want);
  });
  it('标题的数目与所辖条目', () => {
    const h = handMade('某县方案\n一、实施两大行动\n（一）提质行动。改造茶园。\n（二）拓市行动。开设门店。\n');
    expect(messages(h, 'count-vs-list')).toEqual(['已核对 1 处“几大”“几项”的数目，与列举相符']);
  });
  it.each(['1.园。新建3个茶园。\n2.宣传。加强宣传。\n', '1.创建。创建名县1个、名镇3个、名村5个。\n2.宣传。加强宣传。\n'])('不是列举：%s', (body) => {
    expect(on('count-vs-list', body)).toEqual([]);
  });
});

describe('全局约定', () => {
  it('规则名不重复，级别合规', () => {
    expect(new Set(RULES.map((r) => r.rule)).size).toBe(RULES.length);
    expect(RULES.every((r) => ['error', 'warning', 'info'].includes(r.severity))).toBe(true);
  });
  it('每条发现都有位置，且位置与文字一致，按文中先后', () => {
    const h = handMade(PLAN('1.督查。定期调度督查，见附件3，建设一批茶园。\n2.网。实施“一网通办”，建设一级高速公路。\n'));
    const found = lint(h.ledger, h.parsed);
    expect(found.length).toBeGreaterThan(5);
    for (const f of found) for (const s of f.spans) expect(h.parsed.text.slice(s.start, s.end)).toBe(s.text);
    const starts = found.map((f) => f.spans[0]?.start ?? -1);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts.every((s) => s >= 0)).toBe(true);
  });
  it('比上一版软化', () => {
    const h = handMade(PLAN('1.提质。良种率力争达到80%。\n2.宣传。加强宣传。\n'));
    const now = h.target('力争达到80%', { id: 't_same', number: '80', unit: '%', modality: 'strive', comparator: 'reach' });
    const before = { ...now, modality: 'must' as const };
    expect(lint(h.with({ targets: [now] }), h.parsed, h.with({ targets: [before] })).filter((f) => f.rule === 'softened-since-last')[0]?.message).toContain('由“确保”变为“力争”');
    expect(lint(h.with({ targets: [now] }), h.parsed, h.with({ targets: [now] })).filter((f) => f.rule === 'softened-since-last')).toEqual([]);
  });
});

describe('可追踪性', () => {
  const h = handMade(PLAN('1.改造茶园。2029年底前改造茶园2万亩。（县农业农村局负责）\n2.形成氛围。积极参与全市茶事活动，配合开展评比。\n'));
  const measures = h.parsed.nodes.filter((n) => n.kind === 'measure').map((n) => n.id);
  const target = h.target('2万亩', { number: '20000', unit: 'mu', period: inYear(h.span('2029年底前'), 2029) });
  it('五问都有依据', () => {
    const t = trackability(measures[0] ?? '', h.with({ targets: [target] }), h.parsed);
    expect([t?.owner.yes, t?.deadline.yes, t?.object.yes, t?.verb.yes, t?.control.yes]).toEqual([true, true, true, true, true]);
    expect(t?.owner.evidence[0]?.text).toBe('县农业农村局');
    expect(t?.deadline.evidence[0]?.text).toBe('2029年底前');
    expect(t?.verb.evidence[0]?.text).toBe('改造');
  });
  it('没有的如实答否', () => {
    const t = trackability(measures[1] ?? '', h.ledger, h.parsed);
    expect([t?.owner.yes, t?.deadline.yes, t?.object.yes, t?.control.yes]).toEqual([false, false, false, false]);
    expect(t?.control.evidence.map((s) => s.text)).toEqual(['积极参与', '配合']);
  });
  it('没有这条措施', () => {
    expect(trackability('p9.m9', h.ledger, h.parsed)).toBeNull();
    expect(trackabilityOfAll(h.ledger, h.parsed)).toHaveLength(2);
  });
});
