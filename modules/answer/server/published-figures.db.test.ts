/**
 * The plan's own targets judged by the published figures that come with the program: what can be judged is, what has no figure of the
 * same period or no published benchmark says so and why. Nothing is filled in.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, Runtime, UseCase } from '#kernel/server/use-case.ts';
import { runDueWork } from '#kernel/server/work.ts';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { linkClauseUseCase } from '../../indicator/server/link-clause.ts';
import { listIndicatorsUseCase } from '../../indicator/server/list-indicators.ts';
import { readSeedSeries, seedSeries } from '../../indicator/server/seed-series.ts';
import { suggestLinksUseCase } from '../../indicator/server/suggest-links.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';

const database = databaseForFile();
const guzhen = join(import.meta.dirname, '..', '..', '..', 'examples', 'guzhen');
let world: World;
let runtime: Runtime;
let planId: string;
let people: Readonly<Record<'dispatcher' | 'director' | 'reviewer', Actor>>;

const run = async <E extends EndpointSpec>(actor: Actor, useCase: UseCase<E>, raw: RawInput): Promise<Reply<E>> =>
  (await runUseCase(useCase, raw, { actor, requestId: null }, runtime)).reply;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2026-03-02', { working: ['plan', 'indicator', 'answer'] });
  runtime = { ...world.runtime, region: regionCodeSchema.parse('340323') };
  people = { dispatcher: world.person('调度员', ['dispatcher']), director: world.person('主任', ['office_director']), reviewer: world.person('审核员', ['data_reviewer']) };
  const bytes = new Uint8Array(readFileSync(join(guzhen, 'plan.txt')));
  planId = (await run(stageHand(), importPlanUseCase, { body: {}, file: { name: 'plan.txt', mediaType: 'text/plain', bytes } })).planId;
  const seed = readSeedSeries(join(guzhen, 'series'));
  if (seed === undefined) throw new Error('no published figures');
  await seedSeries(runtime, seed);
  await runDueWork(runtime, runtime.clock.now());
}, 120_000);
afterAll(() => world.close());

const clause = (clauseKey: string) => run(people.dispatcher, getClauseUseCase, { params: { planId, clauseKey }, query: {} });
const keyOf = async (words: string): Promise<string> => {
  const { groups } = await run(people.dispatcher, getBoardUseCase, { params: { planId }, query: {} });
  const found = groups.flatMap(({ clauses }) => clauses).filter(({ title }) => title.includes(words));
  expect([words, found.length]).toEqual([words, 1]);
  return found[0]?.clauseKey ?? '';
};
const indicatorOf = async (name: string): Promise<string> => {
  const { items } = await run(people.reviewer, listIndicatorsUseCase, { query: { q: name } });
  return items.find((one) => one.name === name)?.indicatorId ?? '';
};
const link = async (name: string, clauseKey: string, more: object = {}) =>
  run(people.reviewer, linkClauseUseCase, {
    params: { indicatorId: await indicatorOf(name) },
    body: { anchor: clauseAnchor(planId, clauseKey), recordName: name, quote: '', ...more },
  });
async function approve(clauseKey: string): Promise<void> {
  const body = (await clause(clauseKey)).proposal as ContractBody;
  const { contractId } = await run(people.dispatcher, proposeContractUseCase, { params: { planId, clauseKey }, body: { body, replaces: null, note: '按原文' } });
  await run(people.director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
  await runDueWork(runtime, runtime.clock.now());
}

describe('公开的统计数判定方案自己的目标', () => {
  test('城乡居民收入差距1.95:1以内：2024年 44003÷24395，按分子分母比较，达标；出处是公开的报告', async () => {
    const key = await keyOf('1.95:1');
    const { items } = await run(people.reviewer, suggestLinksUseCase, { params: { indicatorId: await indicatorOf('城乡居民收入比') }, query: {} });
    expect(items.map(({ anchor }) => anchor)).toContain(clauseAnchor(planId, key));
    await link('城乡居民收入比', key);
    await approve(key);
    const shown = await clause(key);
    expect(shown).toMatchObject({ clause: { state: 'met' }, verdict: { outcome: 'met', sentence: expect.stringContaining('44003/24395') } });
    expect(shown.evidence.filter(({ status }) => status === 'live').map(({ stamp, grade, num, den }) => [stamp, grade, num, den])).toEqual([['real', 'B', '44003', '24395']]);
  });

  test('高于全省平均水平：固镇公布到2024年、全省公布的是2025年，没有同一期的，无法判定并写明缺什么', async () => {
    const key = await keyOf('高于全省平均水平');
    await link('地区生产总值增速', key, { byName: true, benchmark: { area: '340000', name: '全省平均水平' } });
    await approve(key);
    const shown = await clause(key);
    expect(shown).toMatchObject({ clause: { state: 'undecidable' }, verdict: { outcome: 'unknown', sentence: expect.stringContaining('同期发布的对照值「全省平均水平」') } });
    expect(
      shown.evidence
        .filter(({ status }) => status === 'live')
        .map(({ facet, to, stamp }) => [facet, to, stamp])
        .sort(),
    ).toEqual([
      ['actual', '2024-12-31', 'real'],
      ['benchmark', '2025-12-31', 'real'],
    ]);
  });

  test.each([['差距明显缩小'], ['人均公共财政支出接近长三角']])('%s：没有公布过长三角平均数，无法判定，不拿一省的数代替', async (words) => {
    const key = await keyOf(words);
    await approve(key);
    expect(await clause(key)).toMatchObject({ clause: { state: 'undecidable' }, verdict: { outcome: 'unknown' } });
  });

  test('全省二类县前列：没有对照组名单，无法判定并写明', async () => {
    const key = await keyOf('二类县');
    await approve(key);
    expect(await clause(key)).toMatchObject({ clause: { state: 'undecidable' }, verdict: { outcome: 'unknown', sentence: expect.stringContaining('无法判定') } });
  });
});
