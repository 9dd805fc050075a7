import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { answerOpinionUseCase, giveOpinionUseCase } from './give-opinion.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { draftTasksUseCase } from './draft-tasks.ts';
import { taskDuties } from './duties.ts';
import { exportWorkPointsUseCase } from './export-work-points.ts';
import { excuseClauseUseCase } from './excuse-clause.ts';
import { getTaskUseCase } from './get-task.ts';
import { getYearCoverageUseCase } from './get-year-coverage.ts';
import { listTasksUseCase } from './list-tasks.ts';
import { proposeTasksUseCase } from './propose-tasks.ts';
import { getTaskVersionUseCase, saveTaskUseCase } from './save-task.ts';
import { takeAssignmentStepUseCase } from './take-assignment-step.ts';
import { takeTaskStepsUseCase } from './take-task-steps.ts';
import { getWorkPointsUseCase, publishWorkPointsUseCase } from './work-points.ts';

const database = databaseForFile();
let world: TaskWorld;
let proposals: Awaited<ReturnType<typeof propose>>['items'] = [];
const year = 2026;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00' });
  proposals = (await propose()).items;
});
afterAll(() => world.close());

const key = () => ({ planId: world.planId, year: String(year) });
const propose = () => world.run(proposeTasksUseCase, { query: key() }, world.office('dispatcher'));
const units = (lead: number, ...co: number[]) => [
  { orgId: world.units[lead]?.orgId, role: 'lead' as const },
  ...co.map((index) => ({ orgId: world.units[index]?.orgId, role: 'co' as const })),
];

async function draftOne(index: number, lead: number, ...co: number[]): Promise<string> {
  const item = proposals[index];
  if (item === undefined) throw new Error('no proposal');
  const task = { clause: item.clause, fields: { ...item.fields, units: units(lead, ...co) }, origin: item.origin };
  const reply = await world.run(draftTasksUseCase, { body: { planId: world.planId, year, tasks: [task] } }, world.office('dispatcher'));
  return reply.items[0]?.taskId ?? '';
}
const read = (taskId: string, actor = world.office('office_director')) => world.run(getTaskUseCase, { params: { taskId } }, actor);
const step = (action: string, taskIds: string[], actor = world.office('dispatcher'), more: object = {}) =>
  world.run(takeTaskStepsUseCase, { body: { action, taskIds, ...more } }, actor);
async function issue(taskId: string): Promise<void> {
  await step('consult', [taskId]);
  const issued = await step('issue', [taskId], world.office('office_director'));
  expect(issued).toMatchObject({ done: 1, refused: 0 });
}
const assignmentOf = async (taskId: string, unit: number) => {
  const found = (await read(taskId)).assignments.find(({ org, state }) => org.orgId === world.units[unit]?.orgId && state !== 'changed');
  if (found === undefined) throw new Error('no assignment');
  return found;
};
async function act(taskId: string, unit: number, body: Record<string, unknown>, actor = world.staff(world.units[unit] as never, 'unit_deputy')) {
  const { assignmentId, revision } = await assignmentOf(taskId, unit);
  return { raw: { params: { assignmentId }, body: { expectedRevision: revision, ...body } }, actor };
}
async function take(taskId: string, unit: number, body: Record<string, unknown>, actor?: Parameters<typeof act>[3]) {
  const call = await act(taskId, unit, body, actor);
  return world.run(takeAssignmentStepUseCase, call.raw, call.actor);
}
const accepting = (unit: number, action = 'accept') => ({ action, personId: world.units[unit]?.people.unit_reporter, deputyId: world.units[unit]?.people.unit_liaison });

describe('任务分解', () => {
  test('由条款拟出草案：四个条款各一项，节点覆盖每个季度，日期都是工作日，原文没有的标为决定', async () => {
    const { items, planTitle } = await propose();
    expect(planTitle).toContain('桥梁');
    expect(items).toHaveLength(4);
    expect(items.map(({ fields }) => fields.milestones.length)).toEqual([4, 4, 4, 4]);
    expect(items[0]).toMatchObject({ fields: { startsOn: '2026-03-02', dueOn: '2026-12-31', units: [] }, origin: { title: 'text', dueOn: 'decision', units: 'decision' } });
    expect(items[3]?.fields.standardKind).toBe('contract');
  });

  test('没有权限的人不能拟、不能下达；拒绝时写明可办理的岗位', async () => {
    const liaison = world.staff(world.units[0] as never, 'unit_liaison');
    expect(await world.refused(proposeTasksUseCase, { query: key() }, liaison)).toMatchObject({ code: 'access.forbidden' });
    const taskId = await draftOne(0, 0, 1);
    const reply = await step('consult', [taskId], world.staff(world.units[0] as never, 'unit_head'));
    expect(reply.items[0]).toMatchObject({ isDone: false, code: 'access.forbidden' });
    expect(reply.items[0]?.reason).toContain('可办理的岗位：调度员');
  });

  test('坏输入：两个牵头单位、非工作日、先后颠倒，按字段说明，什么也不保存', async () => {
    const items = proposals;
    const before = (await world.run(listTasksUseCase, { query: {} }, world.office('dispatcher'))).total;
    const fields = { ...items[0]?.fields, units: [...units(0), ...units(1)], dueOn: '2026-12-27', milestones: [] };
    const refusal = await world.refused(draftTasksUseCase, { body: { planId: world.planId, year, tasks: [{ clause: items[0]?.clause, fields }] } }, world.office('dispatcher'));
    expect(refusal).toMatchObject({ code: 'task.task_invalid', status: 422 });
    expect(refusal.fields?.map(({ path }) => path)).toEqual(['body.tasks.0.fields.dueOn', 'body.tasks.0.fields.units']);
    const backwards = { ...items[0]?.fields, dueOn: '2026-02-02', milestones: [] };
    expect(
      (await world.refused(draftTasksUseCase, { body: { planId: world.planId, year, tasks: [{ clause: items[0]?.clause, fields: backwards }] } }, world.office('dispatcher')))
        .detail,
    ).toContain('早于开始日');
    expect((await world.run(listTasksUseCase, { query: {} }, world.office('dispatcher'))).total).toBe(before);
  });

  test('缺完成标准的不能征求意见；意见未答复不能下达', async () => {
    const taskId = await draftOne(1, 0, 1);
    const { task } = await read(taskId);
    const version = await world.run(getTaskVersionUseCase, { params: { taskId, revision: '1' } }, world.office('dispatcher'));
    const bare = { ...version.fields, standardText: '' };
    await world.run(saveTaskUseCase, { params: { taskId }, body: { expectedRevision: task.revision, fields: bare, reason: '先空着' } }, world.office('dispatcher'));
    expect((await step('consult', [taskId])).items[0]).toMatchObject({ code: 'task.incomplete', reason: expect.stringContaining('完成标准') });
    await world.run(saveTaskUseCase, { params: { taskId }, body: { expectedRevision: 2, fields: version.fields, reason: '补上标准' } }, world.office('dispatcher'));
    await step('consult', [taskId]);
    const foreign = { params: { taskId }, body: { orgId: world.units[0]?.orgId, words: '替牵头单位说' } };
    expect(await world.refused(giveOpinionUseCase, foreign, world.staff(world.units[1] as never, 'unit_liaison'))).toMatchObject({ code: 'access.out_of_scope' });
    const opinion = await world.run(
      giveOpinionUseCase,
      { params: { taskId }, body: { orgId: world.units[0]?.orgId, words: '时限太紧' } },
      world.staff(world.units[0] as never, 'unit_liaison'),
    );
    expect((await step('issue', [taskId], world.office('office_director'))).items[0]).toMatchObject({ code: 'task.comments_open' });
    await world.run(answerOpinionUseCase, { params: { opinionId: opinion.opinion.opinionId }, body: { isAdopted: false, reason: '方案要求本年完成' } }, world.office('dispatcher'));
    expect(await step('issue', [taskId], world.office('office_director'))).toMatchObject({ done: 1 });
    expect((await read(taskId)).task.itemState).toBe('awaiting');
  });

  test('预览什么也不改；批量逐项给出结果', async () => {
    const good = await draftOne(2, 1);
    const preview = await step('consult', [good, '01900000-0000-7000-8000-000000000000'], world.office('dispatcher'), { isPreview: true });
    expect(preview).toMatchObject({ done: 1, refused: 1 });
    expect((await read(good)).assignments[0]?.state).toBe('draft');
  });

  test('签收：牵头由单位领导，配合由联络员，责任人须在岗；全部签收后开始推进', async () => {
    const taskId = await draftOne(2, 1, 2);
    await issue(taskId);
    const lead = await act(taskId, 1, accepting(1), world.staff(world.units[1] as never, 'unit_liaison'));
    expect(await world.refused(takeAssignmentStepUseCase, lead.raw, lead.actor)).toMatchObject({ code: 'access.forbidden' });
    const stranger = await act(taskId, 1, { action: 'accept', personId: world.units[0]?.people.unit_reporter });
    expect(await world.refused(takeAssignmentStepUseCase, stranger.raw, stranger.actor)).toMatchObject({ code: 'task.person_not_at_unit' });
    const wrongRole = await act(taskId, 2, accepting(2));
    expect(await world.refused(takeAssignmentStepUseCase, wrongRole.raw, wrongRole.actor)).toMatchObject({ code: 'task.other_role' });
    await take(taskId, 1, accepting(1));
    expect((await read(taskId)).task.itemState).toBe('awaiting');
    await take(taskId, 2, accepting(2, 'accept-co'), world.staff(world.units[2] as never, 'unit_liaison'));
    const done = await read(taskId);
    expect(done.task.itemState).toBe('advancing');
    expect(done.assignments.map(({ state, person }) => [state, person !== null])).toEqual([
      ['accepted', true],
      ['accepted', true],
    ]);
  });

  test('别的单位看不到也办不了；过期未签收由日期推算', async () => {
    const taskId = await draftOne(3, 0);
    await issue(taskId);
    const other = world.staff(world.units[2] as never, 'unit_deputy');
    expect(await world.refused(getTaskUseCase, { params: { taskId } }, other)).toMatchObject({ code: 'task.not_found', status: 404 });
    const { acceptDueOn, isUnsigned } = await assignmentOf(taskId, 0);
    expect([acceptDueOn, isUnsigned]).toEqual(['2026-03-09', false]);
    await world.moveTo('2026-03-09T23:00:00+08:00');
    expect((await assignmentOf(taskId, 0)).isUnsigned).toBe(false);
    await world.moveTo('2026-03-10T00:00:00+08:00');
    expect((await assignmentOf(taskId, 0)).isUnsigned).toBe(true);
    await world.moveTo('2026-03-10T09:00:00+08:00');
  });

  test('退签、维持、再退签、裁定：第一次退签不能裁定，裁定永久标明', async () => {
    const taskId = await draftOne(0, 2);
    await issue(taskId);
    const silent = await act(taskId, 2, { action: 'refuse', ground: 'not-ours' });
    expect(await world.refused(takeAssignmentStepUseCase, silent.raw, silent.actor)).toMatchObject({ code: 'task.reason_missing' });
    await take(taskId, 2, { action: 'refuse', ground: 'not-ours', reason: '不属本局' });
    const early = await act(taskId, 2, { action: 'rule', reason: '由该局承担' }, world.office('county_leader'));
    expect(await world.refused(takeAssignmentStepUseCase, early.raw, early.actor)).toMatchObject({ code: 'task.ruling_early' });
    await take(taskId, 2, { action: 'keep', reason: '三定方案明确' }, world.office('office_director'));
    await take(taskId, 2, { action: 'refuse', ground: 'overlap', reason: '与一局交叉' });
    const { assignment } = await take(taskId, 2, { action: 'rule', reason: '由该局承担' }, world.office('county_leader'));
    expect(assignment).toMatchObject({ state: 'accepted', isRuled: true, refusals: 2 });
  });

  test('改派保留来源；撤销的单位不能承接', async () => {
    const taskId = await draftOne(1, 1);
    await issue(taskId);
    await take(taskId, 1, { action: 'refuse', ground: 'not-ours', reason: '不属本局' });
    const gone = await world.seed.org({ name: '已撤销局', to: '2026-01-31' });
    const dead = await act(taskId, 1, { action: 'reassign', reason: '改派', toOrgId: gone }, world.office('office_director'));
    expect(await world.refused(takeAssignmentStepUseCase, dead.raw, dead.actor)).toMatchObject({ code: 'task.org_dissolved' });
    const { assignment, replacement } = await take(taskId, 1, { action: 'reassign', reason: '改派一局', toOrgId: world.units[0]?.orgId }, world.office('office_director'));
    expect(assignment.state).toBe('changed');
    expect(replacement).toMatchObject({ state: 'awaiting', replaces: assignment.assignmentId, org: { orgId: world.units[0]?.orgId } });
    expect((await read(taskId)).task.lead?.orgId).toBe(world.units[0]?.orgId);
  });

  test('两人同时修改：后到的得到差异，可以合并后保存', async () => {
    const taskId = await draftOne(0, 0);
    const base = await world.run(getTaskVersionUseCase, { params: { taskId, revision: '1' } }, world.office('dispatcher'));
    await world.run(
      saveTaskUseCase,
      { params: { taskId }, body: { expectedRevision: 1, fields: { ...base.fields, title: '新建清溪大桥（甲改）' }, reason: '甲改' } },
      world.office('dispatcher'),
    );
    const mine = { ...base.fields, upperTask: '市级任务12' };
    const lost = await world.refused(saveTaskUseCase, { params: { taskId }, body: { expectedRevision: 1, fields: mine, reason: '乙改' } }, world.office('office_director'));
    expect(lost).toMatchObject({ status: 409, code: 'task.changed_meanwhile', facts: { revision: 2 } });
    expect(lost.fields).toEqual([{ path: 'title', label: '任务', message: expect.stringContaining('对方改为「新建清溪大桥（甲改）」，您没有改') }]);
    const theirs = await world.run(getTaskVersionUseCase, { params: { taskId, revision: '2' } }, world.office('office_director'));
    await world.run(
      saveTaskUseCase,
      { params: { taskId }, body: { expectedRevision: 2, fields: { ...mine, title: theirs.fields.title }, reason: '合并' } },
      world.office('office_director'),
    );
    expect(await read(taskId)).toMatchObject({ task: { title: '新建清溪大桥（甲改）' }, upperTask: '市级任务12', origin: { title: 'decision', upperTask: 'decision' } });
  });

  test('单位只看见自己的任务；列表可查找、排序、翻页', async () => {
    const mine = await world.run(listTasksUseCase, { query: {} }, world.staff(world.units[0] as never, 'unit_liaison'));
    const all = await world.run(listTasksUseCase, { query: {} }, world.office('dispatcher'));
    expect(mine.total).toBeLessThan(all.total);
    for (const item of mine.items) expect([item.lead, ...item.coUnits].some((org) => org?.orgId === world.units[0]?.orgId)).toBe(true);
    const codes: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await world.run(listTasksUseCase, { query: { limit: '3', ...(cursor === undefined ? {} : { cursor }) } }, world.office('dispatcher'));
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor;
    }
    expect(codes).toEqual([...codes].sort());
    expect(codes).toHaveLength(all.total);
    expect((await world.run(listTasksUseCase, { query: { q: '%' } }, world.office('dispatcher'))).total).toBe(0);
    expect(await world.refused(listTasksUseCase, { query: { cursor: 'abc' } }, world.office('dispatcher'))).toMatchObject({ code: 'request.invalid' });
  });

  test('工作要点：没有全部签收不能印发', async () => {
    const coverage = await world.run(getYearCoverageUseCase, { query: key() }, world.office('office_director'));
    expect(coverage).toMatchObject({ clauses: 4, active: 4, isComplete: false, publishedAt: null });
    const refusal = await world.refused(publishWorkPointsUseCase, { body: { planId: world.planId, year, documentNo: '青办〔2026〕1号' } }, world.office('office_director'));
    expect(refusal.code).toBe('task.coverage_incomplete');
    expect(
      await world.refused(excuseClauseUseCase, { body: { planId: world.planId, year, clause: coverage.items[0]?.clause, reason: '不需要' } }, world.office('dispatcher')),
    ).toMatchObject({
      code: 'task.clause_has_task',
    });
  });
});

describe('覆盖到印发', () => {
  test('一个条款说明理由，其余全部签收，可以印发；印发后不能再改；没有放假通知的年度不推算', async () => {
    const later = await world.refused(proposeTasksUseCase, { query: { planId: world.planId, year: '2035' } }, world.office('dispatcher'));
    expect(later).toMatchObject({ code: 'calendar.year_missing' });
    const own = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00' });
    try {
      const { planId } = own;
      const [excused, ...rest] = (await own.run(proposeTasksUseCase, { query: { planId, year: '2026' } }, own.office('dispatcher'))).items;
      await own.run(excuseClauseUseCase, { body: { planId, year, clause: excused?.clause, reason: '上年已完成' } }, own.office('dispatcher'));
      const unit = own.units[0] as never as (typeof own.units)[number];
      const drafts = rest.map((item) => ({ clause: item.clause, fields: { ...item.fields, units: [{ orgId: unit.orgId, role: 'lead' }] }, origin: item.origin }));
      const { items } = await own.run(draftTasksUseCase, { body: { planId, year, tasks: drafts } }, own.office('dispatcher'));
      const taskIds = items.map(({ taskId }) => taskId);
      await own.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, own.office('dispatcher'));
      await own.run(takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, own.office('office_director'));
      for (const taskId of taskIds) {
        const [row] = (await own.run(getTaskUseCase, { params: { taskId } }, own.office('office_director'))).assignments;
        const body = { action: 'accept', expectedRevision: row?.revision, personId: unit.people.unit_reporter };
        await own.run(takeAssignmentStepUseCase, { params: { assignmentId: row?.assignmentId }, body }, own.staff(unit, 'unit_deputy'));
      }
      const published = await own.run(publishWorkPointsUseCase, { body: { planId, year, documentNo: '青办〔2026〕1号' } }, own.office('office_director'));
      expect(published.points).toBe(3);
      const document = await own.run(getWorkPointsUseCase, { query: { planId, year: '2026' } }, own.staff(unit, 'unit_head'));
      expect(document).toMatchObject({ documentNo: '青办〔2026〕1号', sha256: published.sha256, excused: [{ reason: '上年已完成' }] });
      expect(document.points[0]?.quarters).toHaveLength(4);
      expect(await own.refused(draftTasksUseCase, { body: { planId, year, tasks: [drafts[0]] } }, own.office('dispatcher'))).toMatchObject({ code: 'task.work_points_published' });
      expect(await own.refused(publishWorkPointsUseCase, { body: { planId, year, documentNo: '青办〔2026〕2号' } }, own.office('office_director'))).toMatchObject({
        code: 'task.work_points_published',
      });
    } finally {
      await own.close();
    }
  });
});

describe('随岗位移交', () => {
  test('责任人名下已签收的任务列入移交清单，移交后换人并留痕', async () => {
    const unit = world.units[1] as (typeof world.units)[number];
    const taskId = await draftOne(2, 1);
    await issue(taskId);
    await take(taskId, 1, accepting(1));
    const from = unit.people.unit_reporter;
    const to = unit.people.unit_liaison;
    const listed = await inWriting({ pool: world.runtime.pool, region: world.region, at: '2026-03-11T09:00:00+08:00' }, async (context) => {
      const open = await taskDuties.listOpen(context.tx, { userId: from, orgId: unit.orgId, today: '2026-03-11' });
      expect(await taskDuties.listOpen(context.tx, { userId: unit.people.unit_head, orgId: unit.orgId, today: '2026-03-11' })).toEqual([]);
      await taskDuties.move(context, { ids: open.map(({ id }) => id), from, to, orgId: unit.orgId, reason: '岗位移交' });
      return open;
    });
    expect(listed.some(({ href }) => href === `/tasks/${taskId}`)).toBe(true);
    const after = await read(taskId);
    expect(after.assignments[0]).toMatchObject({ person: { userId: to }, deputy: null });
    expect(after.steps[0]).toMatchObject({ action: '随岗位移交', note: '岗位移交' });
    const held = await inWriting({ pool: world.runtime.pool, region: world.region, at: '2026-03-11T09:00:00+08:00' }, ({ tx }) => taskDuties.listHeld(tx));
    expect(held.every(({ userId }) => userId !== from)).toBe(true);
  });

  test('工作要点导出为公文格式的 Word 文件', async () => {
    const file = await world.run(exportWorkPointsUseCase, { query: key() }, world.office('assessor'));
    expect(Buffer.from(file.content, 'base64').subarray(0, 2).toString()).toBe('PK');
    expect(file.fileName).toBe('2026年工作要点.docx');
  });
});
