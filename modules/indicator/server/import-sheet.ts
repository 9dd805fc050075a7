import { Refusal } from '#kernel/refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { requireConfirmed } from '#kernel/server/readers/open-table.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { importSheet, previewSheet } from '../contract/index.ts';
import type { SheetError, SheetTake } from '../contract/index.ts';
import type { EntryCheck } from './check-entries.ts';
import { permits } from './permit.ts';
import { readSheet } from './read-sheet.ts';
import type { FilledSheet } from './read-sheet.ts';
import { indicatorRefusals } from './refusals.ts';
import { storeEntries } from './store-entries.ts';
import { understandSheet } from './understand-sheet.ts';
import type { SheetItem } from './understand-sheet.ts';

export const previewSheetUseCase = preparedUseCase(previewSheet, {
  prepare: ({ file }) => readSheet(file),
  handler: async (_input, context, sheet: FilledSheet) => {
    context.refuse.unless(permits(context, 'indicator.enter'));
    const { items, errors } = await understandSheet(sheet, context);
    return { fileName: sheet.fileName, sha256: sheet.sha256, rows: sheet.rowCount, edits: items.map(({ edit }) => edit), errors: [...errors], reading: sheet.reading };
  },
});

/** One problem field per error; the preview lists all of them, a problem document at most 50. */
function invalidSheet(errors: readonly SheetError[]): Refusal {
  const { code, status, title, detail } = indicatorRefusals.sheet_invalid({ first: errors[0]?.message ?? '', count: errors.length });
  const fields = errors.slice(0, 50).map(({ row, column, message }) => ({ path: `file.row${row}${column === null ? '' : `.${column}`}`, label: column ?? '表', message }));
  return new Refusal({ code, status, title, detail, fields });
}

interface Choice {
  readonly row: number;
  readonly take: SheetTake;
  readonly seenRevision: number;
}

/** What is stored of an edit after the merge; undefined = the system's figure stays. A conflict without a choice is refused by the caller. */
function merged({ edit, check }: SheetItem, choice: Choice | undefined): EntryCheck | undefined {
  if (edit.change === 'same') return undefined;
  if (edit.change !== 'conflict') return check;
  if (choice === undefined || choice.take === 'theirs') return undefined;
  return { ...check, entry: { ...check.entry, expectedRevision: choice.seenRevision } };
}

function requireChoices(items: readonly SheetItem[], choices: ReadonlyMap<number, Choice>, context: Context): void {
  const open = items.filter(({ edit }) => edit.change === 'conflict' && choices.get(edit.row) === undefined);
  if (open.length > 0) context.refuse(indicatorRefusals.sheet_conflict({ count: open.length }));
}

export const importSheetUseCase = preparedUseCase(importSheet, {
  prepare: async ({ file, body }) => {
    const sheet = await readSheet(file);
    if (sheet.sha256 !== body.expectedSha256) throw indicatorRefusals.sheet_changed();
    return sheet;
  },
  handler: async ({ body }, context, sheet: FilledSheet) => {
    context.refuse.unless(permits(context, 'indicator.enter'));
    const { items, errors, explanationChars } = await understandSheet(sheet, context);
    if (errors.length > 0) return context.refuse(invalidSheet(errors));
    requireConfirmed(sheet, body.confirmedReading);
    const choices = new Map(body.choices.map((choice) => [choice.row, choice]));
    requireChoices(items, choices, context);
    const taken = items.flatMap((item) => merged(item, choices.get(item.edit.row)) ?? []);
    const source = { document: body.sourceDocument, link: body.sourceLink ?? null, publishedOn: body.publishedOn ?? null };
    const stored = taken.length === 0 ? [] : await storeEntries({ items: taken, explanationChars }, { source, submit: body.submit, confirmed: body.confirmed }, context);
    return { items: stored, kept: items.length - taken.length };
  },
  statusOf: ({ items }) => (items.length === 0 ? 200 : 201),
});
