import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { emit } from '#kernel/server/evidence.ts';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { exportChecksUseCase, listChecksUseCase } from './checks.ts';
import { decideContractsUseCase, listPendingContractsUseCase, proposeContractsUseCase } from './decide-contracts.ts';
import { getBoardUseCase } from './get-board.ts';

const database = databaseForFile();
const day = '2021-01-04';
let world: World;
let planId: string;
let dispatcher: Actor;
const keys = new Map<string, string>();
const titles = ['森林抚育', '农田林网', '森林村庄'];

beforeAll(async () => {
  world = await openWorld(database().appUrl, day, { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
  const director = world.person('办公室主任', ['office_director']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
  const { groups } = await world.run(dispatcher, getBoardUseCase, { params: { planId }, query: {} });
  const clauses = groups.flatMap((group) => group.clauses);
  for (const words of titles) keys.set(words, clauses.find(({ title }) => title.includes(words))?.clauseKey ?? '');
  await world.run(dispatcher, proposeContractsUseCase, { params: { planId }, body: {} });
  const { items } = await world.run(director, listPendingContractsUseCase, { params: { planId }, query: {} });
  await world.run(director, decideContractsUseCase, {
    params: { planId },
    body: { contractIds: items.map(({ contract }) => contract.contractId), decision: 'approved', reason: '' },
  });
  await say('森林抚育', 'self', { value: '50000', grade: 'D' });
  await say('森林抚育', 'signal', { value: '20000', grade: 'B' });
  await say('农田林网', 'self', { value: '60000', grade: 'C' });
  await say('森林村庄', 'self', { value: '1', grade: 'C', unit: 'item' });
  world.goTo(`${day}T12:00:00+08:00`);
});
afterAll(() => world.close());

const say = (words: string, voice: 'self' | 'signal', { value, grade, unit = 'mu' }: { readonly value: string; readonly grade: 'B' | 'C' | 'D'; readonly unit?: string }) =>
  inWriting({ pool: world.pool, region: world.region, at: `${day}T10:00:00+08:00` }, (context) =>
    emit(context, {
      anchors: [clauseAnchor(planId, keys.get(words) ?? '')],
      kind: 'value',
      voice,
      value,
      unit,
      from: '2020-01-01',
      to: '2020-12-31',
      occurredOn: '2020-12-31',
      source: { module: 'trial', type: voice, id: words },
      version: 1,
      hash: 'a'.repeat(64),
      grade,
      stamp: 'real',
      note: '',
    }),
  );
const checks = (query: object = {}) => world.run(dispatcher, listChecksUseCase, { params: { planId }, query });

test('顺序分高的在前，每条写明原因和分数，三方的说法并列', async () => {
  const { items, total, nextCursor, formula } = await checks();
  expect([total, nextCursor, items.map(({ place }) => place)]).toEqual([3, null, [1, 2, 3]]);
  expect(items[0]).toMatchObject({ title: expect.stringContaining('森林抚育'), self: 'met', signal: 'evidenced', check: 'empty' });
  expect(items[0]?.reasons.map(({ factor }) => factor)).toEqual(expect.arrayContaining(['divergent', 'ungraded']));
  for (const { score, reasons } of items) expect(Number(score)).toBe(reasons.reduce((sum, { points }) => sum + Number(points), 0));
  expect(items.map(({ score }) => Number(score))).toEqual(items.map(({ score }) => Number(score)).sort((a, b) => b - a));
  expect(formula).toContain('核查顺序分');
});

test('查找、按原因、按自报筛选，名次仍是全部里的名次；翻页不重不漏', async () => {
  expect((await checks({ q: '农田' })).items).toMatchObject([{ title: expect.stringContaining('农田林网') }]);
  expect((await checks({ reason: 'ungraded' })).items).toMatchObject([{ place: 1, title: expect.stringContaining('森林抚育') }]);
  expect((await checks({ reason: 'selfOnly' })).items.map(({ place }) => place)).toEqual([2, 3]);
  expect((await checks({ state: 'met' })).items.every(({ self }) => self === 'met')).toBe(true);
  expect(await checks({ q: '绝无此词' })).toMatchObject({ total: 0, items: [], nextCursor: null });
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof checks>> = await checks(cursor === null ? { limit: '1' } : { limit: '1', cursor });
    seen.push(...page.items.map(({ place }) => place));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([1, 2, 3]);
  await expect(checks({ cursor: 'x' })).rejects.toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('翻页位置') });
  await expect(checks({ reason: 'mood' })).rejects.toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('原因') });
});

test('导出与清单一致，按同样的条件筛选；文件同样的数据得到同样的字节', async () => {
  const file = (query: object) => world.run(dispatcher, exportChecksUseCase, { params: { planId }, query });
  const all = await file({});
  expect(all.fileName).toContain(`核查清单-${day}`);
  expect((await file({})).content).toBe(all.content);
  expect((await file({ q: '农田' })).content.length).toBeLessThan(all.content.length);
});
