/** `luoshi export`: a plan file in another form, without a database. */
import { writeFile } from 'node:fs/promises';
import { dayOf, parseDay } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/server/clock.ts';
import { UsageFault } from '#kernel/server/command.ts';
import type { Command, CommandHost } from '#kernel/server/command.ts';
import { toTaskRows } from '#libs/plantext/index.ts';
import type { CompiledPlan } from '#libs/plantext/index.ts';
import { exportFormatLabel, exportFormats } from '../contract/index.ts';
import type { ExportFormat } from '../contract/index.ts';
import { shownTitle, taskSheetName } from '../domain/index.ts';
import type { CompiledFile } from './compiled-file.ts';
import { compilePath } from './compile-path.ts';
import { makeExport } from './make-export.ts';
import type { ExportedFile } from './make-export.ts';

/** The given day, else today; it is the only thing in the file that does not come from the text. */
function dayFrom(value: unknown): string {
  if (typeof value !== 'string') return dayOf(systemClock.now()).toString();
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return parseDay(value).toString();
  } catch {
    // not a day of the calendar: the same answer as for any other text
  }
  throw new UsageFault(`「--on ${value.slice(0, 30)}」不是日期，请写成 2026-03-02 的样子。`);
}

/** A name for the text by its own digest (RFC 6920), since a file has no address. */
const addressOf = ({ textSha256 }: CompiledFile): string => `ni:///sha-256;${Buffer.from(textSha256, 'hex').toString('base64url')}`;

function exportOf(file: CompiledFile, format: ExportFormat, on: string): Promise<ExportedFile> {
  // One shape, declared twice: as types of the library without dependencies and as schema of the contract.
  const plan = file.ledger as unknown as CompiledPlan;
  return makeExport(format, {
    plan,
    ledgerText: file.ledgerText,
    text: file.text,
    title: shownTitle(file.title, file.fileName),
    sheetName: taskSheetName(undefined),
    rows: () => toTaskRows(plan, file.text),
    address: addressOf(file),
    workUri: `/akn/cn/doc/plan/${file.fileSha256.slice(0, 16)}`,
    on,
    stamp: `${on.replaceAll('-', '')}T000000Z`,
    firstIds: () => new Map(),
  });
}

async function save(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch {
    throw new UsageFault(`不能写入「${path.slice(0, 300)}」。请检查文件夹是否存在、是否有写入权限。`);
  }
}

async function deliver({ content }: ExportedFile, out: unknown, host: CommandHost): Promise<void> {
  if (typeof out === 'string') return save(out, content);
  if (typeof content === 'string') return host.print(content);
  return host.printBytes(content);
}

export const exportCommand: Command = {
  words: ['export'],
  summary: '把方案文件导出为台账、任务分解表、结构化文本、标注或日历，不需要数据库',
  operands: [{ name: 'file', summary: '方案文件' }],
  options: [
    { flags: '--format <name>', summary: exportFormats.map((format) => `${format} ${exportFormatLabel[format]}`).join('、'), choices: exportFormats },
    { flags: '--out <file>', summary: '写入文件，而不是标准输出' },
    { flags: '--on <day>', summary: '文件上的日期（默认今天），用于 akn 和 ics' },
  ],
  run: async ({ operands: [path = ''], options }, host) => {
    const format = exportFormats.find((known) => known === options['format']);
    if (format === undefined) throw new UsageFault(`请用 --format 指定导出格式：${exportFormats.join('、')}。`);
    const on = dayFrom(options['on']);
    if (format === 'xlsx' && options['out'] === undefined && host.isTerminal) throw new UsageFault('Excel 文件不能显示在终端上。请用 --out 指定文件名，或把输出重定向到文件。');
    const file = await compilePath(path, host);
    await deliver(await exportOf(file, format, on), options['out'], host);
    return 0;
  },
};
