import { bridgePlan } from '../harness/task-world.ts';
import { chaptersOf } from './chapters.ts';
import type { MatrixBase } from './expectations/expectation.ts';
import { multipart } from './open-app.ts';

export interface DraftedTask {
  readonly planId: string;
  readonly taskId: string;
  /** the part of the plan in which it lies, and another */
  readonly paths: { readonly own: string; readonly other: string };
}

/** One issued task of a unit, by default the own one, in a plan of its own. */
export async function draftedTask(base: MatrixBase, orgId = base.orgs.own): Promise<DraftedTask> {
  const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const form = multipart({}, { name: '桥梁.txt', bytes: bridgePlan.replace('青澜县', '青澜县二期') });
  const { planId } = (await base.as('office_director', '/api/plans/imports', { method: 'POST', ...form })).json() as { planId: string };
  const year = 2026;
  const { items } = (await base.as('dispatcher', `/api/tasks/proposals?planId=${planId}&year=${year}`)).json() as { items: { clause: string; fields: object }[] };
  const [first] = items;
  const milestones = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'].map((dueOn) => ({ title: '节点', dueOn }));
  const fields = { ...first?.fields, tier: 'monthly', startsOn: '2026-01-05', dueOn: '2026-12-31', units: [{ orgId, role: 'lead' }], milestones };
  const drafted = await base.as('dispatcher', '/api/tasks', json({ planId, year, tasks: [{ clause: first?.clause, fields }] }));
  if (drafted.status !== 201) throw new Error(drafted.text);
  const [{ taskId } = { taskId: '' }] = (drafted.json() as { items: { taskId: string }[] }).items;
  await base.as('dispatcher', '/api/tasks/steps', json({ action: 'consult', taskIds: [taskId] }));
  await base.as('office_director', '/api/tasks/steps', json({ action: 'issue', taskIds: [taskId] }));
  const chapter = await chaptersOf(base, planId);
  return { planId, taskId, paths: { own: chapter('重点任务'), other: chapter('总体要求') } };
}
