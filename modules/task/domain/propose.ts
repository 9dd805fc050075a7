/** A yearly task as far as the words of its clause go; what they leave open stays open or is a stated default. */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import type { StandardKind, TaskTier } from '../contract/index.ts';
import { activeQuarters, quarterName } from './quarters.ts';

export interface ClauseFacts {
  readonly title: string;
  readonly words: string;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  readonly isDropped: boolean;
  readonly has: { readonly target: boolean; readonly title: boolean; readonly document: boolean; readonly recurring: boolean };
}

/** Why a clause asks for nothing in a year, in words; null when it does. */
export function inactiveBecause(clause: Pick<ClauseFacts, 'firstYear' | 'lastYear' | 'isDropped'>, year: number): string | null {
  if (clause.isDropped) return '审核时标为「不适用」';
  if (clause.lastYear !== null && clause.lastYear < year) return `条款的时限是${clause.lastYear}年`;
  if (clause.firstYear !== null && clause.firstYear > year) return `条款从${clause.firstYear}年起`;
  return null;
}

/** The last working day on or before a day. */
const rollBack = (day: PlainDate, calendar: WorkingCalendar): PlainDate => (calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, -1));

function standardOf({ has }: Pick<ClauseFacts, 'has'>): StandardKind {
  if (has.title) return 'title';
  if (has.document) return 'document';
  if (has.target) return 'contract';
  return has.recurring ? 'count' : 'milestones';
}

export interface Proposal {
  readonly title: string;
  readonly standardKind: StandardKind;
  readonly standardText: string;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly tier: TaskTier;
  readonly milestones: readonly { readonly title: string; readonly dueOn: string }[];
  readonly origin: Readonly<Record<string, 'text' | 'decision'>>;
}

const firstSentence = (text: string): string => {
  const stop = text.search(/[。；]/);
  return (stop < 0 ? text : text.slice(0, stop)).trim();
};

/** `from` is the first day that may be proposed; one milestone falls on the last working day of each active quarter. */
export function proposeTask(clause: ClauseFacts, year: number, { calendar, from }: { readonly calendar: WorkingCalendar; readonly from: PlainDate }): Proposal {
  const opening = new Temporal.PlainDate(year, 1, 1);
  const startsOn = calendar.addWorkingDays((from.year === year ? from : opening).subtract({ days: 1 }), 1);
  const dueOn = rollBack(new Temporal.PlainDate(year, 12, 31), calendar);
  // The number of the clause stands in its own column.
  const title = [...clause.title.trim().replace(/^[（(]?[0-9０-９一二三四五六七八九十]{1,4}[)）.、]\s*/, '')].slice(0, 300).join('');
  const milestones = activeQuarters(startsOn, dueOn).map((quarter) => {
    const end = rollBack(new Temporal.PlainDate(quarter.year, quarter.quarter * 3, 1).add({ months: 1 }).subtract({ days: 1 }), calendar);
    return { title: `${quarterName(quarter)}进展`, dueOn: end.toString() };
  });
  return {
    title,
    standardKind: standardOf(clause),
    standardText: [...firstSentence(clause.words.replace(/^\s*[（(]?[0-9０-９一二三四五六七八九十]+[)）.、]\s*/, ''))].slice(0, 1000).join(''),
    startsOn: startsOn.toString(),
    dueOn: dueOn.toString(),
    tier: 'quarterly',
    milestones,
    origin: {
      title: 'text',
      standardText: 'text',
      standardKind: 'decision',
      startsOn: 'decision',
      dueOn: clause.lastYear === year ? 'text' : 'decision',
      tier: 'decision',
      milestones: 'decision',
      units: 'decision',
    },
  };
}
