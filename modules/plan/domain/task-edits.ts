/** What an edited 任务分解表 says against the current view, as reviews: pure, so that preview and import cannot differ. */
import { readTaskRows, unitNamesOf } from '#libs/plantext/index.ts';
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

/** The view the table was exported from, and the view as it stands now; the same when nobody has reviewed in between. */
export interface TaskViews {
  readonly base: readonly CurrentRow[];
  readonly current: readonly CurrentRow[];
  /** names of the unit register among the names of the sheet; left out while no unit is registered */
  readonly registered?: ReadonlySet<string>;
}

const unitColumns = ['牵头单位', '配合单位'] as const;

const unitsIn = (rows: readonly CurrentRow[]): string[] => rows.flatMap(({ cells }) => unitColumns.flatMap((column) => unitNamesOf(cells[column])));

/** Names in the unit columns of a sheet, and their parts: what the register is asked about. */
export function unitNamesInTable(table: readonly (readonly TableCell[])[]): string[] {
  const columns = (table[0] ?? []).flatMap((cell, at) => (unitColumns.some((title) => squeeze(cell.text) === title) ? [at] : []));
  const names = table.slice(1).flatMap((cells) => columns.flatMap((at) => ((cells[at]?.text.length ?? 0) > longestCell ? [] : unitNamesOf(cells[at]?.text ?? ''))));
  return [...new Set(names.flatMap((name) => [name, ...name.split('、')]).map(squeeze))];
}

type Judged = { readonly edit: TaskTableEdit } | { readonly error: TaskTableError } | { readonly warning: string } | null;

/** What a cell that differs from the exported one means now: three-way, so that an old table undoes nobody's review. */
function judgeEdit(edit: TaskTableEdit, number: number, current: CurrentRow): Judged {
  const { field, from, to } = edit;
  const now = current.cells[field];
  if (squeeze(now) === squeeze(to)) return null;
  if (to.length > longestCell) {
    return { error: { row: number, column: field, code: 'text_too_long', message: `第 ${number} 行「${field}」超过 ${longestCell} 字，请缩短；说明写到系统的批注里` } };
  }
  if (squeeze(now) !== squeeze(from)) {
    return {
      error: {
        row: number,
        column: field,
        code: 'changed_since',
        message: `第 ${number} 行「${field}」在导出之后已改为「${now.slice(0, 40)}」，请重新导出任务分解表，在新表上填写`,
      },
    };
  }
  if (isDerivedState(current, field, to)) {
    return { warning: `第 ${number} 行状态「已修改」由修改自动得出，「待确认」未采用；要恢复原状，请把修改过的单元格改回原值` };
  }
  return { edit: { ...edit, from: now } };
}

/** All or nothing: with one error there are no edits. */
export function readTaskTable(table: readonly (readonly TableCell[])[], { base, current, registered }: TaskViews): TaskTableUnderstood {
  // what the plan itself says, or a reviewer said before, needs no register
  const known = registered === undefined ? undefined : new Set([...registered, ...unitsIn(base), ...unitsIn(current)]);
  const reading = readTaskRows(table, base, known);
  const nowById = new Map(current.map((row) => [row.id, row]));
  const at = rowNumbers(table);
  const errors: TaskTableError[] = reading.errors.map((error) => ({ ...error }));
  const edits: TaskTableEdit[] = [];
  const warnings: { row: number; message: string }[] = [];
  for (const { id, field, from, to } of reading.edits) {
    const row = nowById.get(id);
    const number = at.get(id) ?? 0;
    const judged = row === undefined ? null : judgeEdit({ id, task: row.cells.任务, field, from, to }, number, row);
    if (judged === null) continue;
    if ('edit' in judged) edits.push(judged.edit);
    else if ('error' in judged) errors.push(judged.error);
    else warnings.push({ row: number, message: judged.warning });
  }
  return { edits: errors.length > 0 ? [] : edits, errors, warnings };
}

const sheetTitle = '任务分解表';

/** The sheet's name carries version and revision, which spreadsheet programs keep: an import knows what was exported. */
export const taskSheetName = (of: { readonly ordinal: number; readonly reviewCount: number } | undefined): string =>
  of === undefined ? sheetTitle : `${sheetTitle} 第${of.ordinal}版 意见${of.reviewCount}`;

/** Version and revision of an exported sheet; undefined when its name has been changed. */
export function readTaskSheetName(name: string): { readonly ordinal: number; readonly reviewCount: number } | undefined {
  const match = /^任务分解表 第([0-9]{1,6})版 意见([0-9]{1,9})$/.exec(name);
  return match === null ? undefined : { ordinal: Number(match[1]), reviewCount: Number(match[2]) };
}

export const isTaskSheetName = (name: string): boolean => name.startsWith(sheetTitle);

/** An edit as a review: back to the machine's value is an acceptance of it, anything else a correction. */
export function reviewOfEdit(
  { id, field, to }: TaskTableEdit,
  ground: ReviewGround,
): { readonly record: string; readonly field: TaskField; readonly verdict: ReviewVerdict; readonly to: string | undefined } {
  const machine = ground.rows.get(id)?.cells[field] ?? '';
  return squeeze(machine) === squeeze(to) ? { record: id, field, verdict: 'accepted', to: undefined } : { record: id, field, verdict: 'edited', to };
}
