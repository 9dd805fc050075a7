import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { visitor } from '#kernel/server/actor.ts';
import { emit } from '#kernel/server/evidence.ts';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, excludeClauseUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { uploadDocumentUseCase } from './documents.ts';
import { enterEvidenceUseCase, verifyEvidenceUseCase, withdrawEvidenceUseCase } from './evidence-acts.ts';
import { exportPublicBoardUseCase } from './export-public-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';
import { getPublicBoardUseCase } from './public-board.ts';
import { releaseEvidenceUseCase } from './release-evidence.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let dispatcher: Actor;
let director: Actor;
let reporter: Actor;
let verifier: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  dispatcher = world.person('不公开的调度员', ['dispatcher']);
  director = world.person('不公开的主任', ['office_director']);
  reporter = world.person('不公开的填报人', ['unit_reporter']);
  verifier = world.person('不公开的核验员', ['verifier']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
});
afterAll(() => world.close());

const seen = (query: object = {}) => world.run(visitor, getPublicBoardUseCase, { params: { planId }, query });
const file = async (query: object): Promise<string> =>
  Buffer.from((await world.run(visitor, exportPublicBoardUseCase, { params: { planId }, query })).content, 'base64').toString('utf8');
const inner = async () => world.run(dispatcher, getBoardUseCase, { params: { planId }, query: {} });
const keyOf = async (words: string): Promise<string> => (await inner()).groups.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes(words))?.clauseKey ?? '';
const clauseSeen = async (words: string, query: object = {}) => (await seen(query)).lines.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes(words));

async function approve(key: string): Promise<void> {
  const { proposal } = await world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey: key }, query: {} });
  const { contractId } = await world.run(dispatcher, proposeContractUseCase, {
    params: { planId, clauseKey: key },
    body: { body: proposal as ContractBody, replaces: null, note: '内部说明' },
  });
  await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
}

async function enterVerified(key: string, value: string): Promise<string> {
  const bytes = new TextEncoder().encode('验收表\n');
  const { documentId } = await world.run(reporter, uploadDocumentUseCase, { file: { name: '不公开的文件名.txt', mediaType: 'text/plain', bytes } });
  const content = { kind: 'value', value, unit: 'mu', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31', note: '不公开的说明' };
  const { evidenceId } = await world.run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId, confirmation: '' } });
  const { raisedEvidenceId } = await world.run(verifier, verifyEvidenceUseCase, {
    params: { evidenceId },
    body: { outcome: 'confirmed', method: 'document', note: '不公开的核实' },
  });
  return raisedEvidenceId ?? '';
}
const release = (evidenceId: string, isPublic = true, by = director) =>
  world.run(by, releaseEvidenceUseCase, { params: { evidenceId }, body: { isPublic, reason: '不公开的依据' } });

describe('公开的应答总览', () => {
  let forest: string;
  let evidenceId: string;

  test('不登录就能读：每处、每个条款、每种状态的数目与工作台的总览相同', async () => {
    const [open, own] = [await seen({ limit: '100' }), await inner()];
    expect(open).toMatchObject({
      isRegistered: true,
      measures: own.measures,
      counts: own.counts,
      measureCounts: own.measureCounts,
      total: own.groups.length,
      isDemonstration: false,
    });
    expect(open.lines.map(({ nodeId, state, reason }) => [nodeId, state, reason])).toEqual(own.groups.map(({ nodeId, state, reason }) => [nodeId, state, reason]));
    expect(open.lines.flatMap(({ clauses }) => clauses.map(({ clauseKey, state }) => [clauseKey, state]))).toEqual(
      own.groups.flatMap(({ clauses }) => clauses.map(({ clauseKey, state }) => [clauseKey, state])),
    );
  });

  test('没有公开的证据只计数；公开后显示数值、期间、等级，停止公开后不再显示', async () => {
    forest = await keyOf('森林抚育');
    await approve(forest);
    evidenceId = await enterVerified(forest, '50000');
    expect(await clauseSeen('森林抚育')).toMatchObject({ state: 'met', liveCount: 1, evidence: [] });
    await release(evidenceId);
    expect((await clauseSeen('森林抚育'))?.evidence).toMatchObject([{ value: '50000', unit: 'mu', from: '2020-01-01', grade: 'B', stamp: 'real' }]);
    await release(evidenceId, false);
    expect((await clauseSeen('森林抚育'))?.evidence).toEqual([]);
    await release(evidenceId);
  });

  test('公开须由办公室主任办理，记入的人不能公开自己的；重复的被拒绝', async () => {
    await expect(release(evidenceId, true, dispatcher)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(release(evidenceId)).rejects.toMatchObject({ code: 'answer.release_same', detail: expect.stringContaining('已经公开') });
    const both = world.person('一人两岗', ['office_director', 'verifier', 'unit_reporter']);
    const key = await keyOf('农田林网');
    await approve(key);
    const content = { kind: 'value', value: '10', unit: 'mu', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31' };
    const own = await world.run(both, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId: null, confirmation: '' } });
    await expect(release(own.evidenceId, true, both)).rejects.toMatchObject({ code: 'answer.same_person' });
    await expect(release('01900000-0000-7000-8000-00000000ffff')).rejects.toMatchObject({ code: 'evidence.not_found' });
  });

  test('没有人名、单位、说明、文件名，没有对象的名称和电话；演示的证据公开了也不显示', async () => {
    const village = await keyOf('森林村庄');
    await world.run(director, excludeClauseUseCase, {
      params: { planId, clauseKey: village },
      body: { isExcluded: true, reason: '上级停止评定，联系13912345678' },
    });
    const demo = await inWriting({ pool: world.pool, region: world.region, at: '2021-01-04T10:00:00+08:00' }, (context) =>
      emit(context, {
        anchors: [clauseAnchor(planId, forest)],
        kind: 'value',
        voice: 'signal',
        value: '77777',
        unit: 'mu',
        from: '2020-01-01',
        to: '2020-12-31',
        occurredOn: '2020-12-31',
        source: { module: 'trial', type: 'x', id: '1' },
        version: 1,
        hash: 'a'.repeat(64),
        grade: 'B',
        stamp: 'demo',
        note: '不公开',
      }),
    );
    await release(demo);
    const all = [JSON.stringify(await seen({ limit: '100' })), await file({ format: 'csv' })].join('\n');
    expect(all).toContain('上级停止评定，联系（电话不公开）');
    for (const word of ['不公开的', '13912345678', '77777', 'user:']) expect(all).not.toContain(word);
    expect(all).toContain('50000');
  });

  test('查找、状态、翻页：每处恰好出现一次；翻页位置无效说怎么办', async () => {
    const all = await seen({ limit: '100' });
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof seen>> = await seen(cursor === null ? { limit: '2' } : { limit: '2', cursor });
      found.push(...page.lines.map(({ nodeId }) => nodeId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found).toEqual(all.lines.map(({ nodeId }) => nodeId));
    expect((await seen({ state: 'met' })).lines.flatMap(({ clauses }) => clauses.map(({ title }) => title))).toEqual([expect.stringContaining('森林抚育')]);
    expect((await seen({ q: '农田林网' })).total).toBe(1);
    expect((await seen({ q: '绝无此词' })).lines).toEqual([]);
    await expect(seen({ cursor: 'x' })).rejects.toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('翻页位置') });
    await expect(seen({ asOf: '2021-13-01' })).rejects.toMatchObject({ code: 'request.invalid' });
    expect(await file({ format: 'csv', state: 'met' })).toContain('达标');
    expect(await file({ format: 'csv', q: '绝无此词' })).not.toContain('森林抚育');
    expect((await file({ format: 'xlsx' })).startsWith('PK')).toBe(true);
  });

  test('过去的一天按当天显示：后来的公开、撤回都不改变它，一个字节也不变', async () => {
    world.goTo('2021-01-05');
    const before = JSON.stringify(await seen({ asOf: '2021-01-04', limit: '100' }));
    const csv = await file({ format: 'csv', asOf: '2021-01-04' });
    await release(evidenceId, false);
    await world.run(reporter, withdrawEvidenceUseCase, { params: { evidenceId }, body: { reason: '面积有误' } });
    expect(await clauseSeen('森林抚育')).toMatchObject({ state: 'empty' });
    world.goTo('2021-01-08');
    expect(JSON.stringify(await seen({ asOf: '2021-01-04', limit: '100' }))).toBe(before);
    expect(await file({ format: 'csv', asOf: '2021-01-04' })).toBe(csv);
  });
});
