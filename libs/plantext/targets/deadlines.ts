/** Deadlines stated beside a task: a duty line 完成时限：2031年6月底前, or the 完成时限 column of a table of tasks. */
import type { OutlineNode, ParsedText, Range } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { once } from '../source/memo.ts';

const DEADLINE_WORDS = /(完成时限|完成时间|完成期限|时间节点|办结时限|时限要求|时限)[:： ]{0,2}$/;
const DEADLINE_COLUMN = /^(完成)?(时限|时间|期限|时间节点|时限要求|完成年限)$/;
const SUBJECT_COLUMN = /^(主要|重点|工作|具体|年度|项目|任务|指标|实事)?(任务|指标|工作|项目|事项|内容|名称|工作任务|任务名称|项目名称|重点工作)$/;

/** Cells of a row, trimmed. */
export function cellRanges(text: string, row: Range): Range[] {
  const out: Range[] = [];
  let from = row.start;
  for (let i = row.start; i <= row.end; i++) {
    if (i < row.end && text[i] !== '\t') continue;
    let start = from;
    let end = i;
    while (start < end && /\s/.test(text[start] as string)) start++;
    while (end > start && /\s/.test(text[end - 1] as string)) end--;
    out.push({ start, end });
    from = i + 1;
  }
  return out;
}

export interface TaskRow {
  /** the cell that names the task: what a bare figure of another cell counts */
  readonly subject: Range | null;
  readonly deadline: Range | null;
}

/** Rows of tables that have a column of tasks or of deadlines, by node id. The head is the first row with such titles. */
export const taskRowsOf: (parsed: ParsedText) => ReadonlyMap<string, TaskRow> = once(readTaskRows);

interface Head {
  readonly subject: number;
  readonly deadline: number;
  readonly width: number;
}

function headOf(text: string, cells: readonly Range[]): Head | null {
  const titles = cells.map((c) => text.slice(c.start, c.end).replace(/\s/g, ''));
  const subject = titles.findIndex((t) => SUBJECT_COLUMN.test(t));
  const deadline = titles.findIndex((t) => DEADLINE_COLUMN.test(t));
  return subject < 0 && deadline < 0 ? null : { subject, deadline, width: cells.length };
}

function readTaskRows(parsed: ParsedText): ReadonlyMap<string, TaskRow> {
  const rows = new Map<string, TaskRow>();
  const heads = new Map<string, Head | null>();
  for (const node of parsed.nodes) {
    if (node.kind !== 'row' || node.parent === null) continue;
    const cells = cellRanges(parsed.text, node);
    const head = heads.get(node.parent) ?? null;
    if (head === null) {
      const found = headOf(parsed.text, cells);
      if (found !== null) heads.set(node.parent, found);
      continue;
    }
    if (cells.length !== head.width) continue;
    rows.set(node.id, { subject: cells[head.subject] ?? null, deadline: cells[head.deadline] ?? null });
  }
  return rows;
}

/** The first calendar expression inside `range`, as a deadline. */
function timeIn(times: readonly TimeExpr[], range: Range): TimeExpr | null {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as TimeExpr).start < range.start) low = middle + 1;
    else high = middle;
  }
  const time = times[low];
  if (time === undefined || time.end > range.end || time.year === undefined) return null;
  return time.kind === 'in' ? { ...time, kind: 'by' } : time.kind === 'by' || time.kind === 'during' ? time : null;
}

function dutyDeadline(parsed: ParsedText, node: OutlineNode, times: readonly TimeExpr[]): TimeExpr | null {
  const time = timeIn(times, node);
  const label = node.label ?? '';
  if (time === null) return null;
  if (/时限|完成时间|期限/.test(label)) return time;
  const before = parsed.view.slice(Math.max(node.start, time.start - 8), time.start);
  return DEADLINE_WORDS.test(before) ? time : null;
}

/** Deadlines by the id of the node they hold for (the parent of a duty line, a table row). */
export function deadlinesOf(parsed: ParsedText, times: readonly TimeExpr[]): ReadonlyMap<string, TimeExpr> {
  const out = new Map<string, TimeExpr>();
  for (const node of parsed.nodes) {
    if (node.kind !== 'duty' || node.parent === null) continue;
    const time = dutyDeadline(parsed, node, times);
    if (time !== null) out.set(node.parent, time);
  }
  for (const [id, row] of taskRowsOf(parsed)) {
    const time = row.deadline === null ? null : timeIn(times, row.deadline);
    if (time !== null) out.set(id, time);
  }
  return out;
}
