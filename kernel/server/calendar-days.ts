/** The working calendar from the notices of the State Council's office as rows (architecture 5.7). */
import { formatMoment, parseDay, parseMoment, workingCalendar } from '../calendar.ts';
import type { CalendarDay, Instant, PlainDate, WorkingCalendar } from '../calendar.ts';
import { statement } from './db.ts';
import type { Tx } from './db.ts';

const listNotices = statement({
  name: 'kernel.list-calendar-notices',
  class: 'reference',
  text: `select n.document_no, n.for_year, n.title, n.published_on, n.link, n.recorded_by, n.recorded_at
         from kernel.calendar_notice n order by n.published_on, n.document_no`,
  params: {},
  row: { document_no: 'text', for_year: 'int4', title: 'text', published_on: 'date', link: 'text?', recorded_by: 'text', recorded_at: 'timestamptz' },
});

const listDays = statement({
  name: 'kernel.list-calendar-days',
  class: 'reference',
  text: `select d.document_no, d.day_on, d.is_working, d.name
         from kernel.calendar_day d join kernel.calendar_notice n on n.document_no = d.document_no
         order by n.published_on, n.document_no, d.day_on`,
  params: {},
  row: { document_no: 'text', day_on: 'date', is_working: 'bool', name: 'text' },
});

const insertNotice = statement({
  name: 'kernel.insert-calendar-notice',
  class: 'reference',
  text: `insert into kernel.calendar_notice (document_no, for_year, title, published_on, link, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { documentNo: 'text', year: 'int4', title: 'text', publishedOn: 'date', link: 'text?', recordedBy: 'text', recordedAt: 'timestamptz' },
  row: {},
});

const insertDays = statement({
  name: 'kernel.insert-calendar-days',
  class: 'reference',
  text: `insert into kernel.calendar_day (document_no, day_on, is_working, name)
         select $1, n.day_on::date, n.is_working = 'true', n.name
         from unnest($2::text[], $3::text[], $4::text[]) as n (day_on, is_working, name)`,
  params: { documentNo: 'text', days: 'text[]', working: 'text[]', names: 'text[]' },
  row: {},
});

export interface CalendarNotice {
  readonly documentNo: string;
  readonly year: number;
  readonly title: string;
  readonly publishedOn: PlainDate;
  readonly link: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** All notices, in the order in which they were published. */
export async function listCalendarNotices(tx: Tx): Promise<readonly CalendarNotice[]> {
  return (await tx.many(listNotices, {})).map((row) => ({
    documentNo: row.document_no,
    year: row.for_year,
    title: row.title,
    publishedOn: parseDay(row.published_on),
    link: row.link,
    recordedBy: row.recorded_by,
    recordedAt: parseMoment(row.recorded_at),
  }));
}

/** The days of all notices; where two name the same day, the one published later comes last. */
export async function listCalendarDays(tx: Tx): Promise<readonly (CalendarDay & { readonly name: string })[]> {
  return (await tx.many(listDays, {})).map((row) => ({ on: parseDay(row.day_on), working: row.is_working, name: row.name, source: row.document_no }));
}

/** The working calendar of every year that has a notice; other years are refused with `calendar.year_missing`. */
export async function workingCalendarOf(tx: Tx): Promise<WorkingCalendar> {
  const notices = await listCalendarNotices(tx);
  return workingCalendar(
    await listCalendarDays(tx),
    notices.map(({ year }) => year),
  );
}

/** Adds a notice with its days. Two statements, however many days. */
export async function addCalendarNotice(tx: Tx, notice: CalendarNotice, days: readonly Omit<CalendarDay, 'source'>[]): Promise<void> {
  await tx.run(insertNotice, {
    documentNo: notice.documentNo,
    year: notice.year,
    title: notice.title,
    publishedOn: notice.publishedOn.toString(),
    link: notice.link,
    recordedBy: notice.recordedBy,
    recordedAt: formatMoment(notice.recordedAt),
  });
  await tx.run(insertDays, {
    documentNo: notice.documentNo,
    days: days.map(({ on }) => on.toString()),
    working: days.map(({ working }) => String(working)),
    names: days.map(({ name }) => name ?? ''),
  });
}
