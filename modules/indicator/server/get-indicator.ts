import { useCase } from '#kernel/server/use-case.ts';
import { getIndicator } from '../contract/index.ts';
import type { IndicatorId, Stamp } from '../contract/index.ts';
import { parseMoment } from '#kernel/calendar.ts';
import { Temporal } from 'temporal-polyfill';
import { definitionStore } from './definition-store.ts';
import { knownAtOf } from './known-at.ts';
import { listLinks, presentLink } from './link-store.ts';
import { loadFigures } from './load-figures.ts';
import { actorNames, offer } from './permit.ts';
import { presentDefinition } from './present-definition.ts';
import { indicatorRefusals } from './refusals.ts';

const wasKnown = (at: string, knownAt: string): boolean => knownAt === 'infinity' || Temporal.Instant.compare(parseMoment(at), parseMoment(knownAt)) <= 0;

export const getIndicatorUseCase = useCase(getIndicator, async ({ params, query }, context) => {
  const { tx } = context;
  const { indicatorId } = params;
  const knownAt = knownAtOf(query.knownOn);
  const figures = await loadFigures(tx, [indicatorId], { knownAt });
  const head = figures.definitions.get(indicatorId);
  if (head === undefined) return context.refuse(indicatorRefusals.not_found());
  const versions = (await definitionStore.listVersions(tx, indicatorId)).filter((row) => wasKnown(row.made_at, knownAt));
  const links = await listLinks(tx, indicatorId, knownAt);
  const personOf = await actorNames(tx, [...versions.map((row) => row.made_by), ...links.map((row) => row.confirmed_by)]);
  const names = { nameOf: (id: string) => figures.definitions.get(id)?.name ?? '', personOf };
  const areas = figures.areasOf(indicatorId);
  const own = areas.filter(({ area }) => area === tx.region);
  const others = areas.filter(({ area }) => area !== tx.region);
  return {
    indicatorId,
    aliases: [...head.aliases],
    stamp: head.stamp as Stamp,
    knownOn: query.knownOn ?? null,
    definition: presentDefinition(head, names),
    versions: versions.map((row) => presentDefinition(row, names)),
    series: [...own, ...others].map(({ area, areaName }) => ({ area, areaName, isOwn: area === tx.region, points: [...figures.pointsOf(indicatorId, area)] })),
    usedBy: [...figures.definitions.values()].filter((row) => row.uses.includes(indicatorId)).map((row) => ({ indicatorId: row.indicator_id as IndicatorId, name: row.name })),
    links: links.map((row) => presentLink(row, personOf)),
    actions: [offer(context, 'indicator.define'), offer(context, 'indicator.enter'), offer(context, 'indicator.link')],
  };
});
