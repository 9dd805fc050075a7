import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../../tests/harness/county.ts';
import type { County } from '../../../../tests/harness/county.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import type { BlockageDetails } from '../../contract/index.ts';
import { supervisionJobs } from '../jobs.ts';
import { actOnBlockageUseCase } from './act-on-blockage.ts';
import { actOnBlockagesUseCase } from './act-on-blockages.ts';
import { listBlockagesUseCase, setAuthorityUseCase } from './list-blockages.ts';
import { raiseBlockageUseCase } from './raise-blockage.ts';

const database = databaseForFile();
let county: County;
const org = {} as Record<'water' | 'land' | 'leaders' | 'office', string>;
const who = {} as Record<'director' | 'supervisor' | 'leader' | 'waterLiaison' | 'waterHead' | 'landLiaison' | 'verifier' | 'other', Actor>;

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [{ name: 'supervision', jobs: supervisionJobs }] });
  for (const [key, name] of Object.entries({ water: '县水务局', land: '县自然资源局', leaders: '县政府班子', office: '领导小组办公室' }))
    org[key as 'water'] = await county.org(name);
  who.director = await county.person('办公室主任', 'office_director');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.waterLiaison = await county.person('水务联络员', 'unit_liaison', org.water);
  who.waterHead = await county.person('水务局长', 'unit_head', org.water);
  who.landLiaison = await county.person('自规联络员', 'unit_liaison', org.land);
  who.verifier = await county.person('核验员', 'verifier');
  who.other = await county.person('旁观单位', 'unit_liaison', org.office);
  const authority = (type: string, level: string, orgId: string) =>
    county.call(setAuthorityUseCase, who.director, { body: { type, level, orgId, fromOn: '2026-01-01', source: '县委办〔2026〕1号' } });
  await authority('land', 'unit', org.land);
  await authority('land', 'leader', org.leaders);
  await authority('land', 'group', org.office);
});
afterAll(() => county.close());

const raise = (more: object = {}): Promise<BlockageDetails> =>
  county.call(raiseBlockageUseCase, who.waterLiaison, {
    body: {
      type: 'land',
      title: '泵站用地未批',
      what: '用地指标未落实，无法开工',
      raisedOrgId: org.water,
      objectKind: 'task',
      objectId: 't1',
      objectTitle: '建设泵站',
      sinceOn: '2026-03-01',
      ...more,
    },
  });
const actB = async (one: BlockageDetails, actor: Actor, action: string, more: object = {}): Promise<BlockageDetails> =>
  county.call(actOnBlockageUseCase, actor, { params: { blockageId: one.blockageId }, body: { action, revision: one.revision, note: '说明', ...more } });
const refusedB = (one: BlockageDetails, actor: Actor, action: string, more: object = {}): Promise<string> =>
  county.refusal(actOnBlockageUseCase, actor, { params: { blockageId: one.blockageId }, body: { action, revision: one.revision, note: '说明', ...more } });
const listB = async (query: object = {}): Promise<readonly BlockageDetails[]> =>
  (await county.call(listBlockagesUseCase, who.director, { query })).items as unknown as readonly BlockageDetails[];

describe('需协调事项', () => {
  test('协调单位按权责表；提出单位才能确认，协调单位不能；沉默五个工作日视为确认并标明', async () => {
    await county.goTo('2026-03-02T09:00:00+08:00');
    let one = await raise();
    expect(one).toMatchObject({ number: '协调〔2026〕1号', authority: { name: '县自然资源局' }, state: 'registered', risesOn: '2026-03-17' });
    expect(await refusedB(one, who.other, 'accept')).toBe('supervision.blockage_not_found');
    expect(await refusedB(one, who.waterHead, 'accept')).toBe('blockage.not_authority');
    one = await actB(one, who.landLiaison, 'accept');
    // State before revision and words.
    expect(await refusedB({ ...one, revision: one.revision - 1 }, who.landLiaison, 'reject', { note: '' })).toBe('lifecycle.wrong_state');
    expect(await refusedB({ ...one, revision: one.revision - 1 }, who.landLiaison, 'answer', { note: '' })).toBe('supervision.order_changed');
    expect(await refusedB(one, who.landLiaison, 'answer')).toBe('supervision.answer_missing');
    one = await actB(one, who.landLiaison, 'answer', { answer: 'solved' });
    expect(await refusedB(one, who.landLiaison, 'confirm')).toMatch(/^(access\.forbidden|blockage\.own_answer)$/);
    await county.goTo('2026-03-09T12:00:00+08:00');
    expect((await listB()).find(({ blockageId }) => blockageId === one.blockageId)?.state).toBe('answered');
    await county.goTo('2026-03-10T12:00:00+08:00');
    const closed = (await listB({ standing: 'closed' })).find(({ blockageId }) => blockageId === one.blockageId);
    expect(closed?.state).toBe('closed');
  });

  test('同一对象、类型、协调单位的事项列出来供并入；受阻起始日不能在将来', async () => {
    const first = await raise({ objectId: 't2' });
    const second = await raise({ objectId: 't2' });
    expect(second.similar.map(({ blockageId }) => blockageId)).toEqual([first.blockageId]);
    expect((await actB(second, who.director, 'join', { joinedTo: first.blockageId })).state).toBe('joined');
    expect(
      await county.refusal(raiseBlockageUseCase, who.waterLiaison, { body: { type: 'land', title: '用地', what: '受阻', raisedOrgId: org.water, sinceOn: '2026-12-31' } }),
    ).toBe('supervision.since_later');
    expect(
      await county.refusal(raiseBlockageUseCase, who.waterLiaison, { body: { type: 'money', title: '资金', what: '未到', raisedOrgId: org.water, sinceOn: '2026-03-01' } }),
    ).toBe('supervision.authority_missing');
    await actB(first, who.waterLiaison, 'withdraw');
  });

  test('承诺到期未兑现：计入协调单位，重新计时', async () => {
    await county.goTo('2026-03-11T09:00:00+08:00');
    let one = await actB(await raise({ objectId: 't3' }), who.landLiaison, 'accept');
    one = await actB(one, who.landLiaison, 'promise', { promisedOn: '2026-03-20' });
    await county.goTo('2026-03-20T12:00:00+08:00');
    expect((await listB()).find(({ blockageId }) => blockageId === one.blockageId)).toMatchObject({ missedPromises: 0, promisedOn: '2026-03-20' });
    await county.goTo('2026-03-21T12:00:00+08:00');
    const after = (await listB()).find(({ blockageId }) => blockageId === one.blockageId);
    expect(after).toMatchObject({ missedPromises: 1, promisedOn: null, level: 'unit' });
    await actB(after ?? one, who.landLiaison, 'answer', { answer: 'solved' });
  });

  test('批量受理：先预览什么也不改，逐项给出结果；改派须指明单位；不是自己协调的逐项说明', async () => {
    await county.goTo('2026-04-01T09:00:00+08:00');
    const [first, second] = [await raise({ objectId: 't11' }), await raise({ objectId: 't12' })];
    const blockageIds = [first.blockageId, second.blockageId];
    const act = (actor: Actor, body: object) => county.call(actOnBlockagesUseCase, actor, { body: { blockageIds, note: '', ...body } });
    const states = async () => (await listB()).filter(({ blockageId }) => blockageIds.some((one) => one === blockageId)).map(({ state }) => state);
    expect(await act(who.landLiaison, { action: 'accept', isPreview: true })).toMatchObject({ done: 2 });
    expect(await states()).toEqual(['registered', 'registered']);
    expect(await act(who.landLiaison, { action: 'accept', isPreview: false })).toMatchObject({ done: 2 });
    expect(await states()).toEqual(['handling', 'handling']);
    const again = await act(who.landLiaison, { action: 'accept', isPreview: true });
    expect(again).toMatchObject({ done: 0, items: [{ reason: expect.stringContaining('现在是「') }, { reason: expect.stringContaining('现在是「') }] });
    const refused = await act(who.waterHead, { action: 'accept', isPreview: false });
    expect(refused.items.map(({ isDone, reason }) => [isDone, reason !== null])).toEqual([
      [false, true],
      [false, true],
    ]);
    const strangers = await act(who.other, { action: 'accept', isPreview: true });
    expect(strangers.items.map(({ title, isDone }) => [title, isDone])).toEqual([
      ['', false],
      ['', false],
    ]);
    expect((await act(who.director, { action: 'route', note: '由水务局协调', isPreview: true })).items[0]?.reason).toContain('协调单位');
    expect(await act(who.director, { action: 'route', note: '由水务局协调', authorityOrgId: org.water, isPreview: false })).toMatchObject({ done: 2 });
    expect((await listB()).find(({ blockageId }) => blockageId === first.blockageId)).toMatchObject({ authority: { name: '县水务局' }, state: 'registered' });
  });
});
