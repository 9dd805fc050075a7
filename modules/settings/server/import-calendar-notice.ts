import { parseDay } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import { addCalendarNotice, listCalendarNotices } from '#kernel/server/calendar-days.ts';
import { settleDueDays } from '#kernel/server/duties.ts';
import { record } from '#kernel/server/record.ts';
import { requireConfirmed } from '#kernel/server/readers/open-table.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { calendarNoticeImported, importCalendarNotice, previewCalendarNotice } from '../contract/index.ts';
import type { CalendarFault } from '../contract/index.ts';
import { readCalendarSheet } from './read-calendar-sheet.ts';
import type { CalendarSheet } from './read-calendar-sheet.ts';
import { settingsRefusals } from './refusals.ts';

const presentDays = ({ days }: CalendarSheet, documentNo: string) =>
  days.map(({ on, working, name }) => ({ on: on.toString(), arrangement: working ? ('work' as const) : ('off' as const), name, documentNo }));

export const previewCalendarNoticeUseCase = preparedUseCase(previewCalendarNotice, {
  prepare: ({ file, body }) => readCalendarSheet(file, body.year),
  handler: async ({ body }, _context, sheet) => ({ days: presentDays(sheet, body.documentNo), faults: [...sheet.faults], sha256: sheet.sha256, reading: sheet.reading }),
});

/** One problem field per fault, at most 50. */
function invalidSheet(faults: readonly CalendarFault[]): Refusal {
  const { code, status, title, detail } = settingsRefusals.calendar_invalid({ first: faults[0]?.message ?? '', count: faults.length });
  const fields = faults.slice(0, 50).map(({ row, column, message }) => ({ path: `file.row${row}`, label: column ?? '表', message }));
  return new Refusal({ code, status, title, detail, fields });
}

export const importCalendarNoticeUseCase = preparedUseCase(importCalendarNotice, {
  prepare: ({ file, body }) => readCalendarSheet(file, body.year),
  handler: async ({ body }, context, sheet) => {
    if (sheet.faults.length > 0) return context.refuse(invalidSheet(sheet.faults));
    requireConfirmed(sheet, body.confirmedReading);
    const { documentNo, year, title } = body;
    if ((await listCalendarNotices(context.tx)).some((notice) => notice.documentNo === documentNo)) return context.refuse(settingsRefusals.notice_known({ documentNo }));
    await addCalendarNotice(
      context.tx,
      { documentNo, year, title, publishedOn: parseDay(body.publishedOn), link: body.link ?? null, recordedBy: context.actor.id, recordedAt: context.now },
      sheet.days,
    );
    await record(context, calendarNoticeImported, { documentNo, year: String(year), days: String(sheet.days.length), sha256: sheet.sha256 });
    return { documentNo, days: sheet.days.length, dutiesSettled: await settleDueDays(context) };
  },
});
