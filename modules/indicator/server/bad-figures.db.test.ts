/** Rows of bad figures and definitions through the real socket: a problem with a Chinese sentence, and not one byte of the database changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { databaseDigest } from '../../../tests/access/matrix-base.ts';
import { bulletin, incomeDefinition, ratioDefinition, ruralDefinition, urbanDefinition } from '../../../tests/harness/sample-indicators.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';

const database = databaseForFile();
let app: TestApp;
let people: Readonly<Record<'enterer' | 'approver', Record<string, string>>>;
const ids: Record<string, string> = {};

interface Reply {
  readonly status: number;
  readonly body: { readonly code?: string };
}
async function send(path: string, json?: object, who: keyof typeof people = 'enterer'): Promise<Reply> {
  const headers = { ...people[who], ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
  const reply = await app.send(path, json === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(json) });
  return { status: reply.status, body: reply.json() as Reply['body'] };
}
async function done<T>(reply: Promise<Reply>): Promise<T> {
  const { status, body } = await reply;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body as T;
}
async function refusedWithoutTrace(act: () => Promise<Reply>, status: number, code: string): Promise<string> {
  const before = await databaseDigest(database().adminUrl);
  const reply = await act();
  expect([reply.status, reply.body.code], JSON.stringify(reply.body)).toEqual([status, code]);
  expect(await databaseDigest(database().adminUrl)).toBe(before);
  return JSON.stringify(reply.body);
}

const define = (definition: object) => send('/api/indicators', { definition });
const entryOf = (name: string, entry: object) => ({ indicatorId: ids[name], area: app.region, quality: 'preliminary', expectedRevision: 0, ...entry });
const enter = (name: string, entry: object, more: object = {}) => send('/api/observations', { entries: [entryOf(name, entry)], source: bulletin, ...more });

interface Entered {
  readonly items: readonly { readonly seriesId: string; readonly period: string; readonly revision: number; readonly value: string | null; readonly gap: string | null }[];
}
async function enterApproved(name: string, entry: object): Promise<Entered['items'][number]> {
  const { items } = await done<Entered>(enter(name, entry));
  const [item] = items;
  await done(
    send('/api/observations/decisions', { decision: 'approve', items: items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision })), reason: '' }, 'approver'),
  );
  return item as Entered['items'][number];
}
interface PointShown {
  readonly period: string;
  readonly value: string | null;
  readonly precision: string;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}
async function point(name: string, period: string): Promise<PointShown | undefined> {
  const page = await done<{ series: { isOwn: boolean; points: PointShown[] }[] }>(send(`/api/indicators/${ids[name]}`));
  return page.series.find(({ isOwn }) => isOwn)?.points.find((one) => one.period === period);
}

const shareDefinition = {
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

beforeAll(async () => {
  const now = parseMoment('2026-03-02T10:00:00+08:00');
  app = await openApp(database().appUrl, { clock: { now: () => now } });
  await storeDefaultParams(app.pool, now);
  people = { enterer: await app.as({ roles: ['statistician'], secondFactor: true }), approver: await app.as({ roles: ['statistician'], secondFactor: true }) };
  const definitions = {
    income: incomeDefinition,
    share: shareDefinition,
    points: { ...shareDefinition, name: '占比提高', unit: 'pp', aggregation: 'stock', numerator: null, denominator: null, hardMin: null, hardMax: null },
    firms: { ...incomeDefinition, name: '项目个数', unit: 'item', places: 0 },
    first: { ...incomeDefinition, name: '第一产业增加值' },
    second: { ...incomeDefinition, name: '第二产业增加值' },
    bare: { ...incomeDefinition, name: '净流入', hardMin: null },
    daily: { ...incomeDefinition, name: '日销售额', frequency: 'day' },
    urban: urbanDefinition,
    rural: ruralDefinition,
    ratio: ratioDefinition,
  };
  for (const [name, definition] of Object.entries(definitions)) ids[name] = (await done<{ indicatorId: string }>(define(definition))).indicatorId;
  ids['total'] = (await done<{ indicatorId: string }>(define({ ...incomeDefinition, name: '两产业合计', parts: [ids['first'], ids['second']] }))).indicatorId;
  await enterApproved('income', { period: '2024', text: '22' });
  await enterApproved('first', { period: '2024', text: '28.7' });
  await enterApproved('second', { period: '2024', text: '71.3' });
  await enterApproved('total', { period: '2025', text: '50' });
});
afterAll(() => app.close());

describe('写错的统计数：说明哪里错、怎么办，数据库一个字节也不变', () => {
  const bad = 'indicator.entry_invalid';
  test.each([
    ['V1 完成率105%', 'share', { period: '2024', text: '105' }, bad, '不能大于 100'],
    ['V1 负3个项目', 'firms', { period: '2024', text: '-3' }, bad, '不能小于 0'],
    ['V1 一千万亿，口径没有上限也不收', 'income', { period: '2025', text: '1000000000000000' }, bad, '不可能是真的'],
    ['V1 差一点到一千万亿是可疑', 'income', { period: '2025', text: '999999999999999' }, 'indicator.entry_unconfirmed', '是否单位有误'],
    ['V1 没有写明范围的数量为负是可疑', 'bare', { period: '2024', text: '-3' }, 'indicator.entry_unconfirmed', '通常在 0'],
    ['V1 大得存不下', 'income', { period: '2025', text: '1'.repeat(18) }, bad, '过大'],
    ['V2 差十倍', 'income', { period: '2025', text: '220' }, 'indicator.entry_unconfirmed', '是否单位有误'],
    ['V3 部分之和偏离总数0.6%', 'total', { period: '2024', text: '100.6' }, 'indicator.entry_unconfirmed', '部分之和'],
    ['V3 部分单独就大于总数', 'first', { period: '2025', text: '60' }, 'indicator.entry_unconfirmed', '两产业合计 50'],
    ['U7 百分点填进百分数', 'share', { period: '2024', text: '8.5个百分点' }, bad, '百分点'],
    ['U7 百分数填进百分点', 'points', { period: '2024', text: '8.5%' }, bad, '百分点'],
    ['U7 千分数填进百分点', 'points', { period: '2024', text: '85‰' }, bad, '百分点'],
    ['U8 力争22亿元', 'income', { period: '2025', text: '力争22亿元' }, bad, '统计数'],
    ['U8 1.95:1以内', 'share', { period: '2024', text: '1.95:1以内' }, bad, '优良天数比率'],
    ['D1 2026-02-30', 'daily', { period: '2026-02-30', text: '1' }, 'request.invalid', '时期'],
    ['D1 2026-13-01', 'daily', { period: '2026-13-01', text: '1' }, 'request.invalid', '时期'],
    ['D1 26.3.5', 'daily', { period: '26.3.5', text: '1' }, 'request.invalid', '时期'],
    ['D1 2026年2月29日', 'daily', { period: '2026年2月29日', text: '1' }, 'request.invalid', '时期'],
    ['D2 还没有结束的年度', 'income', { period: '2026', text: '22' }, bad, '还没有结束'],
    ['D2 明天', 'daily', { period: '2026-03-03', text: '1' }, bad, '还没有结束'],
    ['D2 2206年', 'income', { period: '2206', text: '22' }, 'request.invalid', '时期'],
    ['D2 1948年', 'income', { period: '1948', text: '22' }, bad, '1949'],
    ['分母为零', 'share', { period: '2024', text: '', numerator: '1', denominator: '0' }, bad, '分母不能为 0'],
    ['由公式计算的不能填', 'ratio', { period: '2024', text: '1.8' }, 'indicator.computed', '公式'],
  ] as const)('%s', async (_name, name, entry, code, says) => {
    expect(await refusedWithoutTrace(() => enter(name, entry), 422, code)).toContain(says);
  });

  test('D1、D3 公布日期要是存在的一天，不是时刻', async () => {
    for (const publishedOn of ['2026-02-30', '2026-10-25T02:30+08:00']) {
      const act = () => enter('income', { period: '2023', text: '21' }, { source: { ...bulletin, publishedOn } });
      expect(await refusedWithoutTrace(act, 422, 'request.invalid')).toContain('公布日期');
    }
  });

  test('可疑的数：只写理由、只勾选确认都不够', async () => {
    const slip = { period: '2025', text: '220', explanations: { 'unit-slip': '口径扩大到全部预算收入' } };
    await refusedWithoutTrace(() => enter('income', slip), 422, 'indicator.entry_unconfirmed');
    await refusedWithoutTrace(() => enter('income', { period: '2025', text: '220' }, { confirmed: true }), 422, 'indicator.entry_unconfirmed');
    await done(enter('income', slip, { confirmed: true }));
  });

  test('V3 总数和部分在一张表里一起填：互相核对，两处都要说明', async () => {
    const both = (first: string, more: object = {}) =>
      send('/api/observations', {
        entries: [entryOf('first', { period: '2023', text: first, ...more }), entryOf('second', { period: '2023', text: '60' }), entryOf('total', { period: '2023', text: '100' })],
        source: bulletin,
      });
    const told = await refusedWithoutTrace(() => both('41'), 422, 'indicator.entry_unconfirmed');
    expect(told).toContain('部分之和');
    await done(both('40'));
  });

  test('U9 没有数是空缺和原因，从来不是0；U8 界限留着是界限，不当作数', async () => {
    const gaps = ['NaN', 'Infinity', '-', '/', '—', '无', '暂无', ''];
    for (const [index, text] of gaps.entries()) {
      const period = `2026-01-${String(index + 1).padStart(2, '0')}`;
      const stored = await enterApproved('daily', { period, text });
      expect([text, stored.value, stored.gap === null]).toEqual([text, null, false]);
      expect(await point('daily', period)).toMatchObject({ value: null });
    }
    await enterApproved('share', { period: '2023', text: '60%以上' });
    expect(await point('share', '2023')).toMatchObject({ value: '60', precision: 'above' });
    await enterApproved('share', { period: '2022', text: '60%左右' });
    expect(await point('share', '2022')).toMatchObject({ value: '60', precision: 'about' });
  });
});

describe('写错的公式和口径', () => {
  const broken = (definition: object) => () => define({ ...ratioDefinition, name: '新指标', ...definition });
  test.each([
    ['引用自己', { formula: '[新指标] ÷ 2' }, 'indicator.formula_cycle', '新指标 → 新指标'],
    ['单位不符', { formula: '[城镇居民人均可支配收入] ÷ [农村居民人均可支配收入]', unit: '%' }, 'indicator.formula_unit', '单位'],
    ['元加亿元以外的量', { formula: '[城镇居民人均可支配收入] + [项目个数]', unit: 'CNY' }, 'indicator.formula_unit', '单位'],
    ['频率不同', { formula: '[日销售额] ÷ [第一产业增加值]' }, 'indicator.formula_frequency', '频率'],
    ['没有的指标', { formula: '[没有的指标]' }, 'indicator.formula_reference', '没有的指标'],
    ['写法不完整', { formula: '[城镇居民人均可支配收入' }, 'indicator.formula_syntax', '公式'],
  ] as const)('%s', async (_name, definition, code, says) => {
    expect(await refusedWithoutTrace(broken(definition), 422, code)).toContain(says);
  });

  test('绕一圈用到自己：写出这一圈，什么也不变', async () => {
    await done(define({ ...ratioDefinition, name: '收入比之半', formula: '[城乡居民收入比] ÷ 2' }));
    const body = { definition: { ...ratioDefinition, formula: '[收入比之半] × 2' }, expectedVersion: 1, reason: '试图循环' };
    const act = () => send(`/api/indicators/${ids['ratio']}/versions`, body);
    expect(await refusedWithoutTrace(act, 422, 'indicator.formula_cycle')).toContain('城乡居民收入比 → 收入比之半 → 城乡居民收入比');
  });

  test('除数为零、缺一期：算不出就说为什么，不是0', async () => {
    await enterApproved('urban', { period: '2024', text: '44003' });
    expect(await point('ratio', '2024')).toMatchObject({ value: null, reasons: [{ code: 'missing', text: expect.stringContaining('农村居民人均可支配收入') }] });
    await enterApproved('rural', { period: '2024', text: '0' });
    expect(await point('ratio', '2024')).toMatchObject({ value: null, reasons: [{ code: 'zero-divisor', text: expect.stringContaining('除数为零') }] });
  });
});
