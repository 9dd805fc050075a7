import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf, emit } from '#kernel/server/evidence.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import { fileFolder } from '#kernel/server/files/file-folder.ts';
import { parseDay } from '#kernel/calendar.ts';
import { transaction } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { OrderDetails } from '#supervision/contract';
import { taskRows } from '#task/server';
import { readableParts } from '../../../tests/access/canary.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { gpsJpeg } from '../../../tests/harness/sample-pictures.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { openDutiesOf } from '../../identity/server/open-duties.ts';
import { getBurdenUseCase } from '../../task/server/burden.ts';
import { draftFormUseCase } from '../../task/server/forms.ts';
import { getOrderUseCase } from '../../supervision/server/order/list-orders.ts';
import type { InspectionDetails } from '../contract/index.ts';
import { actOnInspectionUseCase, actOnInspectionsUseCase, getInspectionUseCase } from './act-on-inspection.ts';
import { inspectionDuties } from './duties.ts';
import { getInspectionNoticeUseCase, getRectifyNoticeUseCase } from './documents.ts';
import { addInspectionFileUseCase, getInspectionFileUseCase } from './files.ts';
import { noteFindingUseCase } from './findings.ts';
import { exportInspectionsUseCase, listInspectionsUseCase } from './list-inspections.ts';
import { planInspectionUseCase } from './plan-inspection.ts';
import { getYearPlanUseCase, issueYearPlanUseCase } from './year-plan.ts';

const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
const unit = (index: number): TaskUnit => world.units[index] as TaskUnit;
const who = {} as Record<'supervisor' | 'second' | 'third' | 'director' | 'verifier', Actor>;
const files = fileFolder(mkdtempSync(join(tmpdir(), 'luoshi-inspection-')));

async function inspector(name: string, role: 'supervisor' | 'verifier'): Promise<Actor> {
  const userId = await world.seed.person({ name });
  await world.seed.grant({ userId, role });
  return testActor({ roles: [role], userId, displayName: name });
}

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 4 });
  tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0] },
    { clause: 1, units: [1] },
  ]);
  who.supervisor = world.office('supervisor');
  who.verifier = world.office('verifier');
  who.director = world.office('office_director');
  who.second = await inspector('第二位核验员', 'verifier');
  who.third = await inspector('第三位督查员', 'supervisor');
});
afterAll(() => world.close());

const plan = (more: object = {}, actor: Actor = who.supervisor): Promise<InspectionDetails> =>
  world.run(
    planInspectionUseCase,
    { body: { subject: '桥梁施工现场', orgId: unit(0).orgId, plannedOn: '2026-03-10', team: [who.supervisor.userId, who.verifier.userId], ...more } },
    actor,
  );
const refusedPlan = async (more: object = {}, actor: Actor = who.supervisor) =>
  world.refused(
    planInspectionUseCase,
    { body: { subject: '桥梁施工现场', orgId: unit(0).orgId, plannedOn: '2026-03-10', team: [who.supervisor.userId, who.verifier.userId], ...more } },
    actor,
  );
const raw = (one: InspectionDetails, action: string, more: object = {}) => ({
  params: { inspectionId: one.inspectionId },
  body: { action, revision: one.revision, note: '情况说明', place: '桥头工地', ...more },
});
const act = (one: InspectionDetails, actor: Actor, action: string, more: object = {}): Promise<InspectionDetails> =>
  world.run(actOnInspectionUseCase, raw(one, action, more), actor);
const refused = async (one: InspectionDetails, actor: Actor, action: string, more: object = {}): Promise<string> =>
  (await world.refused(actOnInspectionUseCase, raw(one, action, more), actor)).code;
const findingId = (nth: number): string => `01900000-0000-7000-8000-00000000f${String(nth).padStart(3, '0')}`;
const note = (one: InspectionDetails, actor: Actor, nth: number, more: object = {}) => ({
  raw: { params: { inspectionId: one.inspectionId }, body: { findingId: findingId(nth), text: '桩基钢筋外露', place: '3号墩', ...more } },
  actor,
});
const noted = async (one: InspectionDetails, actor: Actor, nth: number, more: object = {}): Promise<InspectionDetails> => {
  const of = note(one, actor, nth, more);
  return world.run(noteFindingUseCase, of.raw, of.actor);
};
const photo = (one: InspectionDetails, actor: Actor, body: object, bytes: Uint8Array = gpsJpeg(1)) =>
  runUseCase(
    addInspectionFileUseCase,
    { params: { inspectionId: one.inspectionId }, body: { purpose: 'photo', ...body }, file: { name: 'a.jpg', mediaType: 'image/jpeg', bytes } },
    { actor, requestId: null },
    { ...world.runtime, files },
  );
const staff = (index: number, role: 'unit_head' | 'unit_liaison') => world.staff(unit(index), role);
const list = (query: object, actor: Actor = who.supervisor) => world.run(listInspectionsUseCase, { query }, actor);
const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transaction(world.runtime.pool, { region: world.region, mode: 'read' }, work);
const noticesOf = async (userId: string) =>
  (await reading((tx) => noticeStore.list(tx, { userId, before: null, shown: 'all', pattern: null, limit: 100 }))).map(({ kind, title }) => [kind, title]);
const textOf = (content: string): string => readableParts({ headers: {}, text: '', bytes: Buffer.from(content, 'base64') }).join('');

describe('安排检查', () => {
  test('非工作日、过去的日子、不是检查人员、在被查单位任职的都拒绝，并说明改法', async () => {
    expect(await refusedPlan({ plannedOn: '2026-03-14' })).toMatchObject({ code: 'inspection.day_off', detail: expect.stringContaining('2026-03-16') });
    expect(await refusedPlan({ plannedOn: '2026-02-28' })).toMatchObject({ code: 'inspection.day_past' });
    expect(await refusedPlan({ team: [unit(1).people.unit_liaison] })).toMatchObject({ code: 'inspection.not_inspector' });
    await world.seed.grant({ userId: who.third.userId ?? '', role: 'unit_liaison', orgId: unit(3).orgId });
    expect(await refusedPlan({ orgId: unit(3).orgId, team: [who.supervisor.userId, who.third.userId] })).toMatchObject({
      code: 'inspection.team_of_unit',
      detail: expect.stringContaining('第三位督查员'),
    });
    expect(await refusedPlan({}, staff(0, 'unit_liaison'))).toMatchObject({ code: 'access.forbidden' });
    expect(await refusedPlan({ taskId: tasks[1]?.taskId })).toMatchObject({ code: 'inspection.task_not_found' });
    expect((await list({ standing: 'all' })).total).toBe(0);
  });

  test('调休的周六可以安排（2026年2月28日补班），节假日不行', async () => {
    expect(await refusedPlan({ plannedOn: '2026-05-01' })).toMatchObject({ code: 'inspection.day_off', detail: expect.stringContaining('2026-05-06') });
    const saturday = await plan({ plannedOn: '2026-05-09', subject: '调休日检查', orgId: unit(2).orgId });
    expect(saturday.plannedOn).toBe('2026-05-09');
    await act(saturday, who.supervisor, 'cancel');
  });

  test('每季度两次为限，办公室主任写明理由可以超限；取消的不算', async () => {
    const orgId = unit(2).orgId;
    const first = await plan({ orgId, subject: '甲事项', plannedOn: '2026-03-10' });
    await plan({ orgId, subject: '乙事项', plannedOn: '2026-03-31' });
    expect(await refusedPlan({ orgId, subject: '丙事项', plannedOn: '2026-03-20' })).toMatchObject({
      code: 'inspection.limit',
      detail: expect.stringContaining('本季度已安排2次'),
    });
    expect(await refusedPlan({ orgId, subject: '丙事项', plannedOn: '2026-03-20', exceedReason: '群众反映强烈' })).toMatchObject({ code: 'inspection.limit' });
    const third = await plan({ orgId, subject: '丙事项', plannedOn: '2026-03-20', exceedReason: '群众反映强烈' }, who.director);
    expect(third).toMatchObject({ exceedReason: '群众反映强烈', state: 'planned' });
    await act(third, who.director, 'cancel');
    await act(first, who.supervisor, 'cancel');
    const again = await plan({ orgId, subject: '丁事项', plannedOn: '2026-03-23' });
    expect(again.exceedReason).toBe('');
  });

  test('同一单位同一事项90天内不重复，拒绝时指出另一次；空格不同也是同一事项', async () => {
    const orgId = unit(3).orgId;
    const first = await plan({ orgId, subject: '档案 管理', plannedOn: '2026-03-12' });
    expect(await refusedPlan({ orgId, subject: '档案管理', plannedOn: '2026-06-09' })).toMatchObject({
      code: 'inspection.repeated',
      detail: expect.stringContaining(first.number),
    });
    expect((await plan({ orgId, subject: '档案管理', plannedOn: '2026-06-10' })).state).toBe('planned');
  });
});

describe('一次检查从安排到关闭', () => {
  let one: InspectionDetails;

  test('通知、回避、补足检查组、到场：回避的人留名，检查组不满员不能到场', async () => {
    one = await plan({ taskId: tasks[0]?.taskId });
    expect(one).toMatchObject({ taskId: tasks[0]?.taskId, team: expect.arrayContaining(['测试supervisor', '测试verifier']) });
    expect(await refused(one, who.verifier, 'arrive')).toBe('inspection.not_notified');
    expect(await world.refused(getInspectionNoticeUseCase, { params: { inspectionId: one.inspectionId } }, who.supervisor)).toMatchObject({ code: 'inspection.no_notice' });
    one = await act(one, who.supervisor, 'notify');
    expect(await noticesOf(unit(0).people.unit_head)).toContainEqual(['inspection.notified', `检查通知（${one.number}）：2026-03-10 桥梁施工现场`]);
    const word = await world.run(getInspectionNoticeUseCase, { params: { inspectionId: one.inspectionId } }, staff(0, 'unit_liaison'));
    expect(word.fileName).toBe(`检查通知${one.number}.docx`);
    expect(textOf(word.content)).toContain('桥梁施工现场');
    one = await act(one, who.verifier, 'recuse', { note: '亲属在该单位' });
    expect(one.members).toContainEqual({ userId: who.verifier.userId, name: '测试verifier', state: 'recused', reason: '亲属在该单位' });
    expect(await refused(one, who.supervisor, 'arrive')).toBe('inspection.team_small');
    expect(await refused(one, who.supervisor, 'reschedule')).toBe('inspection.nothing_changed');
    one = await act(one, who.supervisor, 'reschedule', { team: [who.supervisor.userId, who.second.userId] });
    expect(one).toMatchObject({ state: 'planned', plannedOn: '2026-03-10' });
    one = await act(one, who.director, 'notify');
  });

  test('到场须有地点，时间不能在将来；不在组里的、被查单位的不能到场；看的是旧版本的要刷新', async () => {
    await world.moveTo('2026-03-10T09:30:00+08:00');
    expect(await refused(one, who.second, 'arrive', { place: '' })).toBe('inspection.place_missing');
    expect(await refused(one, who.second, 'arrive', { arrivedAt: '2026-03-10T09:41:00+08:00' })).toBe('inspection.arrival_unfit');
    expect(await refused(one, who.third, 'arrive')).toBe('inspection.not_on_team');
    expect(await refused(one, staff(0, 'unit_liaison'), 'arrive')).toBe('access.forbidden');
    expect(await refused(one, who.second, 'arrive', { revision: one.revision - 1 })).toBe('inspection.changed');
    expect(await refused(one, staff(1, 'unit_liaison'), 'arrive')).toBe('inspection.not_found');
    one = await act(one, who.second, 'arrive', { arrivedAt: '2026-03-10T09:05:00+08:00' });
    expect(one).toMatchObject({ state: 'arrived', arrivedPlace: '桥头工地', arrivedAt: '2026-03-10T09:05:00.000+08:00' });
    // State before revision and words.
    expect(await refused(one, who.supervisor, 'reschedule', { revision: one.revision - 1, note: '' })).toBe('lifecycle.wrong_state');
  });

  test('现场发现：照片没有地点或时间被拒；更正须有理由，原话保留；没有发现不能完成记录', async () => {
    expect(await refused(one, who.second, 'record')).toBe('inspection.nothing_noted');
    one = await noted(one, who.second, 1, { notedAt: '2026-03-10T09:20:00+08:00' });
    expect((await world.refused(noteFindingUseCase, note(one, who.second, 1, { text: '桩基钢筋外露两处' }).raw, who.second)).code).toBe('inspection.correction_unexplained');
    one = await noted(one, who.second, 1, { text: '桩基钢筋外露两处', reason: '数错了' });
    expect(one.points).toMatchObject([{ text: '桩基钢筋外露两处', earlier: [{ text: '桩基钢筋外露', reason: '数错了' }] }]);
    const bare = Buffer.from(gpsJpeg(2));
    const plainJpeg = Buffer.concat([bare.subarray(0, 2), bare.subarray(4 + bare.readUInt16BE(4))]);
    await expect(photo(one, who.second, {}, plainJpeg)).rejects.toMatchObject({ code: 'inspection.photo_without_place' });
    await expect(photo(one, who.second, { place: '3号墩' }, plainJpeg)).rejects.toMatchObject({ code: 'inspection.photo_without_time' });
    await expect(photo(one, who.second, { place: '3号墩', takenAt: '2026-03-10T12:00:00+08:00' })).rejects.toMatchObject({ code: 'inspection.photo_time_ahead' });
    await expect(photo(one, who.second, { findingId: findingId(9), place: '3号墩', takenAt: '2026-03-10T09:21:00+08:00' })).rejects.toMatchObject({
      code: 'inspection.finding_not_found',
    });
    await expect(photo(one, staff(0, 'unit_liaison'), { place: '3号墩' })).rejects.toMatchObject({ code: 'access.forbidden' });
    const { reply } = await photo(one, who.second, { findingId: findingId(1), place: '3号墩', takenAt: '2026-03-10T09:21:00+08:00' });
    expect(reply.files).toMatchObject([{ side: 'scene', findingId: findingId(1), place: '3号墩', takenAt: '2026-03-10T09:21:00.000+08:00', isReused: false }]);
    const { reply: back } = await runUseCase(
      getInspectionFileUseCase,
      { params: { inspectionId: one.inspectionId, fileId: reply.files[0]?.fileId ?? '' } },
      { actor: staff(0, 'unit_head'), requestId: null },
      { ...world.runtime, files },
    );
    expect(Buffer.from(back.content, 'base64').equals(Buffer.from(gpsJpeg(1)))).toBe(true);
    one = await act(reply, who.supervisor, 'record');
    const occurrences = await reading((tx) => dutyStore.list(tx, { from: parseDay('2026-03-01'), to: parseDay('2026-04-10'), code: 'D02-2' }));
    expect(occurrences).toMatchObject([{ period: '2026-Q1', state: 'done', objectId: one.inspectionId }]);
  });

  test('部分属实：要求整改（期限是工作日）、整改通知连续编号、到期前后各提醒一次', async () => {
    expect(await refused(one, who.supervisor, 'conclude')).toBe('inspection.verdict_missing');
    expect(await refused(one, who.supervisor, 'conclude', { verdict: 'partly', note: '' })).toBe('inspection.note_missing');
    one = await act(one, who.supervisor, 'conclude', { verdict: 'partly', note: '进度属实，质量有问题' });
    expect(await refused(one, who.supervisor, 'close')).toBe('inspection.has_findings');
    expect(await refused(one, who.supervisor, 'demand', { dueOn: '2026-03-14' })).toBe('inspection.due_unfit');
    expect(await refused(one, who.supervisor, 'demand', { dueOn: '2026-03-10' })).toBe('inspection.due_unfit');
    one = await act(one, who.supervisor, 'demand', { note: '修补外露钢筋', dueOn: '2026-03-24' });
    expect(one).toMatchObject({ state: 'rectifying', rectifyNumber: '整改〔2026〕1号', rectifyDueOn: '2026-03-24' });
    const word = await world.run(getRectifyNoticeUseCase, { params: { inspectionId: one.inspectionId } }, staff(0, 'unit_head'));
    expect(word).toEqual(await world.run(getRectifyNoticeUseCase, { params: { inspectionId: one.inspectionId } }, staff(0, 'unit_head')));
    expect(textOf(word.content)).toContain('桩基钢筋外露两处');
    const reminders = async () =>
      (await noticesOf(unit(0).people.unit_head)).filter(([kind]) => kind === 'inspection.rectify-soon' || kind === 'inspection.rectify-late').map(([kind]) => kind);
    await world.moveTo('2026-03-18T12:00:00+08:00');
    expect(await reminders()).toEqual([]);
    await world.moveTo('2026-03-19T12:00:00+08:00');
    await world.moveTo('2026-03-24T12:00:00+08:00');
    expect(await reminders()).toEqual(['inspection.rectify-soon']);
    expect((await list({ standing: 'late', orgId: unit(0).orgId })).total).toBe(0);
    await world.moveTo('2026-03-26T12:00:00+08:00');
    expect((await reminders()).sort()).toEqual(['inspection.rectify-late', 'inspection.rectify-soon']);
    expect((await list({ standing: 'late', orgId: unit(0).orgId })).items).toMatchObject([{ daysLate: 2 }]);
  });

  test('单位报告整改；查出问题的人不能复查，不通过重新给期限，另一人通过后关闭并成为独立核查证据', async () => {
    expect(await refused(one, staff(0, 'unit_liaison'), 'rectified', { note: '' })).toBe('inspection.note_missing');
    const { reply } = await photo(one, staff(0, 'unit_liaison'), {}, gpsJpeg(5));
    expect(reply.files.at(-1)).toMatchObject({ side: 'rectification', findingId: null });
    one = await act(reply, staff(0, 'unit_liaison'), 'rectified', { note: '已修补' });
    expect(await refused(one, who.second, 'recheck-pass')).toBe('inspection.same_person');
    expect(await refused(one, who.supervisor, 'recheck-fail')).toBe('inspection.same_person');
    expect(await refused(one, staff(0, 'unit_head'), 'recheck-pass')).toBe('access.forbidden');
    one = await act(one, who.verifier, 'recheck-fail', { note: '还有一处', dueOn: '2026-04-07' });
    expect(one).toMatchObject({ state: 'rectifying', rectifyDueOn: '2026-04-07' });
    one = await act(one, staff(0, 'unit_head'), 'rectified', { note: '全部修补' });
    one = await act(one, who.third, 'recheck-pass', { note: '现场复查，钢筋已封闭' });
    expect(one.state).toBe('closed');
    const anchor = await anchorOf(0);
    const live = (await evidence(anchor)).filter(({ voice, status }) => voice === 'check' && status === 'live');
    expect(live).toMatchObject([{ kind: 'attestation', grade: 'B', stamp: 'demo', orgId: unit(0).orgId, source: { module: 'inspection', id: one.inspectionId } }]);
    expect(one.entries.map(({ action }) => action)).toEqual([
      'plan',
      'notify',
      'recuse',
      'reschedule',
      'notify',
      'arrive',
      'note',
      'note',
      'record',
      'conclude',
      'demand',
      'rectified',
      'recheck-fail',
      'rectified',
      'recheck-pass',
    ]);
  });

  test('更正认定：理由必填，证据一并撤回，回到待认定', async () => {
    expect(await refused(one, who.supervisor, 'correct', { note: '' })).toBe('inspection.note_missing');
    one = await act(one, who.supervisor, 'correct', { note: '复查时看错了墩号' });
    expect(one).toMatchObject({ state: 'recorded', verdict: null });
    expect((await evidence(await anchorOf(0))).filter(({ voice, status }) => voice === 'check' && status === 'live')).toEqual([]);
  });
});

const anchorOf = (index: number) => reading(async (tx) => (await taskRows.find(tx, tasks[index]?.taskId ?? ''))?.anchor ?? '');
const evidence = (anchor: string) => reading((tx) => evidenceOf(tx, [anchor]));

describe('不打招呼与不实', () => {
  test('到场之前被查单位看不到；不发通知；认定不实的撤回自报证据、立红色警示单待审定，之后认定不能更正', async () => {
    const anchor = await anchorOf(1);
    await inWriting({ pool: world.runtime.pool, region: world.region, at: '2026-03-20T09:00:00+08:00' }, (context) =>
      emit(context, {
        anchors: [anchor],
        kind: 'attestation',
        voice: 'self',
        from: '2026-03-01',
        to: '2026-03-31',
        orgId: unit(1).orgId,
        source: { module: 'task', type: 'report', id: 'r1' },
        hash: 'a'.repeat(64),
        occurredOn: '2026-03-20',
        grade: 'C',
        stamp: 'real',
        note: '已完成',
      }),
    );
    let one = await plan({ orgId: unit(1).orgId, taskId: tasks[1]?.taskId, plannedOn: '2026-03-27', isUnannounced: true, team: [who.supervisor.userId, who.verifier.userId] });
    expect((await list({ standing: 'all' }, staff(1, 'unit_head'))).total).toBe(0);
    expect(await world.refused(getInspectionUseCase, { params: { inspectionId: one.inspectionId } }, staff(1, 'unit_head'))).toMatchObject({ code: 'inspection.not_found' });
    expect(await refused(one, who.supervisor, 'notify')).toBe('inspection.unannounced');
    await world.moveTo('2026-03-27T10:00:00+08:00');
    one = await act(one, who.verifier, 'arrive');
    expect((await list({ standing: 'all' }, staff(1, 'unit_head'))).total).toBe(1);
    one = await noted(one, who.verifier, 2, { text: '现场没有施工' });
    one = await act(one, who.verifier, 'record');
    one = await act(one, who.verifier, 'conclude', { verdict: 'untrue', note: '报称完成，现场没有施工' });
    const order: OrderDetails = await world.run(getOrderUseCase, { params: { orderId: one.orderId } }, who.supervisor);
    const noOrders = { ...who.director, grants: who.director.grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((held) => held !== 'order.read') })) };
    const shown = async (actor: Actor) => (await world.run(getInspectionUseCase, { params: { inspectionId: one.inspectionId } }, actor)).orderId;
    expect([await shown(who.director), await shown(noOrders)]).toEqual([one.orderId, null]);
    expect(order).toMatchObject({ state: 'approving', colour: 'red', source: 'inspection', sourceTitle: one.number, lead: { orgId: unit(1).orgId } });
    expect((await evidence(anchor)).filter(({ voice }) => voice === 'self')).toMatchObject([{ status: 'withdrawn' }]);
    expect(await refused(one, who.verifier, 'correct')).toBe('inspection.order_made');
  });
});

describe('计入单位负担', () => {
  test('到场和每次报告整改计入当月该单位的分钟数和填报格，列出是谁在要求；别的单位不受影响', async () => {
    const burden = await world.run(getBurdenUseCase, { query: { month: '2026-03' } }, who.director);
    const own = burden.units.find(({ org }) => org.orgId === unit(0).orgId);
    // 迎检60分钟一次，整改报告40分钟两次；第二次报告时附有一个文件。
    expect(own).toMatchObject({ visitMinutes: '140.0', cells: { text: 2, file: 2 } });
    expect(Number(own?.minutes)).toBe(Number(own?.roundMinutes) + Number(own?.formMinutes) + 140);
    expect(burden.units.find(({ org }) => org.orgId === unit(1).orgId)).toMatchObject({ visitMinutes: '60.0' });
    expect(burden.units.some(({ org }) => org.orgId === unit(3).orgId)).toBe(false);
    expect(burden.askers).toContainEqual(expect.objectContaining({ name: '督查检查', visits: 4, units: 2, minutes: '200.0' }));
    const unitsOwn = await world.run(getBurdenUseCase, { query: { month: '2026-03' } }, staff(0, 'unit_head'));
    expect(unitsOwn.units.map(({ org }) => org.orgId)).toEqual([unit(0).orgId]);
    expect(unitsOwn.askers).toEqual([]);
  });

  test('让单位再填已经掌握的检查情况，在登记报表时拒绝', async () => {
    const form = {
      title: '整改情况表',
      purpose: '汇总',
      every: 'once',
      expiresOn: '2026-12-31',
      orgIds: [unit(0).orgId],
      fields: [{ label: '检查问题整改情况', fact: 'trial.rectified', cellKind: 'text' }],
    };
    expect(await world.refused(draftFormUseCase, { body: form }, world.office('dispatcher'))).toMatchObject({
      code: 'task.fact_held',
      detail: expect.stringContaining('督查检查'),
    });
  });
});

describe('列表、年度计划、移交', () => {
  test('查找、筛选、翻页、导出；「%」不是通配符', async () => {
    expect((await list({ q: '%', standing: 'all' })).total).toBe(0);
    expect((await list({ q: '档案', standing: 'all' })).total).toBe(2);
    const all = await list({ standing: 'all', limit: '100' });
    const pages: string[] = [];
    for (let cursor: string | null | undefined = undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({ standing: 'all', limit: '2', ...(cursor === undefined ? {} : { cursor }) });
      pages.push(...page.items.map(({ inspectionId }) => inspectionId));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(all.items.map(({ inspectionId }) => inspectionId));
    for (const sort of ['day', 'recent']) {
      const mine = await list({ standing: 'mine', sort }, who.second);
      expect([mine.total, mine.items.map(({ subject }) => subject)]).toEqual([1, ['桥梁施工现场']]);
    }
    const recent = await list({ standing: 'all', sort: 'recent', limit: '1' });
    expect(recent.items[0]?.verdict).toBe('untrue');
    expect((await world.run(exportInspectionsUseCase, { query: { standing: 'all' } }, who.director)).fileName).toBe('检查台账-2026-03-27.xlsx');
  });

  test('批量：先预览，逐项给出结果；取消须有理由', async () => {
    const { items } = await list({ standing: 'to-visit', limit: '100' });
    const inspectionIds = items.map(({ inspectionId }) => inspectionId);
    const preview = await world.run(actOnInspectionsUseCase, { body: { inspectionIds, action: 'notify', isPreview: true } }, who.supervisor);
    expect(preview.done).toBe(inspectionIds.length);
    expect((await world.run(actOnInspectionsUseCase, { body: { inspectionIds, action: 'cancel' } }, who.supervisor)).done).toBe(0);
    const done = await world.run(actOnInspectionsUseCase, { body: { inspectionIds: inspectionIds.slice(0, 1), action: 'notify' } }, who.supervisor);
    expect(done.items).toMatchObject([{ isDone: true, reason: null }]);
    const again = await world.run(actOnInspectionsUseCase, { body: { inspectionIds: inspectionIds.slice(0, 1), action: 'notify', isPreview: true } }, who.supervisor);
    expect(again).toMatchObject({ done: 0, items: [{ isDone: false, reason: expect.stringContaining('现在是「') }] });
    expect((await list({ standing: 'to-visit', state: 'notified' })).total).toBe(1);
  });

  test('年度计划印发一次；此后增加的须写明计划外理由', async () => {
    const params = { year: '2026' };
    const before = await world.run(getYearPlanUseCase, { params }, who.director);
    expect(before).toMatchObject({ documentNo: null, perYear: 8, perQuarter: 2, actions: [{ action: 'issue', allowed: true }] });
    const seen = await world.run(getYearPlanUseCase, { params }, who.supervisor);
    expect(seen.actions).toMatchObject([{ action: 'issue', allowed: false, reason: expect.stringContaining('印发年度检查计划') }]);
    expect((await world.refused(issueYearPlanUseCase, { params: { year: '2027' }, body: { documentNo: '固检〔2027〕1号' } }, who.director)).code).toBe('inspection.plan_empty');
    const issued = await world.run(issueYearPlanUseCase, { params, body: { documentNo: '固检〔2026〕1号' } }, who.director);
    expect(issued).toMatchObject({ documentNo: '固检〔2026〕1号', issuedOn: '2026-03-27', total: before.total });
    expect((await world.refused(issueYearPlanUseCase, { params, body: { documentNo: '固检〔2026〕2号' } }, who.director)).code).toBe('inspection.plan_issued');
    expect(await refusedPlan({ plannedOn: '2026-04-08', subject: '另一事项' })).toMatchObject({
      code: 'inspection.added_reason_missing',
      detail: expect.stringContaining('固检〔2026〕1号'),
    });
    expect(await plan({ plannedOn: '2026-04-08', subject: '另一事项', addedReason: '上级交办' })).toMatchObject({ isAdded: true, addedReason: '上级交办' });
  });

  test('两人同时安排：合起来不会越过上限，文号不重不漏', async () => {
    const orgId = unit(1).orgId;
    const wish = (nth: number) => ({ orgId, subject: `并行事项${nth}`, plannedOn: '2026-08-10', addedReason: '上级交办' });
    const results = await Promise.allSettled([0, 1, 2, 3].map((nth) => plan(wish(nth))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const serials = (await list({ standing: 'all', limit: '100' })).items.map(({ number }) => Number(/(\d+)号/.exec(number)?.[1])).sort((a, b) => a - b);
    expect(serials).toEqual(serials.map((_, index) => index + 1));
  });

  test('检查组成员欠的检查列在岗位移交清单里', async () => {
    const owedBy = async ({ userId }: Actor) => {
      const duties = await reading((tx) => openDutiesOf(tx, { userId: userId ?? '', orgId: null, role: 'supervisor', today: '2026-03-27' }));
      return duties.filter(({ source }) => source === 'inspection').map(({ kind }) => kind);
    };
    expect(await owedBy(who.supervisor)).toContain('检查（检查组成员）');
    // Others' memberships are not theirs.
    expect(await owedBy(who.third)).not.toContain('检查（检查组成员）');
  });

  test('移交后接手人进检查组，原成员留名；接手人已在组里的不重复', async () => {
    const one = await plan({ orgId: unit(2).orgId, subject: '移交的事项', plannedOn: '2026-09-10', addedReason: '上级交办' });
    const [from, to] = [who.verifier.userId ?? '', who.second.userId ?? ''];
    const move = { ids: [`member:${one.inspectionId}:${from}`], from, to, orgId: unit(2).orgId, reason: '岗位调整' };
    for (let nth = 0; nth < 2; nth += 1)
      await inWriting({ pool: world.runtime.pool, region: world.region, at: '2026-03-27T12:00:00+08:00' }, (context) => inspectionDuties.move(context, move));
    const { members } = await world.run(getInspectionUseCase, { params: { inspectionId: one.inspectionId } }, who.supervisor);
    expect(members.map(({ userId, state }) => [userId, state]).sort()).toEqual(
      [
        [from, 'replaced'],
        [to, 'active'],
        [who.supervisor.userId, 'active'],
      ].sort(),
    );
  });
});
