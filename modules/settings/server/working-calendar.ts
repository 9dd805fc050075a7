import { presentAction } from '#kernel/decision.ts';
import { listCalendarDays, listCalendarNotices } from '#kernel/server/calendar-days.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getWorkingCalendar, settingsPermissions } from '../contract/index.ts';

export const getWorkingCalendarUseCase = useCase(getWorkingCalendar, async ({ query }, { tx, actor, today }) => {
  const notices = await listCalendarNotices(tx);
  const all = await listCalendarDays(tx);
  const year = query.year ?? today.year;
  const latest = new Map(all.filter(({ on }) => on.year === year).map((day) => [day.on.toString(), day]));
  const days = [...latest.values()].sort((a, b) => (a.on.toString() < b.on.toString() ? -1 : 1));
  const years = [...new Set(notices.map((notice) => notice.year))].sort();
  const next = today.year + 1;
  return {
    year,
    years,
    notices: notices
      .filter((notice) => notice.year === year)
      .map((notice) => ({
        documentNo: notice.documentNo,
        year: notice.year,
        title: notice.title,
        publishedOn: notice.publishedOn.toString(),
        link: notice.link,
        days: all.filter(({ source }) => source === notice.documentNo).length,
      })),
    days: days.map((day) => ({ on: day.on.toString(), arrangement: day.working ? ('work' as const) : ('off' as const), name: day.name, documentNo: day.source })),
    missingYear: [today.year, next].find((one) => !years.includes(one)) ?? null,
    actions: [presentAction('calendar.import', settingsPermissions['calendar.import'].label, decidePermission(actor, 'calendar.import'))],
  };
});
