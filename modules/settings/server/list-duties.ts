import { parseDay } from '#kernel/calendar.ts';
import { dutyStandings } from '#kernel/duty.ts';
import { listCalendarDays, listCalendarNotices } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listDuties } from '../contract/index.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';
import { isOwner, presentDuty } from './present-duty.ts';
import { settingsRefusals } from './refusals.ts';

const mostDays = 1100;

export interface DutySpan {
  readonly from: string;
  readonly to: string;
  readonly standing?: DutyOccurrenceView['standing'] | undefined;
  readonly q?: string | undefined;
  readonly mine?: 'yes' | undefined;
}

/** Occurrences of a span with those that match the filters; at most three years. */
export async function readDuties(span: DutySpan, context: Context): Promise<{ readonly all: readonly DutyOccurrenceView[]; readonly shown: readonly DutyOccurrenceView[] }> {
  const [from, to] = [parseDay(span.from), parseDay(span.to)];
  if (span.to < span.from || from.until(to).days > mostDays) return context.refuse(settingsRefusals.span_too_long());
  const found = (await dutyStore.list(context.tx, { from, to })).filter((one) => span.mine === undefined || isOwner(one, context));
  const records = await dutyStore.records(
    context.tx,
    found.flatMap(({ objectId }) => (objectId === null ? [] : [objectId])),
  );
  const all = found.map((one) => presentDuty(one, context, records));
  const words = span.q?.trim() ?? '';
  const shown = all.filter(
    (one) =>
      (span.standing === undefined || one.standing === span.standing) && (words === '' || one.label.includes(words) || one.code.includes(words) || one.ownerLabel.includes(words)),
  );
  return { all, shown };
}

export const listDutiesUseCase = useCase(listDuties, async ({ query }, context) => {
  const { all, shown } = await readDuties(query, context);
  const notices = await listCalendarNotices(context.tx);
  const days = new Map(
    (await listCalendarDays(context.tx))
      .filter(({ on }) => on.toString() >= query.from && on.toString() <= query.to)
      .map(({ on, working, name }) => [on.toString(), { on: on.toString(), working, name }]),
  );
  const years = new Set(all.map(({ nominalOn }) => Number(nominalOn.slice(0, 4))));
  const known = new Set(notices.map(({ year }) => year));
  return {
    items: [...shown],
    counts: Object.fromEntries(dutyStandings.map((standing) => [standing, all.filter((one) => one.standing === standing).length])) as Record<
      DutyOccurrenceView['standing'],
      number
    >,
    days: [...days.values()],
    missingYears: [...years].filter((year) => !known.has(year)).sort(),
    today: context.today.toString(),
  };
});
