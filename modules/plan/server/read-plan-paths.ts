/** Where the nodes of a version lie in the plan, in the form with which a grant for a part of the plan is compared. */
import type { Context } from '#kernel/server/context.ts';
import { diffPlans } from '#libs/plantext/index.ts';
import type { OutlineNode } from '#libs/plantext/index.ts';
import type { PlanId } from '../contract/index.ts';
import { chainOf } from '../domain/index.ts';
import { findEditionByOrdinal } from './read-edition.ts';
import type { Edition } from './read-edition.ts';

/** Ids of the nodes as the first version names them; nodes that it has not are left out. */
export async function firstIdsOf(edition: Pick<Edition, 'planId' | 'ordinal' | 'plan' | 'text'>, context: Context): Promise<ReadonlyMap<string, string>> {
  if (edition.ordinal === 1) return new Map(edition.plan.outline.map(({ id }) => [id, id]));
  const first = await findEditionByOrdinal({ planId: edition.planId as PlanId, ordinal: 1 }, context);
  return first === undefined ? new Map() : new Map(diffPlans(first, edition as Edition).nodes.matches.map(({ before, after }) => [after.id, before.id]));
}

/**
 * `/plan/p1/s2/` of a node. Chapters keep the names of the first version, and one that came later carries its version, so that a
 * grant never comes to reach another chapter because the numbers moved.
 */
export function planPathOf(edition: Pick<Edition, 'planId' | 'ordinal' | 'plan'>, firstIds: ReadonlyMap<string, string>): (node: OutlineNode) => string {
  const byId = new Map(edition.plan.outline.map((node) => [node.id, node]));
  return (node) =>
    `/${edition.planId}/${chainOf(node, byId)
      .slice(1)
      .map(({ id }) => `${firstIds.get(id) ?? `${id}@${edition.ordinal}`}/`)
      .join('')}`;
}
