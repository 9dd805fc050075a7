/**
 * The duty calendar (职责日历): recurring duties as dated data. What is missed is derived from day and state. An opening does
 * not move; a due day that is no working day rolls to the next one.
 */
import type { PlainDate, WorkingCalendar } from './calendar.ts';
import { event } from './event.ts';
import type { ParamSource } from './param.ts';
import { refusals } from './refusals.ts';
import { dayInPeriod, periodWords } from './schedule.ts';
import type { Period, PlaceInPeriod, Rhythm } from './schedule.ts';

export const dutyStates = ['open', 'done', 'exempt'] as const;
export type DutyState = (typeof dutyStates)[number];
export const dutyStateLabel = { open: '待办', done: '已办', exempt: '豁免' } satisfies Record<DutyState, string>;

/** What a person sees of an occurrence on a day. */
export const dutyStandings = ['later', 'open', 'missed', 'done', 'late', 'exempt'] as const;
export type DutyStanding = (typeof dutyStandings)[number];
export const dutyStandingLabel = { later: '未到期', open: '办理中', missed: '逾期未办', done: '按时办结', late: '逾期办结', exempt: '已豁免' } satisfies Record<
  DutyStanding,
  string
>;

export interface DutyRule {
  readonly every: Rhythm;
  /** when it may be begun; left out = the first day of the period */
  readonly opens?: PlaceInPeriod;
  readonly due: PlaceInPeriod;
  /** days before the due day on which an open occurrence is called to mind, e.g. half-way through the year */
  readonly warns?: readonly PlaceInPeriod[];
}

/** By an act of the product, or by a record of what was done outside it. */
export const dutyFulfilments = ['act', 'record'] as const;
export type DutyFulfilment = (typeof dutyFulfilments)[number];
export const dutyFulfilmentLabel = { act: '系统办成即完成', record: '责任岗位登记完成' } satisfies Record<DutyFulfilment, string>;

/** A rule from a day on. `to` is its last day; left out = until a later rule begins. */
export interface DatedDutyRule extends DutyRule {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly to?: string;
  readonly source: ParamSource;
}

export interface DutySpec {
  /** e.g. D02; unique in the node */
  readonly code: string;
  readonly label: string;
  /** role that answers for it */
  readonly ownerRole: string;
  /** left out = by an act of the product only */
  readonly doneBy?: DutyFulfilment;
  /** Chinese words: which act, or what is to be shown */
  readonly doneWords?: string;
  readonly rules: readonly DatedDutyRule[];
}

export interface PlannedOccurrence {
  readonly period: Period;
  readonly periodText: string;
  readonly opensOn: PlainDate;
  /** the due day as the rule names it */
  readonly nominalOn: PlainDate;
  /** rolled to a working day; null while the year's notice is missing */
  readonly dueOn: PlainDate | null;
}

/** The due day, or null while the calendar of its year is not known; it is never guessed. */
export function rolledDue(nominalOn: PlainDate, calendar: WorkingCalendar): PlainDate | null {
  if (!calendar.years.includes(nominalOn.year)) return null;
  const reachesNextYear = nominalOn.month === 12 && !calendar.isWorkingDay(nominalOn) && !calendar.years.includes(nominalOn.year + 1);
  if (!reachesNextYear) return calendar.rollForward(nominalOn);
  for (let day = nominalOn.add({ days: 1 }); day.year === nominalOn.year; day = day.add({ days: 1 })) if (calendar.isWorkingDay(day)) return day;
  return null;
}

/** The occurrence of a rule in a period. */
export function planOccurrence(rule: DutyRule, period: Period, calendar: WorkingCalendar): PlannedOccurrence {
  const nominalOn = dayInPeriod(period, rule.due);
  return { period, periodText: periodWords(period), opensOn: dayInPeriod(period, rule.opens ?? {}), nominalOn, dueOn: rolledDue(nominalOn, calendar) };
}

export interface DutyFacts {
  readonly state: DutyState;
  readonly opensOn: PlainDate;
  readonly nominalOn: PlainDate;
  readonly dueOn: PlainDate | null;
  readonly doneOn: PlainDate | null;
}

const isAfter = (a: PlainDate, b: PlainDate): boolean => a.toString() > b.toString();

/** Pure: how an occurrence stands on a day. Missed from the day after the due day on. */
export function dutyStanding(facts: DutyFacts, today: PlainDate): DutyStanding {
  if (facts.state === 'exempt') return 'exempt';
  if (facts.state === 'done') return facts.dueOn !== null && facts.doneOn !== null && isAfter(facts.doneOn, facts.dueOn) ? 'late' : 'done';
  if (facts.dueOn !== null && isAfter(today, facts.dueOn)) return 'missed';
  return isAfter(facts.opensOn, today) ? 'later' : 'open';
}

/** Under which reminders of an occurrence are kept, see `notify`. */
export const dutyDebtKey = ({ duty, period }: { readonly duty: string; readonly period: string }): string => `duty:${duty}/${period}`;

export const dutyFulfilled = event('duty.fulfilled', { version: 1, subject: 'occurrence', fields: { occurrence: 'open', objectType: 'open', objectId: 'open', doneOn: 'open' } });
export const dutyReopened = event('duty.reopened', { version: 1, subject: 'occurrence', fields: { occurrence: 'open', reason: 'internal' } });
export const dutyExempted = event('duty.exempted', { version: 1, subject: 'occurrence', fields: { occurrence: 'open', reason: 'internal' } });
export const dutyEvents = [dutyFulfilled, dutyReopened, dutyExempted] as const;

export const dutyRefusals = refusals('duty', {
  not_found: { status: 404, title: '没有这项职责', detail: () => '职责日历里没有这一期职责。请从职责日历进入。' },
  not_open: {
    status: 409,
    title: '当前状态不允许',
    detail: (facts: { label: string }) => `这一期职责当前为「${facts.label}」，不能豁免。只有待办的职责可以豁免。`,
  },
  not_exempt: { status: 409, title: '当前状态不允许', detail: () => '这一期职责没有豁免，不需要撤销。' },
  by_act: {
    status: 409,
    title: '不能登记完成',
    detail: (facts: { words: string }) => `这项职责由系统里的办理结果认定：${facts.words}。请到相应页面办理，办成后自动完成。`,
  },
  no_record: { status: 409, title: '没有登记', detail: () => '这一期职责不是登记完成的，没有可以撤回的登记。' },
  day_unfit: {
    status: 422,
    title: '完成日期有误',
    detail: (facts: { opensOn: string; today: string }) => `「完成日期」须在${facts.opensOn}（可开始）至${facts.today}（今天）之间。请改正后重新提交。`,
    facts: (facts: { opensOn: string; today: string }) => facts,
  },
  changed: { status: 409, title: '已被别人修改', detail: () => '在您查看之后，这一期职责已有变动。请刷新后再操作。' },
});
