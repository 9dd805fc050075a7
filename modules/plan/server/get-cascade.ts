import { useCase } from '#kernel/server/use-case.ts';
import { compareLevels } from '#libs/plantext/index.ts';
import type { CascadeRow, TargetRecord } from '#libs/plantext/index.ts';
import { getCascade } from '../contract/index.ts';
import { findEdition, readEdition } from './read-edition.ts';
import type { Edition } from './read-edition.ts';
import { planRefusals } from './refusals.ts';

const presentTarget = (target: TargetRecord) => ({
  id: target.id,
  node: target.node,
  subject: target.indicator?.text ?? `${target.action?.text ?? ''}${target.head?.text ?? ''}`,
  value: { text: target.value.text, start: target.value.start, end: target.value.end },
  number: target.number,
  unit: target.unit,
});

const presentSide = ({ planId, versionId, title, ordinal }: Edition) => ({ planId, versionId, title, ordinal });

export const getCascadeUseCase = useCase(getCascade, async ({ params, query }, context) => {
  const lower = await readEdition(params, context);
  const upper = (await findEdition(query.upper, context)) ?? context.refuse(planRefusals.upper_not_found());
  if (upper.planId === lower.planId) return context.refuse(planRefusals.upper_is_same_plan());
  const rows = compareLevels(upper, lower);
  const countOf = (kind: CascadeRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  return {
    upper: presentSide(upper),
    lower: presentSide(lower),
    items: rows
      .filter((row) => query.kind === undefined || row.kind === query.kind)
      .map((row) => ({ kind: row.kind, upper: presentTarget(row.upper), lower: row.lower === null ? null : presentTarget(row.lower), message: row.message })),
    counts: { missing: countOf('missing'), equal: countOf('equal'), higher: countOf('higher'), lower: countOf('lower'), incomparable: countOf('incomparable') },
  };
});
