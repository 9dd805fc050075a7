import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { previewTaskTable } from '../contract/index.ts';
import { currentTaskRows, decideOnReview, readTaskTable, reviewGroundOf } from '../domain/index.ts';
import type { ReviewGround, TaskTableUnderstood } from '../domain/index.ts';
import { reviewActions } from './present-review.ts';
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

/** The sheet against the current view of the version: the same for preview and import. */
export async function understandTaskTable(sheet: TaskSheet, key: Parameters<typeof readEdition>[0], context: Context): Promise<TaskTableReading> {
  const edition = await readEdition(key, context);
  context.refuse.unless(decideOnReview(edition));
  const latest = await reviewStore.listLatest(context.tx, edition.versionId);
  const ground = reviewGroundOf(edition.plan, edition.text);
  const rows = currentTaskRows(ground, latest);
  const understood: TaskTableUnderstood =
    sheet.table.length === 0
      ? { edits: [], errors: [{ row: 0, column: null, code: 'sheet_missing', message: '表是空的，请使用从本系统导出的任务分解表填写' }], warnings: [] }
      : readTaskTable(sheet.table, rows);
  return { ...understood, warnings: [...sheet.warnings, ...understood.warnings], edition, ground, latest, reviewCount: await reviewStore.count(context.tx, edition.versionId) };
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
      reviewCount,
      actions: reviewActions(context.actor, edition),
    };
  },
});
