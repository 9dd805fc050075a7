/** Facts come, are corrected, verified, challenged and withdrawn over weeks: what was shown each day is what replay gives. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { emit, setEvidenceStatus, withdraw } from '#kernel/server/evidence.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import type { World } from '../../../tests/harness/world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let dispatcher: Actor;
let director: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2022-01-03', { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
  director = world.person('办公室主任', ['office_director']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
});
afterAll(() => world.close());

const query = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf });
const shown = async (asOf?: string) => (await world.run(dispatcher, getBoardUseCase, { params: { planId }, query: query(asOf) })).groups.flatMap(({ clauses }) => clauses);
const clause = (clauseKey: string, asOf?: string) => world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey }, query: query(asOf) });
const keyOf = async (words: string): Promise<string> => (await shown()).find(({ title }) => title.includes(words))?.clauseKey ?? '';

async function approve(key: string, change: Partial<ContractBody> = {}): Promise<void> {
  const body = { ...((await clause(key)).proposal as ContractBody), ...change };
  const { contractId } = await world.run(dispatcher, proposeContractUseCase, { params: { planId, clauseKey: key }, body: { body, replaces: null, note: '试' } });
  await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
}

const hashOf = (text: string): string => Buffer.from(text.padEnd(32, '.')).toString('hex').slice(0, 64);
const write = <T>(at: string, work: Parameters<typeof inWriting<T>>[1]) => inWriting({ pool: world.pool, region: world.region, at }, work);
interface Said {
  readonly key: string;
  readonly source: string;
  readonly version: number;
  readonly value: string;
  readonly more?: object;
}
const say = (at: string, { key, source, version, value, more = {} }: Said) =>
  write(at, (context) =>
    emit(context, {
      anchors: [clauseAnchor(planId, key)],
      kind: 'value',
      voice: 'signal',
      value,
      unit: 'mu',
      from: '2021-01-01',
      to: '2021-12-31',
      occurredOn: '2021-12-31',
      source: { module: 'ecology', type: 'survey', id: `${key}/${source}` },
      version,
      hash: hashOf(`${source} ${version} ${value}`),
      grade: 'A',
      stamp: 'real',
      ...more,
    }),
  );

interface Step {
  readonly act: 'say' | 'withdraw' | 'challenge';
  readonly clause: number;
  readonly source: string;
  readonly value: string;
}
const stepArb: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('say', 'say', 'say', 'withdraw', 'challenge'),
  clause: fc.nat({ max: 1 }),
  source: fc.constantFrom('甲', '乙'),
  value: fc.constantFrom('49999', '50000', '50001', '100000'),
});

describe('重放等于历史', () => {
  test('二十天里证据来了、更正、撤回、有异议：每一天当时显示的，事后截至那一天看完全一样', async () => {
    const keys = [await keyOf('森林抚育'), await keyOf('农田林网')];
    for (const key of keys)
      await approve(key, { freshDays: 90, target: { kind: 'level', comparator: '>=', number: '50000', unit: 'mu', direction: 'up', aggregate: 'latest', whole: false } });
    // One fixed seed: the same story on every machine.
    const steps = fc.sample(fc.array(stepArb, { minLength: 20, maxLength: 20 }), { seed: 20260301, numRuns: 1 })[0] ?? [];
    const live = new Map<string, { version: number; id: string | null }>();
    const history = new Map<string, readonly (readonly string[])[]>();
    for (const [index, { act, clause: at, source, value }] of steps.entries()) {
      const day = `2022-03-${String(index + 1).padStart(2, '0')}`;
      const key = keys[at] ?? '';
      const name = `${key}/${source}`;
      const before = live.get(name) ?? { version: 0, id: null };
      if (act === 'say' || before.id === null) {
        const id = await say(`${day}T10:00:00+08:00`, { key, source, version: before.version + 1, value });
        live.set(name, { version: before.version + 1, id });
      } else if (act === 'withdraw') {
        await write(`${day}T10:00:00+08:00`, (context) => withdraw(context, { module: 'ecology', type: 'survey', id: name }, '来源撤销'));
        live.set(name, { ...before, id: null });
      } else {
        const { id } = before;
        await write(`${day}T10:00:00+08:00`, (context) => setEvidenceStatus(context, id, { status: 'challenged', reason: '数有疑问' }));
        live.set(name, { ...before, id: null });
      }
      world.goTo(`${day}T18:00:00+08:00`);
      await world.work();
      history.set(
        day,
        (await shown()).map(({ clauseKey, state, reason }) => [clauseKey, state, reason]),
      );
    }
    const states = new Set([...history.values()].flatMap((rows) => rows.filter(([key]) => keys.includes(key ?? '')).map(([, state]) => state)));
    expect(states.size).toBeGreaterThan(2);
    world.goTo('2022-06-01');
    await world.work();
    for (const [day, rows] of history) {
      expect([day, (await shown(day)).map(({ clauseKey, state, reason }) => [clauseKey, state, reason])]).toEqual([day, rows]);
      for (const key of keys) {
        const judged = await clause(key, day);
        expect([day, judged.clause.state, judged.clause.reason]).toEqual([day, ...(rows.find(([one]) => one === key)?.slice(1) ?? [])]);
      }
    }
  });
});

describe('计数与口径', () => {
  test('证书到期：有效的最后一天还算，次日少一个，状态当天变回', async () => {
    const key = await keyOf('森林村庄');
    world.goTo('2022-06-02');
    await approve(key);
    const certificate = (name: string, validUntil: string | null) =>
      say('2022-06-02T10:00:00+08:00', { key, source: name, version: 1, value: '1', more: { kind: 'attestation', unit: null, value: null, subject: name, validUntil } });
    await certificate('甲村', '2022-08-31');
    await certificate('乙村', null);
    await certificate('丙村', null);
    world.goTo('2022-08-31');
    await world.work();
    expect(await clause(key)).toMatchObject({ clause: { state: 'met' }, verdict: { sentence: '2022-08-31有效3个，要求3个，达标。' } });
    world.goTo('2022-09-01T00:10:00+08:00');
    await world.work();
    expect((await shown()).find(({ clauseKey }) => clauseKey === key)?.state).toBe('evidenced');
    expect((await clause(key)).verdict?.sentence).toBe('2022-09-01有效2个（另有1个已到期，不计），要求3个，还差1个。');
  });

  test('演示证据：正式节点从不计入，只有演示节点计入；模拟的哪里都不计入', async () => {
    const key = await keyOf('森林覆盖率');
    world.goTo('2022-09-02');
    await approve(key, { freshDays: null });
    const covered = { unit: null, value: null, num: '31', den: '100' };
    await say('2022-09-02T10:00:00+08:00', { key, source: '演示', version: 1, value: '1', more: { ...covered, stamp: 'demo' } });
    await say('2022-09-02T10:00:00+08:00', { key, source: '模拟', version: 1, value: '1', more: { ...covered, stamp: 'sim', from: '2020-01-01', to: '2020-12-31' } });
    world.goTo('2022-09-02T18:00:00+08:00');
    const on = async (profile: 'production' | 'test' | 'development') => {
      const node = { profile, sealer: { seal: (_purpose: string, text: string) => text, open: (_purpose: string, text: string) => text }, providers: [] };
      const { reply } = await runUseCase(getClauseUseCase, { params: { planId, clauseKey: key }, query: {} }, { actor: dispatcher, requestId: null }, { ...world.runtime, node });
      return [reply.clause.state, reply.clause.liveCount, reply.evidence.length];
    };
    expect(await on('production')).toEqual(['empty', 0, 2]);
    expect(await on('test')).toEqual(['empty', 0, 2]);
    expect(await on('development')).toEqual(['met', 1, 2]);
  });
});
