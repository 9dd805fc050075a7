/** What the meetings of the leading group need to know: assignments that only a ruling settles, and a year's tasks that wait to be adopted. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { listOrgNames } from '#identity/server';
import { refusalGroundLabel } from '../contract/index.ts';
import type { RefusalGround } from '../contract/index.ts';
import { readYear } from './year-coverage.ts';

/** From the second refusal on the county leader may rule (workflows §3). */
const listRefusedTwice = statement({
  name: 'task.list-assignments-refused-twice',
  class: 'router',
  text: `select a.assignment_id, a.task_id, t.code, t.title, a.org_id, a.refusals, a.refusal_ground, a.refusal_note,
           (coalesce((select max(s.taken_at) from task.step s where s.region_code = a.region_code and s.object_id = a.assignment_id and s.to_state = 'refused'), a.issued_at)
             at time zone 'Asia/Shanghai')::date as refused_on
         from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.state = 'refused' and a.refusals >= 2 order by t.code, a.assignment_id`,
  params: { region: 'text' },
  row: {
    assignment_id: 'uuid',
    task_id: 'uuid',
    code: 'text',
    title: 'text',
    org_id: 'uuid',
    refusals: 'int4',
    refusal_ground: 'text?',
    refusal_note: 'text?',
    refused_on: 'date?',
  },
});

const listYears = statement({
  name: 'task.list-years-of-tasks',
  class: 'router',
  text: `select distinct t.plan_id, t.year from task.task t where t.region_code = $1 and t.year >= $2
           and not exists (select from task.work_points w where w.region_code = t.region_code and w.plan_id = t.plan_id and w.year = t.year) order by t.plan_id, t.year`,
  params: { region: 'text', from: 'int4' },
  row: { plan_id: 'uuid', year: 'int4' },
});

export interface RulingAsked {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly title: string;
  readonly words: string;
  readonly since: string | null;
}

export async function listRulingsAsked({ tx, today }: Context): Promise<readonly RulingAsked[]> {
  const rows = await tx.many(listRefusedTwice, { region: tx.region });
  const names = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  return rows.map((row) => {
    const ground = row.refusal_ground === null ? '' : refusalGroundLabel[row.refusal_ground as RefusalGround];
    const words = `任务${row.code}，${names.get(row.org_id) ?? ''}第${row.refusals}次退签，理由：${ground}${row.refusal_note === null ? '' : `，${row.refusal_note}`}。会商没有结果，提请裁定由谁承担。`;
    return { assignmentId: row.assignment_id, taskId: row.task_id, title: row.title, words, since: row.refused_on };
  });
}

export interface ListToAdopt {
  readonly planId: string;
  readonly year: number;
  readonly planTitle: string;
  readonly points: number;
}

/** Years of which every clause is covered and accepted, while the work points are not yet published. */
export async function listWorkPointsToAdopt(context: Context): Promise<readonly ListToAdopt[]> {
  const years = await context.tx.many(listYears, { region: context.tx.region, from: context.today.year });
  const found: ListToAdopt[] = [];
  for (const { plan_id, year } of years) {
    const { planTitle, coverage, active } = await readYear(context, { planId: plan_id, year });
    if (coverage.isComplete) found.push({ planId: plan_id, year, planTitle, points: active.length });
  }
  return found;
}
