/** The board as a workbook, one line per clause; codes are text, so that no program reinterprets them. */
import { isDemonstration } from '#kernel/server/caller.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportBoard } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { boardPreface, sharedCells, sharedColumns } from './board-sheet.ts';
import { readBoard } from './get-board.ts';

export const exportBoardUseCase = useCase(
  exportBoard,
  async ({ params, query }, context) => {
    const board = await readBoard(params.planId, query, context);
    if (!board.isRegistered) return context.refuse(answerRefusals.not_registered());
    const sheet = {
      name: '应答总览',
      preface: boardPreface(board, isDemonstration(context.node)),
      columns: [
        ...sharedColumns,
        { title: '证据合计', width: 10, kind: 'number' as const },
        { title: '预计变化', width: 14, kind: 'day' as const },
        { title: '原文', width: 70 },
        { title: '条款标识', width: 20 },
      ],
      rows: board.groups.flatMap((group) =>
        group.clauses.map((clause) => [...sharedCells(group, clause), String(clause.evidenceCount), clause.nextOn ?? '', clause.quote, clause.clauseKey]),
      ),
    };
    const bytes = await renderXlsx(`${board.planTitle}应答总览`, [sheet]);
    return xlsxReply(`${board.planTitle}-应答总览-${board.asOf}.xlsx`, bytes);
  },
  { present: presentFile },
);
