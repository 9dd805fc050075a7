import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import type { IndicatorId } from '../contract/index.ts';
import { bulletin, entryOf, incomeDefinition, ratioDefinition, ruralDefinition, urbanDefinition } from '../../../tests/harness/sample-indicators.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { useCaseBench } from '../../../tests/harness/use-cases.ts';
import type { UseCaseBench } from '../../../tests/harness/use-cases.ts';
import { decideValuesUseCase, submitValuesUseCase } from './act-on-values.ts';
import { checkValuesUseCase } from './check-values.ts';
import { defineIndicatorUseCase } from './define-indicator.ts';
import { enterValuesUseCase } from './enter-values.ts';
import { getForecastUseCase } from './get-forecast.ts';
import { getIndicatorUseCase } from './get-indicator.ts';
import { getRevisionsUseCase } from './get-revisions.ts';
import { listIndicatorsUseCase } from './list-indicators.ts';
import { listWaitingUseCase } from './list-waiting.ts';
import { redefineIndicatorUseCase } from './redefine-indicator.ts';

const database = databaseForFile();
const enterer = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000001' });
const approver = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000002' });
const reporter = testActor({ roles: ['unit_reporter'], userId: '01900000-0000-7000-8000-000000000003' });
let bench: UseCaseBench;
let income: IndicatorId;

const define = async (definition: object): Promise<IndicatorId> => (await bench.run(defineIndicatorUseCase, { body: { definition } }, enterer)).indicatorId;
const own = () => bench.runtime.region;
const enter = (entries: readonly object[], more: object = {}) => bench.run(enterValuesUseCase, { body: { entries, source: bulletin, ...more } }, enterer);
const refusedEntry = (entries: readonly object[], more: object = {}) => bench.refused(enterValuesUseCase, { body: { entries, source: bulletin, ...more } }, enterer);
interface Target {
  readonly seriesId: string;
  readonly period: string;
  readonly revision: number;
}
const decide = async (decision: string, figures: readonly Target[], reason = '', actor = approver) => {
  const items = figures.map(({ seriesId, period, revision }) => ({ seriesId, period, revision }));
  return (await bench.run(decideValuesUseCase, { body: { decision, items, reason } }, actor)).results;
};
const page = (indicatorId: IndicatorId, knownOn?: string) => bench.run(getIndicatorUseCase, { params: { indicatorId }, query: knownOn === undefined ? {} : { knownOn } }, reporter);
const figure = async (indicatorId: IndicatorId, period: string, knownOn?: string) =>
  (await page(indicatorId, knownOn)).series.find(({ isOwn }) => isOwn)?.points.find((point) => point.period === period);
const enterApproved = async (indicatorId: IndicatorId, values: Readonly<Record<string, string>>, more: object = {}) => {
  const entries = Object.entries(values).map(([period, text]) => entryOf(indicatorId, own(), { period, text, ...more }));
  const { items } = await enter(entries);
  const results = await decide('approve', items);
  expect(
    results.every(({ done }) => done),
    JSON.stringify(results),
  ).toBe(true);
};

beforeAll(async () => {
  bench = useCaseBench(database().appUrl, '2026-03-02T10:00:00+08:00');
  income = await define(incomeDefinition);
});
afterAll(() => bench.close());

describe('填报与核定', () => {
  test('待审的数不算数，另一人核定后才算；填报人不能核定自己的数', async () => {
    const { items } = await enter([entryOf(income, own(), { period: '2020', text: '22.00亿元' })]);
    expect(items).toMatchObject([{ revision: 1, state: 'submitted', value: '22' }]);
    expect(await figure(income, '2020')).toBeUndefined();
    const own1 = await decide('approve', items, '', enterer);
    expect(own1).toMatchObject([{ done: false, code: 'indicator.same_person' }]);
    expect(await decide('approve', items)).toMatchObject([{ done: true, state: 'approved' }]);
    expect(await figure(income, '2020')).toMatchObject({ value: '22', revision: 1, quality: 'preliminary', source: { document: '统计公报' } });
  });

  test('核定要第二重验证，填报只属于统计人员', async () => {
    const noFactor = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000004', secondFactor: false });
    const body = { decision: 'approve', items: [{ seriesId: '01900000-0000-7000-8000-0000000000ff', period: '2020', revision: 1 }] };
    expect((await bench.refused(decideValuesUseCase, { body }, noFactor)).code).toBe('access.second_factor');
    for (const actor of [reporter, testActor({ roles: ['office_director'] }), testActor({ roles: ['system_admin'] })]) {
      const refusal = await bench.refused(enterValuesUseCase, { body: { entries: [entryOf(income, own(), { period: '2019', text: '1' })], source: bulletin } }, actor);
      expect(refusal.code).toBe('access.forbidden');
    }
  });

  test('修订要写理由，旧值全部留着；以前某一天看到的仍是当时的数', async () => {
    bench.setNow('2026-03-10T10:00:00+08:00');
    const correction = entryOf(income, own(), { period: '2020', text: '22.13', expectedRevision: 1, quality: 'final' });
    expect((await refusedEntry([correction])).detail).toContain('修订理由');
    const { items } = await enter([{ ...correction, correctionReason: '最终核实数公布' }]);
    expect(await figure(income, '2020')).toMatchObject({ value: '22', revision: 1 });
    await decide('approve', items);
    expect(await figure(income, '2020')).toMatchObject({ value: '22.13', revision: 2, quality: 'final' });
    expect(await figure(income, '2020', '2026-03-09')).toMatchObject({ value: '22', revision: 1 });
    expect(await figure(income, '2020', '2026-03-10')).toMatchObject({ value: '22.13' });
    expect(await bench.refused(getIndicatorUseCase, { params: { indicatorId: income }, query: { knownOn: '2026-03-01' } }, reporter)).toMatchObject({
      code: 'indicator.not_found',
    });
    const history = await bench.run(getRevisionsUseCase, { params: { indicatorId: income, area: own(), period: '2020' } }, reporter);
    expect(history.revisions.map(({ revision, state, value }) => [revision, state, value])).toEqual([
      [2, 'approved', '22.13'],
      [1, 'superseded', '22'],
    ]);
    expect(history.revisions[1]?.acts.map(({ act }) => act)).toEqual(['enter', 'submit', 'approve']);
    expect(history.revisions[0]?.correctionReason).toBe('最终核实数公布');
  });

  test('撤销核定要理由，之后以前一次核定的数为准；锁定后不能撤销', async () => {
    const history = await bench.run(getRevisionsUseCase, { params: { indicatorId: income, area: own(), period: '2020' } }, reporter);
    const item = { seriesId: history.seriesId, period: '2020', revision: 2 };
    expect((await bench.refused(decideValuesUseCase, { body: { decision: 'unapprove', items: [item] } }, approver)).code).toBe('request.invalid');
    bench.setNow('2026-03-11T10:00:00+08:00');
    expect(await decide('unapprove', [item], '发现与公报不符')).toMatchObject([{ done: true, state: 'submitted' }]);
    expect(await figure(income, '2020')).toMatchObject({ value: '22', revision: 1 });
    expect(await decide('approve', [item])).toMatchObject([{ done: true }]);
    expect(await decide('lock', [item])).toMatchObject([{ done: true, state: 'locked' }]);
    expect(await decide('unapprove', [item], '又一个理由')).toMatchObject([{ done: false, code: 'indicator.state' }]);
    expect(await figure(income, '2020')).toMatchObject({ value: '22.13' });
  });

  test('退回的数改正后再提交；别的行不受一行失败的影响', async () => {
    const { items } = await enter([entryOf(income, own(), { period: '2018', text: '19' }), entryOf(income, own(), { period: '2019', text: '20' })]);
    const stale = { ...(items[0] as Target), revision: 9 };
    expect(await decide('return', [stale, items[1] as Target], '请核对口径')).toMatchObject([
      { done: false, code: 'indicator.period_changed' },
      { done: true, state: 'returned' },
    ]);
    const again = await enter([entryOf(income, own(), { period: '2019', text: '20.5', expectedRevision: 1 })], { submit: false });
    expect(again.items).toMatchObject([{ revision: 2, state: 'draft' }]);
    const { results } = await bench.run(submitValuesUseCase, { body: { items: again.items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision })) } }, enterer);
    expect(results).toMatchObject([{ done: true, state: 'submitted' }]);
    const waiting = await bench.run(listWaitingUseCase, { query: {} }, approver);
    expect(waiting.items.map(({ period, value, isOwnEntry }) => [period, value, isOwnEntry])).toEqual([
      ['2018', '19', false],
      ['2019', '20.5', false],
    ]);
    await decide('approve', waiting.items);
  });
});

describe('坏数据（V1–V4、U7–U9、D1–D2）', () => {
  const codesOf = async (entry: object) => (await refusedEntry([entry])).fields?.map(({ path }) => path.split('.').at(-1));
  test('负数、未来时期、单位不同、多义的数被拒绝，什么也不保存', async () => {
    const before = await rows();
    expect(await codesOf(entryOf(income, own(), { period: '2021', text: '-3' }))).toEqual(['value_range']);
    expect(await codesOf(entryOf(income, own(), { period: '2026', text: '3' }))).toEqual(['period_window']);
    expect(await codesOf(entryOf(income, own(), { period: '2021-Q1', text: '3' }))).toEqual(['period_window']);
    expect(await codesOf(entryOf(income, own(), { period: '2021', text: '8.5%' }))).toEqual(['unit_kind']);
    expect(await codesOf(entryOf(income, own(), { period: '2021', text: '三五' }))).toEqual(['number_unclear']);
    expect((await refusedEntry([entryOf(income, own(), { period: '2021-02-30', text: '3' })])).code).toBe('request.invalid');
    expect(await rows()).toEqual(before);
  });

  test('全部或全不：一个错，整批不保存，错在第几个写明', async () => {
    const before = await rows();
    const refusal = await refusedEntry([entryOf(income, own(), { period: '2016', text: '18' }), entryOf(income, own(), { period: '2017', text: '-1' })]);
    expect(refusal).toMatchObject({ code: 'indicator.entry_invalid', fields: [{ path: 'body.entries.1.value_range' }] });
    expect(await rows()).toEqual(before);
  });

  test('空缺保留原因，不是 0', async () => {
    const gaps = await define({ ...incomeDefinition, name: '有空缺的指标' });
    await enterApproved(gaps, { 2021: '暂无', 2022: '—', 2023: 'NaN' });
    const points = (await page(gaps)).series[0]?.points.map(({ value, gap }) => [value, gap]);
    expect(points).toEqual([
      [null, 'not-yet'],
      [null, 'dash'],
      [null, 'not-finite'],
    ]);
  });

  test('差十倍要说明并再次确认：少一样都不保存', async () => {
    const slip = { period: '2021', text: '2213', explanations: { 'unit-slip': '口径扩大到全部预算收入', 'far-from-median': '口径扩大到全部预算收入' } };
    const plainSlip = await refusedEntry([entryOf(income, own(), { period: '2021', text: '2213' })]);
    expect(plainSlip).toMatchObject({ code: 'indicator.entry_unconfirmed', status: 422 });
    expect(plainSlip.detail).toContain('是否单位有误');
    expect((await refusedEntry([entryOf(income, own(), slip)])).code).toBe('indicator.entry_unconfirmed');
    expect((await refusedEntry([entryOf(income, own(), { ...slip, explanations: { 'unit-slip': '太短' } })], { confirmed: true })).code).toBe('indicator.entry_unconfirmed');
    const { items } = await enter([entryOf(income, own(), slip)], { confirmed: true });
    const history = await bench.run(getRevisionsUseCase, { params: { indicatorId: income, area: own(), period: '2021' } }, reporter);
    expect(history.revisions[0]?.flags).toContainEqual({ flag: 'unit-slip', explanation: '口径扩大到全部预算收入' });
    await decide('return', items, '请核对单位');
  });

  const airDefinition = {
    name: '优良天数比率',
    unit: '%',
    places: 1,
    direction: 'up',
    frequency: 'year',
    aggregation: 'ratio',
    numerator: '优良天数',
    denominator: '有效监测天数',
    hardMin: '0',
    hardMax: '100',
  };
  test('分子、分母：只填两个数就由系统相除，四舍五入一次；改了分子就是修订；三个数不符、分母为零、分子更大的被拒绝', async () => {
    const air = await define(airDefinition);
    const days = (period: string, numerator: string | null, denominator: string | null, more: object = {}) =>
      entryOf(air, own(), { period, text: '', numerator, denominator, ...more });
    const { items } = await enter([days('2024', '293', '366'), days('2023', '292', '365')]);
    expect(items.map(({ value, gap }) => [value, gap])).toEqual([
      ['80.1', null],
      ['80', null],
    ]);
    await decide('approve', items);
    expect(await figure(air, '2024')).toMatchObject({ value: '80.1', numerator: '293', denominator: '366', precision: 'rounded' });
    const list = await bench.run(listIndicatorsUseCase, { query: { q: '优良天数比率' } }, reporter);
    expect(list.items[0]).toMatchObject({ numerator: '优良天数', denominator: '有效监测天数' });
    const check = async (entry: object) => (await bench.run(checkValuesUseCase, { body: { entries: [entry] } }, enterer)).items[0];
    expect(await check(days('2024', '293', '366', { expectedRevision: 1 }))).toMatchObject({ change: 'same', numerator: '293' });
    expect(await check(days('2024', '293.1', '366.1', { expectedRevision: 1 }))).toMatchObject({ change: 'correct', value: '80.1' });
    const before = await rows();
    expect(await codesOf(days('2022', '293', '366', { text: '80' }))).toEqual(['value_ratio']);
    expect(await codesOf(days('2022', '293', null))).toEqual(['value_ratio']);
    expect(await codesOf(days('2022', '1', '0'))).toEqual(['value_ratio']);
    expect(await codesOf(days('2022', '367', '366'))).toEqual(['value_range', 'value_parts']);
    expect(await codesOf(days('2022', '无', '366'))).toContain('number_unclear');
    expect(await rows()).toEqual(before);
  });

  test('部分之和偏离总数要说明；部分可以用别的单位', async () => {
    const first = await define({ ...incomeDefinition, name: '第一产业增加值', unit: 'CNY.wan' });
    const second = await define({ ...incomeDefinition, name: '第二产业增加值' });
    const total = await define({ ...incomeDefinition, name: '两产业合计', parts: [first, second] });
    await enterApproved(first, { 2023: '287000' });
    await enterApproved(second, { 2023: '71.3' });
    expect((await refusedEntry([entryOf(total, own(), { period: '2023', text: '101' })])).fields?.[0]?.path).toContain('parts-off');
    expect((await enter([entryOf(total, own(), { period: '2023', text: '100.2' })])).items).toHaveLength(1);
  });

  test('两人同时填同一时期：一个成功，另一个 409 并给出已填报数值的地址', async () => {
    const other = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000005' });
    const body = (text: string) => ({ body: { entries: [entryOf(income, own(), { period: '2015', text })], source: bulletin } });
    const outcomes = await Promise.allSettled([bench.run(enterValuesUseCase, body('17'), enterer), bench.run(enterValuesUseCase, body('17.5'), other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')?.reason as { code: string; status: number; facts: { link: string } };
    expect(lost).toMatchObject({ code: 'indicator.period_taken', status: 409 });
    expect(lost.facts.link).toBe(`/console/indicators/${income}/observations/${own()}/2015`);
    expect((await refusedEntry([entryOf(income, own(), { period: '2015', text: '18', expectedRevision: 1 })])).code).toBe('indicator.period_waiting');
  });

  test('同一次提交里同一时期只能有一个', async () => {
    expect((await refusedEntry([entryOf(income, own(), { period: '2014', text: '1' }), entryOf(income, own(), { period: '2014', text: '2' })])).code).toBe(
      'indicator.entry_repeated',
    );
  });

  test('核对不保存，告诉现在是什么数、谁填的', async () => {
    const before = await rows();
    const { items } = await bench.run(
      checkValuesUseCase,
      { body: { entries: [entryOf(income, own(), { period: '2020', text: '22.13' }), entryOf(income, own(), { period: '2013', text: '300' })] } },
      enterer,
    );
    expect(items).toMatchObject([
      { change: 'same', current: { revision: 2, state: 'locked', value: '22.13' } },
      { change: 'new', flags: [{ flag: 'far-from-median' }], current: { revision: 0, state: null } },
    ]);
    expect(await rows()).toEqual(before);
  });

  test('修订和操作只增不改，数据库也不许改', async () => {
    await withConnection(database().appUrl, async (client) => {
      await client.query("select set_config('app.regions', $1, false)", [own()]);
      for (const text of ['update indicator.revision set value = 0', 'delete from indicator.revision_act', 'update indicator.definition set unit = unit']) {
        await expect(client.query(text)).rejects.toThrow(/permission denied|append_only/);
      }
    });
  });

  const rows = () =>
    withConnection(database().adminUrl, async (client) => {
      const { rows: found } = await client.query(
        'select (select count(*)::int from indicator.revision) as revisions, (select count(*)::int from kernel.event) as events, (select count(*)::int from indicator.series) as series',
      );
      return found[0] as object;
    });
});

describe('公式指标', () => {
  let urban: IndicatorId;
  let rural: IndicatorId;
  let ratio: IndicatorId;
  beforeAll(async () => {
    urban = await define(urbanDefinition);
    rural = await define(ruralDefinition);
    ratio = await define(ratioDefinition);
  });

  test('输入核定后自动算出，缺一项说明缺什么', async () => {
    await enterApproved(urban, { 2024: '44003' });
    expect(await figure(ratio, '2024')).toMatchObject({ value: null, reasons: [{ code: 'missing', text: '「农村居民人均可支配收入」2024年：没有这一时期的核定值' }] });
    await enterApproved(rural, { 2024: '24395' });
    expect(await figure(ratio, '2024')).toMatchObject({ value: '1.8038', quality: null, revision: null });
    expect((await refusedEntry([entryOf(ratio, own(), { period: '2024', text: '1.8' })])).code).toBe('indicator.computed');
  });

  test('写错、循环、单位不符、频率不符、重名的公式和口径被拒绝', async () => {
    const refusedDefinition = async (definition: object) =>
      (await bench.refused(defineIndicatorUseCase, { body: { definition: { ...ratioDefinition, name: '新指标', ...definition } } }, enterer)).code;
    expect(await refusedDefinition({ formula: '[城镇居民人均可支配收入' })).toBe('indicator.formula_syntax');
    expect(await refusedDefinition({ formula: '[没有的指标]' })).toBe('indicator.formula_reference');
    expect(await refusedDefinition({ formula: '[城乡居民收入比]', unit: '%' })).toBe('indicator.formula_unit');
    expect(await refusedDefinition({ frequency: 'month' })).toBe('indicator.formula_frequency');
    expect(await refusedDefinition({ formula: '[新指标] ÷ 2' })).toBe('indicator.formula_cycle');
    expect(await refusedDefinition({ name: '城乡居民 收入比' })).toBe('indicator.name_taken');
    expect(await refusedDefinition({ hardMin: '5', hardMax: '1' })).toBe('indicator.definition_incomplete');
    const second = await define({ ...ratioDefinition, name: '收入比之二', formula: '[城乡居民收入比] ÷ 2' });
    expect(second).toBeDefined();
    const body = { definition: { ...ratioDefinition, formula: '[收入比之二] × 2' }, expectedVersion: 1, reason: '试图循环' };
    const refusal = await bench.refused(redefineIndicatorUseCase, { params: { indicatorId: ratio }, body }, enterer);
    expect(refusal.code).toBe('indicator.formula_cycle');
    expect(refusal.detail).toContain('城乡居民收入比 → 收入比之二 → 城乡居民收入比');
  });

  test('口径调整后不跨期算增速，单位和频率不能改，过期的版本号被拒绝', async () => {
    const growth = await define({
      ...ratioDefinition,
      name: '城镇收入增速',
      unit: '%',
      places: 2,
      aggregation: 'rate',
      direction: 'up',
      formula: '增速([城镇居民人均可支配收入])',
    });
    await enterApproved(urban, { 2023: '41512' });
    expect(await figure(growth, '2024')).toMatchObject({ value: '6' });
    const redefine = (definition: object, expectedVersion = 1) => ({
      params: { indicatorId: urban },
      body: { definition: { ...urbanDefinition, ...definition }, expectedVersion, reason: '调查样本轮换' },
    });
    expect((await bench.refused(redefineIndicatorUseCase, redefine({ unit: 'CNY.wan' }), enterer)).code).toBe('indicator.definition_fixed');
    expect((await bench.refused(redefineIndicatorUseCase, redefine({ frequency: 'quarter' }), enterer)).code).toBe('indicator.definition_fixed');
    expect((await bench.refused(redefineIndicatorUseCase, redefine({}, 7), enterer)).code).toBe('indicator.definition_changed');
    bench.setNow('2026-03-12T10:00:00+08:00');
    await bench.run(redefineIndicatorUseCase, redefine({ breakFrom: '2024' }), enterer);
    expect(await figure(growth, '2024')).toMatchObject({ value: null, reasons: [{ code: 'break' }] });
    expect((await page(urban)).versions.map(({ version, breakFrom }) => [version, breakFrom])).toEqual([
      [2, '2024'],
      [1, null],
    ]);
    expect(await figure(growth, '2024', '2026-03-11')).toMatchObject({ value: '6' });
  });
});

describe('列表与预测', () => {
  test('按名称、来历、频率查找，翻页不重不漏', async () => {
    const list = (query: object) => bench.run(listIndicatorsUseCase, { query }, reporter);
    expect((await list({ q: '收入比' })).items.map(({ name }) => name)).toEqual(['城乡居民收入比', '收入比之二']);
    expect((await list({ origin: 'computed' })).items.every(({ origin }) => origin === 'computed')).toBe(true);
    expect((await list({ frequency: 'day' })).total).toBe(0);
    expect((await list({ q: '%' })).total).toBe(0);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const one = await list({ limit: '3', ...(cursor === undefined ? {} : { cursor }) });
      names.push(...one.items.map(({ name }) => name));
      cursor = one.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toHaveLength((await list({})).total);
    expect(new Set(names).size).toBe(names.length);
    expect(await list({ q: '一般公共预算收入' })).toMatchObject({ items: [{ latest: { period: '2020', value: '22.13' } }] });
  });

  test('少于六期说样本不足；够了给出区间、可能性和还需多少', async () => {
    const grown = await define({ ...incomeDefinition, name: '逐年增长的收入' });
    await enterApproved(grown, { 2016: '10', 2017: '11', 2018: '12.2', 2019: '13', 2020: '14.1' });
    const forecast = (query: object) => bench.run(getForecastUseCase, { params: { indicatorId: grown }, query }, reporter);
    expect(await forecast({})).toMatchObject({ state: 'too-few', points: 5, needed: 6, steps: [], message: expect.stringContaining('样本不足') as string });
    await enterApproved(grown, { 2021: '15', 2022: '16.2' });
    const reply = await forecast({ target: '18.6', due: '2025' });
    expect(reply).toMatchObject({ state: 'enough', points: 7, coverage: '80', required: { perPeriod: '0.8', remaining: 3 } });
    const due = reply.steps.find(({ period }) => period === '2025');
    expect(Number(due?.low)).toBeLessThanOrEqual(Number(due?.value));
    expect(reply.probability).toBeGreaterThan(50);
    expect((await forecast({ target: '30', due: '2025' })).probability).toBeLessThan(50);
    expect((await bench.refused(getForecastUseCase, { params: { indicatorId: grown }, query: { target: '1', due: '2025-Q1' } }, reporter)).code).toBe('indicator.due_wrong');
  });
});
