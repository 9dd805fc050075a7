/** iCalendar (RFC 5545): a day for every deadline and a yearly rule for every yearly duty. Days, never moments. */
import type { CompiledPlan, Period } from '../model.ts';

export interface CalendarContext {
  /** moment of the export as `YYYYMMDDTHHMMSSZ`; the host's clock, since the lib has none */
  readonly stamp: string;
  readonly planTitle: string;
  /** address of the plan page, to which `#node` is added */
  readonly planUrl: string;
}

interface Entry {
  readonly id: string;
  readonly node: string;
  readonly day: string;
  readonly rule?: string;
  readonly summary: string;
}

const frequencies: Readonly<Record<string, string>> = {
  year: 'FREQ=YEARLY',
  halfyear: 'FREQ=MONTHLY;INTERVAL=6',
  quarter: 'FREQ=MONTHLY;INTERVAL=3',
  month: 'FREQ=MONTHLY',
  week: 'FREQ=WEEKLY',
  day: 'FREQ=DAILY',
};

/** The last day of a period: its own day, else the last day of its year. Null when the plan gives neither. */
export const deadlineOf = (period: Period | null): string | null => {
  if (period === null) return null;
  if (period.on !== undefined) return period.on;
  return period.year === undefined ? null : `${period.year}-12-31`;
};

const compact = (day: string): string => day.replaceAll('-', '');

/** The day after, by the Gregorian calendar; DTEND of an all-day event is exclusive (3.6.1). */
export const dayAfter = (day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (date < (days[month - 1] ?? 31)) return `${year}-${pad(month)}-${pad(date + 1)}`;
  return month < 12 ? `${year}-${pad(month + 1)}-01` : `${year + 1}-01-01`;
};

const entriesOf = (plan: CompiledPlan): Entry[] => {
  const entries: Entry[] = [];
  const add = (id: string, node: string, period: Period | null, summary: string): void => {
    const day = deadlineOf(period);
    if (day !== null) entries.push({ id, node, day, summary });
  };
  for (const target of plan.targets)
    add(target.id, target.node, target.period, `${target.indicator?.text ?? ''}${target.action?.text ?? ''}${target.value.text}${target.head?.text ?? ''}`);
  for (const milestone of plan.milestones) add(milestone.id, milestone.node, milestone.period, `${milestone.verb?.text ?? ''}${milestone.object?.text ?? ''}`);
  for (const document of plan.documents) add(document.id, document.node, document.period, `${document.verb.text}${document.object.text}`);
  const years = entries.map(({ day }) => day.slice(0, 4)).sort();
  const first = years[0];
  for (const duty of plan.recurring) {
    const rule = duty.every === null ? undefined : frequencies[duty.every];
    if (rule !== undefined && first !== undefined) entries.push({ id: duty.id, node: duty.node, day: `${first}-12-31`, rule, summary: `${duty.frequency.text}${duty.duty.text}` });
  }
  return entries;
};

const escapeText = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replace(/\r?\n/g, '\\n');

const octets = (c: string): number => {
  const code = c.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Lines are folded at 75 octets, never inside a character (3.1). */
const fold = (line: string): string => {
  let out = '';
  let width = 0;
  for (const c of line) {
    const size = octets(c);
    if (width + size > 75) {
      out += '\r\n ';
      width = 1;
    }
    out += c;
    width += size;
  }
  return out;
};

/** One calendar; entries in the order targets, milestones, documents, recurring duties. */
export const toICalendar = (plan: CompiledPlan, { stamp, planTitle, planUrl }: CalendarContext): string => {
  const events = entriesOf(plan).flatMap(({ id, node, day, rule, summary }) => [
    'BEGIN:VEVENT',
    `UID:${id}-${plan.source.sha256.slice(0, 16)}@luoshi`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `SUMMARY:${escapeText(summary)}`,
    `URL:${planUrl}#${node}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Luoshi//Plan//ZH', 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${escapeText(planTitle)}`, ...events, 'END:VCALENDAR'];
  return `${lines.map(fold).join('\r\n')}\r\n`;
};
