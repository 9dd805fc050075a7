/** Occurrences as all-day events of iCalendar (RFC 5545); the same occurrence keeps its UID, so a new import replaces it. */
import { parseDay } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';

const escapeText = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');
const compact = (day: string): string => day.replaceAll('-', '');

/** Lines of at most 75 octets, folded between characters (3.1). */
function fold(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const mark of line) {
    const octets = Buffer.byteLength(mark);
    if (size + octets > 74) {
      pieces.push(piece);
      [piece, size] = ['', 0];
    }
    piece += mark;
    size += octets;
  }
  return [...pieces, piece].join('\r\n ');
}

function eventLines(one: DutyOccurrenceView, stamp: string, region: string): readonly string[] {
  const day = one.dueOn ?? one.nominalOn;
  const note = one.dueOn === null ? '期限逢节假日顺延，待放假通知发布后确定' : `规定日 ${one.nominalOn}`;
  return [
    'BEGIN:VEVENT',
    `UID:${one.code}-${one.period}-${region}@luoshi`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${one.revision}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(parseDay(day).add({ days: 1 }).toString())}`,
    `SUMMARY:${escapeText(`${one.label}（${one.periodText}）`)}`,
    `DESCRIPTION:${escapeText(`${note}；责任岗位：${one.ownerLabel}`)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

export function writeICalendar(items: readonly DutyOccurrenceView[], { now, region }: { readonly now: Instant; readonly region: string }): string {
  const stamp = now.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//luoshi//duties//ZH',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:职责日历',
    ...items.flatMap((one) => eventLines(one, stamp, region)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}
