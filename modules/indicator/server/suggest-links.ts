import { useCase } from '#kernel/server/use-case.ts';
import { listPlanTargets } from '#plan/server';
import type { PlanTarget } from '#plan/server';
import { suggestLinks } from '../contract/index.ts';
import { definitionStore, nameKey } from './definition-store.ts';
import { listLinks } from './link-store.ts';
import { permits } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

/** Region words in front of a name (全县城镇化率) do not make another indicator. */
const bare = (text: string): string => nameKey(text).replace(/^(?:全县|全市|本县|我县|全区)/, '');

/** 地区生产总值增长8.5% is answered by 地区生产总值增速, not by its level. */
const nameOf = ({ indicator, targetClass }: PlanTarget): string => {
  const name = bare(indicator ?? '');
  return targetClass === 'growth' && !/(?:增速|增长率|增幅)$/.test(name) ? `${name}增速` : name;
};

export const suggestLinksUseCase = useCase(suggestLinks, async ({ params, query }, context) => {
  const { tx, refuse } = context;
  refuse.unless(permits(context, 'indicator.link'));
  const indicator = (await definitionStore.listCurrent(tx)).find((row) => row.indicator_id === params.indicatorId);
  if (indicator === undefined) return refuse(indicatorRefusals.not_found());
  const names = new Set([indicator.name, ...indicator.aliases].map(bare));
  const linked = new Set((await listLinks(tx, params.indicatorId)).map(({ anchor }) => anchor));
  const words = query.q ?? '';
  const isWanted = (target: PlanTarget): boolean =>
    words === '' ? target.indicator !== null && names.has(nameOf(target)) : `${target.indicator ?? ''}${target.quote}`.includes(words);
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
