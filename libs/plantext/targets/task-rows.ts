/**
 * Tables of duties (任务分解表, 分工表): 序号 | 任务 | 目标 | 牵头单位 | … | 完成时限 (plantext 14). Their cells are read as
 * prose; here only what a figure takes from the other cells of its row: the task it measures and the deadline.
 */
import type { OutlineNode, ParsedText, Range } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { cellText, fitsWithin } from '../source/windows.ts';

export interface TaskRow {
  /** the cell that names the task; a cell with a bare figure measures it */
  readonly task: Range | null;
  readonly due: TimeExpr | null;
  /** cells of a schedule (一季度, 上半年 …): steps towards the yearly figure, no targets of their own */
  readonly steps: readonly Range[];
}

interface Head {
  readonly task: number;
  readonly due: number;
  readonly steps: readonly number[];
}

const cellsOf = (text: string, row: OutlineNode): Range[] => {
  const out: Range[] = [];
  let from = row.start;
  for (let i = row.start; i <= row.end; i++) {
    if (i < row.end && text[i] !== '\t') continue;
    out.push({ start: from, end: i });
    from = i + 1;
  }
  return out;
};

const trimmed = (text: string, cell: Range): Range => {
  let { start, end } = cell;
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
};

const TASK = /任务|工作|事项|项目|名称|措施|内容|指标/;
const NOT_TASK = /目标|序号|编号|类别|单位|部门|领导|责任|时限|时间|期限|备注|要求/;
const DUE = /时限|期限|完成时间|时间节点|时间要求|完成日期/;

const STEP = /季度|上半年|下半年|^[\d一二三四五六七八九十—-]{1,5}月|月底|月末|时间进度|推进计划/;

const stepsOf = (titles: readonly string[]): number[] => {
  const steps = titles.flatMap((t, k) => (STEP.test(t.trim()) && !DUE.test(t) ? [k] : []));
  // without a yearly figure beside them the steps are the targets
  return steps.length > 1 && titles.some((t) => /目标|指标|全年|年度/.test(t) && !STEP.test(t)) ? steps : [];
};

const headOf = (text: string, cells: readonly Range[]): Head => {
  const titles = cells.map((cell) => cellText(text, cell));
  return { steps: stepsOf(titles), task: titles.findIndex((t) => TASK.test(t) && !NOT_TASK.test(t)), due: titles.findIndex((t) => DUE.test(t)) };
};

const HAN = /[一-龥]{2}/;

const timeIn = (cell: Range, times: readonly TimeExpr[]): TimeExpr | null => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as TimeExpr).start < cell.start) low = middle + 1;
    else high = middle;
  }
  const time = times[low];
  return time !== undefined && time.end <= cell.end && time.year !== undefined && (time.kind === 'in' || time.kind === 'by') ? { ...time, kind: 'by' } : null;
};

/** What each row of a duty table lends to its figures, by row id; tables without such columns lend nothing. */
export function taskRowsOf(parsed: ParsedText, times: readonly TimeExpr[]): ReadonlyMap<string, TaskRow> {
  const map = new Map<string, TaskRow>();
  const heads = new Map<string, Head>();
  for (const node of parsed.nodes) {
    if (node.kind !== 'row' || node.parent === null) continue;
    const cells = cellsOf(parsed.text, node);
    const head = heads.get(node.parent);
    if (head === undefined) {
      heads.set(node.parent, headOf(parsed.text, cells));
      continue;
    }
    const task = cells[head.task];
    const due = cells[head.due];
    const named = task === undefined ? null : trimmed(parsed.text, task);
    map.set(node.id, {
      task: named !== null && fitsWithin(HAN, parsed.text, named.start, named.end) ? named : null,
      due: due === undefined ? null : timeIn(due, times),
      steps: head.steps.flatMap((k) => cells[k] ?? []),
    });
  }
  return map;
}
