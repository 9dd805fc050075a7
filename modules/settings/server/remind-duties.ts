/**
 * Reminders of duties, tied to the debt: when it may be begun, on the warning days of its rule, some working days before it is
 * due, and once when it is missed. Each is told once; doing or exempting the duty settles the debt, and nothing more is sent.
 */
import { z } from 'zod';
import type { PlainDate } from '#kernel/calendar.ts';
import { dutyDebtKey } from '#kernel/duty.ts';
import { declareParam, programStart } from '#kernel/param.ts';
import { dayInPeriod, periodOf } from '#kernel/schedule.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import type { DutyOccurrence } from '#kernel/server/duty-store.ts';
import { job } from '#kernel/server/jobs.ts';
import type { Job } from '#kernel/server/jobs.ts';
import { notify } from '#kernel/server/notify.ts';
import { param } from '#kernel/server/params.ts';
import { roleLabel, roles } from '#identity/contract';
import { holdersOf } from '#identity/server';
import { standingDuties } from './standing-duties.ts';

export const dutyReminderParam = declareParam({
  code: 'duty.reminders',
  label: '职责提醒',
  note: '到期前几个工作日提醒责任岗位；每日、每周的职责只在逾期时提醒。',
  schema: z.strictObject({ soonDays: z.int().min(1).max(60).meta({ label: '到期前工作日' }) }),
  rows: [{ from: programStart, value: { soonDays: 5 } }],
});

interface Stage {
  readonly name: string;
  readonly title: string;
  readonly isPrompt: boolean;
}

const isFrequent = (one: DutyOccurrence): boolean => one.period.length > 7 || one.period.includes('W');

/** The warning days of the rule under which the occurrence stands, e.g. 30 September of its year. */
function warnDays(one: DutyOccurrence): readonly string[] {
  const rule = standingDuties.find(({ code }) => code === one.code)?.rules.at(-1);
  return rule === undefined ? [] : (rule.warns ?? []).map((place) => dayInPeriod(periodOf(rule.every, one.opensOn), place).toString());
}

/** What is to be said today, if anything; the latest stage only, so that a machine that stood still does not tell the past. */
export function stageOf(one: DutyOccurrence, today: PlainDate, soonOn: PlainDate | null): Stage | undefined {
  const day = today.toString();
  const due = one.dueOn?.toString();
  const what = `${one.label}（${one.periodText}）`;
  if (due !== undefined && day > due) return { name: 'late', title: `逾期未办：${what}`, isPrompt: true };
  if (isFrequent(one)) return undefined;
  if (soonOn !== null && day >= soonOn.toString()) return { name: 'soon', title: `${due ?? ''} 到期：${what}`, isPrompt: false };
  const warned = warnDays(one).findLast((warnOn) => day >= warnOn);
  if (warned !== undefined) return { name: `warn-${warned}`, title: `进度提醒：${what}尚未完成`, isPrompt: false };
  return day >= one.opensOn.toString() ? { name: 'opened', title: `可以开始：${what}`, isPrompt: false } : undefined;
}

async function remindOne(one: DutyOccurrence, context: Context, soonOn: PlainDate | null): Promise<void> {
  const stage = stageOf(one, context.today, soonOn);
  const role = roles.find((known) => known === one.ownerRole);
  if (stage === undefined || role === undefined) return;
  const holders = await holdersOf(context.tx, { role, orgId: null }, context.today);
  // Nobody in office: what a vacant post owes is the director's, who fills it or exempts the duty.
  const told = holders.length > 0 ? holders : await holdersOf(context.tx, { role: 'office_director', orgId: null }, context.today);
  const vacant = holders.length > 0 ? '' : `「${roleLabel[role]}」目前没有在岗人员，请安排人员或写明理由豁免。`;
  await notify(context, {
    kind: `settings.duty-${stage.name.slice(0, 4) === 'warn' ? 'warn' : stage.name}`,
    to: told.map(({ userId }) => userId),
    title: stage.title,
    body: `${vacant}期限${one.dueOn?.toString() ?? `${one.nominalOn.toString()}（逢节假日顺延，待放假通知发布后确定）`}。办成后系统自动完成，或由责任岗位登记完成；办不成的由办公室主任写明理由豁免。`,
    link: `/duties?month=${(one.dueOn ?? one.nominalOn).toString().slice(0, 7)}`,
    about: { type: 'settings.duty', id: `${one.code}/${one.period}` },
    urgency: stage.isPrompt ? 'prompt' : 'digest',
    debt: { key: dutyDebtKey({ duty: one.code, period: one.period }), stage: stage.name },
  });
}

export async function remindDuties(context: Context): Promise<void> {
  const { tx, today } = context;
  const calendar = await workingCalendarOf(tx);
  const { soonDays } = (await param(tx, dutyReminderParam, { on: today, region: tx.region })).value;
  for (const one of await dutyStore.holdOpen(tx, today)) {
    // The working days before it may lie in a year whose notice is missing; then only the days themselves speak.
    const isKnown = one.dueOn !== null && calendar.years.includes(one.dueOn.year) && calendar.years.includes(one.dueOn.subtract({ days: 3 * soonDays + 15 }).year);
    await remindOne(one, context, isKnown && one.dueOn !== null ? calendar.addWorkingDays(one.dueOn, -soonDays) : null);
  }
}

export const settingsJobs: readonly Job[] = [
  job({
    name: 'remind-duties',
    label: '职责日历：开始、进度、到期、逾期提醒',
    schedule: { every: 'day', at: '00:40' },
    catchUp: 'latest',
    run: ({ on }, context) => remindDuties({ ...context, today: on }),
  }),
];
