/** Submitting and deciding, one line per figure. Figures are taken in one order, so that two lists do not lock up. */
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { decideValues, submitValues } from '../contract/index.ts';
import type { ActResult } from '../contract/index.ts';
import type { RevisionStep } from '../domain/index.ts';
import { moveRevision } from './move-revision.ts';
import type { ActTarget } from './move-revision.ts';
import { observationStatements } from './observation-store.ts';
import { permits } from './permit.ts';

const keyOf = (target: ActTarget): string => `${target.seriesId} ${target.period}`;

async function moveAll(step: RevisionStep, items: readonly ActTarget[], reason: string, context: Context): Promise<ActResult[]> {
  const { tx } = context;
  const series = new Map(
    (await tx.many(observationStatements.seriesById, { region: tx.region, seriesIds: items.map(({ seriesId }) => seriesId) })).map((row) => [row.series_id, row]),
  );
  const results = new Map<string, ActResult>();
  for (const target of [...new Map(items.map((item) => [keyOf(item), item])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    results.set(keyOf(target), await moveRevision(step, target, { series: series.get(target.seriesId), reason }, context));
  }
  return items.map((item) => results.get(keyOf(item)) as ActResult);
}

export const submitValuesUseCase = useCase(submitValues, async ({ body }, context) => {
  context.refuse.unless(permits(context, 'indicator.enter'));
  return { results: await moveAll('submit', body.items, '', context) };
});

export const decideValuesUseCase = useCase(decideValues, async ({ body }, context) => {
  context.refuse.unless(permits(context, 'indicator.approve'));
  return { results: await moveAll(body.decision, body.items, body.reason, context) };
});
