/** The sheet of an uploaded 任务分解表, read in the limited child process, before any transaction. */
import { openTable } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
import type { UploadedFile } from '#kernel/endpoint.ts';
import type { TableCell } from '#libs/plantext/index.ts';
import { maxTaskTableBytes } from '../contract/index.ts';
import { isTaskSheetName } from '../domain/index.ts';

export interface TaskSheet extends Pick<OpenedTable, 'fileName' | 'sha256' | 'isCsv' | 'reading'> {
  readonly name: string;
  readonly table: readonly (readonly TableCell[])[];
}

/** Reads the sheet 任务分解表, else the first one. Throws a Refusal `file.*`. */
export async function readTaskSheet(file: UploadedFile): Promise<TaskSheet> {
  const { sheets, ...opened } = await openTable(file, { maxBytes: maxTaskTableBytes, origin: '从本系统导出的任务分解表', isWanted: isTaskSheetName });
  return { ...opened, name: sheets[0].name, table: sheets[0].rows };
}
