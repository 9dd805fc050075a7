/**
 * 任务分解表 with assignments, as a table of texts: out, and back in. All or nothing: a table with one error changes
 * nothing, and every error names row, column and remedy. Rows without an id are new tasks of their clause.
 */
import { parseDay } from '#kernel/calendar.ts';
import { standardKindLabel, standardKinds, taskTierLabel, taskTiers } from '../contract/index.ts';
import type { TaskFields } from '../contract/index.ts';

export const taskSheetColumns = [
  '编号',
  '条款编号',
  '条款',
  '任务',
  '完成标准类型',
  '完成标准',
  '牵头单位',
  '配合单位',
  '开始日',
  '完成时限',
  '填报周期',
  '节点',
  '上级任务',
  '状态',
  '任务标识',
] as const;
export type TaskSheetColumn = (typeof taskSheetColumns)[number];
/** comes from the ledger and is not filled in; 条款编号 is, in a new row */
export const fixedTaskSheetColumns: readonly TaskSheetColumn[] = ['编号', '条款', '状态', '任务标识'];

export interface SheetCell {
  readonly text: string;
  readonly isFormula?: boolean;
  readonly isMerged?: boolean;
}

export interface SheetTask {
  readonly taskId: string;
  readonly code: string;
  readonly clause: string;
  readonly clauseWords: string;
  readonly fields: TaskFields;
  readonly stateWords: string;
  /** may the table change it? null = yes, else why not */
  readonly lockedBecause: string | null;
}

export interface SheetGround {
  readonly tasks: ReadonlyMap<string, SheetTask>;
  /** clauses that may get a new task */
  readonly clauses: ReadonlyMap<string, string>;
  readonly orgNames: ReadonlyMap<string, string>;
  readonly orgIds: ReadonlyMap<string, string>;
  /** first and last day proposed for a new row */
  readonly defaults: { readonly startsOn: string };
}

export interface SheetError {
  readonly row: number;
  readonly column: string | null;
  readonly message: string;
}
export interface SheetEdit {
  readonly row: number;
  readonly code: string;
  readonly column: string;
  readonly from: string;
  readonly to: string;
}
export interface SheetChange {
  readonly row: number;
  /** null = a new task */
  readonly taskId: string | null;
  readonly clause: string;
  readonly fields: TaskFields;
}
export interface SheetReading {
  readonly edits: readonly SheetEdit[];
  readonly errors: readonly SheetError[];
  readonly changes: readonly SheetChange[];
}

type Cells = Readonly<Record<TaskSheetColumn, string>>;

const joined = (names: readonly string[]): string => names.join('、');
const parted = (text: string): readonly string[] =>
  text
    .split(/[、，,；;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** One task as texts. */
export function cellsOfTask(task: SheetTask, orgNames: ReadonlyMap<string, string>): Cells {
  const { fields } = task;
  const units = (role: 'lead' | 'co') => joined(fields.units.filter((unit) => unit.role === role).map(({ orgId }) => orgNames.get(orgId) ?? orgId));
  return {
    编号: task.code,
    条款编号: task.clause,
    条款: task.clauseWords,
    任务: fields.title,
    完成标准类型: fields.standardKind === null ? '' : standardKindLabel[fields.standardKind],
    完成标准: fields.standardText,
    牵头单位: units('lead'),
    配合单位: units('co'),
    开始日: fields.startsOn,
    完成时限: fields.dueOn ?? '',
    填报周期: taskTierLabel[fields.tier],
    节点: fields.milestones.map(({ title, dueOn }) => `${dueOn} ${title}`).join('；'),
    上级任务: fields.upperTask,
    状态: task.stateWords,
    任务标识: task.taskId,
  };
}

const isDay = (text: string): boolean => {
  try {
    return parseDay(text) !== undefined;
  } catch {
    return false;
  }
};

/** `2026/3/1`, `2026.3.1`, `2026年3月1日` as `2026-03-01`; anything else unchanged. */
function dayText(text: string): string {
  const found = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text.trim());
  if (found === null) return text.trim();
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

class RowReader {
  readonly errors: SheetError[] = [];
  readonly row: number;
  private readonly cells: Cells;
  private readonly ground: SheetGround;

  constructor(row: number, cells: Cells, ground: SheetGround) {
    this.row = row;
    this.cells = cells;
    this.ground = ground;
  }

  fault(column: TaskSheetColumn, message: string): void {
    this.errors.push({ row: this.row, column, message: `第 ${this.row} 行「${column}」${message}` });
  }

  day(column: '开始日' | '完成时限'): string | null {
    const text = dayText(this.cells[column]);
    if (text === '') return null;
    if (!isDay(text)) this.fault(column, `「${text.slice(0, 20)}」不是存在的日期，请写成 2026-03-31`);
    return text;
  }

  units(): TaskFields['units'] {
    const read = (column: '牵头单位' | '配合单位', role: 'lead' | 'co') =>
      parted(this.cells[column]).flatMap((name) => {
        const orgId = this.ground.orgIds.get(name);
        if (orgId === undefined) this.fault(column, `「${name.slice(0, 30)}」不在单位登记簿里，请改为登记的全称或简称`);
        return orgId === undefined ? [] : [{ orgId: orgId as never, role }];
      });
    const leads = read('牵头单位', 'lead');
    if (leads.length > 1) this.fault('牵头单位', '只能有一个，请把其余的移到「配合单位」');
    return [...leads, ...read('配合单位', 'co')];
  }

  milestones(known: TaskFields['milestones']): TaskFields['milestones'] {
    const left = [...known];
    return this.cells.节点
      .split(/[；;\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .flatMap((one) => {
        const found = /^(\S+)\s+(.+)$/.exec(one);
        const dueOn = dayText(found?.[1] ?? '');
        const title = found?.[2]?.trim() ?? '';
        if (found === null || !isDay(dueOn)) {
          this.fault('节点', `「${one.slice(0, 30)}」请写成「2026-03-31 节点名称」，几个节点用分号隔开`);
          return [];
        }
        const at = left.findIndex((milestone) => milestone.title === title);
        const [same] = at === -1 ? [] : left.splice(at, 1);
        return [{ milestoneId: same?.milestoneId ?? null, title, dueOn }];
      });
  }

  choice<T extends string>(column: '完成标准类型' | '填报周期', values: readonly T[], labels: Readonly<Record<T, string>>): T | null {
    const text = this.cells[column].trim();
    if (text === '') return null;
    const found = values.find((value) => labels[value] === text);
    if (found === undefined) this.fault(column, `「${text.slice(0, 20)}」请填 ${values.map((value) => labels[value]).join('、')} 之一`);
    return found ?? null;
  }

  text(column: TaskSheetColumn, max: number): string {
    const text = this.cells[column].trim();
    if ([...text].length > max) this.fault(column, `不能超过${max}字，现有 ${[...text].length} 字`);
    return text;
  }

  fields(before: TaskFields | undefined): TaskFields {
    const title = this.text('任务', 300);
    if (title === '') this.fault('任务', '不能为空');
    return {
      title,
      standardKind: this.choice('完成标准类型', standardKinds, standardKindLabel),
      standardText: this.text('完成标准', 1000),
      startsOn: this.day('开始日') ?? before?.startsOn ?? this.ground.defaults.startsOn,
      dueOn: this.day('完成时限'),
      tier: this.choice('填报周期', taskTiers, taskTierLabel) ?? before?.tier ?? 'quarterly',
      upperTask: this.text('上级任务', 300),
      leaderId: before?.leaderId ?? null,
      milestones: this.milestones(before?.milestones ?? []),
      units: this.units(),
    };
  }
}

function readHeader(header: readonly SheetCell[]): { readonly at: ReadonlyMap<TaskSheetColumn, number>; readonly errors: readonly SheetError[] } {
  const at = new Map<TaskSheetColumn, number>();
  header.forEach(({ text }, index) => {
    const column = taskSheetColumns.find((name) => name === text.replace(/\s/g, ''));
    if (column !== undefined && !at.has(column)) at.set(column, index);
  });
  const missing = taskSheetColumns.filter((column) => !at.has(column));
  return { at, errors: missing.map((column) => ({ row: 1, column, message: `缺少表头「${column}」，请用导出的任务分解表填写，不要删改表头` })) };
}

function shapeErrors(row: number, cells: readonly SheetCell[], at: ReadonlyMap<TaskSheetColumn, number>): readonly SheetError[] {
  return [...at].flatMap(([column, index]) => {
    const cell = cells[index];
    if (cell?.isMerged === true) return [{ row, column, message: `第 ${row} 行「${column}」是合并的单元格，请取消合并后逐行填写` }];
    return cell?.isFormula === true ? [{ row, column, message: `第 ${row} 行「${column}」是公式，请改为文字` }] : [];
  });
}

function fixedErrors(row: number, cells: Cells, task: SheetTask, before: Cells): readonly SheetError[] {
  return (['编号', '条款编号', '条款'] as const).flatMap((column) =>
    cells[column].trim() === before[column]
      ? []
      : [{ row, column, message: `第 ${row} 行「${column}」来自台账，不能修改（原为「${before[column].slice(0, 30)}」，任务 ${task.code}）` }],
  );
}

/** What an edited table says against the ledger as it stands. */
export function readTaskSheet(table: readonly (readonly SheetCell[])[], ground: SheetGround): SheetReading {
  const { at, errors: headerErrors } = readHeader(table[0] ?? []);
  if (headerErrors.length > 0) return { edits: [], errors: headerErrors, changes: [] };
  const errors: SheetError[] = [];
  const edits: SheetEdit[] = [];
  const changes: SheetChange[] = [];
  const seen = new Map<string, number>();
  table.slice(1).forEach((line, index) => {
    const row = index + 2;
    const cells = Object.fromEntries(taskSheetColumns.map((column) => [column, line[at.get(column) ?? -1]?.text ?? ''])) as Cells;
    if (Object.values(cells).every((text) => text.trim() === '')) return;
    errors.push(...shapeErrors(row, line, at));
    const taskId = cells.任务标识.trim();
    const task = ground.tasks.get(taskId);
    const before = task === undefined ? undefined : cellsOfTask(task, ground.orgNames);
    if (taskId !== '' && seen.has(taskId)) errors.push({ row, column: '任务标识', message: `第 ${row} 行与第 ${seen.get(taskId) ?? 0} 行是同一项任务，请只保留一行` });
    if (taskId !== '') seen.set(taskId, row);
    if (taskId !== '' && task === undefined) {
      errors.push({ row, column: '任务标识', message: `第 ${row} 行「任务标识」不是本年度的任务。新增任务请把这一格留空` });
      return;
    }
    const clause = task?.clause ?? cells.条款编号.trim();
    if (task === undefined && !ground.clauses.has(clause)) {
      errors.push({
        row,
        column: '条款编号',
        message: `第 ${row} 行「条款编号」${clause === '' ? '为空' : `「${clause.slice(0, 30)}」不是本年度适用的条款`}，请从覆盖证明里抄录条款编号`,
      });
      return;
    }
    const reader = new RowReader(row, cells, ground);
    const fields = reader.fields(task?.fields);
    errors.push(...reader.errors, ...(task === undefined || before === undefined ? [] : fixedErrors(row, cells, task, before)));
    const after = cellsOfTask(
      { taskId, code: task?.code ?? '（新增）', clause, clauseWords: task?.clauseWords ?? ground.clauses.get(clause) ?? '', fields, stateWords: '', lockedBecause: null },
      ground.orgNames,
    );
    const changed = taskSheetColumns.filter((column) => !fixedTaskSheetColumns.includes(column) && column !== '条款编号' && after[column] !== (before?.[column] ?? ''));
    if (changed.length === 0) return;
    if (task !== undefined && task.lockedBecause !== null) errors.push({ row, column: changed[0] ?? null, message: `第 ${row} 行：${task.lockedBecause}` });
    edits.push(...changed.map((column) => ({ row, code: task?.code ?? '（新增）', column, from: before?.[column] ?? '', to: after[column] })));
    changes.push({ row, taskId: task?.taskId ?? null, clause, fields });
  });
  return errors.length > 0 ? { edits: [], errors, changes: [] } : { edits, errors, changes };
}
