import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { draftTasksUseCase } from '../modules/task/server/draft-tasks.ts';
import { getTaskUseCase } from '../modules/task/server/get-task.ts';
import { getYearCoverageUseCase } from '../modules/task/server/get-year-coverage.ts';
import { proposeTasksUseCase } from '../modules/task/server/propose-tasks.ts';
import { takeAssignmentStepUseCase } from '../modules/task/server/take-assignment-step.ts';
import { takeTaskStepsUseCase } from '../modules/task/server/take-task-steps.ts';
import { getWorkPointsUseCase, publishWorkPointsUseCase } from '../modules/task/server/work-points.ts';
import { acceptAll } from '../tests/harness/accepted-tasks.ts';
import type { TaskUnit } from '../tests/harness/task-world.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { story } from './story.ts';

interface State extends Stage {
  taskIds: readonly string[];
}

const year = 2020;
const queryOf = ({ planId }: Stage) => ({ planId, year: String(year) });
const coverage = (state: State) => state.run(getYearCoverageUseCase, { query: queryOf(state) }, state.office('office_director'));
const unitAt = ({ units }: Stage, index: number) => units[index % units.length] as TaskUnit;
const task = ({ taskIds }: State, index: number) => taskIds[index] ?? '';
const publish = (state: State) => ({ body: { planId: state.planId, year, documentNo: '情景〔2020〕1号' } });

async function take(state: State, taskId: string, body: Record<string, unknown>, actor: Actor) {
  const { assignments } = await state.run(getTaskUseCase, { params: { taskId } }, state.office('office_director'));
  const row = assignments.find(({ role, state: stands }) => role === 'lead' && stands !== 'changed');
  return state.run(takeAssignmentStepUseCase, { params: { assignmentId: row?.assignmentId }, body: { expectedRevision: row?.revision, ...body } }, actor);
}

/** One lead unit each; every seventh task has a supporting unit besides. */
async function draft(state: State): Promise<void> {
  const { items } = await state.run(proposeTasksUseCase, { query: queryOf(state) }, state.office('dispatcher'));
  expect(items).toHaveLength(77);
  const tasks = items.map(({ clause, fields, origin }, index) => ({
    clause,
    origin,
    fields: { ...fields, units: [{ orgId: unitAt(state, index).orgId, role: 'lead' }, ...(index % 7 === 0 ? [{ orgId: unitAt(state, index + 1).orgId, role: 'co' }] : [])] },
  }));
  const stored = await state.run(draftTasksUseCase, { body: { planId: state.planId, year, tasks } }, state.office('dispatcher'));
  expect(stored.items.every(({ lacking }) => lacking.length === 0)).toBe(true);
  state.taskIds = stored.items.map(({ taskId }) => taskId);
}

/** The 77 clauses of the county's plan become tasks of a year, with two returns on the way. */
export const decomposition = story<State>({
  name: 'decomposition',
  title: '任务分解：77个条款，两次退签，到77/77全部签收',
  from: '2020-09-01',
  working: ['plan', 'answer', 'task'],
  prose: [
    '方案的77个条款没有写责任单位。这个故事走一遍年度分解：按条款起草、征求意见、下达、退签与会商、全部签收，然后才能印发工作要点。',
    '方案原文是固镇县公开的行动方案；单位、人员、文号都是情景里编的。',
  ],
  begin: async (world) => ({
    ...(await openStage(world, {
      units: ['甲局', '乙局', '丙局', '丁局', '戊局'],
      plan: readFileSync(join(import.meta.dirname, '../examples/guzhen/plan.txt'), 'utf8'),
    })),
    taskIds: [],
  }),
  steps: [
    {
      day: '2020-09-01',
      say: '调度员打开2020年的任务分解：77个条款全部有效，77个尚未分解，没有一个签收。',
      act: async (_world, state) => {
        expect(await coverage(state)).toMatchObject({ clauses: 77, active: 77, counts: { open: 77, accepted: 0 }, isComplete: false });
      },
    },
    {
      say: '系统按条款原文起草77项任务，方案没有给的责任单位、完成标准、节点和期限标为「决定增补」。调度员给每项定一个牵头单位，十一项另有配合单位；没有一项缺内容。',
      act: async (_world, state) => {
        await draft(state);
        const { origin, assignments } = await state.run(getTaskUseCase, { params: { taskId: task(state, 0) } }, state.office('office_director'));
        expect(origin).toMatchObject({ title: 'text', units: 'decision' });
        expect(assignments.map(({ role }) => role).sort()).toEqual(['co', 'lead']);
      },
    },
    {
      say: '调度员发出征求意见，办公室主任下达。覆盖证明写着：77项已分解待签收，尚未完成。',
      act: async (_world, state) => {
        const { taskIds } = state;
        expect(await state.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, state.office('dispatcher'))).toMatchObject({ done: 77, refused: 0 });
        expect(await state.run(takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, state.office('office_director'))).toMatchObject({ done: 77, refused: 0 });
        expect(await coverage(state)).toMatchObject({ counts: { open: 0, assigned: 77 }, isComplete: false });
      },
    },
    {
      day: '2020-09-03',
      say: '甲局退签第1项，理由是非本单位职责；乙局退签第2项，理由是时限不可行。其余75项各单位都签收了，覆盖证明写着75项已签收、2项待签收。',
      act: async (_world, state) => {
        await take(state, task(state, 0), { action: 'refuse', ground: 'not-ours', reason: '职责在另一单位' }, state.staff(unitAt(state, 0), 'unit_deputy'));
        await take(state, task(state, 1), { action: 'refuse', ground: 'deadline', reason: '年内难以完成' }, state.staff(unitAt(state, 1), 'unit_deputy'));
        for (const taskId of state.taskIds.slice(2)) await acceptAll(state, taskId);
        expect(await coverage(state)).toMatchObject({ counts: { accepted: 75, assigned: 2 }, isComplete: false });
      },
    },
    {
      say: '这时印发工作要点：被拒绝，因为还有条款没有全部签收。',
      act: async (_world, state) => {
        expect(await state.refusal(publishWorkPointsUseCase, publish(state), state.office('office_director'))).toBe('task.coverage_incomplete');
      },
    },
    {
      day: '2020-09-08',
      say: '会商：第1项改派到丁局，旧的分工保留、新的接在后面；第2项维持，重新计时。两家随后签收。覆盖证明写着77/77，完成。',
      act: async (_world, state) => {
        const moved = await take(state, task(state, 0), { action: 'reassign', reason: '改派到职责单位', toOrgId: unitAt(state, 3).orgId }, state.office('office_director'));
        expect(moved.replacement).toMatchObject({ state: 'awaiting', replaces: moved.assignment.assignmentId });
        await take(state, task(state, 1), { action: 'keep', reason: '时限由方案确定' }, state.office('office_director'));
        await acceptAll(state, task(state, 0));
        await acceptAll(state, task(state, 1));
        expect(await coverage(state)).toMatchObject({ counts: { accepted: 77, assigned: 0, excused: 0, open: 0 }, openAssignments: 0, isComplete: true });
      },
    },
    {
      day: '2020-09-10',
      say: '印发工作要点：77条，各有编号。第1条的牵头单位是改派后的丁局。',
      act: async (_world, state) => {
        expect((await state.run(publishWorkPointsUseCase, publish(state), state.office('office_director'))).points).toBe(77);
        const { points } = await state.run(getWorkPointsUseCase, { query: queryOf(state) }, state.office('assessor'));
        expect(new Set(points.map(({ code }) => code)).size).toBe(77);
        expect(points.find(({ code }) => code === '2020-001')?.lead).toBe('丁局');
      },
    },
  ],
});
