import { useCase } from '#kernel/server/use-case.ts';
import { holdersAt, listOrgNames } from '#identity/server';
import { remindUnitsOfRound } from '../contract/index.ts';
import type { RowResult } from '../contract/index.ts';
import { answerable, openDebtsOf, remindByHand } from './remind.ts';
import { taskRefusals } from './refusals.ts';
import { roundStore } from './round-store.ts';

/** Why a unit cannot be reminded; undefined when it can. */
function hindrance(debts: number, people: number): Pick<RowResult, 'code' | 'reason'> | undefined {
  if (debts === 0) return { code: 'task.nothing_to_remind', reason: taskRefusals.nothing_to_remind().detail };
  return people === 0 ? { code: 'task.nobody_to_remind', reason: taskRefusals.nobody_to_remind().detail } : undefined;
}

export const remindUnitsOfRoundUseCase = useCase(remindUnitsOfRound, async ({ params, body }, context) => {
  const { tx, refuse, today } = context;
  const round = await roundStore.find(tx, params.roundId);
  if (round === undefined) return refuse(taskRefusals.round_not_found());
  if (round.state === 'sealed') return refuse(taskRefusals.round_over({ period: round.period }));
  const orgIds = [...new Set(body.orgIds)];
  const [open, people, names] = [await openDebtsOf(context, round.round_id), await holdersAt(tx, { roles: answerable, orgIds }, today), await listOrgNames(tx, orgIds, today)];
  const items = orgIds.map((orgId): RowResult => {
    const hindered = hindrance(open.get(orgId) ?? 0, people.get(orgId)?.length ?? 0);
    return { id: orgId, title: names.get(orgId) ?? '', isDone: hindered === undefined, code: hindered?.code ?? null, reason: hindered?.reason ?? null };
  });
  const told = items.filter(({ isDone }) => isDone).map(({ id }) => id);
  const reminded = { roundId: round.round_id, period: round.period, closesOn: round.closes_on, ordersOn: round.orders_on };
  if (!body.isPreview) await remindByHand(context, reminded, told);
  return { items, done: told.length, refused: items.length - told.length };
});
