import { useCase } from '#kernel/server/use-case.ts';
import { divisionNames } from '#identity/server';
import { getEntryGround } from '../contract/index.ts';
import { endOf, periodAt, stepPeriod } from '../domain/index.ts';

/** Columns that the form shows at first. */
const shownPeriods = 3;

export const getEntryGroundUseCase = useCase(getEntryGround, async ({ query }, { tx, today }) => {
  const current = periodAt(today, query.frequency);
  const to = endOf(current).toString() <= today.toString() ? current : stepPeriod(current, -1);
  const areaName = (await divisionNames(tx, [tx.region], today)).get(tx.region) ?? '本地区';
  return { area: tx.region, areaName, from: stepPeriod(to, 1 - shownPeriods), to };
});
