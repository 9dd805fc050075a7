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
import { inactiveBecause, proposeTask } from '../domain/index.ts';
import { demoOrgIds } from '#identity/server';
import type { DemoKeys } from '#identity/server';
import { draftTasksUseCase } from './draft-tasks.ts';
import { getTaskUseCase } from './get-task.ts';
import { openRound } from './run-rounds.ts';
import { saveReportUseCase } from './save-report.ts';
import { takeAssignmentStepUseCase } from './take-assignment-step.ts';
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

/** Sixteen clauses, the first twelve at the first unit; active from the beginning of the year, asked every month. */
async function draftAll(demo: Demo, year: number): Promise<readonly string[]> {
  const tasks = await runWrite(demo.runtime, { actor: actorOf('office'), requestId: null }, async (context) => {
    const { clauses } = await readClauses(demo.planId as never, context);
    const ground = { calendar: await workingCalendarOf(context.tx), from: new Temporal.PlainDate(year, 1, 1) };
    return clauses
      .filter((clause) => inactiveBecause(clause, year) === null)
      .slice(0, 16)
      .map((clause, index) => {
        const { origin, ...fields } = proposeTask(clause, year, ground);
        const [lead, other] = index < 12 ? [demoOrgIds.bureau1, demoOrgIds.bureau2] : [demoOrgIds.bureau2, demoOrgIds.bureau1];
        const units = [{ orgId: lead, role: 'lead' }, ...(index % 5 === 4 ? [{ orgId: other, role: 'co' }] : [])];
        return { clause: clause.clause, origin, fields: { ...fields, tier: 'monthly', standardKind: 'milestones', units } };
      });
  });
  const stored = await run(demo, draftTasksUseCase, { body: { planId: demo.planId, year, tasks } }, actorOf('office'));
  return stored.items.map(({ taskId }) => taskId);
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

/** Reports of the first unit for a round, signed and approved: the last text that stands beside the next one. */
async function reportAll(demo: Demo, { roundId, today }: { readonly roundId: string; readonly today: string }, taskIds: readonly string[]): Promise<void> {
  for (const [index, taskId] of taskIds.slice(0, 12).entries()) {
    const { assignments, task, milestones } = await run(demo, getTaskUseCase, { params: { taskId } }, actorOf('office'));
    const lead = assignments.find(({ role }) => role === 'lead');
    if (lead === undefined) continue;
    // Four tasks keep a milestone open, so that 无变化 is not possible for them.
    const due = milestones.filter(({ dueOn }) => dueOn < today).slice(0, index < 8 ? undefined : -1);
    const claims = due.map(({ milestoneId }) => ({ milestoneId, proof: '演示：会议纪要' }));
    const content = { claims, done: `演示：${task.title.slice(0, 20)}按计划推进。`, next: '演示：继续推进。', judgement: 'at-risk' };
    const { reportId } = await run(
      demo,
      saveReportUseCase,
      { params: { roundId, assignmentId: lead.assignmentId }, body: { expectedRevision: 0, content, isSubmitted: true } },
      actorOf('reporter'),
    );
    await run(demo, takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, actorOf('head'));
    await run(demo, takeReportStepsUseCase, { body: { action: 'approve', reportIds: [reportId] } }, actorOf('reviewer'));
  }
}

const open = (runtime: Runtime, period: string): Promise<string | null> =>
  runWrite(runtime, { actor: actorOf('scheduler'), requestId: null }, (context) => openRound(context, period));

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
  const taskIds = await draftAll(demo, today.year);
  await acceptAll(demo, taskIds);
  const thisMonth = Temporal.PlainYearMonth.from(today);
  const before = await open(runtime, thisMonth.subtract({ months: 2 }).toString());
  if (before !== null) await reportAll(demo, { roundId: before, today: today.toString() }, taskIds);
  await open(runtime, thisMonth.subtract({ months: 1 }).toString());
  return taskIds.length;
}
