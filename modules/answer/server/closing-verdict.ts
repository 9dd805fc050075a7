/** For later modules: whether what was agreed about a measure is met on a day, so that a task may be closed on it (workflows §3). */
import { isGradeAtLeast } from '#kernel/evidence.ts';
import type { Context } from '#kernel/server/context.ts';
import { clauseState } from '../domain/index.ts';
import { findWholeVersion } from './read-clause.ts';
import { groundOn, readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';

/** Closing asks for more than a contract may: evidence that somebody else confirmed. */
const leastGrade = 'B';

function unmetBecause(material: ClauseMaterial, on: string, countsDemo: boolean): string | null {
  const ground = groundOn(material, on);
  if (ground.contract === null) return null;
  const minGrade = isGradeAtLeast(ground.contract.minGrade, leastGrade) ? ground.contract.minGrade : leastGrade;
  const stamps = countsDemo ? ground.stamps : (['real'] as const);
  const { state, reason } = clauseState({ ...ground, stamps, contract: { ...ground.contract, minGrade } });
  return state === 'met' || state === 'excluded' || state === 'outlook' ? null : `「${material.place.title}」${reason}`;
}

/** What is still missing, in words; null when every agreed clause of the measure is met. Demo evidence counts for demo tasks only. */
export async function agreedUnmet(
  context: Context,
  { planId, measure, countsDemo }: { readonly planId: string; readonly measure: string; readonly countsDemo: boolean },
): Promise<string | null> {
  const places = (await findWholeVersion(planId, context, context.now))?.places ?? [];
  const group = places.find(({ clauseKey }) => clauseKey === measure)?.groupNode ?? measure;
  const keys = places.filter(({ groupNode }) => groupNode === group).map(({ clauseKey }) => clauseKey);
  const on = context.today.toString();
  const materials = await readMaterial(context, planId, { keys, knownAt: context.now });
  if (!materials.some((material) => groundOn(material, on).contract !== null)) return '条款还没有审定的证据约定。请先约定凭什么证据判定，再申请销号。';
  for (const material of materials) {
    const unmet = unmetBecause(material, on, countsDemo);
    if (unmet !== null) return unmet;
  }
  return null;
}
