import { useCase } from '#kernel/server/use-case.ts';
import { listPlanTargets } from '#plan/server';
import type { PlanTarget } from '#plan/server';
import { suggestLinks } from '../contract/index.ts';
import { definitionStore, nameKey } from './definition-store.ts';
import { listLinks } from './link-store.ts';
import { indicatorRefusals } from './refusals.ts';

/** Region words in front of a name (全县城镇化率) do not make another indicator. */
const bare = (text: string): string => nameKey(text).replace(/^(?:全县|全市|本县|我县|全区)/, '');

export const suggestLinksUseCase = useCase(suggestLinks, async ({ params, query }, context) => {
  const { tx, refuse } = context;
  const indicator = (await definitionStore.listCurrent(tx)).find((row) => row.indicator_id === params.indicatorId);
  if (indicator === undefined) return refuse(indicatorRefusals.not_found());
  const names = new Set([indicator.name, ...indicator.aliases].map(bare));
  const linked = new Set((await listLinks(tx, params.indicatorId)).map(({ anchor }) => anchor));
  const words = query.q ?? '';
  const isWanted = (target: PlanTarget): boolean =>
    words === '' ? target.indicator !== null && names.has(bare(target.indicator)) : `${target.indicator ?? ''}${target.quote}`.includes(words);
  const items = (await listPlanTargets(tx)).filter(isWanted);
  return {
    items: items.slice(0, 200).map(({ anchor, planTitle, indicator: matched, quote }) => ({
      anchor,
      planTitle,
      recordName: matched ?? '',
      quote,
      matched: matched ?? '',
      isLinked: linked.has(anchor),
    })),
  };
});
