/** Downloads of the public board; what the page filters, the file filters too, without pages. */
import { toCsv } from '#kernel/csv.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderXlsx, xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { evidenceGradeLabel, evidenceStampLabel } from '#kernel/evidence.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { exportPublicBoard } from '../contract/index.ts';
import type { PublicEvidence, PublicLine } from '../contract/index.ts';
import { showTargetFigure } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { boardPreface, sharedCells, sharedColumns } from './board-sheet.ts';
import { presentLines, readPublicBoard } from './public-board.ts';

const figureOf = ({ value, unit, num, den }: PublicEvidence): string => (value !== null ? showTargetFigure(value, unit) : num !== null && den !== null ? `${num}/${den}` : '');

const evidenceWords = (one: PublicEvidence): string =>
  [`${one.from}至${one.to}`, figureOf(one), evidenceGradeLabel[one.grade], one.stamp === 'real' ? '' : evidenceStampLabel[one.stamp]].filter((part) => part !== '').join(' ');

const rowsOf = (lines: readonly PublicLine[]): readonly (readonly string[])[] =>
  lines.flatMap((line) => line.clauses.map((clause) => [...sharedCells(line, clause), clause.evidence.map(evidenceWords).join('；')]));

const columns = [...sharedColumns, { title: '公开的证据', width: 60 }];

async function fileOf(
  format: 'csv' | 'xlsx',
  view: Awaited<ReturnType<typeof readPublicBoard>>,
  context: Context,
): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }> {
  const rows = rowsOf(await presentLines(view, view.groups, context));
  const preface = boardPreface(view, view.isDemonstration);
  if (format === 'xlsx') return { mediaType: xlsxMediaType, bytes: await renderXlsx(`${view.planTitle}应答总览`, [{ name: '应答总览', preface, columns, rows }]) };
  const table = [...preface.map((line) => [line]), columns.map(({ title }) => title), ...rows];
  return { mediaType: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(toCsv(table)) };
}

export const exportPublicBoardUseCase = useCase(
  exportPublicBoard,
  async ({ params, query }, context) => {
    const view = await readPublicBoard(params.planId, query, context);
    if (!view.isRegistered) return context.refuse(answerRefusals.not_registered());
    const { mediaType, bytes } = await fileOf(query.format, view, context);
    return fileReply(`${view.planTitle}-应答总览-${view.asOf}.${query.format}`, mediaType, bytes);
  },
  {
    isTagged: true,
    present: presentFile,
  },
);
