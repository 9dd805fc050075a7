import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { findUnheldDuties, openDutiesOf } from '#identity/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { getBoardUseCase } from '../../answer/server/get-board.ts';
import { getClauseUseCase } from '../../answer/server/get-clause.ts';
import { proposeContractUseCase } from '../../answer/server/decide-contracts.ts';
import { appointUseCase } from '../../identity/server/appoint.ts';
import { getHandoverUseCase, planHandoverUseCase, stepHandoverUseCase } from '../../identity/server/handovers.ts';
import { raiseBlockageUseCase } from '../../supervision/server/blockage/raise-blockage.ts';
import { planMeetingUseCase } from './run-meeting.ts';

const database = databaseForFile();
let world: TaskWorld;
let orgId = '';
let [outgoing, incoming, deputy] = ['', '', ''];
let postId = '';
let expected: readonly string[] = [];

const security = () => testActor({ roles: ['security_admin'] });
const conductor = () => world.office('office_director');
const director = (userId: string) => testActor({ roles: ['office_director'], userId, displayName: '办公室主任' });
const plan = async (effectiveOn: string) =>
  (await world.run(planHandoverUseCase, { body: { postId, incomingId: incoming, deputyId: deputy, effectiveOn, reason: '工作调动' } }, conductor())).handoverId;
const view = (handoverId: string) => world.run(getHandoverUseCase, { params: { handoverId } }, conductor());
const step = async (handoverId: string, action: string, actor = conductor()) => {
  const { revision, sheetSha256 } = await view(handoverId);
  await world.run(stepHandoverUseCase, { params: { handoverId }, body: { action, expectedRevision: revision, sheetSha256 } }, actor);
};
const wordsOf = (duties: readonly { readonly kind: string; readonly title: string }[]): readonly string[] =>
  duties
    .map(({ kind, title }) => `${kind} ${title}`)
    .filter((line) => expected.includes(line))
    .sort();
const owedBy = async (userId: string, day: string) =>
  wordsOf(await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => openDutiesOf(tx, { userId, orgId, role: 'office_director', today: day })));

/** What waits for an office is nobody's own: of one who holds no such right, at no unit, none of it is listed. */
const owedWithoutPost = async (userId: string) =>
  wordsOf(
    await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => openDutiesOf(tx, { userId, orgId: null, role: 'unit_reporter', today: '2026-04-08' })),
  );

/** A meeting to be held, a contract of evidence to be approved, a blockage that was raised: real rows, made as people make them. */
async function makeDuties(): Promise<readonly string[]> {
  const dispatcher = world.office('dispatcher');
  await world.run(planMeetingUseCase, { body: { title: '一季度调度会', heldOn: '2026-04-20' } }, dispatcher);
  const board = await world.run(getBoardUseCase, { params: { planId: world.planId }, query: {} }, dispatcher);
  // The first clause that says enough to be held to.
  let [clauseKey, proposal]: [string, unknown] = ['', null];
  for (const clause of board.groups.flatMap(({ clauses }) => clauses)) {
    const found = await world.run(getClauseUseCase, { params: { planId: world.planId, clauseKey: clause.clauseKey }, query: {} }, dispatcher);
    if (proposal === null) [clauseKey, proposal] = [clause.clauseKey, found.proposal];
  }
  await world.run(proposeContractUseCase, { params: { planId: world.planId, clauseKey }, body: { body: proposal, replaces: null, note: '请审定' } }, dispatcher);
  const authorityOrgId = world.units[1]?.orgId ?? '';
  const body = { type: 'land', title: '用地指标未落实', what: '指标未落实', raisedOrgId: orgId, authorityOrgId, sinceOn: '2026-03-20' };
  await world.run(raiseBlockageUseCase, { body }, director(outgoing));
  return ['待办会议 一季度调度会', `待审定的证据约定 ${clauseKey}`, '提出的需协调事项 用地指标未落实'].sort();
}

beforeEach(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2 });
  await storeDefaultParams(world.runtime.pool, world.runtime.clock.now());
  orgId = await world.seed.org({ name: '领导小组办公室' });
  [outgoing, incoming, deputy] = [await world.seed.person({ name: '移交人' }), await world.seed.person({ name: '接收人' }), await world.seed.person({ name: '代理人' })];
  const post = { orgId, role: 'office_director', from: '2026-01-01', reason: '任命文件' };
  ({ postId } = await world.run(appointUseCase, { params: { userId: outgoing }, body: post }, security()));
  await world.moveTo('2026-04-01T09:00:00+08:00');
  expected = await makeDuties();
});
afterAll(() => world.close());

describe('移交办公室主任的岗位：会议、条款应答、需协调事项都在清单上', () => {
  test('双方签字，到生效日接收人接着办，移交人一项不剩', async () => {
    const handoverId = await plan('2026-04-08');
    await step(handoverId, 'list');
    expect(wordsOf((await view(handoverId)).items)).toEqual(expected);
    for (const [action, userId] of [
      ['check', outgoing],
      ['check', incoming],
      ['sign_out', outgoing],
      ['sign_in', incoming],
    ] as const)
      await step(handoverId, action, director(userId));
    await world.moveTo('2026-04-08T00:10:00+08:00');
    const after = await view(handoverId);
    expect(after.state).toBe('effective');
    expect(wordsOf(after.items)).toEqual(expected);
    expect(after.post).toMatchObject({ state: 'past', to: '2026-04-07' });
    expect(await owedBy(incoming, '2026-04-08')).toEqual(expected);
    expect(await owedWithoutPost(incoming)).toEqual([]);
  });

  test('生效日缺签字：代理人接管全部事项，没有一件无人负责', async () => {
    const handoverId = await plan('2026-04-08');
    await step(handoverId, 'list');
    await step(handoverId, 'check', director(outgoing));
    await world.moveTo('2026-04-08T00:10:00+08:00');
    expect(await view(handoverId)).toMatchObject({ state: 'deputised' });
    expect(await owedBy(deputy, '2026-04-08')).toEqual(expected);
    const unheld = await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => findUnheldDuties(tx, '2026-04-08'));
    expect(wordsOf(unheld)).toEqual([]);
  });
});
