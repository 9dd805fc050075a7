import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import { transaction } from '#kernel/server/db.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import { emit, withdraw } from '#kernel/server/evidence.ts';
import type { EvidenceDraft } from '#kernel/evidence.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { clauseAnchor } from '#plan/contract';
import { serverModules } from '../../../app/modules.server.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { listDutiesUseCase } from '../../settings/server/list-duties.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { listDutyProofsUseCase, setDutyProofUseCase } from './duty-proofs.ts';
import { getBoardUseCase } from './get-board.ts';

const database = databaseForFile();
const working = new Set(['settings', 'plan', 'answer']);
let world: TaskWorld;
let [visits, projects] = ['', ''];
const director = () => world.office('office_director');
const clause = (clauseKey: string) => ({ planId: world.planId, clauseKey });

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-20T09:00:00+08:00', units: 1, modules: serverModules.filter(({ name }) => working.has(name)) });
  await storeDefaultParams(world.runtime.pool, world.runtime.clock.now());
  await world.moveTo('2026-03-21T09:00:00+08:00');
  const board = await world.run(getBoardUseCase, { params: { planId: world.planId }, query: {} }, director());
  [visits = '', projects = ''] = board.groups.flatMap(({ clauses }) => clauses).map(({ clauseKey }) => clauseKey);
});
afterAll(() => world.close());

const write = (work: Parameters<typeof inWriting<unknown>>[1]) => inWriting({ pool: world.runtime.pool, region: world.region, at: world.runtime.clock.now().toString() }, work);
const evidence = async (clauseKey: string, id: string, more: Partial<EvidenceDraft> & { readonly occurredOn: string }) => {
  const draft: EvidenceDraft = {
    anchors: [clauseAnchor(world.planId, clauseKey)],
    kind: 'attestation',
    voice: 'self',
    from: more.occurredOn,
    to: more.occurredOn,
    hash: 'a'.repeat(64),
    source: { module: 'visit', type: 'visit', id },
    grade: 'B',
    stamp: 'real',
    ...more,
  };
  await write((context) => emit(context, draft));
  await world.moveTo(world.runtime.clock.now().add({ hours: 1 }).toString());
};
const occurrence = async (code: string, period: string) =>
  (
    await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => dutyStore.list(tx, { from: parseDay('2026-01-01'), to: parseDay('2027-03-31'), code }))
  ).find((one) => one.period === period);
const prove = (clauseKey: string, body: object) => world.run(setDutyProofUseCase, { params: clause(clauseKey), body: { reason: '会议议定', ...body } }, director());
const refused = async (clauseKey: string, body: object) =>
  (await world.refused(setDutyProofUseCase, { params: clause(clauseKey), body: { reason: '会议议定', ...body } }, director())).code;

test('只有登记完成的职责能由条款认定，一项职责只由一个条款认定，没有认定的不能停止', async () => {
  expect(await refused(visits, { dutyCode: 'D01', basis: 'count' })).toBe('answer.duty_not_provable');
  expect(await refused(visits, { dutyCode: 'D07', basis: 'ended' })).toBe('answer.duty_not_proved');
  expect(await refused(visits, { dutyCode: 'D07', basis: 'count', atLeast: 0 })).toBe('request.invalid');
  expect(await refused(visits, { dutyCode: 'D07', basis: 'count', reason: ' ' })).toBe('request.invalid');
  await prove(visits, { dutyCode: 'D07', basis: 'count', atLeast: 2 });
  expect(await refused(projects, { dutyCode: 'D07', basis: 'count' })).toBe('answer.duty_proved_elsewhere');
  const shown = await world.run(listDutyProofsUseCase, { params: clause(visits) }, world.office('dispatcher'));
  expect(shown).toMatchObject({ items: [{ dutyCode: 'D07', label: '县领导拜访或邀请客商', basis: 'count', atLeast: 2 }], maySet: false });
  expect(shown.duties.some(({ code }) => code === 'D07')).toBe(false);
  expect(shown.duties.some(({ code }) => code === 'D06')).toBe(true);
});

test('本期够数的那一天即完成；演示的、等级不够的、期外的不算；边界：3月31日算第1季度，4月1日算第2季度', async () => {
  await evidence(visits, 'v1', { occurredOn: '2026-03-10' });
  await evidence(visits, 'demo', { occurredOn: '2026-03-11', stamp: 'demo' });
  await evidence(visits, 'weak', { occurredOn: '2026-03-12', grade: 'C' });
  expect(await occurrence('D07', '2026-Q1')).toMatchObject({ state: 'open' });
  await world.moveTo('2026-04-02T09:00:00+08:00');
  await evidence(visits, 'v2', { occurredOn: '2026-04-01' });
  expect(await occurrence('D07', '2026-Q1')).toMatchObject({ state: 'open' });
  await evidence(visits, 'v3', { occurredOn: '2026-03-31' });
  expect(await occurrence('D07', '2026-Q1')).toMatchObject({ state: 'done', objectType: 'answer.clause', objectId: `${world.planId}/${visits}`, doneOn: parseDay('2026-03-31') });
  expect(await occurrence('D07', '2026-Q2')).toMatchObject({ state: 'open' });
  await evidence(visits, 'v4', { occurredOn: '2026-04-02' });
  expect(await occurrence('D07', '2026-Q2')).toMatchObject({ state: 'done', doneOn: parseDay('2026-04-02') });
  const seen = await world.run(listDutiesUseCase, { query: { from: '2026-03-01', to: '2026-04-30', q: 'D07' } }, director());
  expect(seen.items[0]).toMatchObject({ standing: 'done', object: { type: 'answer.clause', id: `${world.planId}/${visits}` }, record: null });
});

test('佐证撤回后不够数：这一期回到待办，写明原因；停止认定后不再变动', async () => {
  await write((context) => withdraw(context, { module: 'visit', type: 'visit', id: 'v4' }, '拜访取消'));
  await world.moveTo('2026-04-03T09:00:00+08:00');
  expect(await occurrence('D07', '2026-Q2')).toMatchObject({ state: 'open', reason: '证据已撤回或不足，条款的证据不再认定本期完成' });
  expect(await occurrence('D07', '2026-Q1')).toMatchObject({ state: 'done' });
  await prove(visits, { dutyCode: 'D07', basis: 'ended' });
  await evidence(visits, 'v5', { occurredOn: '2026-04-03' });
  expect(await occurrence('D07', '2026-Q2')).toMatchObject({ state: 'open' });
  await prove(projects, { dutyCode: 'D07', basis: 'count' });
});

test('年度职责按条款判定：达标即完成，佐证撤回后回到待办', async () => {
  const body: ContractBody = {
    accepts: ['document'],
    minGrade: 'B',
    freshDays: null,
    sources: [],
    tolerance: null,
    target: { kind: 'done', what: '引进项目' },
    doneMeans: '协议签订',
    from: '2026-01-01',
    to: '2026-12-31',
    bonusOnly: false,
  };
  const { contractId } = await world.run(proposeContractUseCase, { params: clause(projects), body: { body, replaces: null, note: '请审定' } }, world.office('dispatcher'));
  await world.run(decideContractsUseCase, { params: { planId: world.planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } }, director());
  await prove(projects, { dutyCode: 'D06', basis: 'met' });
  expect(await occurrence('D06', '2026')).toMatchObject({ state: 'open' });
  await evidence(projects, 'p1', { kind: 'document', occurredOn: '2026-04-02' });
  expect(await occurrence('D06', '2026')).toMatchObject({ state: 'done', doneOn: parseDay('2026-04-03') });
  await write((context) => withdraw(context, { module: 'visit', type: 'visit', id: 'p1' }, '协议作废'));
  await world.moveTo('2026-04-05T09:00:00+08:00');
  expect(await occurrence('D06', '2026')).toMatchObject({ state: 'open' });
});
