import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay, parseMoment } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { transaction } from '#kernel/server/db.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { useCaseBench } from '../../../tests/harness/use-cases.ts';
import type { UseCaseBench } from '../../../tests/harness/use-cases.ts';
import { listIndicatorsUseCase } from './list-indicators.ts';
import { readSeedSeries, seedSeries } from './seed-series.ts';
import { seriesAsOf, valueOn } from './value-on.ts';

const database = databaseForFile();
const folder = join(import.meta.dirname, '..', '..', '..', 'examples', 'guzhen', 'series');
const reader = testActor({ roles: ['unit_head'] });
let bench: UseCaseBench;
const idOf = async (name: string) => (await bench.run(listIndicatorsUseCase, { query: { q: name } }, reader)).items.find((item) => item.name === name)?.indicatorId ?? '';
const inRead = <T>(work: Parameters<typeof transaction<T>>[2]) => transaction(bench.runtime.pool, { region: bench.runtime.region, mode: 'read' }, work);

beforeAll(() => {
  bench = useCaseBench(database().appUrl, '2026-03-02T10:00:00+08:00', regionCodeSchema.parse('340323'));
});
afterAll(() => bench.close());

describe('随程序附带的公开统计数', () => {
  test('首次载入全部，再次启动不重复', async () => {
    const seed = readSeedSeries(folder);
    if (seed === undefined) throw new Error('no seed');
    expect(await seedSeries(bench.runtime, seed)).toBe(seed.figures.length);
    expect(await seedSeries(bench.runtime, seed)).toBe(0);
    expect(seed.figures.length).toBe(74);
  });

  test('2024年固镇城乡居民收入比 1.8038，分子分母都在，来源可查', async () => {
    const value = await inRead(async (tx) => valueOn(tx, { indicatorId: await idOf('城乡居民收入比'), asOf: parseDay('2026-03-02') }));
    expect(value).toMatchObject({ period: '2024', value: '1.8038', numerator: '44003', denominator: '24395', stamp: 'real', quality: 'preliminary', unit: 'ratio' });
    expect(value?.source).toMatchObject({ document: expect.stringContaining('固镇县') as string, link: expect.stringContaining('guzhen.gov.cn') as string });
  });

  test('没有公布的不补：固镇没有地区生产总值总量；超过80%不是80%', async () => {
    const gdp = await idOf('地区生产总值');
    expect(await inRead((tx) => valueOn(tx, { indicatorId: gdp, asOf: parseDay('2026-03-02') }))).toBeUndefined();
    const air = await inRead(async (tx) => seriesAsOf(tx, { indicatorId: await idOf('优良天数比率'), area: '340000', asOf: parseDay('2026-03-02') }));
    expect(air).toMatchObject([{ period: '2025', value: '80', precision: 'above' }]);
  });

  test('按当时：期末之前、记录之前都查不到', async () => {
    const income = await idOf('一般公共预算收入');
    expect(await inRead((tx) => valueOn(tx, { indicatorId: income, asOf: parseDay('2024-12-30') }))).toBeUndefined();
    expect(await inRead((tx) => valueOn(tx, { indicatorId: income, asOf: parseDay('2024-12-31') }))).toMatchObject({ value: '18.37' });
    expect(await inRead((tx) => valueOn(tx, { indicatorId: income, asOf: parseDay('2026-01-01'), knownAt: parseMoment('2026-03-01T00:00:00+08:00') }))).toBeUndefined();
  });
});
