/** What offices owe in answers to clauses, for the hand-over of a post (workflows §16). */
import { defineTableDuties } from '#kernel/server/table-duties.ts';

const open = `
  select 'contract:' || c.contract_id as id, '待审定的证据约定' as kind, c.clause_key as title, null::date as due_on, '/answers/' || c.plan_id || '/clauses/' || c.clause_key as href,
    null::uuid as user_id, null::uuid as org_id, 'answer.approve' as office
  from answer.contract c where c.region_code = $1
    and not exists (select from answer.contract_decision d where d.region_code = c.region_code and d.contract_id = c.contract_id)
  union all
  select 'evidence:' || e.evidence_id, '待核实的证据', e.clause_key, null, '/answers/' || e.plan_id || '/clauses/' || e.clause_key, null, null, 'answer.verify'
  from answer.entry e where e.region_code = $1
    and not exists (select from answer.verification v where v.region_code = e.region_code and v.evidence_id = e.evidence_id)
    and 'live' = (select s.status from kernel.evidence_status s where s.region_code = e.region_code and s.evidence_id = e.evidence_id order by s.ordinal desc limit 1)`;

/** Nothing here names a person, so nothing has to be moved. */
export const answerDuties = defineTableDuties({ name: 'answer', label: '条款应答', open, move: () => Promise.resolve() });
