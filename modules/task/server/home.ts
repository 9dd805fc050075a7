/** The numbers of the first screen; each opens its list. */
import { scope } from '#kernel/access.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getHome } from '../contract/index.ts';
import type { TaskPermission } from '../contract/index.ts';
import { minutesOf } from '../domain/index.ts';
import { cellMinutesOn, debtFilterOf } from './list-debts.ts';
import { reportRows } from './report-rows.ts';
import { presentRound, roundStore } from './round-store.ts';
import { readRates } from './rounds.ts';
import { unlockPlace } from './unlock-store.ts';
import { decompositionRulesOn } from './task-ground.ts';

const inScope = (orgs: number, paths: number, org: string): string =>
  `exists (select from unnest($${orgs}::text[], $${paths}::text[]) g (o, p) where (g.o is null or g.o = ${org}::text) and (g.p is null or starts_with(t.plan_path, g.p)))`;

const countAssignments = statement({
  name: 'task.count-home-assignments',
  class: 'router',
  text: `select count(*) filter (where a.state = 'awaiting' and ((a.role = 'lead' and ${inScope(2, 3, 'a.org_id')}) or (a.role = 'co' and ${inScope(4, 5, 'a.org_id')})))::int4 as to_accept,
           count(*) filter (where a.state = 'refused' and ${inScope(6, 7, 'a.org_id')})::int4 as refused,
           count(*) filter (where a.state = 'awaiting' and a.accept_due_on < $8 and ${inScope(6, 7, 'a.org_id')})::int4 as unsigned,
           count(distinct a.task_id) filter (where a.state in ('draft', 'consulting') and ${inScope(6, 7, 'a.org_id')})::int4 as drafts
         from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.state in ('draft', 'consulting', 'awaiting', 'refused')`,
  params: { region: 'text', leadOrgs: 'text?[]', leadPaths: 'text?[]', coOrgs: 'text?[]', coPaths: 'text?[]', officeOrgs: 'text?[]', officePaths: 'text?[]', today: 'date' },
  row: { to_accept: 'int4', refused: 'int4', unsigned: 'int4', drafts: 'int4' },
});

const countTasks = statement({
  name: 'task.count-home-tasks',
  class: 'router',
  text: `select count(*) filter (where t.item_state = 'verifying' and ${inScope(4, 5, 'a.org_id')})::int4 as to_verify,
           count(*) filter (where t.due_on < $6)::int4 as overdue,
           count(*) filter (where t.due_on between $6 and $7)::int4 as due_soon,
           count(*) filter (where t.leader_id = $8)::int4 as led
         from task.task t join task.assignment a on a.region_code = t.region_code and a.task_id = t.task_id and a.role = 'lead' and a.state not in ('changed', 'ended')
         where t.region_code = $1 and t.item_state in ('awaiting', 'advancing', 'verifying') and ${inScope(2, 3, 'a.org_id')}`,
  params: { region: 'text', orgs: 'text?[]', paths: 'text?[]', verifyOrgs: 'text?[]', verifyPaths: 'text?[]', today: 'date', soon: 'date', userId: 'uuid?' },
  row: { to_verify: 'int4', overdue: 'int4', due_soon: 'int4', led: 'int4' },
});

const countReports = statement({
  name: 'task.count-home-reports',
  class: 'router',
  text: `select count(*) filter (where p.state = 'signing' and ${inScope(2, 3, 'p.org_id')})::int4 as to_sign,
           count(*) filter (where p.state in ('reviewing', 'correcting') and ${inScope(4, 5, 'p.org_id')})::int4 as to_review,
           count(*) filter (where p.state = 'returned' and ${inScope(6, 7, 'p.org_id')})::int4 as returned
         from task.report p join task.task t on t.region_code = p.region_code and t.task_id = p.task_id
         where p.region_code = $1 and p.state in ('signing', 'reviewing', 'correcting', 'returned')`,
  params: { region: 'text', signOrgs: 'text?[]', signPaths: 'text?[]', reviewOrgs: 'text?[]', reviewPaths: 'text?[]', writeOrgs: 'text?[]', writePaths: 'text?[]' },
  row: { to_sign: 'int4', to_review: 'int4', returned: 'int4' },
});

const countUnlocks = statement({
  name: 'task.count-open-unlocks',
  class: 'router',
  text: `select count(*)::int4 as total from task.unlock u ${unlockPlace} where u.region_code = $1 and u.is_granted is null
           and exists (select from unnest($2::text[], $3::text[]) g (o, p) where (g.o is null or g.o = u.org_id::text) and (g.p is null or starts_with(t.plan_path, g.p)))`,
  params: { region: 'text', orgs: 'text?[]', paths: 'text?[]' },
  row: { total: 'int4' },
});

/** The newest round that still runs; else the newest at all. */
async function currentRound(context: Context) {
  const rounds = await roundStore.list(context.tx, null, 3);
  return rounds.find(({ state }) => state === 'open') ?? rounds[0];
}

export async function readHome(context: Context) {
  const { tx, actor, today } = context;
  const { region } = tx;
  const reach = (permission: TaskPermission) => scope(actor, permission, region, today);
  const [lead, co, office, all, verify, sign, review, write] = (
    ['task.accept', 'task.accept-co', 'task.settle', 'task.read', 'task.verify', 'report.sign', 'report.approve', 'report.write'] as const
  ).map(reach);
  const none = { orgs: [], paths: [] };
  const day = today.toString();
  const { dueSoonDays } = await decompositionRulesOn(context);
  const assignments = await tx.one(countAssignments, {
    region,
    leadOrgs: (lead ?? none).orgs,
    leadPaths: (lead ?? none).paths,
    coOrgs: (co ?? none).orgs,
    coPaths: (co ?? none).paths,
    officeOrgs: (office ?? none).orgs,
    officePaths: (office ?? none).paths,
    today: day,
  });
  const tasks = await tx.one(countTasks, {
    region,
    orgs: (all ?? none).orgs,
    paths: (all ?? none).paths,
    verifyOrgs: (verify ?? none).orgs,
    verifyPaths: (verify ?? none).paths,
    today: day,
    soon: today.add({ days: dueSoonDays }).toString(),
    userId: actor.userId,
  });
  const reports = await tx.one(countReports, {
    region,
    signOrgs: (sign ?? none).orgs,
    signPaths: (sign ?? none).paths,
    reviewOrgs: (review ?? none).orgs,
    reviewPaths: (review ?? none).paths,
    writeOrgs: (write ?? none).orgs,
    writePaths: (write ?? none).paths,
  });
  const { orgs, paths } = reach('report.grant-unlock');
  const { total: unlocks } = await tx.one(countUnlocks, { region, orgs, paths });
  const round = await currentRound(context);
  const mine = { ...debtFilterOf({ standing: 'waiting' }, context), orgs: (write ?? none).orgs, paths: (write ?? none).paths };
  const owed = await reportRows.sumDebts(tx, mine);
  const ownSilent = await reportRows.sumDebts(tx, { ...mine, standing: 'silent' });
  const silentFilter = { ...debtFilterOf({ standing: 'silent' }, context), orgs: (review ?? none).orgs, paths: (review ?? none).paths };
  const silent = await reportRows.sumDebts(tx, silentFilter);
  return {
    round: round === undefined ? null : { round: presentRound(round), rates: (await readRates(context, [round]))(round.round_id) },
    owed: owed.total,
    owedMinutes: minutesOf({ number: owed.numbers, choice: owed.choices, text: owed.texts, file: owed.files, confirm: owed.confirms }, await cellMinutesOn(context)),
    returned: reports.returned,
    toAccept: assignments.to_accept,
    toSign: reports.to_sign,
    toReview: reports.to_review,
    silent: silent.total,
    ownSilent: ownSilent.total,
    refused: assignments.refused,
    unsigned: assignments.unsigned,
    unlocks,
    toVerify: tasks.to_verify,
    overdue: tasks.overdue,
    dueSoon: tasks.due_soon,
    led: tasks.led,
    drafts: assignments.drafts,
  };
}

export const getHomeUseCase = useCase(getHome, (_input, context) => readHome(context));
