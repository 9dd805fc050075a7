/** The sheet of an uploaded 任务分解表, read in the limited child process, before any transaction. */
import { createHash } from 'node:crypto';
import { formatBytes } from '#kernel/server/problem.ts';
import { readerRefusal } from '#kernel/server/reader-refusals.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import type { UploadedFile } from '#kernel/endpoint.ts';
import type { TableCell } from '#libs/plantext/index.ts';
import { maxTaskTableBytes } from '../contract/index.ts';
import { isTaskSheetName } from '../domain/index.ts';

export interface TaskSheet {
  readonly fileName: string;
  readonly sha256: string;
  readonly name: string;
  readonly table: readonly (readonly TableCell[])[];
  readonly warnings: readonly { readonly row: number; readonly message: string }[];
}

/** Reads the sheet 任务分解表, else the first one. Throws a Refusal `file.*`. */
export async function readTaskSheet(file: UploadedFile): Promise<TaskSheet> {
  if (file.bytes.length === 0) throw fileRefusals.empty_file();
  if (file.bytes.length > maxTaskTableBytes) throw fileRefusals.too_large({ limit: formatBytes(maxTaskTableBytes) });
  // Every .xlsx is a ZIP; anything else is named as what it is not, instead of as a damaged archive.
  if (file.bytes[0] !== 0x50 || file.bytes[1] !== 0x4b) throw fileRefusals.type_mismatch({ found: '其他类型的数据', accepted: '从本系统导出的 Excel 文件（xlsx）' });
  const outcome = await readWorkbookSafely(file.bytes);
  if (!outcome.ok) {
    throw outcome.code === 'type_mismatch'
      ? fileRefusals.type_mismatch({ found: '其他类型的压缩文件', accepted: '从本系统导出的 Excel 文件（xlsx）' })
      : readerRefusal(outcome.code, outcome.message);
  }
  const sheet = outcome.sheets.find(({ name }) => isTaskSheetName(name)) ?? outcome.sheets[0];
  const others = outcome.sheets.filter((other) => other !== sheet).map(({ name }) => `「${name.slice(0, 31)}」`);
  return {
    fileName: file.name,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    name: sheet?.name ?? '',
    table: sheet?.rows ?? [],
    warnings: [
      ...(others.length === 0 ? [] : [{ row: 0, message: `只读取工作表「${sheet?.name ?? ''}」，未读取 ${others.slice(0, 5).join('、')}` }]),
      ...(sheet?.hiddenRows ?? []).map((row) => ({ row, message: `第 ${row} 行被隐藏，仍会照常导入；请确认其中的内容` })),
    ],
  };
}
