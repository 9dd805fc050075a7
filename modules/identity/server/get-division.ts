import { useCase } from '#kernel/server/use-case.ts';
import { divisionPathOf } from '#libs/standards/index.ts';
import { getDivision } from '../contract/index.ts';
import { divisionStore, presentDivisions } from './division-store.ts';
import { orgRefusals } from './org-refusals.ts';

export const getDivisionUseCase = useCase(getDivision, async ({ params, query }, { tx, today, refuse }) => {
  const day = query.on ?? today.toString();
  const [found] = await presentDivisions(tx, await divisionStore.byCodes(tx, [params.code], day), day);
  if (found === undefined) return refuse(orgRefusals.division_not_found({ code: params.code, on: day }));
  const above = await divisionStore.byCodes(tx, divisionPathOf(params.code).slice(0, -1), day);
  return { division: found, above: above.map(({ code, name }) => ({ code, name })) };
});
