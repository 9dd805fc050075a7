/** What an edited 任务分解表 says against the current view, as reviews: pure, so that preview and import cannot differ. */
import { readTaskRows } from '#libs/plantext/index.ts';
import type { TableCell } from '#libs/plantext/index.ts';
import type { ReviewVerdict, TaskField, TaskTableEdit, TaskTableError } from '../contract/index.ts';
import type { CurrentRow } from './current-tasks.ts';
import type { ReviewGround } from './review-subject.ts';

export interface TaskTableUnderstood {
  readonly edits: readonly TaskTableEdit[];
  readonly errors: readonly TaskTableError[];
  /** edits that are not taken over, with the reason */
  readonly warnings: readonly { readonly row: number; readonly message: string }[];
}

/** Longest text of a cell that a person fills in. */
const longestCell = 500;

const squeeze = (text: string): string => text.replace(/[\s\u3000]+/g, '');

/** Sheet row (1-based) of every id. */
function rowNumbers(table: readonly (readonly TableCell[])[]): ReadonlyMap<string, number> {
  const column = (table[0] ?? []).findIndex((cell) => squeeze(cell.text) === '编号');
  return new Map(table.slice(1).map((cells, index): [string, number] => [squeeze(cells[column]?.text ?? ''), index + 2]));
}

/** 已修改 follows from edits of the row; it goes away with them and cannot be set back by itself. */
const isDerivedState = (row: CurrentRow, field: TaskField, to: string): boolean => field === '状态' && to === '待确认' && row.cells.状态 === '已修改' && !row.isStateStated;

/** All or nothing: with one error there are no edits. `rows` is the current view from which the table was exported. */
export function readTaskTable(table: readonly (readonly TableCell[])[], rows: readonly CurrentRow[]): TaskTableUnderstood {
  const reading = readTaskRows(table, rows);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const at = rowNumbers(table);
  const errors: TaskTableError[] = reading.errors.map((error) => ({ ...error }));
  const edits: TaskTableEdit[] = [];
  const warnings: { row: number; message: string }[] = [];
  for (const { id, field, from, to } of reading.edits) {
    const row = byId.get(id);
    const number = at.get(id) ?? 0;
    if (row === undefined) continue;
    if (to.length > longestCell) {
      errors.push({ row: number, column: field, code: 'text_too_long', message: `第 ${number} 行「${field}」超过 ${longestCell} 字，请缩短；说明写到系统的批注里` });
    } else if (isDerivedState(row, field, to)) {
      warnings.push({ row: number, message: `第 ${number} 行状态「已修改」由修改自动得出，「待确认」未采用；要恢复原状，请把修改过的单元格改回原值` });
    } else edits.push({ id, task: row.cells.任务, field, from, to });
  }
  return { edits: errors.length > 0 ? [] : edits, errors, warnings };
}

/** An edit as a review: back to the machine's value is an acceptance of it, anything else a correction. */
export function reviewOfEdit(
  { id, field, to }: TaskTableEdit,
  ground: ReviewGround,
): { readonly record: string; readonly field: TaskField; readonly verdict: ReviewVerdict; readonly to: string | undefined } {
  const machine = ground.rows.get(id)?.cells[field] ?? '';
  return squeeze(machine) === squeeze(to) ? { record: id, field, verdict: 'accepted', to: undefined } : { record: id, field, verdict: 'edited', to };
}
