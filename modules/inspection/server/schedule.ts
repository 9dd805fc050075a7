/** When a unit may be visited: a working day from today on, within its ceilings, not twice on the same matter. */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { decideInspection, quarterOf } from '../domain/index.ts';
import { permitsOn } from './open-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import type { InspectionRules } from './rules.ts';

type Wish = Pick<InspectionRow, 'inspection_id' | 'org_id' | 'task_id' | 'subject' | 'plan_path' | 'is_unannounced' | 'state' | 'arrived_at'> & {
  readonly plannedOn: string;
  readonly exceedReason: string;
};

/** What stands in the row when a ceiling was passed: the reason and who signed for it. */
export type Exceeding = Pick<InspectionRow, 'exceed_reason' | 'exceed_by'>;

/** Refuses the day; gives what is to be kept about a ceiling that was passed with a signed reason. */
export async function checkSchedule(context: Context, wish: Wish, rules: InspectionRules): Promise<Exceeding> {
  const { tx, today, actor } = context;
  const plannedOn = parseDay(wish.plannedOn);
  if (wish.plannedOn < today.toString()) throw inspectionRefusals.day_past();
  if (!rules.calendar.isWorkingDay(plannedOn)) throw inspectionRefusals.day_off({ next: rules.calendar.addWorkingDays(plannedOn, 1).toString() });
  // Two planners who count at the same time would each see one place free.
  await rows.takeTurn(tx, `unit:${wish.org_id}`);
  const quarter = quarterOf(plannedOn);
  const { inspection_id: but, org_id: orgId, task_id: taskId, subject } = wish;
  const load = await rows.load(tx, {
    orgId,
    but,
    yearFrom: `${plannedOn.year}-01-01`,
    yearTo: `${plannedOn.year}-12-31`,
    quarterFrom: quarter.from.toString(),
    quarterTo: quarter.to.toString(),
  });
  const same = await rows.sameSubject(tx, { orgId, but, taskId, subject, plannedOn: wish.plannedOn });
  const counted = {
    plannedOn,
    inYear: load.in_year,
    inQuarter: load.in_quarter,
    sameSubject: same === undefined ? null : { on: parseDay(same.planned_on), number: same.number },
  };
  const within = decideInspection({ ...counted, hasExceedReason: false, mayExceed: false }, rules.limits);
  if (within.allowed) return { exceed_reason: '', exceed_by: null };
  const mayExceed = permitsOn(context, wish)('inspection.exceed');
  context.refuse.unless(decideInspection({ ...counted, hasExceedReason: wish.exceedReason !== '', mayExceed: mayExceed.allowed }, rules.limits));
  return { exceed_reason: wish.exceedReason, exceed_by: actor.id };
}
