/**
 * Office home and round board at 100 units × 300 tasks × 60 months: the use case against the same figures in one raw SQL
 * statement on the same connection pool, as a ratio. Medians of turns, so that load of the machine hits both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig } from '../kernel/server/config.ts';
import { systemActor } from '../kernel/server/actor.ts';
import { declaredPermissions } from '../kernel/access.ts';
import { runUseCase } from '../kernel/server/use-case.ts';
import { fixedClock } from '../kernel/server/clock.ts';
import { openRuntime } from '../app/server.ts';
import { getHomeUseCase } from '../modules/task/server/home.ts';
import { getRoundUseCase } from '../modules/task/server/rounds.ts';
import { conclude, gate, median } from './measure.ts';

const unitCount = 100;
const taskCount = 300;
const monthCount = 60;
const turns = 15;
/** the use case may take so many times what the bare statement takes */
const boardLimit = 25;
const homeLimit = 15;

const data = mkdtempSync(join(tmpdir(), 'luoshi-bench-'));
const opened = await openRuntime(loadConfig({}, { data, profile: 'development', log: 'silent' }), () => undefined);
const runtime = { ...opened.runtime, clock: fixedClock('2025-12-03T09:00:00+08:00') };
const { region, pool } = runtime;

/** Rows of the right number and shape, written by the database itself. */
const fill = async (): Promise<string> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("set local statement_timeout = '10min'");
    await client.query(`select set_config('app.regions', $1, true)`, [region]);
    const write = (text: string, values: readonly unknown[] = []) => client.query(text, [region, ...values]);
    await write(`insert into plan.plan (region_code, plan_id, title, latest_ordinal, created_at, updated_at) values ($1, gen_random_uuid(), '测算方案', 1, now(), now())`);
    await write(
      `insert into identity.org (region_code, org_id, stamp, revision, created_at) select $1, overlay(overlay(md5('org' || n) placing '4' from 13) placing '8' from 17)::uuid, 'demo', 1, now() from generate_series(1, ${unitCount}) n`,
    );
    await write(
      `insert into identity.org_version (region_code, org_id, from_on, name, kind) select $1, overlay(overlay(md5('org' || n) placing '4' from 13) placing '8' from 17)::uuid, '2020-01-01', '测算' || n || '局', 'department' from generate_series(1, ${unitCount}) n`,
    );
    await write(
      `insert into task.task (region_code, task_id, plan_id, year, clause, anchor, plan_path, code, title, standard_kind, standard_text, starts_on, due_on, due_original_on, tier, upper_task, origin, item_state, cycle, sent_back, stamp, machine_version, revision, updated_by, updated_at)
       select $1, overlay(overlay(md5('task' || n) placing '4' from 13) placing '8' from 17)::uuid, p.plan_id, 2025, 'm' || n, 'a' || n, '/p/' || n || '/', '2025-' || lpad(n::text, 3, '0'), '任务' || n, 'milestones', '标准', '2020-01-06', '2025-12-31', '2025-12-31', 'monthly', '', '{}', 'advancing', 1, 0, 'demo', 1, 1, 'bench', now()
       from generate_series(1, ${taskCount}) n cross join plan.plan p where p.region_code = $1`,
    );
    await write(
      `insert into task.assignment (region_code, assignment_id, task_id, org_id, role, state, refusals, is_ruled, accepted_at, from_on, machine_version, revision)
       select $1, overlay(overlay(md5('assignment' || n || '/' || k) placing '4' from 13) placing '8' from 17)::uuid, overlay(overlay(md5('task' || n) placing '4' from 13) placing '8' from 17)::uuid, overlay(overlay(md5('org' || ((n * 3 + k * 7) % ${unitCount} + 1)) placing '4' from 13) placing '8' from 17)::uuid, case when k = 0 then 'lead' else 'co' end, 'accepted', 0, false, now(), '2020-01-06', 1, 1
       from generate_series(1, ${taskCount}) n cross join generate_series(0, 2) k`,
    );
    await write(
      `insert into task.round (region_code, round_id, period, state, opens_on, reminds_on, closes_on, orders_on, seals_on, rules, summary, opened_at, machine_version, revision)
       select $1, overlay(overlay(md5('round' || m) placing '4' from 13) placing '8' from 17)::uuid, to_char(d, 'YYYY-MM'), case when m = ${monthCount} then 'open' else 'sealed' end, (d + interval '1 month')::date, (d + interval '1 month 2 days')::date, (d + interval '1 month 4 days')::date, (d + interval '1 month 5 days')::date, (d + interval '1 month 9 days')::date,
         '{"closeDay":5,"sealAfterWorkingDays":3,"remindBeforeWorkingDays":2,"orderAfterWorkingDays":1,"coDueBeforeWorkingDays":1,"noChangeRunning":2,"doneCharacters":300,"nextCharacters":200,"explanationCharacters":10,"unlockDays":14}', '', d + interval '1 month', 1, 1
       from generate_series(1, ${monthCount}) m cross join lateral (select '2020-12-01'::timestamptz + (m - 1) * interval '1 month' as d) x`,
    );
    await write(
      `insert into task.debt (region_code, round_id, assignment_id, task_id, org_id, role, tier, due_on, is_added, added_for, numbers, choices, texts, files, confirms, owed_at)
       select $1, r.round_id, a.assignment_id, a.task_id, a.org_id, a.role, 'monthly', r.closes_on, false, '', 0, 1, 2, 0, 0, now() from task.round r cross join task.assignment a where r.region_code = $1 and a.region_code = $1`,
    );
    await write(
      `insert into task.report (region_code, report_id, round_id, assignment_id, task_id, org_id, state, content, is_no_change, written_by, signed_by, signed_at, first_signed_at, returns, corrections, was_unapproved, machine_version, revision, updated_at)
       select $1, gen_random_uuid(), d.round_id, d.assignment_id, d.task_id, d.org_id, case when r.state = 'sealed' then 'locked' else 'reviewing' end, '{"done":"进展","judgement":"normal"}', false, 'bench', 'bench2', r.opened_at + interval '30 hours', r.opened_at + interval '30 hours', 0, 0, false, 1, 1, now()
       from task.debt d join task.round r on r.region_code = d.region_code and r.round_id = d.round_id where d.region_code = $1 and (r.state = 'sealed' or random() < 0.6)`,
    );
    await client.query('commit');
    const { rows } = await client.query<{ id: string }>(`select overlay(overlay(md5('round${monthCount}') placing '4' from 13) placing '8' from 17)::uuid::text as id`);
    return rows[0]?.id ?? '';
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
};

/** What autovacuum does on a running node within a minute; only the owner of a table may ask for it. */
const analyse = async (): Promise<void> => {
  const owner = new pg.Client({ connectionString: opened.database.migratorUrl });
  await owner.connect();
  try {
    await owner.query('set role luoshi_owner');
    for (const table of ['task', 'assignment', 'round', 'debt', 'report']) await owner.query(`analyze task.${table}`);
  } finally {
    await owner.end();
  }
};

const bare = async (text: string, values: readonly unknown[]): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`select set_config('app.regions', $1, true)`, [region]);
    await client.query(text, [...values]);
    await client.query('commit');
  } finally {
    client.release();
  }
};

const boardSql = `select d.org_id, count(*), count(p.first_signed_at), count(*) filter (where (p.first_signed_at at time zone 'Asia/Shanghai')::date <= d.due_on)
  from task.debt d left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
  where d.region_code = $1 and d.round_id = $2 group by d.org_id`;
const homeSql = `select (select count(*) from task.debt d join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
    left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
    where d.region_code = $1 and r.state = 'open' and p.first_signed_at is null),
  (select count(*) from task.report p where p.region_code = $1 and p.state = 'reviewing'),
  (select count(*) from task.task t where t.region_code = $1 and t.due_on < $2)`;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const ratio = async (whole: () => Promise<unknown>, part: () => Promise<unknown>): Promise<{ ratio: number; whole: number; part: number }> => {
  const times = { whole: [] as number[], part: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    times.whole.push(await timed(whole));
    times.part.push(await timed(part));
  }
  const [a, b] = [median(times.whole), median(times.part)];
  return { ratio: a / b, whole: a, part: b };
};

try {
  const roundId = await fill();
  await analyse();
  const actor = systemActor('bench', declaredPermissions());
  const board = await ratio(
    () => runUseCase(getRoundUseCase, { params: { roundId } }, { actor, requestId: null }, runtime),
    () => bare(boardSql, [region, roundId]),
  );
  gate('round board against raw SQL', board.ratio <= boardLimit, `${board.ratio.toFixed(1)}× (${board.whole.toFixed(1)} ms : ${board.part.toFixed(1)} ms), limit ${boardLimit}×`);
  const home = await ratio(
    () => runUseCase(getHomeUseCase, { query: {} }, { actor, requestId: null }, runtime),
    () => bare(homeSql, [region, '2025-12-03']),
  );
  gate('office home against raw SQL', home.ratio <= homeLimit, `${home.ratio.toFixed(1)}× (${home.whole.toFixed(1)} ms : ${home.part.toFixed(1)} ms), limit ${homeLimit}×`);
} finally {
  await opened.close();
  rmSync(data, { recursive: true, force: true });
}
conclude();
