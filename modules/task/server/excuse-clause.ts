import { formatMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseExcused, excuseClause } from '../contract/index.ts';
import { taskRefusals } from './refusals.ts';
import { taskStore } from './task-store.ts';
import { publishedOf } from './work-points-store.ts';
import { readYear } from './year-coverage.ts';

const insertExcuse = statement({
  name: 'task.insert-excuse',
  class: 'router',
  text: `insert into task.excuse (region_code, excuse_id, plan_id, year, clause, reason, given_by, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', excuseId: 'uuid', planId: 'uuid', year: 'int4', clause: 'text', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

const endExcuse = statement({
  name: 'task.end-excuse',
  class: 'router',
  text: `update task.excuse set ended_by = $5, ended_at = $6 where region_code = $1 and plan_id = $2 and year = $3 and clause = $4 and ended_at is null`,
  params: { region: 'text', planId: 'uuid', year: 'int4', clause: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

export const excuseClauseUseCase = useCase(excuseClause, async ({ body }, context) => {
  const { tx, refuse, actor, now } = context;
  const { planId, year, clause, reason } = body;
  await taskStore.takeTurn(tx, planId, year);
  const ground = await readYear(context, { planId, year }, 'task.draft');
  if (!ground.active.some((one) => one.clause === clause)) return refuse(taskRefusals.clause_unknown({ clause }));
  if ((await publishedOf(tx, { planId, year })) !== undefined) return refuse(taskRefusals.work_points_published({ year }));
  const by = actor.id;
  const at = formatMoment(now);
  const kind = ground.coverage.kinds.get(clause);
  if (reason === null) {
    const ended = await tx.run(endExcuse, { region: tx.region, planId, year, clause, by, at });
    if (ended === 0) return refuse(taskRefusals.excuse_missing());
  } else {
    if (kind === 'accepted' || kind === 'assigned') return refuse(taskRefusals.clause_has_task());
    // A new reason takes the place of the old one, which stays readable.
    await tx.run(endExcuse, { region: tx.region, planId, year, clause, by, at });
    await tx.run(insertExcuse, { region: tx.region, excuseId: context.newId(), planId, year, clause, reason, by, at });
  }
  await record(context, clauseExcused, { clause, planId, year: String(year), isExcused: String(reason !== null), reason: reason ?? '' });
  return { clause, isExcused: reason !== null };
});
