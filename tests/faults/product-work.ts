/** What the worker of the whole product has done in a region, in words that do not depend on chance: no ids, no moments. */
import { statement } from '#kernel/server/db.ts';

/** Occasions of jobs; exactly one row per job and day is what "exactly once" means for the machine. */
export const listRuns = statement({
  name: 'trial.list-job-runs',
  class: 'router',
  text: 'select job, period, outcome from kernel.job_run where region_code = $1 order by job, period',
  params: { region: 'text' },
  row: { job: 'text', period: 'text', outcome: 'text' },
});

const query = (name: string, text: string) => statement({ name: `trial.${name}`, class: 'router', text, params: { region: 'text' }, row: { line: 'text' } });

/** Effects of duties that are made up for after a standstill: they must be the same as on a machine that was never disturbed. */
export const effects = {
  rounds: query(
    'list-round-effects',
    `select r.period || ' ' || r.state || ' ' || r.closes_on || ' ' || (select count(*) from task.debt d where d.region_code = r.region_code and d.round_id = r.round_id) as line
     from task.round r where r.region_code = $1 order by 1`,
  ),
  turns: query(
    'list-turn-effects',
    `select e.kind || ' ' || coalesce(r.period, '') as line from kernel.event e left join task.round r on r.region_code = e.region_code and e.subject = r.round_id::text
     where e.region_code = $1 and e.kind in ('task.round_opened', 'task.round_closed', 'task.round_sealed') order by 1`,
  ),
  orders: query(
    'list-order-effects',
    `select o.title || ' ' || v.name || ' ' || o.source_kind as line from supervision.order o
     join identity.org_version v on v.region_code = o.region_code and v.org_id = o.lead_org_id where o.region_code = $1 order by 1`,
  ),
  lights: query(
    'list-light-effects',
    `select l.day_on || ' ' || l.object_kind || ' ' || count(*) as line from supervision.light l where l.region_code = $1 group by l.day_on, l.object_kind order by 1`,
  ),
  duties: query(
    'list-duty-effects',
    `select o.duty_code || ' ' || o.period || ' ' || o.state || ' ' || coalesce(o.object_type, '') || ' ' || coalesce(o.done_on::text, '') as line
     from kernel.duty_occurrence o where o.region_code = $1 and o.duty_code <> 'D16-4' order by 1`,
  ),
  fulfilments: query('list-fulfilments', `select e.subject as line from kernel.event e where e.region_code = $1 and e.kind = 'duty.fulfilled' order by 1`),
  reminders: query(
    'list-round-reminders',
    `select p.display_name || ' ' || n.kind || ' ' || n.title as line from kernel.notice n join identity.person p on p.region_code = n.region_code and p.user_id = n.user_id
     where n.region_code = $1 and n.kind like 'task.round-%' order by 1`,
  ),
} as const;

/** Reminders that one person got twice for the same stage of the same debt. */
export const listTwiceTold = query(
  'list-twice-told',
  `select n.user_id || ' ' || n.debt_key || ' ' || n.debt_stage as line from kernel.notice n where n.region_code = $1 and n.debt_key is not null
   group by n.user_id, n.debt_key, n.debt_stage having count(*) > 1 order by 1`,
);
