-- Where a clause lies in its plan, for grants that reach a part of it only. It belongs to the clause, not to a version: a later
-- version moves chapters, a grant stays with what it was given for. Clauses from before get the path of the first version of the
-- plan; those that came later are reached by grants for the whole plan, because their numbers may name another chapter.
alter table answer.clause add column plan_path text collate "C";

alter table answer.clause disable trigger clause_append_only;
alter table answer.clause disable row level security;
alter table answer.clause_place disable row level security;
-- Ids of nodes carry their chain: p2.s1.t1 lies in p2.s1, that in p2; the document itself has no chapter.
update answer.clause t set plan_path = '/' || t.plan_id || '/' || coalesce(
    (select string_agg(array_to_string(p.parts[1:n], '.') || '/', '' order by n) from generate_series(1, cardinality(p.parts)) n), '')
from (select region_code, plan_id, clause_key, case when node_id = 'doc' then '{}'::text[] else string_to_array(node_id, '.') end as parts
      from answer.clause_place where version_ordinal = 1) p
where p.region_code = t.region_code and p.plan_id = t.plan_id and p.clause_key = t.clause_key;
update answer.clause set plan_path = '/' || plan_id || '/' where plan_path is null;
alter table answer.clause_place enable row level security;
alter table answer.clause enable row level security;
alter table answer.clause enable trigger clause_append_only;

alter table answer.clause alter column plan_path set not null;
alter table answer.clause add constraint clause_plan_path_form check (plan_path ~ '^/.+/$');
comment on column answer.clause.plan_path is 'class=open; retention=permanent';
