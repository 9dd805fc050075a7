import type { ReplyInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getPlan } from '../contract/index.ts';
import type { PlanId } from '../contract/index.ts';
import { planActions } from './plan-actions.ts';
import { planRefusals } from './refusals.ts';
import { planColumns, planRow, presentPlan, presentVersion, versionColumns, versionRow } from './version-rows.ts';

const listVersions = statement({
  name: 'plan.list-versions-of-plan',
  class: 'router',
  text: `select ${planColumns}, ${versionColumns}
         from plan.plan p join plan.version v on v.region_code = p.region_code and v.plan_id = p.plan_id
         where p.region_code = $1 and p.plan_id = $2
         order by v.ordinal desc`,
  params: { region: 'text', planId: 'uuid' },
  row: { ...planRow, ...versionRow },
});

/** A plan with its versions, newest first; `plan.not_found` when there is none in the region. */
export async function readPlan(planId: PlanId, { tx, actor, refuse }: Context): Promise<ReplyInput<typeof getPlan>> {
  const rows = await tx.many(listVersions, { region: tx.region, planId });
  const versions = rows.map(presentVersion);
  const [newest] = rows;
  const [latest] = versions;
  if (newest === undefined || latest === undefined) return refuse(planRefusals.not_found());
  return { plan: presentPlan(newest, latest), versions, actions: planActions(actor) };
}

export const getPlanUseCase = useCase(getPlan, ({ params }, context) => readPlan(params.planId, context));
