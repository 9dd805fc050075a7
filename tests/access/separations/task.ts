import type { Actor } from '#kernel/server/actor.ts';
import type { taskSeparations } from '#task/contract';
import type { TaskUnit } from '../../harness/task-world.ts';
import { approveFormUseCase, draftFormUseCase } from '../../../modules/task/server/forms.ts';
import { getTaskUseCase } from '../../../modules/task/server/get-task.ts';
import { getDebtUseCase } from '../../../modules/task/server/get-debt.ts';
import { saveReportUseCase } from '../../../modules/task/server/save-report.ts';
import { takeItemStepUseCase } from '../../../modules/task/server/take-item-step.ts';
import { takeReportStepsUseCase } from '../../../modules/task/server/take-report-steps.ts';
import { askUnlockUseCase, decideUnlockUseCase } from '../../../modules/task/server/unlocks.ts';
import { codeOf, oneByOne } from './case.ts';
import type { SeparationCase, Stage } from './case.ts';

export function taskCases(stage: Stage): Record<keyof typeof taskSeparations, SeparationCase> {
  const { world, tasks } = stage;
  const unit = world.units[0] as TaskUnit;
  const assignments = tasks.map(({ assignments: of }) => of.get(unit.orgId) ?? '');
  const nextDebt = oneByOne(assignments);
  const nextUnlock = oneByOne(assignments);
  const nextTask = oneByOne(tasks.map(({ taskId }) => taskId));
  let forms = 0;
  const report = async (by: Actor): Promise<string> => {
    const params = { roundId: stage.openRound, assignmentId: nextDebt() };
    const content = { done: '完成桩基施工三十根', next: '开始架梁', judgement: 'behind' };
    await world.run(saveReportUseCase, { params, body: { expectedRevision: 0, content, isSubmitted: true } }, by);
    return (await world.run(getDebtUseCase, { params }, world.office('dispatcher'))).report?.reportId ?? '';
  };
  const step = async (action: string, reportId: string, by: Actor): Promise<string> => {
    const { done, items } = await world.run(takeReportStepsUseCase, { body: { action, reportIds: [reportId] } }, by);
    return done === 1 ? 'done' : (items[0]?.code ?? '');
  };
  const item = async (action: string, taskId: string, by: Actor): Promise<string> => {
    const { task } = await world.run(getTaskUseCase, { params: { taskId } }, world.office('dispatcher'));
    return codeOf(stage, takeItemStepUseCase, { params: { taskId }, body: { action, expectedRevision: task.revision, reason: '已经完成' } }, by);
  };
  return {
    'task.sign-report': { roles: ['unit_reporter', 'unit_head'], first: report, second: (by, reportId) => step('sign', reportId, by) },
    'task.review-report': {
      roles: ['unit_head', 'data_reviewer'],
      first: async (by) => {
        const reportId = await report(world.staff(unit, 'unit_reporter'));
        await step('sign', reportId, by);
        return reportId;
      },
      second: (by, reportId) => step('approve', reportId, by),
    },
    'task.verify-closing': {
      roles: ['unit_head', 'verifier'],
      first: async (by) => {
        const taskId = nextTask();
        // The stage: every milestone of the task is proved.
        await world.seed.write(`update task.milestone set proved_on = due_on, proved_by = task_id where region_code = $1 and task_id = $2`, [world.region, taskId]);
        await item('apply', taskId, by);
        return taskId;
      },
      second: (by, taskId) => item('verify', taskId, by),
    },
    'task.grant-unlock': {
      roles: ['unit_head', 'office_director'],
      first: async (by) => {
        const body = { orgId: unit.orgId, assignmentId: nextUnlock(), reason: '数字有误，须更正' };
        return (await world.run(askUnlockUseCase, { params: { roundId: stage.sealedRound }, body }, by)).unlockId;
      },
      second: (by, unlockId) => codeOf(stage, decideUnlockUseCase, { params: { unlockId }, body: { isGranted: false, reason: '不必更正' } }, by),
    },
    'task.approve-form': {
      roles: ['dispatcher', 'office_director'],
      first: async (by) => {
        forms += 1;
        const fields = [{ label: `栏目${forms}`, fact: `apart.f${forms}`, cellKind: 'choice' }];
        const body = { title: `园区情况表${forms}`, purpose: '摸清底数', every: 'month', expiresOn: '2026-12-31', orgIds: [unit.orgId], fields };
        return (await world.run(draftFormUseCase, { body }, by)).form.formId;
      },
      second: (by, formId) => codeOf(stage, approveFormUseCase, { params: { formId } }, by),
    },
  };
}
