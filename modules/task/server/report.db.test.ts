import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf, emit } from '#kernel/server/evidence.ts';
import { transaction, watchStatements } from '#kernel/server/db.ts';
import { clauseAnchor } from '#plan/contract';
import { acceptAll, acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { stateStore } from '../../answer/server/state-store.ts';
import { getDebtUseCase } from './get-debt.ts';
import { getTaskUseCase } from './get-task.ts';
import { readHome } from './home.ts';
import { listDebtsUseCase } from './list-debts.ts';
import { listReportsUseCase } from './list-reports.ts';
import { openReportUseCase } from './open-report.ts';
import { uploadPhotoUseCase } from './photos.ts';
import { getRoundUseCase, listRoundsUseCase, summariseRoundUseCase } from './rounds.ts';
import { reportNoChangeUseCase, saveReportUseCase } from './save-report.ts';
import { takeAssignmentStepUseCase } from './take-assignment-step.ts';
import { takeReportStepsUseCase } from './take-report-steps.ts';
import { askUnlockUseCase, decideUnlockUseCase, listUnlocksUseCase } from './unlocks.ts';
import { getHomeUseCase } from './home.ts';

const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
let roundId = '';
const unit = (index: number) => world.units[index] as TaskUnit;
const reporter = (index: number) => world.staff(unit(index), 'unit_reporter');
const head = (index: number) => world.staff(unit(index), 'unit_head');
const reviewer = () => world.office('data_reviewer');
const assignment = (task: number, index: number): string => tasks[task]?.assignments.get(unit(index).orgId) ?? '';
const at = (task: number, index: number, round = roundId) => ({ roundId: round, assignmentId: assignment(task, index) });
const form = (task: number, index: number, round = roundId, actor = reporter(index)) => world.run(getDebtUseCase, { params: at(task, index, round) }, actor);
const content = (change: object = {}) => ({ done: '完成桩基施工三十根', next: '开始架梁', judgement: 'behind', ...change });
const save = (task: number, index: number, body: object, actor = reporter(index)) => ({
  raw: { params: at(task, index), body: { expectedRevision: 0, content: content(), ...body } },
  actor,
});
const steps = (action: string, reportIds: (string | undefined)[], actor: Parameters<typeof world.run>[2], more: object = {}) =>
  world.run(takeReportStepsUseCase, { body: { action, reportIds, ...more } }, actor);
const roundOf = async (period: string) => (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items.find(({ round }) => round.period === period);
const idOf = async (task: number, index: number) => (await form(task, index)).report?.reportId;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 4 });
  tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0, 1], change: { tier: 'monthly' } },
    { clause: 1, units: [1], change: { tier: 'monthly' } },
    { clause: 2, units: [2], change: { tier: 'quarterly' } },
    { clause: 3, units: [0], change: { tier: 'monthly', standardKind: 'count' } },
  ]);
  await world.moveTo('2026-04-01T00:00:00+08:00');
  roundId = (await roundOf('2026-03'))?.round.roundId ?? '';
});
afterAll(() => world.close());

describe('调度', () => {
  test('1日零时由系统开放，应报清单冻结：每月的和3月到期的每季；清明顺延截止，配合单位提前一个工作日', async () => {
    const found = await roundOf('2026-03');
    expect(found?.round).toMatchObject({ state: 'open', opensOn: '2026-04-01', closesOn: '2026-04-07', ordersOn: '2026-04-08', sealsOn: '2026-04-10' });
    expect(found?.rates.expected).toBe(5);
    const board = await world.run(getRoundUseCase, { params: { roundId } }, world.office('dispatcher'));
    expect(board.units.map(({ org, standings }) => [org.name, standings.waiting]).sort()).toEqual([
      ['测试1局', 2],
      ['测试2局', 2],
      ['测试3局', 1],
    ]);
    expect((await form(0, 1)).debt.dueOn).toBe('2026-04-03');
    await world.moveTo('2026-04-01T09:00:00+08:00');
    expect((await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items).toHaveLength(1);
  });

  test('单位只看见自己的应报；首期不能选无变化；有耗时估计', async () => {
    const mine = await world.run(listDebtsUseCase, { query: {} }, reporter(0));
    expect(mine.total).toBe(2);
    expect(mine.items.every(({ canSayNoChange, noChangeReason }) => !canSayNoChange && noChangeReason !== null)).toBe(true);
    expect(Number(mine.minutes)).toBeGreaterThan(20);
    const owedBy = async (actor: Parameters<typeof world.run>[2]) => (await world.run(getHomeUseCase, { query: {} }, actor)).owed;
    expect([await owedBy(reporter(0)), await owedBy(reporter(2)), await owedBy(head(0)), await owedBy(reviewer())]).toEqual([2, 1, 0, 0]);
    expect(await world.refused(getDebtUseCase, { params: at(1, 1) }, reporter(0))).toMatchObject({ code: 'task.debt_not_found', status: 404 });
    const refused = await world.run(reportNoChangeUseCase, { params: { roundId }, body: { assignmentIds: [assignment(0, 0)] } }, reporter(0));
    expect(refused).toMatchObject({ done: 0, items: [{ code: 'task.report_checks' }] });
    expect((await form(0, 0)).report).toBeNull();
  });

  test('一万字、缺佐证、没有说明的提醒项都不能提交；草稿可以保存', async () => {
    const tooLong = save(0, 0, { content: content({ done: '字'.repeat(10_000) }) });
    expect(await world.refused(saveReportUseCase, tooLong.raw, tooLong.actor)).toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('不能超过5000字') });
    const long = save(0, 0, { content: content({ done: '字'.repeat(301) }), isSubmitted: true });
    expect(await world.refused(saveReportUseCase, long.raw, long.actor)).toMatchObject({ code: 'task.report_checks', detail: expect.stringContaining('不能超过 300 字') });
    const { dueMilestones } = await form(0, 0);
    const [due] = dueMilestones;
    const bare = save(0, 0, { content: content({ claims: [{ milestoneId: due?.milestoneId }] }) });
    const draft = await world.run(saveReportUseCase, bare.raw, bare.actor);
    expect(draft).toMatchObject({ state: 'draft', revision: 1, checks: [{ check: 'proof-missing' }] });
  });

  test('照片没有地点或时间的拒绝；同一张照片再用会被提醒', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const file = { name: 'a.png', mediaType: 'image/png', bytes: png };
    const body = { assignmentId: assignment(0, 0), takenAt: '2026-04-01T08:00:00+08:00', latitude: '33.3', longitude: '117.3' };
    const upload = (change: object, actor = reporter(0)) => ({ raw: { body: { ...body, ...change }, file }, actor });
    for (const [change, code] of [
      [{ latitude: '' }, 'task.photo_without_place'],
      [{ latitude: '91' }, 'task.photo_without_place'],
      [{ takenAt: '' }, 'task.photo_without_time'],
      [{ takenAt: '2026-04-01T10:00:00+08:00' }, 'task.photo_time_ahead'],
    ] as const) {
      const call = upload(change);
      expect(await world.refused(uploadPhotoUseCase, call.raw, call.actor), code).toMatchObject({ code });
    }
    expect(await world.refused(uploadPhotoUseCase, { body, file: { ...file, bytes: Buffer.from('text') } }, reporter(0))).toMatchObject({ code: 'task.photo_type' });
    expect(await world.refused(uploadPhotoUseCase, { body, file }, reporter(2))).toMatchObject({ code: 'access.out_of_scope' });
    const first = await world.run(uploadPhotoUseCase, { body, file }, reporter(0));
    const again = await world.run(uploadPhotoUseCase, { body: { ...body, assignmentId: assignment(3, 0) }, file }, reporter(0));
    expect([first.isReused, again.isReused]).toEqual([false, true]);
    const foreign = save(0, 0, {
      expectedRevision: 1,
      content: content({ claims: [{ milestoneId: (await form(0, 0)).dueMilestones[0]?.milestoneId, photoIds: [again.photoId] }] }),
    });
    expect(await world.refused(saveReportUseCase, foreign.raw, foreign.actor)).toMatchObject({ code: 'task.photo_unknown' });
  });

  test('系统已掌握的情况预填，确认或提出异议，不再填写', async () => {
    const { task } = await world.run(getTaskUseCase, { params: { taskId: tasks[1]?.taskId } }, world.office('dispatcher'));
    await inWriting({ pool: world.runtime.pool, region: world.region, at: '2026-04-01T10:00:00+08:00' }, (context) =>
      emit(context, {
        anchors: [clauseAnchor(world.planId, task.clause)],
        kind: 'count',
        voice: 'signal',
        value: '3',
        unit: '处',
        from: '2026-03-01',
        to: '2026-03-31',
        source: { module: 'project', type: 'works', id: 'w1' },
        hash: 'a'.repeat(64),
        occurredOn: '2026-03-31',
        grade: 'B',
        stamp: 'demo',
        note: '加固完成',
      }),
    );
    const { facts } = await form(1, 1);
    expect(facts).toMatchObject([{ words: '计数：3处：加固完成', source: 'project', grade: 'B' }]);
    const silent = save(1, 1, { isSubmitted: true });
    expect(await world.refused(saveReportUseCase, silent.raw, silent.actor)).toMatchObject({ code: 'task.report_checks', detail: expect.stringContaining('没有确认或提出异议') });
    const answered = save(1, 1, { isSubmitted: true, content: content({ facts: [{ factId: facts[0]?.factId, answer: 'disputed', reason: '实际两处' }], explanations: {} }) });
    expect(await world.run(saveReportUseCase, answered.raw, answered.actor)).toMatchObject({ state: 'signing' });
    const own = await world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [await idOf(1, 1)] } }, head(1));
    expect(own.done).toBe(1);
    const approved = await steps('approve', [await idOf(1, 1)], reviewer());
    expect(approved).toMatchObject({ done: 1 });
    const evidence = await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => evidenceOf(tx, [clauseAnchor(world.planId, task.clause)]));
    expect(evidence.map(({ voice, grade, status }) => [voice, grade, status].join()).sort()).toEqual(['self,C,live', 'signal,B,challenged']);
  });

  test('审核链：退回两版都在，审签人不能是填报人，审核员不能核定自己参与的，打开后不能撤回', async () => {
    const submitted = save(0, 0, { expectedRevision: 1, isSubmitted: true, content: content({ claims: [], judgement: 'at-risk' }) });
    expect(await world.run(saveReportUseCase, submitted.raw, submitted.actor)).toMatchObject({ state: 'signing', revision: 2 });
    const reportId = await idOf(0, 0);
    // Whoever only looks on has not opened it: it can still be pulled back.
    for (const bystander of [world.office('dispatcher'), reviewer(), reporter(0)])
      expect(await world.run(openReportUseCase, { params: { reportId } }, bystander)).toMatchObject({ openedBy: 'nobody' });
    expect(await steps('withdraw', [reportId], reporter(0))).toMatchObject({ done: 1 });
    const again = save(0, 0, { expectedRevision: 2, isSubmitted: true });
    await world.run(saveReportUseCase, again.raw, again.actor);
    expect(await world.run(openReportUseCase, { params: { reportId } }, head(0))).toMatchObject({ openedBy: 'signer' });
    expect(await steps('withdraw', [reportId], reporter(0))).toMatchObject({ items: [{ code: 'task.report_opened' }] });
    expect(await steps('return-unit', [reportId], head(0), { ground: 'unclear' })).toMatchObject({ items: [{ code: 'task.reason_missing' }] });
    expect(await steps('return-unit', [reportId], head(0), { ground: 'unclear', reason: '写明根数', cells: ['done'] })).toMatchObject({ done: 1 });
    const mended = save(0, 0, { expectedRevision: 3, isSubmitted: true, content: content({ done: '完成桩基三十根，占全部六十根的一半' }) });
    await world.run(saveReportUseCase, mended.raw, mended.actor);
    const both = world.actor('township', [unit(0).orgId]);
    const selfSigned = { ...both, id: reporter(0).id };
    expect(await steps('sign', [reportId], selfSigned)).toMatchObject({ items: [{ code: 'task.own_report' }] });
    expect(await steps('sign', [reportId], head(0))).toMatchObject({ done: 1 });
    const queue = await world.run(listReportsUseCase, { query: { state: 'reviewing' } }, reviewer());
    expect(queue.items.map(({ title }) => title)).toHaveLength(1);
    const preview = await steps('approve', [reportId], reviewer(), { isPreview: true });
    expect(preview.items[0]).toMatchObject({ isDone: false, code: 'task.parts_open' });
    await world.moveTo('2026-04-07T09:00:00+08:00');
    expect((await form(0, 0)).parts).toMatchObject([{ org: '测试2局', isMissing: true }]);
    expect(await steps('approve', [reportId], { ...reviewer(), id: reporter(0).id })).toMatchObject({ items: [{ code: 'task.own_report' }] });
    expect(await steps('approve', [reportId], reviewer())).toMatchObject({ done: 1 });
    const detail = await form(0, 0);
    expect(detail.report).toMatchObject({ state: 'approved', returns: 1, revision: 4 });
    expect(detail.steps.map(({ action }) => action).slice(0, 3)).toEqual(['核定', '审签', '提交']);
    expect(await steps('unapprove', [reportId], reviewer(), { reason: '重新核对' })).toMatchObject({ done: 1 });
    expect(await steps('approve', [reportId], reviewer())).toMatchObject({ done: 1 });
  });

  test('两人同时填：后到的得到差异', async () => {
    const first = save(3, 0, { content: content({ countToDate: '2' }) });
    await world.run(saveReportUseCase, first.raw, first.actor);
    const second = save(3, 0, { content: content({ countToDate: '3', next: '继续巡查' }) }, world.staff(unit(0), 'unit_liaison'));
    const lost = await world.refused(saveReportUseCase, second.raw, second.actor);
    expect(lost).toMatchObject({ status: 409, code: 'task.changed_meanwhile', facts: { revision: 1 } });
    expect(lost.fields?.map(({ label }) => label)).toEqual(['下期打算', '今年累计次数']);
    const merged = save(3, 0, { expectedRevision: 1, isSubmitted: true, content: content({ countToDate: '3', next: '开始架梁' }) }, world.staff(unit(0), 'unit_liaison'));
    expect(await world.run(saveReportUseCase, merged.raw, merged.actor)).toMatchObject({ revision: 2, state: 'signing' });
  });

  test('截止次日：未报的列出，迟签的算迟报，办公室首页数字一致', async () => {
    await world.moveTo('2026-04-07T23:59:00+08:00');
    expect((await roundOf('2026-03'))?.round.state).toBe('open');
    await world.moveTo('2026-04-08T09:00:00+08:00');
    const found = await roundOf('2026-03');
    expect(found?.round.state).toBe('closed');
    const { actions } = await world.run(getRoundUseCase, { params: { roundId } }, head(0));
    const offered = (of: typeof actions) => of.map(({ action, allowed, reason }) => [action, allowed || reason]);
    expect(offered(actions)).toEqual([
      ['summarise', expect.stringContaining('没有「汇总调度」的权限')],
      ['remind', expect.stringContaining('没有「汇总调度」的权限')],
      ['ask-unlock', expect.stringContaining('没有封账')],
    ]);
    const late = await steps('sign', [await idOf(3, 0)], head(0));
    expect(late.done).toBe(1);
    const board = await world.run(getRoundUseCase, { params: { roundId } }, world.office('dispatcher'));
    expect(offered(board.actions)).toEqual([
      ['summarise', true],
      ['remind', true],
    ]);
    expect(board.units.map(({ org, standings }) => [org.name, standings['on-time'], standings.late, standings.silent])).toEqual([
      ['测试2局', 1, 0, 1],
      ['测试3局', 0, 0, 1],
      ['测试1局', 1, 1, 0],
    ]);
    expect(board.rates).toMatchObject({ received: { numerator: 3, denominator: 5 }, onTime: { numerator: 2, denominator: 5, percent: '40.0' } });
    const silent = await world.run(listDebtsUseCase, { query: { roundId, standing: 'silent' } }, world.office('dispatcher'));
    expect(silent.total).toBe(2);
    const home = await world.run(getHomeUseCase, { query: {} }, reviewer());
    expect(home).toMatchObject({ silent: 2, toReview: 1, owed: 0 });
    for (const standing of ['waiting', 'silent', 'returned', 'in-hand', 'on-time', 'late', 'dropped'] as const) {
      const { total } = await world.run(listDebtsUseCase, { query: { roundId, standing } }, world.office('dispatcher'));
      expect(total, standing).toBe(board.units.reduce((sum, one) => sum + one.standings[standing], 0));
    }
    await world.run(summariseRoundUseCase, { params: { roundId }, body: { summary: '本期两家未报' } }, world.office('dispatcher'));
  });

  test('封账：已核定的锁定，未核定的照样封存并标明；锁定后不能填，说明怎样解锁', async () => {
    await world.moveTo('2026-04-11T09:00:00+08:00');
    const found = await roundOf('2026-03');
    expect(found?.round).toMatchObject({ state: 'sealed', summary: '本期两家未报' });
    expect((await form(0, 0)).report).toMatchObject({ state: 'locked', wasUnapproved: false });
    expect((await form(3, 0)).report).toMatchObject({ state: 'unapproved', wasUnapproved: true });
    const sealed = await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => stateStore.listFrozen(tx, world.planId, world.runtime.clock.now()));
    expect(sealed).toMatchObject([{ from_on: '2026-03-01', to_on: '2026-03-31', reason: '2026-03月度调度封存' }]);
    const closed = save(2, 2, {});
    // Also where the state of the report alone would refuse: the seal is the reason that helps.
    const locked = save(0, 0, { expectedRevision: 4 });
    for (const { raw, actor } of [closed, locked])
      expect(await world.refused(saveReportUseCase, raw, actor)).toMatchObject({ code: 'task.period_locked', detail: expect.stringContaining('申请解锁') });
  });

  test('解锁：申请和批准不是同一人，限期有效，更正后旧版保留', async () => {
    const ask = (actor: Parameters<typeof world.run>[2]) =>
      world.run(askUnlockUseCase, { params: { roundId }, body: { orgId: unit(0).orgId, assignmentId: assignment(0, 0), reason: '根数写错' } }, actor);
    const board = (actor: Parameters<typeof world.run>[2], of = roundId) => world.run(getRoundUseCase, { params: { roundId: of } }, actor);
    const offered = await board(head(0));
    expect(offered.unlockUnits).toMatchObject([{ orgId: unit(0).orgId }]);
    expect(offered.actions).toMatchObject([{ action: 'summarise' }, { action: 'remind' }, { action: 'ask-unlock', allowed: true }]);
    expect((await board(reviewer())).actions.map(({ action }) => action)).toEqual(['summarise', 'remind']);
    const { unlockId } = await ask(head(0));
    const asked = (actor: Parameters<typeof world.run>[2]) => world.run(listUnlocksUseCase, { query: { roundId } }, actor);
    expect((await asked(world.office('office_director'))).items).toMatchObject([{ reason: '根数写错', isGranted: null, actions: [{ action: 'decide', allowed: true }] }]);
    expect((await asked(head(0))).items).toMatchObject([{ actions: [{ action: 'decide', allowed: false }] }]);
    expect((await asked(head(2))).items).toEqual([]);
    expect(await world.refused(askUnlockUseCase, { params: { roundId }, body: { orgId: unit(0).orgId, reason: '再申请' } }, head(0))).toMatchObject({ code: 'task.unlock_open' });
    expect(
      await world.refused(decideUnlockUseCase, { params: { unlockId }, body: { isGranted: true, reason: '同意' } }, { ...world.office('office_director'), id: head(0).id }),
    ).toMatchObject({ code: 'task.own_unlock' });
    const before = await steps('correct', [await idOf(0, 0)], head(0), { reason: '更正根数', content: content({ done: '完成桩基三十二根' }) });
    expect(before).toMatchObject({ items: [{ code: 'task.period_locked' }] });
    expect(await world.run(decideUnlockUseCase, { params: { unlockId }, body: { isGranted: true, reason: '同意更正' } }, world.office('office_director'))).toMatchObject({
      expiresOn: '2026-04-25',
    });
    expect(await steps('correct', [await idOf(0, 0)], head(0), { reason: '更正根数' })).toMatchObject({ items: [{ code: 'task.content_missing' }] });
    expect(await steps('correct', [await idOf(0, 0)], head(0), { reason: '更正根数', content: content({ done: '完成桩基三十二根' }) })).toMatchObject({ done: 1 });
    expect(await steps('approve-correction', [await idOf(0, 0)], reviewer())).toMatchObject({ done: 1 });
    expect((await form(0, 0)).report).toMatchObject({ state: 'locked', content: { done: '完成桩基三十二根' }, revision: 5 });
    await world.moveTo('2026-04-26T09:00:00+08:00');
    expect(await steps('correct', [await idOf(0, 0)], head(0), { reason: '再更正', content: content() })).toMatchObject({ items: [{ code: 'task.period_locked' }] });
    expect((await world.run(listUnlocksUseCase, { query: {} }, world.office('office_director'))).items).toMatchObject([{ isGranted: true, expiresOn: '2026-04-25' }]);
  });

  test('下一轮：上期文字在旁，无变化可用，最多两期；单位中途撤销时补列给承接单位', async () => {
    await world.moveTo('2026-05-01T00:00:00+08:00');
    const april = (await roundOf('2026-04'))?.round.roundId ?? '';
    const next = await form(3, 0, april);
    expect(next.last).toMatchObject({ period: '2026-03', done: '完成桩基施工三十根', countToDate: '3' });
    expect(next.debt.canSayNoChange).toBe(false);
    const co = await form(1, 1, april);
    expect(co.debt).toMatchObject({ canSayNoChange: false, noChangeReason: expect.stringContaining('到期') });
    expect(await world.run(listDebtsUseCase, { query: { roundId: april } }, reporter(2))).toMatchObject({ total: 0 });

    await world.seed.write(`update identity.org_version set to_on = '2026-05-03' where region_code = $1 and org_id = $2`, [world.region, unit(1).orgId]);
    await world.moveTo('2026-05-04T09:00:00+08:00');
    const dead = { params: at(1, 1, april), body: { expectedRevision: 0, content: content() } };
    expect(await world.refused(saveReportUseCase, dead, reporter(1))).toMatchObject({ code: 'task.org_dissolved', detail: expect.stringContaining('变更到承接的单位') });
    const task = await world.run(getTaskUseCase, { params: { taskId: tasks[1]?.taskId } }, world.office('office_director'));
    const lead = task.assignments[0];
    await world.run(
      takeAssignmentStepUseCase,
      { params: { assignmentId: lead?.assignmentId }, body: { action: 'change', expectedRevision: lead?.revision, reason: '机构改革', toOrgId: unit(3).orgId, on: '2026-05-04' } },
      world.office('office_director'),
    );
    await acceptAll(world, tasks[1]?.taskId ?? '');
    const added = await world.run(listDebtsUseCase, { query: { roundId: april } }, reporter(3));
    expect(added.items).toMatchObject([{ isAdded: true, addedFor: '本轮开放后变更分工', standing: 'waiting' }]);
    const dropped = await world.run(listDebtsUseCase, { query: { roundId: april, standing: 'dropped' } }, world.office('dispatcher'));
    expect(dropped.items.map(({ org }) => org.name)).toEqual(['测试2局']);
    await world.moveTo('2026-05-20T09:00:00+08:00');
    const board = await world.run(getRoundUseCase, { params: { roundId: april } }, world.office('dispatcher'));
    expect(board.units.find(({ org }) => org.orgId === unit(3).orgId)?.standings).toMatchObject({ silent: 0, waiting: 1 });
  });
});

test('首页：没有任何数据的人也能打开', async () => {
  const empty = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1 });
  try {
    const home = await empty.run(getHomeUseCase, { query: {} }, empty.office('dispatcher'));
    expect(home).toMatchObject({ round: null, owed: 0, silent: 0 });
    expect(readHome).toBeTypeOf('function');
  } finally {
    await empty.close();
  }
});

test('审核队列：不论几行，读取的语句数不变', async () => {
  const count = async (limit: string): Promise<{ rows: number; statements: number }> => {
    let statements = 0;
    const stop = watchStatements(() => {
      statements += 1;
    });
    try {
      const { items } = await world.run(listReportsUseCase, { query: { limit } }, reviewer());
      return { rows: items.length, statements };
    } finally {
      stop();
    }
  };
  const [one, all] = [await count('1'), await count('50')];
  expect(one.rows).toBe(1);
  expect(all.rows).toBeGreaterThanOrEqual(3);
  expect(all.statements).toBe(one.statements);
});
