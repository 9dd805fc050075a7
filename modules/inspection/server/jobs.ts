/** Every day: reminds the team before a visit, the unit before and after the due day of its rectification. Each is told once. */
import { parseDay } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { job } from '#kernel/server/jobs.ts';
import type { Job } from '#kernel/server/jobs.ts';
import { teamOf } from './open-inspection.ts';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import { loadInspectionRules } from './rules.ts';
import type { InspectionRules } from './rules.ts';
import { rectifyDebt, tellTeam, tellUnit, visitDebt } from './tell.ts';

async function remindVisit(row: InspectionRow, context: Context, rules: InspectionRules): Promise<void> {
  const team = teamOf(await rows.members(context.tx, [row.inspection_id]));
  const soonOn = rules.calendar.addWorkingDays(parseDay(row.planned_on), -rules.team.remindDays).toString();
  const today = context.today.toString();
  const debt = (stage: string) => ({ key: visitDebt(row.inspection_id), stage: `${stage}-${row.planned_on}` });
  if (today > row.planned_on) {
    await tellTeam(context, row, team, {
      kind: 'late',
      title: `检查日已过，没有到场：${row.subject}`,
      body: `原定${row.planned_on}。请到场登记，或改期、取消。`,
      urgency: 'prompt',
      debt: debt('late'),
    });
  } else if (today >= soonOn) {
    await tellTeam(context, row, team, { kind: 'soon', title: `${row.planned_on} 检查：${row.subject}`, body: '请做好准备。须回避的，请在到场前提出。', debt: debt('soon') });
  }
}

async function remindRectification(row: InspectionRow, context: Context, rules: InspectionRules): Promise<void> {
  if (row.rectify_due_on === null) return;
  const soonOn = rules.calendar.addWorkingDays(parseDay(row.rectify_due_on), -rules.team.remindDays).toString();
  const today = context.today.toString();
  const debt = (stage: string) => ({ key: rectifyDebt(row.inspection_id), stage: `${stage}-${row.rectify_due_on ?? ''}` });
  if (today > row.rectify_due_on) {
    await tellUnit(context, row, {
      kind: 'rectify-late',
      title: `整改逾期：${row.subject}（${row.rectify_number ?? ''}）`,
      body: `整改期限${row.rectify_due_on}。请立即报告整改情况。`,
      urgency: 'prompt',
      debt: debt('late'),
    });
  } else if (today >= soonOn) {
    await tellUnit(context, row, { kind: 'rectify-soon', title: `整改${row.rectify_due_on}到期：${row.subject}`, body: '整改后请在系统中报告，并附佐证。', debt: debt('soon') });
  }
}

export async function keepInspections(context: Context): Promise<void> {
  const rules = await loadInspectionRules(context);
  for (const row of await rows.inStates(context.tx, ['planned', 'notified', 'rectifying'])) {
    try {
      await (row.state === 'rectifying' ? remindRectification(row, context, rules) : remindVisit(row, context, rules));
    } catch (error) {
      // Days in a year whose notice of holidays is not out yet are not guessed: that one waits, the others go on.
      if (!(error instanceof Refusal && error.code === 'calendar.year_missing')) throw error;
    }
  }
}

export const inspectionJobs: readonly Job[] = [
  job({
    name: 'keep-inspections',
    label: '检查：检查日前、整改到期前后提醒',
    schedule: { every: 'day', at: '00:30' },
    catchUp: 'every',
    run: ({ on }, context) => keepInspections({ ...context, today: on }),
  }),
];
