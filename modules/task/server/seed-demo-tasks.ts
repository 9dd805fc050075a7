/** Demo tasks of the demo units, accepted, with a round that was reported and one that is open. Development and tests only. */
import { Temporal } from 'temporal-polyfill';
import { declaredPermissions } from '#kernel/access.ts';
import { dayOf } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import { systemActor } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { runUseCase, runWrite } from '#kernel/server/use-case.ts';
import type { RawInput, Runtime, UseCase } from '#kernel/server/use-case.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
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

/** Separation of duty holds for demonstrations too: who writes, signs and approves are three. */
const actorOf = (part: string): Actor => systemActor(`demo-${part}`, declaredPermissions());

interface Demo {
  readonly runtime: Runtime;
  readonly planId: string;
  readonly people: DemoKeys['people'];
}

const run = async <E extends EndpointSpec>(demo: Demo, useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Reply<E>> =>
  (await runUseCase(useCase, raw, { actor, requestId: null }, demo.runtime)).reply;

interface DemoTask {
  readonly taskId: string;
  readonly standing: DemoStanding;
}

/** Sixteen clauses, the first twelve at the first unit, asked every month; their days make the mix of the board. */
async function draftAll(demo: Demo, today: PlainDate): Promise<readonly DemoTask[]> {
  const { year } = today;
  const standings: DemoStanding[] = [];
  const tasks = await runWrite(demo.runtime, { actor: actorOf('office'), requestId: null }, async (context) => {
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
  const stored = await run(demo, draftTasksUseCase, { body: { planId: demo.planId, year, tasks } }, actorOf('office'));
  return stored.items.map(({ taskId }, index) => ({ taskId, standing: standings[index] ?? 'steady' }));
}

async function acceptAll(demo: Demo, taskIds: readonly string[]): Promise<void> {
  await run(demo, takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, actorOf('office'));
  await run(demo, takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, actorOf('director'));
  for (const taskId of taskIds) {
    const { assignments } = await run(demo, getTaskUseCase, { params: { taskId } }, actorOf('office'));
    for (const { assignmentId, revision, role, org } of assignments) {
      const personId = demo.people[org.orgId === demoOrgIds.bureau1 ? 'unit-a-reporter' : 'unit-b-reporter'];
      await run(
        demo,
        takeAssignmentStepUseCase,
        { params: { assignmentId }, body: { action: role === 'lead' ? 'accept' : 'accept-co', expectedRevision: revision, personId } },
        actorOf('unit'),
      );
    }
  }
}

interface Asked {
  readonly roundId: string;
  readonly today: string;
}

/** One report, written, signed and approved by three: the last text that stands beside the next one. Tasks that owe nothing in the round are passed over. */
async function reportOne(demo: Demo, { roundId, today }: Asked, { taskId, standing }: DemoTask): Promise<void> {
  const { assignments, task, milestones } = await run(demo, getTaskUseCase, { params: { taskId } }, actorOf('office'));
  const lead = assignments.find(({ role }) => role === 'lead');
  if (lead === undefined) return;
  const params = { roundId, assignmentId: lead.assignmentId };
  const debt = await run(demo, getDebtUseCase, { params }, actorOf('reporter')).catch((error: unknown) => {
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
  const { reportId } = await run(demo, saveReportUseCase, { params, body }, actorOf('reporter'));
  await run(demo, takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, actorOf('head'));
  await run(demo, takeReportStepsUseCase, { body: { action: 'approve', reportIds: [reportId] } }, actorOf('reviewer'));
}

/** A finished task is closed by somebody of another unit, as any other. */
async function closeOne(demo: Demo, taskId: string): Promise<void> {
  for (const [action, part] of [
    ['apply', 'head'],
    ['verify', 'verifier'],
  ] as const) {
    const { task } = await run(demo, getTaskUseCase, { params: { taskId } }, actorOf('office'));
    await run(demo, takeItemStepUseCase, { params: { taskId }, body: { action, expectedRevision: task.revision, reason: '演示：材料齐备' } }, actorOf(part));
  }
}

const open = (runtime: Runtime, period: string): Promise<string | null> =>
  runWrite(runtime, { actor: actorOf('scheduler'), requestId: null }, (context) => openRound(context, period));

const closesOn = (runtime: Runtime, roundId: string): Promise<string> =>
  runWrite(runtime, { actor: actorOf('office'), requestId: null }, async ({ tx }) => (await roundStore.find(tx, roundId))?.closes_on ?? '');

/** A year without its notice of holidays has no working days to plan on; then there is no demonstration of tasks. */
const hasCalendar = (runtime: Runtime, today: PlainDate): Promise<boolean> =>
  runWrite(runtime, { actor: actorOf('office'), requestId: null }, async ({ tx }) => {
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
  const known = await runWrite(runtime, { actor: actorOf('office'), requestId: null }, (context) => taskRows.ofYear(context.tx, planId, today.year));
  if (known.length > 0) return 0;
  const demo: Demo = { runtime, planId, people };
  if (!(await hasCalendar(runtime, today))) return 0;
  const tasks = await draftAll(demo, today);
  await acceptAll(
    demo,
    tasks.map(({ taskId }) => taskId),
  );
  const thisMonth = Temporal.PlainYearMonth.from(today);
  const before = await open(runtime, thisMonth.subtract({ months: 2 }).toString());
  const last = await open(runtime, thisMonth.subtract({ months: 1 }).toString());
  const isOver = last !== null && (await closesOn(runtime, last)) < today.toString();
  for (const task of tasks) {
    if (before !== null) await reportOne(demo, { roundId: before, today: today.toString() }, task);
    // While the round of the last month runs it is left to whoever tries the demonstration.
    if (last !== null && (isOver || task.standing === 'done')) await reportOne(demo, { roundId: last, today: today.toString() }, task);
    if (task.standing === 'done') await closeOne(demo, task.taskId);
  }
  return tasks.length;
}
