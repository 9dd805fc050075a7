import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { registeredNames } from '#identity/server';
import { previewTaskTable } from '../contract/index.ts';
import type { TaskTableError } from '../contract/index.ts';
import { currentTaskRows, decideOnReview, readTaskSheetName, readTaskTable, reviewGroundOf, unitNamesInTable } from '../domain/index.ts';
import type { ReviewGround, TaskTableUnderstood } from '../domain/index.ts';
import { decideReview, reviewActions } from './present-review.ts';
import { readEdition } from './read-edition.ts';
import type { Edition } from './read-edition.ts';
import { readTaskSheet } from './read-task-sheet.ts';
import type { TaskSheet } from './read-task-sheet.ts';
import { reviewStore } from './review-store.ts';
import type { StoredReview } from './review-store.ts';

export interface TaskTableReading extends TaskTableUnderstood {
  readonly edition: Edition;
  readonly ground: ReviewGround;
  readonly latest: readonly StoredReview[];
  readonly reviewCount: number;
}

const nothing = { edits: [], warnings: [] } as const;
const tableError = (code: TaskTableError['code'], message: string): TaskTableUnderstood => ({ ...nothing, errors: [{ row: 0, column: null, code, message }] });

/** Reads the sheet against the view from which it was exported and against the view as it stands now. */
async function understand(sheet: TaskSheet, edition: Edition, ground: ReviewGround, latest: readonly StoredReview[], context: Context): Promise<TaskTableUnderstood> {
  if (sheet.table.length === 0) return tableError('sheet_missing', '表是空的，请使用从本系统导出的任务分解表填写');
  const exported = readTaskSheetName(sheet.name);
  if (exported !== undefined && exported.ordinal !== edition.ordinal) {
    return tableError('version_other', `这张表是从第 ${exported.ordinal} 版导出的，当前是第 ${edition.ordinal} 版；请重新导出任务分解表，在新表上填写`);
  }
  const current = currentTaskRows(ground, latest);
  const base = exported === undefined ? current : currentTaskRows(ground, await reviewStore.listLatest(context.tx, edition.versionId, exported.reviewCount));
  const registered = await registeredNames(context.tx, unitNamesInTable(sheet.table), context.today);
  const understood = readTaskTable(sheet.table, { base, current, ...(registered === null ? {} : { registered }) });
  const because = sheet.isCsv ? 'CSV 不带导出的版本和时间' : '工作表的名称改过，无法得知是何时导出的';
  const unknown = { row: 0, message: `${because}；与当前的意见不同之处都算作修改，请仔细核对` };
  return exported === undefined ? { ...understood, warnings: [unknown, ...understood.warnings] } : understood;
}

/** The sheet against the views of the version: the same for preview and import. */
export async function understandTaskTable(sheet: TaskSheet, key: Parameters<typeof readEdition>[0], context: Context): Promise<TaskTableReading> {
  const edition = await readEdition(key, context);
  context.refuse.unless(decideReview(context, edition.planId));
  context.refuse.unless(decideOnReview(edition));
  const latest = await reviewStore.listLatest(context.tx, edition.versionId);
  const ground = reviewGroundOf(edition.plan, edition.text);
  const understood = await understand(sheet, edition, ground, latest, context);
  return { ...understood, edition, ground, latest, reviewCount: await reviewStore.count(context.tx, edition.versionId) };
}

export const previewTaskTableUseCase = preparedUseCase(previewTaskTable, {
  prepare: ({ file }) => readTaskSheet(file),
  handler: async ({ params }, context, sheet: TaskSheet) => {
    const { edits, errors, warnings, reviewCount, edition } = await understandTaskTable(sheet, params, context);
    return {
      fileName: sheet.fileName,
      sha256: sheet.sha256,
      sheet: sheet.name,
      rows: Math.max(0, sheet.table.length - 1),
      edits: [...edits],
      errors: [...errors],
      warnings: [...warnings],
      reading: sheet.reading,
      reviewCount,
      actions: reviewActions(context, edition),
    };
  },
});
