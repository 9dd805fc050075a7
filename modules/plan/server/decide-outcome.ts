/** What an import of a compiled file would do: the same question for preview and import. */
import type { Context } from '#kernel/server/context.ts';
import type { CompiledFile } from './compiled-file.ts';
import { planStore } from './plan-store.ts';
import { planRefusals } from './refusals.ts';

export type Outcome =
  | { readonly created: 'nothing'; readonly planId: string; readonly planTitle: string; readonly versionId: string; readonly ordinal: number }
  | { readonly created: 'version'; readonly planId: string; readonly planTitle: string; readonly ordinal: number }
  | { readonly created: 'plan'; readonly ordinal: 1 };

/**
 * The same text anywhere in the region → nothing; else the named plan, or the plan that has a version
 * of the same title → its next version; else a new plan.
 */
export async function decideOutcome(file: CompiledFile, planId: string | undefined, { tx, refuse }: Pick<Context, 'tx' | 'refuse'>): Promise<Outcome> {
  const named = planId === undefined ? undefined : ((await planStore.findPlan(tx, planId)) ?? refuse(planRefusals.not_found()));
  const stored = await planStore.findVersionByText(tx, file.textSha256);
  if (stored !== undefined) return { created: 'nothing', planId: stored.planId, planTitle: stored.title, versionId: stored.versionId, ordinal: stored.ordinal };
  const plan = named ?? (await planStore.findPlanByTitle(tx, file.title));
  if (plan === undefined) return { created: 'plan', ordinal: 1 };
  return { created: 'version', planId: plan.planId, planTitle: plan.title, ordinal: plan.latestOrdinal + 1 };
}
