import { decide } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { answerOpinion, giveOpinion } from '../contract/index.ts';
import { opinionStore, presentOpinion } from './opinion-store.ts';
import { assignmentResource, permitsOn, taskResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { recordStep } from './step-store.ts';
import { requireTask } from './task-ground.ts';
import { isLiveAssignment, ownedOf } from './task-rows.ts';
import { assignmentLifecycle } from '../domain/index.ts';

export const giveOpinionUseCase = useCase(
  giveOpinion,
  async ({ params, body }, context) => {
    const { tx, refuse, actor, today } = context;
    const { task, assignments } = await requireTask(context, params.taskId, 'task.comment');
    const row = assignments.find((one) => isLiveAssignment(one) && one.org_id === body.orgId);
    if (row === undefined) return refuse(taskRefusals.not_our_task());
    refuse.unless(decide(actor, 'task.comment', assignmentResource(tx.region, { planPath: task.plan_path, orgId: body.orgId }), today));
    if (row.state !== 'consulting') return refuse(taskRefusals.not_consulting());
    const opinionId = await opinionStore.insert(context, { taskId: params.taskId, orgId: body.orgId, words: body.words.trim() });
    await recordStep(context, {
      machine: assignmentLifecycle,
      objectId: row.assignment_id,
      taskId: task.task_id,
      orgId: body.orgId,
      from: row.state,
      action: 'opinion',
      to: row.state,
      note: body.words.trim(),
    });
    const found = await opinionStore.find(tx, opinionId);
    if (found === undefined) throw new Error('the opinion vanished');
    const names = await listOrgNames(tx, [body.orgId], today);
    const permits = permitsOn(context, taskResource(tx.region, ownedOf(task, assignments)));
    return { opinion: presentOpinion(found, names.get(body.orgId) ?? body.orgId, permits('task.draft')) };
  },
  { statusOf: () => 201 },
);

export const answerOpinionUseCase = useCase(
  answerOpinion,
  async ({ params, body }, context) => {
    const { tx, refuse, today } = context;
    const found = await opinionStore.find(tx, params.opinionId);
    if (found === undefined) return refuse(taskRefusals.opinion_not_found());
    const { task, assignments } = await requireTask(context, found.task_id, 'task.draft');
    if (found.answer !== null) return refuse(taskRefusals.opinion_answered());
    await opinionStore.answer(context, params.opinionId, { isAdopted: body.isAdopted, answer: body.reason });
    await recordStep(context, {
      machine: assignmentLifecycle,
      objectId: found.opinion_id,
      taskId: task.task_id,
      orgId: found.org_id,
      from: 'consulting',
      action: 'answer',
      to: 'consulting',
      reasonCode: body.isAdopted ? 'adopted' : 'not-adopted',
      note: body.reason,
    });
    const names = await listOrgNames(tx, [found.org_id], today);
    const permits = permitsOn(context, taskResource(tx.region, ownedOf(task, assignments)));
    return { opinion: presentOpinion({ ...found, is_adopted: body.isAdopted, answer: body.reason }, names.get(found.org_id) ?? found.org_id, permits('task.draft')) };
  },
  { statusOf: () => 201 },
);
