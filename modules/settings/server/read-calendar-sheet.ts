/** The table of a notice (日期, 安排, 名称) from .xlsx or .csv, read before any transaction. */
import { parseDay } from '#kernel/calendar.ts';
import type { CalendarDay } from '#kernel/calendar.ts';
import type { UploadedFile } from '#kernel/endpoint.ts';
import { openTable } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
import { maxCalendarFileBytes } from '../contract/index.ts';
import type { CalendarFault } from '../contract/index.ts';

export interface CalendarSheet extends Pick<OpenedTable, 'sha256' | 'reading'> {
  readonly days: readonly (Omit<CalendarDay, 'source'> & { readonly name: string })[];
  readonly faults: readonly CalendarFault[];
}

const columns = ['日期', '安排', '名称'] as const;
const mostRows = 200;

/** 2027-01-01, 2027/1/1 or 2027年1月1日. */
function readDay(text: string): string | undefined {
  const match = /^(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/.exec(text);
  if (match === null) return undefined;
  const day = `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
  try {
    return parseDay(day).toString();
  } catch {
    return undefined;
  }
}

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/** One row: the day, or what is wrong with it and how to mend it. */
function readLine({ row, cells }: Line, year: number, seen: ReadonlyMap<string, number>): CalendarSheet['days'][number] | CalendarFault {
  const [dayText = '', arrangement = '', name = ''] = cells;
  const fault = (column: (typeof columns)[number], message: string): CalendarFault => ({ row, column, message: `第 ${row} 行：${message}` });
  const day = readDay(dayText);
  if (day === undefined) return fault('日期', `「${dayText.slice(0, 30)}」不是日期，请写成 ${year}-01-01`);
  const on = parseDay(day);
  const belongs = on.year === year || (on.year === year - 1 && on.month === 12) || (on.year === year + 1 && on.month === 1);
  if (!belongs) return fault('日期', `${day} 不属于 ${year} 年的安排，请核对年度`);
  const first = seen.get(day);
  if (first !== undefined) return fault('日期', `${day} 与第 ${first} 行重复，请只保留一行`);
  if (arrangement !== '放假' && arrangement !== '上班') return fault('安排', `「${arrangement.slice(0, 30)}」应为「放假」或「上班」`);
  if (arrangement === '上班' && on.dayOfWeek <= 5) return fault('安排', `${day} 是周一至周五，本来就上班；调休上班只能是周六或周日`);
  if (name === '' || name.length > 50) return fault('名称', '请填写节日名称（不超过50字）');
  return { on, working: arrangement === '上班', name };
}

export async function readCalendarSheet(file: UploadedFile, year: number): Promise<CalendarSheet> {
  const { sheets, sha256, reading } = await openTable(file, { maxBytes: maxCalendarFileBytes, origin: '放假安排表' });
  const all = sheets[0].rows.map((row) => row.map(({ text }) => text.trim()));
  const read = { sha256, reading };
  const head = all.findIndex((row) => columns.every((title, index) => row[index] === title));
  if (head < 0) return { ...read, days: [], faults: [{ row: 1, column: null, message: `没有找到表头。第一行应依次为：${columns.join('、')}` }] };
  const lines = all.map((cells, index) => ({ row: index + 1, cells })).filter(({ row, cells }) => row > head + 1 && cells.some((cell) => cell !== ''));
  const days: CalendarSheet['days'][number][] = [];
  const faults: CalendarFault[] = [];
  const seen = new Map<string, number>();
  for (const line of lines.slice(0, mostRows)) {
    const day = readLine(line, year, seen);
    if ('message' in day) faults.push(day);
    else {
      seen.set(day.on.toString(), line.row);
      days.push(day);
    }
  }
  if (lines.length > mostRows) faults.push({ row: mostRows + 1, column: null, message: `超过 ${mostRows} 行，一年的安排不会有这么多。请核对是否选错了文件` });
  if (lines.length === 0) faults.push({ row: head + 2, column: null, message: '表里没有一行安排。请从第二行起每天填一行' });
  return { ...read, days, faults };
}
