import { Refusal } from '#kernel/refusals.ts';
import { requireConfirmed } from '#kernel/server/readers/open-table.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { importTaskTable } from '../contract/index.ts';
import type { TaskTableError } from '../contract/index.ts';
import { reviewOfEdit } from '../domain/index.ts';
import { decideReview, presentField } from './present-review.ts';
import { understandTaskTable } from './preview-task-table.ts';
import { readTaskSheet } from './read-task-sheet.ts';
import type { TaskSheet } from './read-task-sheet.ts';
import { planRefusals } from './refusals.ts';
import { reviewerNames } from './reviewer-names.ts';
import { reviewStore } from './review-store.ts';
import { storeReviews, takeReviewTurn } from './store-reviews.ts';

/** One problem field per error; the preview lists all of them, a problem document at most 50. */
function invalidTable(errors: readonly TaskTableError[]): Refusal {
  const { code, status, title, detail } = planRefusals.task_table_invalid({ first: errors[0]?.message ?? '', count: errors.length });
  const fields = errors.slice(0, 50).map(({ row, column, message }) => ({ path: `file.row${row}${column === null ? '' : `.${column}`}`, label: column ?? '表', message }));
  return new Refusal({ code, status, title, detail, fields });
}

export const importTaskTableUseCase = preparedUseCase(importTaskTable, {
  prepare: async ({ file, body }) => {
    const sheet = await readTaskSheet(file);
    if (sheet.sha256 !== body.expectedSha256) throw planRefusals.file_changed({ expected: body.expectedSha256, found: sheet.sha256 });
    return sheet;
  },
  handler: async ({ params, body }, context, sheet: TaskSheet) => {
    await takeReviewTurn(context);
    const { edits, errors, edition, ground, latest, reviewCount } = await understandTaskTable(sheet, params, context);
    if (errors.length > 0) return context.refuse(invalidTable(errors));
    requireConfirmed(sheet, body.confirmedReading);
    if (reviewCount !== body.expectedReviewCount) return context.refuse(planRefusals.reviews_changed());
    const known = new Map(latest.map((review) => [JSON.stringify([review.record, review.field]), review.id]));
    const note = `任务分解表导入：${sheet.fileName}`;
    const requests = edits.map((edit) => {
      const review = reviewOfEdit(edit, ground);
      return { ...review, note, expectedLatest: known.get(JSON.stringify([review.record, review.field])) ?? null };
    });
    const stored = await storeReviews(edition, ground, requests, context);
    const viewer = { seesReasons: decideReview(context, edition.planId).allowed, nameOf: await reviewerNames(context.tx, stored) };
    return {
      stored: stored.length,
      items: stored.map((review) => presentField(review, ground, viewer)),
      reviewCount: await reviewStore.count(context.tx, edition.versionId),
    };
  },
  statusOf: ({ stored }) => (stored === 0 ? 200 : 201),
});
