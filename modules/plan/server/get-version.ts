import type { ReplyInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getVersion } from '../contract/index.ts';
import type { NodeKind, PlanId, VersionId } from '../contract/index.ts';
import { readPlan } from './get-plan.ts';
import { planRefusals } from './refusals.ts';

const getText = statement({
  name: 'plan.get-version-text',
  class: 'router',
  text: 'select v.body from plan.version v where v.region_code = $1 and v.plan_id = $2 and v.version_id = $3',
  params: { region: 'text', planId: 'uuid', versionId: 'uuid' },
  row: { body: 'text' },
});

const listNodes = statement({
  name: 'plan.list-nodes-of-version',
  class: 'router',
  text: `select n.node_id, n.parent_id, n.kind, n.label, n.title, n.start_offset, n.end_offset
         from plan.node n where n.region_code = $1 and n.version_id = $2 order by n.ordinal`,
  params: { region: 'text', versionId: 'uuid' },
  row: { node_id: 'text', parent_id: 'text?', kind: 'text', label: 'text?', title: 'text?', start_offset: 'int4', end_offset: 'int4' },
});

export type VersionReply = ReplyInput<typeof getVersion> & Pick<Awaited<ReturnType<typeof readPlan>>, 'versions'>;

/** A version with text and outline, and all versions of its plan; three statements. */
export async function readVersion(key: { readonly planId: PlanId; readonly versionId?: VersionId }, context: Context): Promise<VersionReply> {
  const { tx, refuse } = context;
  const { plan, versions, actions } = await readPlan(key.planId, context);
  const version = key.versionId === undefined ? plan.latestVersion : versions.find((one) => one.versionId === key.versionId);
  if (version === undefined) return refuse(planRefusals.version_not_found());
  const { body } = await tx.one(getText, { region: tx.region, planId: plan.planId, versionId: version.versionId });
  const rows = await tx.many(listNodes, { region: tx.region, versionId: version.versionId });
  const nodes = rows.map((row) => ({
    nodeId: row.node_id,
    parent: row.parent_id,
    kind: row.kind as NodeKind,
    label: row.label,
    title: row.title,
    start: row.start_offset,
    end: row.end_offset,
  }));
  return { plan, versions, version, text: body, nodes, actions };
}

export const getVersionUseCase = useCase(getVersion, async ({ params }, context) => {
  const { plan, version, text, nodes, actions } = await readVersion(params, context);
  return { plan, version, text, nodes, actions };
});
