/** 任务分解表 with assignments: export, dry run, import. */
import type { UploadedFile } from '#kernel/endpoint.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { openTable, requireConfirmed } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { listOrgNames, orgsByName } from '#identity/server';
import { assignmentStateLabel, exportTasks, importTasks, itemStateLabel, maxTaskSheetBytes, previewTaskImport, standardKindLabel, taskTierLabel } from '../contract/index.ts';
import type { AssignmentState, ItemState } from '../contract/index.ts';
import { cellsOfTask, faultsOfTask, fixedTaskSheetColumns, readTaskSheet, taskSheetColumns } from '../domain/index.ts';
import type { SheetCell, SheetError, SheetGround, SheetReading, SheetTask, TaskSheetColumn } from '../domain/index.ts';
import { asDraft, storeDrafts } from './draft-tasks.ts';
import { invalidSheet } from './field-refusals.ts';
import { taskFilterOf } from './list-tasks.ts';
import { readParts } from './present-task.ts';
import { taskRefusals } from './refusals.ts';
import { fieldsOf, rewriteTask } from './save-task.ts';
import { requireTask } from './task-ground.ts';
import { isLiveAssignment, taskRows } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';
import { taskStore } from './task-store.ts';
import { readYear } from './year-coverage.ts';
import type { YearKey } from './work-points-store.ts';

const exportLimit = 2000;
const widths: Readonly<Record<TaskSheetColumn, number>> = {
  编号: 12,
  条款编号: 20,
  条款: 30,
  任务: 36,
  完成标准类型: 16,
  完成标准: 40,
  牵头单位: 20,
  配合单位: 26,
  开始日: 12,
  完成时限: 12,
  填报周期: 16,
  节点: 44,
  上级任务: 24,
  状态: 14,
  任务标识: 38,
};
const choices: Partial<Record<TaskSheetColumn, readonly string[]>> = { 完成标准类型: Object.values(standardKindLabel), 填报周期: Object.values(taskTierLabel) };

function stateWords(task: TaskRow, states: readonly AssignmentState[]): string {
  if (task.item_state !== null) return itemStateLabel[task.item_state as ItemState];
  return assignmentStateLabel[states[0] ?? 'draft'];
}

async function sheetTasks(context: Context, rows: readonly TaskRow[], clauseWords: (clause: string) => string) {
  const partsOf = await readParts(
    context,
    rows.map(({ task_id }) => task_id),
  );
  return rows.map((task): SheetTask => {
    const { assignments, milestones } = partsOf(task.task_id);
    const live = assignments.filter(isLiveAssignment);
    const words = stateWords(
      task,
      live.map(({ state }) => state as AssignmentState),
    );
    const isDraft = task.item_state === null && live.every(({ state }) => state === 'draft');
    return {
      taskId: task.task_id,
      code: task.code,
      clause: task.clause,
      clauseWords: clauseWords(task.clause),
      fields: fieldsOf({ task, assignments, milestones }),
      stateWords: words,
      lockedBecause: isDraft ? null : `任务现在是「${words}」，不能用表修改；请在任务页办理，并恢复这一行`,
    };
  });
}

const unitsOf = (tasks: readonly SheetTask[]): readonly string[] => tasks.flatMap(({ fields }) => fields.units.map(({ orgId }) => orgId));

export const exportTasksUseCase = useCase(
  exportTasks,
  async ({ query }, context) => {
    const { tx, today, refuse } = context;
    const rows = await taskRows.list(tx, 'code', taskFilterOf(query, context), { place: undefined, limit: exportLimit + 1 });
    if (rows.length > exportLimit) return refuse(taskRefusals.too_many_rows({ limit: exportLimit }));
    const tasks = await sheetTasks(context, rows, () => '');
    const names = await listOrgNames(tx, unitsOf(tasks), today);
    const bytes = await writeWorkbook({
      name: '任务分解表',
      heading: `任务分解表（${today.toString()}）`,
      columns: taskSheetColumns.map((title) => ({
        title,
        width: widths[title],
        ...(fixedTaskSheetColumns.includes(title) ? { isFixed: true } : {}),
        ...(choices[title] === undefined ? {} : { choices: choices[title] }),
      })),
      rows: tasks.map((task) => taskSheetColumns.map((column) => cellsOfTask(task, names)[column])),
    });
    return xlsxReply(`任务分解表-${today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);

interface Sheet extends Pick<OpenedTable, 'sha256' | 'reading'> {
  readonly table: readonly (readonly SheetCell[])[];
}

async function readSheet(file: UploadedFile): Promise<Sheet> {
  const { sheets, ...opened } = await openTable(file, { maxBytes: maxTaskSheetBytes, origin: '从本系统导出的任务分解表', isWanted: (name) => name === '任务分解表' });
  return { ...opened, table: sheets[0].rows };
}

async function understand(context: Context, key: YearKey, sheet: Sheet): Promise<SheetReading> {
  const { tx, today } = context;
  const year = await readYear(context, key, 'task.draft');
  const clauses = new Map(year.active.map(({ clause, title }) => [clause, title]));
  const tasks = await sheetTasks(context, year.tasks, () => '');
  const orgNames = await listOrgNames(tx, unitsOf(tasks), today);
  const names = [
    ...new Set(sheet.table.slice(1).flatMap((line) => line.flatMap(({ text }) => (text.length > 400 ? [] : text.split(/[、，,；;\n]/).map((one) => one.trim()))))),
  ].filter((name) => name !== '');
  const orgIds = new Map([...(await orgsByName(tx, names, today)), ...[...orgNames].map(([id, name]) => [name, id] as const)]);
  const allNames = new Map([...orgNames, ...[...orgIds].map(([name, id]) => [id, name] as const)].reverse());
  const first = `${key.year}-01-01`;
  const startsOn = today.toString() > first && today.year === key.year ? today.toString() : first;
  const ground: SheetGround = { tasks: new Map(tasks.map((task) => [task.taskId, task])), clauses, orgNames: allNames, orgIds, defaults: { startsOn } };
  const reading = readTaskSheet(sheet.table, ground);
  if (reading.errors.length > 0) return reading;
  const calendar = await workingCalendarOf(tx);
  const errors = reading.changes.flatMap(({ row, fields }): SheetError[] =>
    faultsOfTask(asDraft(key.year, fields), calendar).map(({ label, message }) => ({ row, column: label, message: `第 ${row} 行：${message}` })),
  );
  return errors.length > 0 ? { edits: [], errors, changes: [] } : reading;
}

export const previewTaskImportUseCase = preparedUseCase(previewTaskImport, {
  prepare: ({ file }) => readSheet(file),
  handler: async ({ body }, context, sheet: Sheet) => {
    const { edits, errors } = await understand(context, body, sheet);
    return { sha256: sheet.sha256, rows: Math.max(0, sheet.table.length - 1), edits: [...edits], errors: [...errors], reading: sheet.reading };
  },
});

export const importTasksUseCase = preparedUseCase(importTasks, {
  prepare: async ({ file, body }) => {
    const sheet = await readSheet(file);
    if (sheet.sha256 !== body.expectedSha256) throw taskRefusals.file_changed();
    return sheet;
  },
  handler: async ({ body }, context, sheet: Sheet) => {
    const key = { planId: body.planId, year: body.year };
    await taskStore.takeTurn(context.tx, key.planId, key.year);
    const { changes, edits, errors } = await understand(context, key, sheet);
    if (errors.length > 0)
      return context.refuse(
        invalidSheet(errors.map(({ row, column, message }) => ({ path: `file.row${row}${column === null ? '' : `.${column}`}`, label: column ?? '表', message }))),
      );
    requireConfirmed(sheet, body.confirmedReading);
    for (const { taskId, fields } of changes) {
      if (taskId === null) continue;
      const ground = await requireTask(context, taskId, 'task.draft', 'lock');
      await rewriteTask(context, ground, { fields, reason: '任务分解表导入' });
    }
    const added = changes.filter(({ taskId }) => taskId === null).map(({ clause, fields }) => ({ clause, fields, origin: {} }));
    if (added.length > 0) await storeDrafts(context, key, added);
    return { changedTasks: changes.length, edits: edits.length };
  },
});
