/** One step: what it needs, what it changes, what follows from it. */
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { inspectionActLabel, inspectionVerdictLabel } from '../contract/index.ts';
import type { InspectionAct, InspectionVerdict } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';
import { followStep } from './follow-step.ts';
import { logStep } from './log.ts';
import { inspectorOf, situationOf, teamOf } from './open-inspection.ts';
import type { OpenInspection } from './open-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import { nextRectifyNumber } from './rules.ts';
import { checkSchedule } from './schedule.ts';
import { checkTeam, saveTeam } from './team.ts';

export interface ActInput {
  readonly action: InspectionAct;
  readonly note: string;
  readonly plannedOn?: string | undefined;
  readonly team?: readonly string[] | undefined;
  readonly exceedReason: string;
  readonly place: string;
  readonly arrivedAt?: string | undefined;
  readonly verdict?: InspectionVerdict | undefined;
  readonly dueOn?: string | undefined;
}
export const bareInput = { note: '', exceedReason: '', place: '' } as const;

/** These say something to somebody, so they need words. */
const needNote: ReadonlySet<InspectionAct> = new Set<InspectionAct>(['reschedule', 'recuse', 'conclude', 'demand', 'rectified', 'recheck-fail', 'correct', 'cancel']);

const allowedAheadMinutes = 10;

/** A moment that a phone says: never ahead of ours, never before what it belongs to. */
export function momentOnSpot(said: string | undefined, since: string, context: Pick<Context, 'now'>, what: string): string {
  if (said === undefined) return formatMoment(context.now);
  const at = parseMoment(said);
  const isAhead = context.now.until(at).total('minutes') > allowedAheadMinutes;
  if (isAhead || parseMoment(since).until(at).total('minutes') < -allowedAheadMinutes) throw inspectionRefusals.arrival_unfit({ what });
  return formatMoment(at);
}

function checkDue({ rules }: OpenInspection, input: ActInput, context: Context): string {
  const first = rules.calendar.addWorkingDays(context.today, 1).toString();
  const dueOn = input.dueOn ?? rules.calendar.addWorkingDays(context.today, Math.max(1, rules.limits.rectifyDays)).toString();
  if (dueOn < first || !rules.calendar.isWorkingDay(parseDay(dueOn))) {
    const next = dueOn < first ? first : rules.calendar.rollForward(parseDay(dueOn)).toString();
    throw inspectionRefusals.due_unfit({ next });
  }
  return dueOn;
}

export function checkWords(input: ActInput): void {
  if (input.action === 'arrive' && input.place === '') throw inspectionRefusals.place_missing();
  if (input.action === 'conclude' && input.verdict === undefined) throw inspectionRefusals.verdict_missing();
  if (needNote.has(input.action) && input.note === '') throw inspectionRefusals.note_missing({ what: inspectionActLabel[input.action] });
}

const withFinders = (row: InspectionRow, context: Context): string[] => [...new Set([...row.finders, ...inspectorOf(context, row).persons])];

async function rescheduled(open: OpenInspection, input: ActInput, context: Context): Promise<Partial<InspectionRow>> {
  const { row, members, rules } = open;
  const plannedOn = input.plannedOn ?? row.planned_on;
  const before = [...teamOf(members)].sort();
  const team = input.team ?? before;
  if (plannedOn === row.planned_on && [...new Set(team)].sort().join() === before.join()) throw inspectionRefusals.nothing_changed();
  await checkTeam(context, team, row.org_id);
  const exceeding =
    plannedOn === row.planned_on
      ? { exceed_reason: row.exceed_reason, exceed_by: row.exceed_by }
      : await checkSchedule(context, { ...row, plannedOn, exceedReason: input.exceedReason }, rules);
  await saveTeam(context, { inspectionId: row.inspection_id, members }, team);
  return { planned_on: plannedOn, ...exceeding };
}

async function recused({ row, members }: OpenInspection, input: ActInput, context: Context): Promise<Partial<InspectionRow>> {
  const { persons } = inspectorOf(context, row);
  for (const member of members) {
    if (member.state === 'active' && persons.includes(member.user_id)) await rows.updateMember(context.tx, { ...member, state: 'recused', reason: input.note });
  }
  return {};
}

/** What the act changes besides the state. */
async function effectOf(open: OpenInspection, input: ActInput, context: Context): Promise<Partial<InspectionRow>> {
  const { row, rules } = open;
  switch (input.action) {
    case 'reschedule':
      return rescheduled(open, input, context);
    case 'recuse':
      return recused(open, input, context);
    case 'arrive':
      return {
        arrived_at: momentOnSpot(input.arrivedAt, row.created_at, context, '到场时间'),
        arrived_place: input.place,
        inspector_id: context.actor.userId,
        finders: withFinders(row, context),
      };
    case 'record':
      return { finders: withFinders(row, context) };
    case 'conclude':
      return { verdict: input.verdict ?? null, finding: input.note, conclusion: row.conclusion + 1, finders: withFinders(row, context) };
    case 'demand':
      return { requirement: input.note, rectify_due_on: checkDue(open, input, context), ...(row.rectify_number === null ? await nextRectifyNumber(context, rules) : {}) };
    case 'recheck-fail':
      return { rectify_due_on: checkDue(open, input, context) };
    case 'correct':
      return { verdict: null, finding: '', rectify_due_on: null };
    default:
      return {};
  }
}

/** Writes the row; refuses when somebody was faster. */
export async function saveInspection(context: Context, row: InspectionRow): Promise<InspectionRow> {
  const saved = { ...row, updated_at: formatMoment(context.now) };
  if ((await rows.update(context.tx, saved)) !== 1) throw inspectionRefusals.changed();
  return { ...saved, revision: row.revision + 1 };
}

const reasonOf = ({ action, verdict, place }: ActInput): string =>
  action === 'conclude' && verdict !== undefined ? inspectionVerdictLabel[verdict] : action === 'arrive' ? place : '';

type InspectionStep = (typeof inspectionLifecycle.steps)[number];

/** The row of the table by which the act goes on, or its refusal. Asked before revision and words: a stranger learns nothing from a missing note. */
export function decidedStep(context: Context, open: OpenInspection, action: InspectionAct): InspectionStep {
  const decision = decideStep(inspectionLifecycle, action, situationOf(open, context));
  return decision.allowed ? decision.step : (context.refuse.unless(decision) as never);
}

/** Takes the step and what follows from it, in one transaction. */
export async function stepInspection(context: Context, open: OpenInspection, { step, input }: { readonly step: InspectionStep; readonly input: ActInput }): Promise<InspectionRow> {
  const { row } = open;
  const changed = { ...row, ...(await effectOf(open, input, context)), state: step.to };
  const saved = await saveInspection(context, changed);
  await logStep(context, saved, { action: input.action, label: step.label, from: row.state, reason: reasonOf(input), note: input.note });
  return followStep(context, { before: row, row: saved, team: teamOf(await rows.members(context.tx, [row.inspection_id])) }, input);
}
