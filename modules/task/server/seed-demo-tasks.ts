/** Demo tasks of the demo units, accepted, with a round that was reported and one that is open. Development and tests only. */
import { Temporal } from 'temporal-polyfill';
import { dayOf } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import { demoHand } from '#kernel/server/demo-hand.ts';
import type { DemoHand } from '#kernel/server/demo-hand.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import { readClauses } from '#plan/server';
import { demoDays, demoMix, inactiveBecause, proposeTask } from '../domain/index.ts';
import type { DemoStanding } from '../domain/index.ts';
import { demoOrgIds } from '#identity/server';
import type { DemoKeys } from '#identity/server';
import { draftTasksUseCase } from './draft-tasks.ts';
import { getDebtUseCase } from './get-debt.ts';
import { getTaskUseCase } from './get-task.ts';
import { openRound } from './run-rounds.ts';
import { saveReportUseCase } from './save-report.ts';
import { roundStore } from './round-store.ts';
import { takeAssignmentStepUseCase } from './take-assignment-step.ts';
import { takeItemStepUseCase } from './take-item-step.ts';
import { takeReportStepsUseCase } from './take-report-steps.ts';
import { takeTaskStepsUseCase } from './take-task-steps.ts';
import { taskRows } from './task-rows.ts';

interface Demo {
  readonly hand: DemoHand;
  readonly planId: string;
  readonly people: DemoKeys['people'];
}

interface DemoTask {
  readonly taskId: string;
  readonly standing: DemoStanding;
}

/** Sixteen clauses, the first twelve at the first unit, asked every month; their days make the mix of the board. */
async function draftAll(demo: Demo, today: PlainDate): Promise<readonly DemoTask[]> {
  const { year } = today;
  const standings: DemoStanding[] = [];
  const tasks = await demo.hand.write('office', async (context) => {
    const { clauses } = await readClauses(demo.planId as never, context);
    const calendar = await workingCalendarOf(context.tx);
    const ground = { calendar, from: new Temporal.PlainDate(year, 1, 1) };
    return clauses
      .filter((clause) => inactiveBecause(clause, year) === null)
      .slice(0, demoMix.length)
      .flatMap((clause, index) => {
        const standing = demoMix[index] ?? 'steady';
        // Early and late in a year there is no room for some of them: they stand as steady ones.
        const planned = demoDays(standing, today, calendar);
        const days = planned ?? demoDays('steady', today, calendar);
        if (days === undefined) return [];
        standings.push(planned === undefined ? 'steady' : standing);
        const milestones = days.milestones.map(({ title, dueOn }) => ({ title, dueOn }));
        const { origin, ...fields } = proposeTask(clause, year, ground);
        const [lead, other] = index < 12 ? [demoOrgIds.bureau1, demoOrgIds.bureau2] : [demoOrgIds.bureau2, demoOrgIds.bureau1];
        const units = [{ orgId: lead, role: 'lead' }, ...(index % 5 === 4 ? [{ orgId: other, role: 'co' }] : [])];
        return { clause: clause.clause, origin, fields: { ...fields, ...days, milestones, tier: 'monthly', standardKind: 'milestones', units } };
      });
  });
  const stored = await demo.hand.run('office', draftTasksUseCase, { body: { planId: demo.planId, year, tasks } });
  return stored.items.map(({ taskId }, index) => ({ taskId, standing: standings[index] ?? 'steady' }));
}

async function acceptAll(demo: Demo, taskIds: readonly string[]): Promise<void> {
  await demo.hand.run('office', takeTaskStepsUseCase, { body: { action: 'consult', taskIds } });
  await demo.hand.run('director', takeTaskStepsUseCase, { body: { action: 'issue', taskIds } });
  for (const taskId of taskIds) {
    const { assignments } = await demo.hand.run('office', getTaskUseCase, { params: { taskId } });
    for (const { assignmentId, revision, role, org } of assignments) {
      const personId = demo.people[org.orgId === demoOrgIds.bureau1 ? 'unit-a-reporter' : 'unit-b-reporter'];
      await demo.hand.run('unit', takeAssignmentStepUseCase, {
        params: { assignmentId },
        body: { action: role === 'lead' ? 'accept' : 'accept-co', expectedRevision: revision, personId },
      });
    }
  }
}

interface Asked {
  readonly roundId: string;
  readonly today: string;
}

/** One report, written, signed and approved by three: the last text that stands beside the next one. Tasks that owe nothing in the round are passed over. */
async function reportOne(demo: Demo, { roundId, today }: Asked, { taskId, standing }: DemoTask): Promise<void> {
  const { assignments, task, milestones } = await demo.hand.run('office', getTaskUseCase, { params: { taskId } });
  const lead = assignments.find(({ role }) => role === 'lead');
  if (lead === undefined) return;
  const params = { roundId, assignmentId: lead.assignmentId };
  const debt = await demo.hand.run('reporter', getDebtUseCase, { params }).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  if (debt === undefined) return;
  const { period } = debt.debt;
  const isLate = standing === 'late' || standing === 'very-late';
  const past = milestones.filter(({ dueOn }) => dueOn < today).toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  // Of a late task the newest of the past milestones is the missed one.
  const due = (standing === 'done' ? milestones : isLate ? past.slice(0, -1) : past).filter(({ provedOn }) => provedOn === null);
  const claims = due.map(({ milestoneId }) => ({ milestoneId, proof: '演示：会议纪要' }));
  const done = isLate ? `演示：${period}，${task.title.slice(0, 20)}进度滞后，正在追赶。` : `演示：${period}，${task.title.slice(0, 20)}按计划推进。`;
  const content = { claims, done, next: '演示：继续推进。', judgement: isLate ? 'behind' : 'at-risk' };
  const body = { expectedRevision: 0, content, isSubmitted: true };
  const { reportId } = await demo.hand.run('reporter', saveReportUseCase, { params, body });
  await demo.hand.run('head', takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } });
  await demo.hand.run('reviewer', takeReportStepsUseCase, { body: { action: 'approve', reportIds: [reportId] } });
}

/** A finished task is closed by somebody of another unit, as any other. */
async function closeOne(demo: Demo, taskId: string): Promise<void> {
  for (const [action, part] of [
    ['apply', 'head'],
    ['verify', 'verifier'],
  ] as const) {
    const { task } = await demo.hand.run('office', getTaskUseCase, { params: { taskId } });
    await demo.hand.run(part, takeItemStepUseCase, { params: { taskId }, body: { action, expectedRevision: task.revision, reason: '演示：材料齐备' } });
  }
}

const open = (hand: DemoHand, period: string): Promise<string | null> => hand.write('scheduler', (context) => openRound(context, period));

const closesOn = (hand: DemoHand, roundId: string): Promise<string> => hand.write('office', async ({ tx }) => (await roundStore.find(tx, roundId))?.closes_on ?? '');

/** A year without its notice of holidays has no working days to plan on; then there is no demonstration of tasks. */
const hasCalendar = (hand: DemoHand, today: PlainDate): Promise<boolean> =>
  hand.write('office', async ({ tx }) => {
    const calendar = await workingCalendarOf(tx);
    try {
      calendar.addWorkingDays(new Temporal.PlainDate(today.year, 12, 31), -1);
      calendar.addWorkingDays(today, 5);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  });

/** Does nothing when the region has a task of the year already. Returns the number of tasks made. */
export async function seedDemoTasks(runtime: Runtime, planId: string, people: DemoKeys['people']): Promise<number> {
  const today = dayOf(runtime.clock.now());
  const hand = demoHand(runtime);
  const known = await hand.write('office', (context) => taskRows.ofYear(context.tx, planId, today.year));
  if (known.length > 0) return 0;
  const demo: Demo = { hand, planId, people };
  if (!(await hasCalendar(hand, today))) return 0;
  const tasks = await draftAll(demo, today);
  await acceptAll(
    demo,
    tasks.map(({ taskId }) => taskId),
  );
  const thisMonth = Temporal.PlainYearMonth.from(today);
  const before = await open(hand, thisMonth.subtract({ months: 2 }).toString());
  const last = await open(hand, thisMonth.subtract({ months: 1 }).toString());
  const isOver = last !== null && (await closesOn(hand, last)) < today.toString();
  for (const task of tasks) {
    if (before !== null) await reportOne(demo, { roundId: before, today: today.toString() }, task);
    // While the round of the last month runs it is left to whoever tries the demonstration.
    if (last !== null && (isOver || task.standing === 'done')) await reportOne(demo, { roundId: last, today: today.toString() }, task);
    if (task.standing === 'done') await closeOne(demo, task.taskId);
  }
  return tasks.length;
}
