/** Keeps the duty calendar a year ahead and lets modules say what was done by which object. */
import { isDeepStrictEqual } from 'node:util';
import { formatMoment, parseDay } from '../calendar.ts';
import type { PlainDate } from '../calendar.ts';
import { dutyDebtKey, dutyExempted, dutyFulfilled, dutyRefusals, dutyReopened, dutyStateLabel, planOccurrence, rolledDue } from '../duty.ts';
import type { DatedDutyRule, DutyRule, DutySpec } from '../duty.ts';
import { periodOf, shiftPeriod } from '../schedule.ts';
import type { Period } from '../schedule.ts';
import { workingCalendarOf } from './calendar-days.ts';
import type { Context } from './context.ts';
import { dutyStore } from './duty-store.ts';
import type { DutyOccurrence } from './duty-store.ts';
import { settleDebt } from './notify.ts';
import { record } from './record.ts';

const ruleOf = ({ every, opens, due, warns }: DatedDutyRule): DutyRule => ({ every, ...(opens === undefined ? {} : { opens }), due, ...(warns === undefined ? {} : { warns }) });

/** Stores the declared duties that are not stored yet; a changed declaration becomes a further revision. */
async function storeRules(duties: readonly DutySpec[], { tx, now }: Context): Promise<void> {
  const stored = await dutyStore.listRules(tx);
  for (const duty of duties) {
    for (const rule of duty.rules) {
      const known = stored.find((one) => one.duty_code === duty.code && one.from_on === rule.from);
      const said = [duty.label, ruleOf(rule), duty.ownerRole, rule.to ?? null, rule.source.document, rule.source.article ?? null];
      if (known !== undefined && isDeepStrictEqual([known.label, known.rule, known.owner_role, known.to_on, known.source_document, known.source_article], said)) continue;
      await dutyStore.insertRule(tx, {
        code: duty.code,
        from: rule.from,
        revision: (known?.revision ?? 0) + 1,
        to: rule.to ?? null,
        label: duty.label,
        rule: ruleOf(rule),
        ownerRole: duty.ownerRole,
        document: rule.source.document,
        article: rule.source.article ?? null,
        at: formatMoment(now),
      });
    }
  }
}

const isBefore = (a: PlainDate, b: PlainDate): boolean => a.toString() < b.toString();

/** The rule of a duty that holds on a day: the one that began last. */
function ruleOn(duty: DutySpec, on: PlainDate): DatedDutyRule | undefined {
  const begun = duty.rules.filter((rule) => !isBefore(on, parseDay(rule.from)));
  const last = begun.reduce<DatedDutyRule | undefined>((latest, rule) => (latest === undefined || latest.from < rule.from ? rule : latest), undefined);
  return last?.to !== undefined && isBefore(parseDay(last.to), on) ? undefined : last;
}

/** Periods of a duty from the one that holds today to a year ahead (of a daily one, a month); those whose due day has passed are left out. */
function periodsAhead(duty: DutySpec, today: PlainDate): readonly { readonly period: Period; readonly rule: DatedDutyRule }[] {
  const found: { period: Period; rule: DatedDutyRule }[] = [];
  for (const every of new Set(duty.rules.map((rule) => rule.every))) {
    // A daily duty a year ahead would only fill the pages.
    const until = every === 'day' ? today.add({ months: 1 }) : today.add({ years: 1 });
    // A due day may lie behind the end of its period (调度 of a month closes in the next), so the period before counts too.
    for (let period = shiftPeriod(periodOf(every, today), every === 'year' ? -1 : -2); isBefore(period.first, until); period = shiftPeriod(period, 1)) {
      const rule = ruleOn(duty, period.first);
      if (rule !== undefined && rule.every === every) found.push({ period, rule });
    }
  }
  return found;
}

/**
 * Makes the occurrences of the coming year and the due days that a newly imported calendar allows. Repeating it, also from two
 * processes at once, makes nothing twice. Returns how many were made.
 */
export async function ensureDutyOccurrences(duties: readonly DutySpec[], context: Context): Promise<number> {
  const { tx, today } = context;
  await storeRules(duties, context);
  const calendar = await workingCalendarOf(tx);
  const by = { id: context.actor.id, at: context.now };
  let made = 0;
  for (const duty of duties) {
    const known = new Set((await dutyStore.list(tx, { from: today.subtract({ years: 1 }), to: today.add({ years: 3 }), code: duty.code })).map((one) => one.period));
    for (const { period, rule } of periodsAhead(duty, today)) {
      const planned = planOccurrence(rule, period, calendar);
      if (!known.has(period.key) && !isBefore(planned.dueOn ?? planned.nominalOn, today)) made += await dutyStore.insert(tx, duty, planned, by);
    }
  }
  await settleDueDays(context);
  return made;
}

/** Gives open occurrences their due day where the calendar of the year has become known. Returns how many. */
export async function settleDueDays({ tx }: Context): Promise<number> {
  const waiting = await dutyStore.listWithoutDue(tx);
  if (waiting.length === 0) return 0;
  const calendar = await workingCalendarOf(tx);
  let settled = 0;
  for (const { code, period, nominalOn } of waiting) {
    const dueOn = rolledDue(nominalOn, calendar);
    if (dueOn !== null) settled += await dutyStore.setDue(tx, code, period, dueOn);
  }
  return settled;
}

export interface OccurrenceKey {
  readonly duty: string;
  /** key of the period, e.g. 2026-11 */
  readonly period: string;
}

const subjectOf = ({ duty, period }: OccurrenceKey): string => `${duty}/${period}`;

async function getOccurrence({ duty, period }: OccurrenceKey, { tx, refuse }: Context): Promise<DutyOccurrence> {
  return (await dutyStore.lock(tx, duty, period)) ?? refuse(dutyRefusals.not_found());
}

/**
 * An occurrence is done by its object only: a sealed round, a meeting with minutes, an issued bulletin. Does nothing when it is
 * done already; gives false when the calendar has no such occurrence, so that history from before the calendar does no harm.
 */
export async function fulfilDuty(key: OccurrenceKey, done: { readonly type: string; readonly id: string; readonly on: PlainDate }, context: Context): Promise<boolean> {
  const found = await dutyStore.lock(context.tx, key.duty, key.period);
  if (found === undefined) return false;
  if (found.state === 'done') return true;
  await dutyStore.change(context.tx, found, {
    state: 'done',
    object: { type: done.type, id: done.id },
    doneOn: done.on,
    reason: null,
    by: context.actor.id,
    at: context.now,
  });
  await settleDebt(context, dutyDebtKey(key));
  await record(context, dutyFulfilled, { occurrence: subjectOf(key), objectType: done.type, objectId: done.id, doneOn: done.on.toString() });
  return true;
}

/** Back to 待办, with a reason: the object was withdrawn, or an exemption is taken back. */
export async function reopenDuty(key: OccurrenceKey, reason: string, context: Context): Promise<void> {
  const found = await getOccurrence(key, context);
  if (found.state === 'open') return;
  await dutyStore.change(context.tx, found, { state: 'open', object: null, doneOn: null, reason, by: context.actor.id, at: context.now });
  await record(context, dutyReopened, { occurrence: subjectOf(key), reason });
}

/** 豁免 with a reason. `expectedRevision` is what the person saw. */
export async function exemptDuty(key: OccurrenceKey, how: { readonly reason: string; readonly expectedRevision: number }, context: Context): Promise<void> {
  const found = await getOccurrence(key, context);
  if (found.revision !== how.expectedRevision) return context.refuse(dutyRefusals.changed());
  if (found.state !== 'open') return context.refuse(dutyRefusals.not_open({ label: dutyStateLabel[found.state] }));
  await dutyStore.change(context.tx, found, { state: 'exempt', object: null, doneOn: null, reason: how.reason, by: context.actor.id, at: context.now });
  await settleDebt(context, dutyDebtKey(key));
  await record(context, dutyExempted, { occurrence: subjectOf(key), reason: how.reason });
}
