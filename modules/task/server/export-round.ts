import { scope } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile } from '#kernel/server/file-reply.ts';
import { exportDebts, exportRound } from '../contract/index.ts';
import { debtSheet } from './debt-sheet.ts';
import { debtFilterOf } from './list-debts.ts';
import { taskRefusals } from './refusals.ts';
import { roundStore } from './round-store.ts';

export const exportRoundUseCase = useCase(
  exportRound,
  async ({ params }, context) => {
    const { tx, refuse, today, actor } = context;
    const round = await roundStore.find(tx, params.roundId);
    if (round === undefined) return refuse(taskRefusals.round_not_found());
    const { orgs, paths } = scope(actor, 'round.read', tx.region, today);
    const filter = { orgs, paths, roundId: params.roundId, orgId: null, pattern: null, standing: null, today: today.toString() };
    return debtSheet(filter, { name: `调度表-${round.period}`, heading: `${round.period}调度表` }, context);
  },
  { present: presentFile },
);

export const exportDebtsUseCase = useCase(
  exportDebts,
  async ({ query }, context) => debtSheet(debtFilterOf(query, context), { name: `应报清单-${context.today.toString()}`, heading: '应报清单' }, context),
  { present: presentFile },
);
