import { existsSync, readFileSync } from 'node:fs';
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
import { loadFigures } from './load-figures.ts';
import { readSeedSeries, seedSeries } from './seed-series.ts';
import { seriesAsOf, valueOn } from './value-on.ts';

const database = databaseForFile();
const folder = join(import.meta.dirname, '..', '..', '..', 'examples', 'guzhen', 'series');
const factsFile = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'series', 'stats', 'yrd_indicator_facts.csv');
if (!existsSync(factsFile)) console.warn(`跳过与公开统计事实的比对：找不到 ${factsFile}`);
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

  test('载入的每一个数都盖「正式」，有来源文件，由另一人核定；没有一个演示数', async () => {
    const seed = readSeedSeries(folder);
    const stored = await inRead(async (tx) => {
      const figures = await loadFigures(tx, [], { knownAt: 'infinity' });
      const ids = [...figures.definitions.keys()];
      const all = await loadFigures(tx, ids, { knownAt: 'infinity' });
      return ids.flatMap((id) =>
        all
          .areasOf(id)
          .flatMap(({ area }) => all.pointsOf(id, area).flatMap((point) => (point.revision === null ? [] : [{ name: all.definitions.get(id)?.name ?? '', area, point }]))),
      );
    });
    expect(stored).toHaveLength(seed?.figures.length ?? 0);
    for (const { point } of stored) {
      expect(point.stamp).toBe('real');
      expect(point.source?.document ?? '').not.toBe('');
    }
    const wanted = seed?.figures.map(([indicator, area, , period, value, , , precision]) => [indicator, area, period, Number(value), precision].join(' ')).sort();
    expect(stored.map(({ name, area, point }) => [name, area, point.period, Number(point.value), point.precision].join(' ')).sort()).toEqual(wanted);
  });

  test.runIf(existsSync(factsFile))('与收集到的公开统计事实逐条相同：地区、指标、年份、数值、出处', () => {
    const seed = readSeedSeries(folder);
    const facts = readFileSync(factsFile, 'utf8').trim().split('\n').slice(1);
    // Provinces say 城镇居民, the county says 城镇常住居民: one indicator with an alias.
    const named = (indicator: string): string => indicator.replace(/^(城镇|农村)居民/, '$1常住居民');
    const told = facts.map((line) => {
      const [, area = '', indicator = '', year = '', value = '', , , source = ''] = line.split(',');
      return [named(indicator), area, year, Number(value), source.startsWith('http') ? source : ''].join(' ');
    });
    const loaded = seed?.figures.map(([indicator, area, , period, value, , , , , key]) => [indicator, area, period, Number(value), seed.file.sources[key]?.link ?? ''].join(' '));
    expect(loaded?.sort()).toEqual(told.sort());
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
