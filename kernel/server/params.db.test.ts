import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseDay, parseMoment } from '../calendar.ts';
import { regionCodeSchema } from '../ids.ts';
import { declareParam } from '../param.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { createPool, transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';
import { newId } from './new-id.ts';
import { listParamRows, paramStore } from './param-store.ts';
import type { NewParamRow } from './param-store.ts';
import { loadParams, param, storeDefaultParams } from './params.ts';

const database = databaseForFile();
const answerDays = declareParam({
  code: 'trial.answer-days',
  label: '答复时限',
  schema: z.strictObject({ days: z.int().min(1).max(60) }),
  rows: [
    { from: '2020-01-01', value: { days: 5 } },
    { level: 'national', from: '2022-01-01', value: { days: 4 }, source: { document: '国家规定', article: '第三条' } },
  ],
});
const region = regionCodeSchema.parse('340323');
const neighbour = regionCodeSchema.parse('340322');
const elsewhere = regionCodeSchema.parse('320481');
const first = parseMoment('2026-11-27T09:00:00+08:00');
let pool: Pool;
const write = <T>(work: (tx: Tx) => Promise<T>, at = region) => transaction(pool, { region: at, mode: 'write' }, work);
const valueOn = (on: string, at = region) => write((tx) => param(tx, answerDays, { on: parseDay(on), region: at }), at);
const added = (over: Partial<NewParamRow>): NewParamRow => ({
  id: newId(),
  code: answerDays.code,
  level: 'county',
  from: parseDay('2023-01-01'),
  to: null,
  value: { days: 3 },
  source: { document: '县规定' },
  reason: '试',
  setBy: 'user:x',
  setAt: first,
  ...over,
});

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 3 });
  await storeDefaultParams(pool, first);
});
afterAll(() => pool.end());

describe('参数', () => {
  test('随程序提供的行只存一次；程序改了同一天起的值，旧值仍可查', async () => {
    expect(await storeDefaultParams(pool, first)).toBe(0);
    const changed = declareParam({ code: 'trial.changing', label: '会变', schema: z.int(), rows: [{ from: '2020-01-01', value: 1 }] });
    expect(await storeDefaultParams(pool, first)).toBe(1);
    declareParam({ ...changed, rows: [{ from: '2020-01-01', value: 2 }] });
    expect(await storeDefaultParams(pool, first)).toBe(1);
    expect((await write((tx) => param(tx, changed, { on: parseDay('2026-11-27'), region }))).value).toBe(2);
    const earlier = await write((tx) => param(tx, changed, { on: parseDay('2026-11-27'), region, knownAt: parseMoment('2026-11-27T08:59:59+08:00') }));
    expect(earlier.value).toBe(1);
  });

  test('取当天生效的最具体的一行，带来源和行号；没有生效的值就拒绝', async () => {
    await expect(valueOn('2019-12-31')).rejects.toMatchObject({ code: 'param.not_in_force', facts: { on: '2019-12-31' } });
    expect(await valueOn('2021-12-31')).toMatchObject({ value: { days: 5 }, source: { document: '系统默认' } });
    expect(await valueOn('2022-01-01')).toMatchObject({ value: { days: 4 }, source: { document: '国家规定', article: '第三条' } });
    await write((tx) => paramStore.add(tx, region, added({})));
    await write((tx) => paramStore.add(tx, region, added({ level: 'province', from: parseDay('2022-07-01'), value: { days: 6 } })));
    const county = await valueOn('2023-01-01');
    expect(county.value).toEqual({ days: 3 });
    const rows = await write((tx) => listParamRows(tx, [answerDays.code], { region }));
    expect(rows.get(answerDays.code)?.find(({ level }) => level === 'county')?.ref).toBe(county.ref);
  });

  test('县级的值只管本县，省级的值管全省', async () => {
    expect((await valueOn('2023-01-01', neighbour)).value).toEqual({ days: 6 });
    expect((await valueOn('2023-01-01', elsewhere)).value).toEqual({ days: 4 });
  });

  test('回看以前的判断用当时已知的值', async () => {
    await write((tx) => paramStore.add(tx, region, added({ from: parseDay('2026-12-01'), value: { days: 2 }, setAt: parseMoment('2026-11-30T10:00:00+08:00') })));
    const on = parseDay('2026-12-05');
    const read = (knownAt?: string) => write((tx) => loadParams(tx, [answerDays], { region, knownAt: knownAt === undefined ? undefined : parseMoment(knownAt) }));
    expect((await read())(answerDays, on).value).toEqual({ days: 2 });
    expect((await read('2026-11-30T09:59:59+08:00'))(answerDays, on).value).toEqual({ days: 3 });
  });

  test('已存的行不能改、不能删', async () => {
    for (const sql of ["update kernel.parameter set value = '9'", 'delete from kernel.parameter']) await expect(pool.query(sql)).rejects.toThrow(/permission denied|append_only/);
  });
});
