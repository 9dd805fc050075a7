import { useCase } from '#kernel/server/use-case.ts';
import { divisionNames } from '#identity/server';
import { getEntryGround } from '../contract/index.ts';
import { endOf, periodAt, stepPeriod } from '../domain/index.ts';
import { permits } from './permit.ts';

/** Columns that the form shows at first. */
const shownPeriods = 3;

export const getEntryGroundUseCase = useCase(getEntryGround, async ({ query }, context) => {
  const { tx, today, refuse } = context;
  refuse.unless(permits(context, 'indicator.enter'));
  const current = periodAt(today, query.frequency);
  const to = endOf(current).toString() <= today.toString() ? current : stepPeriod(current, -1);
  const areaName = (await divisionNames(tx, [tx.region], today)).get(tx.region) ?? '本地区';
  return { area: tx.region, areaName, from: stepPeriod(to, 1 - shownPeriods), to };
});
