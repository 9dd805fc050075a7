/**
 * Facts of tasks for their lights: milestones, rounds and reports, blockages, closing. A proved milestone is known from the
 * end of the day on which it was proved; a milestone from the day on which the work began.
 */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { Tx } from '#kernel/server/db.ts';
import { listReportingOf, taskRows } from '#task/server';
import type { TaskRow } from '#task/server';
import type { LightFact, LightObject } from '../../contract/index.ts';
import { blockedStretchesOf } from '../blockage/blocked-stretches.ts';

const startOf = (day: string): string => `${day}T00:00:00.000+08:00`;
const endOf = (day: string): string => `${day}T23:59:59.000+08:00`;
const dayOf = (moment: string): string => formatMoment(parseMoment(moment)).slice(0, 10);

/** The facts of several tasks with four statements. */
export async function gatherTaskFacts(tx: Tx, tasks: readonly TaskRow[], today: PlainDate): Promise<readonly LightObject[]> {
  const ids = tasks.map(({ task_id }) => task_id);
  const milestones = await taskRows.milestones(tx, ids);
  const reporting = await listReportingOf(tx, ids);
  const stretches = await blockedStretchesOf(
    tx,
    ids.map((taskId) => `task:${taskId}`),
    today,
  );
  return tasks.map((task): LightObject => {
    const begun = { on: task.starts_on, recordedAt: startOf(task.starts_on) };
    const facts: LightFact[] = [];
    for (const one of milestones.filter(({ task_id }) => task_id === task.task_id)) {
      const ref = one.milestone_id;
      facts.push({ kind: 'milestone', ...begun, ref, id: ref, name: one.title, startOn: task.starts_on, dueOn: one.due_on });
      if (one.proved_on !== null) facts.push({ kind: 'milestone-done', on: one.proved_on, recordedAt: endOf(one.proved_on), ref, id: ref });
    }
    for (const one of reporting.filter(({ task_id }) => task_id === task.task_id)) {
      const { period } = one;
      facts.push({ kind: 'round', on: dayOf(one.owed_at), recordedAt: one.owed_at, ref: period, period, closesOn: one.closes_on });
      if (one.first_signed_at !== null) facts.push({ kind: 'report', on: dayOf(one.first_signed_at), recordedAt: one.first_signed_at, ref: period, period });
    }
    for (const one of stretches.filter(({ objectRef }) => objectRef === `task:${task.task_id}`)) {
      const id = one.blockageId;
      facts.push({ kind: 'excuse', on: one.from.toString(), recordedAt: startOf(one.from.toString()), ref: id, id, reason: 'blockage' });
      const end = one.to.add({ days: 1 }).toString();
      if (!one.isOpen) facts.push({ kind: 'excuse-ended', on: end, recordedAt: startOf(end), ref: id, id });
    }
    return { objectId: task.task_id, objectKind: 'task', title: task.title, fromOn: task.starts_on, facts };
  });
}
