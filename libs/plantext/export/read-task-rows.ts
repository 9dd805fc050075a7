/**
 * An edited 任务分解表 → edits and row errors. All or nothing: a table with one error yields no edits, and every error
 * names sheet row, column and remedy. The compiled ledger is never changed; edits become overlay records.
 */
import { isKnownUnit, unitNamesOf } from '../actors/unit-cell.ts';
import { type TaskColumn, type TaskRow, taskColumns, taskStates } from './task-rows.ts';

export interface TableCell {
  readonly text: string;
  /** the cell holds a formula; its text is the cached value */
  readonly isFormula?: boolean;
  /** the cell lies in a merged range */
  readonly isMerged?: boolean;
}

export interface TaskEdit {
  readonly id: string;
  readonly field: Extract<TaskColumn, '目标值' | '牵头单位' | '配合单位' | '完成时限' | '状态'>;
  readonly from: string;
  readonly to: string;
}

export interface TaskTableError {
  /** 1-based row of the sheet; the header is row 1 */
  readonly row: number;
  readonly column: TaskColumn | null;
  readonly code:
    | 'header_missing'
    | 'header_unknown'
    | 'id_missing'
    | 'id_unknown'
    | 'id_duplicate'
    | 'row_missing'
    | 'merged_cell'
    | 'formula'
    | 'fixed_changed'
    | 'state_unknown'
    | 'date_invalid'
    | 'unit_unknown';
  /** zh-CN: what is wrong and what to do */
  readonly message: string;
}

export interface TaskTableReading {
  readonly edits: readonly TaskEdit[];
  readonly errors: readonly TaskTableError[];
}

const editable = ['目标值', '牵头单位', '配合单位', '完成时限', '状态'] as const;
const fixed = ['任务', '依据原文'] as const;

const squeeze = (text: string): string => text.replace(/[\s\u3000]+/g, '');

/** `2025-12-31`, `2025年12月底前`, `2025年底前`, `2025年`, or the plan's own words; a real day must exist in the calendar. */
export const isDeadlineText = (text: string): boolean => {
  const day = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text);
  if (day === null) return text.length <= 40;
  const [, year = '', month = '', date = ''] = day;
  const y = Number(year);
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  return days !== undefined && Number(date) >= 1 && Number(date) <= days;
};

interface Sheet {
  readonly at: ReadonlyMap<TaskColumn, number>;
  readonly errors: TaskTableError[];
}

const readHeader = (header: readonly TableCell[]): Sheet => {
  const at = new Map<TaskColumn, number>();
  const errors: TaskTableError[] = [];
  header.forEach((cell, index) => {
    const name = squeeze(cell.text);
    const column = taskColumns.find((candidate) => candidate === name);
    if (column !== undefined && !at.has(column)) at.set(column, index);
    else if (name !== '')
      errors.push({ row: 1, column: null, code: 'header_unknown', message: `第 1 行第 ${index + 1} 列表头「${name.slice(0, 20)}」不认识或重复，请使用导出的表头` });
  });
  for (const column of taskColumns)
    if (!at.has(column)) errors.push({ row: 1, column, code: 'header_missing', message: `缺少表头「${column}」，请用导出的任务分解表填写，不要删改表头` });
  return { at, errors };
};

/**
 * Reads a table whose first row is the header. `expected` are the rows as exported from the same ledger;
 * `knownUnits`, when given, is the register against which unit names are checked.
 */
export const readTaskRows = (table: readonly (readonly TableCell[])[], expected: readonly TaskRow[], knownUnits?: ReadonlySet<string>): TaskTableReading => {
  const { at, errors } = readHeader(table[0] ?? []);
  if (errors.length > 0) return { edits: [], errors };
  const byId = new Map(expected.map((row) => [row.id, row]));
  const seen = new Map<string, number>();
  const edits: TaskEdit[] = [];
  table.slice(1).forEach((cells, index) => {
    const row = index + 2;
    const cell = (column: TaskColumn): TableCell => cells[at.get(column) ?? -1] ?? { text: '' };
    if (taskColumns.every((column) => squeeze(cell(column).text) === '')) return;
    const known = checkRow({ row, cell, byId, seen, errors });
    if (known !== undefined) collectEdits({ row, cell, known, knownUnits, errors, edits });
  });
  for (const { id, cells } of expected)
    if (!seen.has(id))
      errors.push({ row: 0, column: '编号', code: 'row_missing', message: `表中缺少编号 ${id}（${cells.任务.slice(0, 20)}）的行；不承担的任务请把状态填为「不适用」，不要删行` });
  return errors.length > 0 ? { edits: [], errors } : { edits, errors };
};

interface RowCheck {
  readonly row: number;
  readonly cell: (column: TaskColumn) => TableCell;
  readonly byId: ReadonlyMap<string, TaskRow>;
  readonly seen: Map<string, number>;
  readonly errors: TaskTableError[];
}

const checkRow = ({ row, cell, byId, seen, errors }: RowCheck): TaskRow | undefined => {
  for (const column of taskColumns) {
    if (cell(column).isMerged) errors.push({ row, column, code: 'merged_cell', message: `第 ${row} 行「${column}」是合并单元格，请取消合并并逐行填写` });
    if (cell(column).isFormula) errors.push({ row, column, code: 'formula', message: `第 ${row} 行「${column}」是公式，请粘贴为数值后重新上传` });
  }
  const id = squeeze(cell('编号').text);
  const earlier = seen.get(id);
  if (id === '') errors.push({ row, column: '编号', code: 'id_missing', message: `第 ${row} 行没有编号，请从导出的表中复制该行的编号；新增任务请在系统中添加` });
  else if (earlier !== undefined) errors.push({ row, column: '编号', code: 'id_duplicate', message: `第 ${row} 行与第 ${earlier} 行编号相同（${id}），请只保留一行` });
  else if (!byId.has(id)) errors.push({ row, column: '编号', code: 'id_unknown', message: `第 ${row} 行编号 ${id.slice(0, 40)} 不在本方案中，请确认是否用了另一版本导出的表` });
  if (id === '' || earlier !== undefined) return undefined;
  seen.set(id, row);
  return byId.get(id);
};

interface EditCheck {
  readonly row: number;
  readonly cell: (column: TaskColumn) => TableCell;
  readonly known: TaskRow;
  readonly knownUnits: ReadonlySet<string> | undefined;
  readonly errors: TaskTableError[];
  readonly edits: TaskEdit[];
}

const collectEdits = ({ row, cell, known, knownUnits, errors, edits }: EditCheck): void => {
  for (const column of fixed) {
    if (squeeze(cell(column).text) !== squeeze(known.cells[column]))
      errors.push({ row, column, code: 'fixed_changed', message: `第 ${row} 行「${column}」来自方案原文，不能在表中修改；请恢复原文，意见写到系统的批注里` });
  }
  for (const field of editable) {
    const to = cell(field).text.trim();
    const from = known.cells[field];
    if (squeeze(to) === squeeze(from)) continue;
    const before = errors.length;
    if (field === '状态' && !taskStates.some((state) => state === to))
      errors.push({ row, column: field, code: 'state_unknown', message: `第 ${row} 行状态「${to.slice(0, 20)}」不认识，请填 ${taskStates.join('、')} 之一` });
    if (field === '完成时限' && !isDeadlineText(to))
      errors.push({ row, column: field, code: 'date_invalid', message: `第 ${row} 行完成时限「${to.slice(0, 20)}」不是有效的日期，请按 2025-12-31 或 2025年底前 填写` });
    if (field === '牵头单位' || field === '配合单位') checkUnits({ row, field, to, knownUnits, errors });
    if (errors.length === before) edits.push({ id: known.id, field, from, to });
  }
};

const checkUnits = ({
  row,
  field,
  to,
  knownUnits,
  errors,
}: {
  row: number;
  field: '牵头单位' | '配合单位';
  to: string;
  knownUnits: ReadonlySet<string> | undefined;
  errors: TaskTableError[];
}): void => {
  if (knownUnits === undefined) return;
  const unknown = unitNamesOf(to)
    .map(squeeze)
    .filter((name) => !isKnownUnit(name, knownUnits));
  if (unknown.length > 0)
    errors.push({
      row,
      column: field,
      code: 'unit_unknown',
      message: `第 ${row} 行「${field}」中的 ${unknown.slice(0, 5).join('、')} 不在单位名册中，请先登记单位或改用名册中的名称`,
    });
};
