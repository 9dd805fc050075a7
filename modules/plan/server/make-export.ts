/** A version as a file, the same for HTTP and command line: the bytes depend on the arguments alone. */
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import type { WorkbookColumn } from '#kernel/server/readers/write-workbook.ts';
import { xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { csvMediaType } from '#kernel/csv.ts';
import { taskColumns, taskStates, toAkomaNtoso, toCsv, toICalendar, toWebAnnotations } from '#libs/plantext/index.ts';
import type { CompiledPlan, TaskColumn, TaskRow } from '#libs/plantext/index.ts';
import type { ExportFormat } from '../contract/index.ts';

export interface ExportSource {
  readonly plan: CompiledPlan;
  readonly ledgerText: string;
  readonly text: string;
  readonly title: string;
  /** name of the sheet of the 任务分解表 */
  readonly sheetName: string;
  /** rows of the 任务分解表 as they are to be shown */
  readonly rows: () => readonly TaskRow[];
  /** address of the text or of its page */
  readonly address: string;
  /** work of the Akoma Ntoso identification */
  readonly workUri: string;
  /** YYYY-MM-DD */
  readonly on: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly stamp: string;
  /** node id → id in the first version, where they differ */
  readonly firstIds: () => ReadonlyMap<string, string>;
}

export interface ExportedFile {
  readonly ending: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

const widths: Readonly<Record<TaskColumn, number>> = { 序号: 6, 任务: 32, 目标值: 28, 牵头单位: 20, 配合单位: 24, 完成时限: 14, 依据原文: 60, 状态: 10, 编号: 18 };
const fixed: ReadonlySet<TaskColumn> = new Set(['序号', '任务', '依据原文', '编号']);

const columns: readonly WorkbookColumn[] = taskColumns.map((title) => ({
  title,
  width: widths[title],
  ...(fixed.has(title) ? { isFixed: true } : {}),
  ...(title === '状态' ? { choices: taskStates } : {}),
}));

const cellsOf = ({ cells }: TaskRow): readonly string[] => taskColumns.map((column) => cells[column]);

const writers: Readonly<Record<ExportFormat, (source: ExportSource) => ExportedFile | Promise<ExportedFile>>> = {
  json: ({ ledgerText }) => ({ ending: '台账.json', mediaType: 'application/json; charset=utf-8', content: ledgerText }),
  csv: ({ rows }) => ({ ending: '任务分解表.csv', mediaType: csvMediaType, content: toCsv([taskColumns, ...rows().map(cellsOf)]) }),
  xlsx: async ({ rows, title, sheetName }) => ({
    ending: '任务分解表.xlsx',
    mediaType: xlsxMediaType,
    content: await writeWorkbook({ name: sheetName, heading: title, columns, rows: rows().map(cellsOf) }),
  }),
  akn: ({ plan, text, workUri, on, firstIds }) => ({
    ending: '结构化文本.akn.xml',
    mediaType: 'application/akn+xml; charset=utf-8',
    content: toAkomaNtoso(plan, text, { workUri, on, authorName: '原文发布机关', firstIds: firstIds() }),
  }),
  annotations: ({ plan, text, address }) => ({
    ending: '原文标注.jsonld',
    mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    content: `${JSON.stringify(toWebAnnotations(plan, text, address), null, 2)}\n`,
  }),
  ics: ({ plan, stamp, title, address }) => ({
    ending: '时限日历.ics',
    mediaType: 'text/calendar; charset=utf-8',
    content: toICalendar(plan, { stamp, planTitle: title, planUrl: address }),
  }),
};

export async function makeExport(format: ExportFormat, source: ExportSource): Promise<ExportedFile> {
  return writers[format](source);
}
