/** The light of a task on a day, explained, foretold and replayed. */
import { decide } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg } from '#identity/server';
import { taskRows } from '#task/server';
import { getTaskLight } from '../../contract/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { explainObject } from './explain-object.ts';
import { gatherTaskFacts } from './gather-facts.ts';

export const getTaskLightUseCase = useCase(getTaskLight, async ({ params, query }, context) => {
  const { tx, today } = context;
  const task = await taskRows.find(tx, params.taskId);
  const assignments = await taskRows.assignments(tx, [params.taskId]);
  const lead = assignments.find(({ role, state }) => role === 'lead' && state !== 'changed' && state !== 'ended');
  const related = assignments.filter(({ role }) => role === 'co').map(({ org_id }) => org_id);
  if (task === undefined) throw supervisionRefusals.object_not_found();
  const resource = { region: tx.region, ownerOrg: lead?.org_id ?? null, relatedOrgs: related, planPath: task.plan_path, level: 'internal' as const };
  if (!decide(context.actor, 'light.read', resource, today).allowed) throw supervisionRefusals.object_not_found();
  const [lit] = await gatherTaskFacts(context, [task]);
  const org = lead === undefined ? undefined : await findOrg(tx, lead.org_id, today);
  return {
    title: task.title,
    lead: org === undefined ? null : { orgId: org.orgId, name: org.name },
    lit: lit === undefined ? null : await explainObject(lit.object, query, context),
  };
});
