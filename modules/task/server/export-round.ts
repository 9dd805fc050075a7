import { scope } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { exportDebts, exportRound } from '../contract/index.ts';
import { debtSheet } from './debt-sheet.ts';
import { filePresentation } from './file-presentation.ts';
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
    return { fileName: `调度表-${round.period}.xlsx`, ...(await debtSheet(filter, `${round.period}调度表`, context)) };
  },
  { present: (reply) => filePresentation(reply) },
);

export const exportDebtsUseCase = useCase(
  exportDebts,
  async ({ query }, context) => ({ fileName: `应报清单-${context.today.toString()}.xlsx`, ...(await debtSheet(debtFilterOf(query, context), '应报清单', context)) }),
  { present: (reply) => filePresentation(reply) },
);
