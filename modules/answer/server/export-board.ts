/** The board as a workbook, one line per clause; codes and dates are text, so that no program reinterprets them. */
import ExcelJS from 'exceljs';
import { guardFormula } from '#kernel/csv.ts';
import { isDemonstration } from '#kernel/server/caller.ts';
import type { NodeFacts } from '#kernel/server/caller.ts';
import { attachmentHeader } from '#kernel/server/clean-file-name.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseKindLabel, clauseStateLabel, exportBoard } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { readBoard } from './get-board.ts';

const columns = [
  { header: '编号', width: 10 },
  { header: '举措', width: 28 },
  { header: '条款', width: 40 },
  { header: '类型', width: 10 },
  { header: '状态', width: 12 },
  { header: '理由', width: 60 },
  { header: '有效证据', width: 10 },
  { header: '证据合计', width: 10 },
  { header: '状态起于', width: 14 },
  { header: '预计变化', width: 14 },
  { header: '原文', width: 70 },
  { header: '条款标识', width: 20 },
];

/** ADR 0031. */
const demoWords = (node: NodeFacts | undefined): string => (isDemonstration(node) ? '本节点是演示节点，演示证据计入，不作正式统计' : '演示证据不计入');

export const exportBoardUseCase = useCase(
  exportBoard,
  async ({ params, query }, context) => {
    const board = await readBoard(params.planId, query, context);
    if (!board.isRegistered) return context.refuse(answerRefusals.not_registered());
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('应答总览', { views: [{ state: 'frozen', ySplit: 3 }] });
    sheet.columns = columns.map(({ width }) => ({ width }));
    sheet.addRow([`${board.planTitle}　应答总览`]);
    sheet.addRow([`截至${board.asOf}，方案第${board.versionOrdinal}版；状态由证据按约定计算，${demoWords(context.node)}。`]);
    sheet.addRow(columns.map(({ header }) => header));
    for (const group of board.groups) {
      for (const clause of group.clauses) {
        sheet.addRow(
          [
            group.label ?? '',
            group.title ?? '',
            clause.title,
            clauseKindLabel[clause.kind],
            clauseStateLabel[clause.state],
            clause.reason,
            String(clause.liveCount),
            String(clause.evidenceCount),
            clause.since?.slice(0, 10) ?? '',
            clause.nextOn ?? '',
            clause.quote,
            clause.clauseKey,
          ].map(guardFormula),
        );
      }
    }
    sheet.getRow(1).font = { bold: true, size: 14 };
    sheet.getRow(3).font = { bold: true };
    sheet.autoFilter = { from: { row: 3, column: 1 }, to: { row: 3, column: columns.length } };
    const bytes = await book.xlsx.writeBuffer();
    return { fileName: `${board.planTitle}-应答总览-${board.asOf}.xlsx`, xlsxBase64: Buffer.from(bytes).toString('base64') };
  },
  {
    present: ({ fileName, xlsxBase64 }) => ({
      body: new Uint8Array(Buffer.from(xlsxBase64, 'base64')),
      headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': attachmentHeader(fileName) },
    }),
  },
);
