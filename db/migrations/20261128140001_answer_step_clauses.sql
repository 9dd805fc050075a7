-- A document that the plan orders is there when each of its own clauses has a responsible unit: the step that registers
-- 印发 (or a later list under 执行) keeps the list, in the order of the document.
alter table answer.register_step add column clauses jsonb not null default '[]';
alter table answer.register_step add constraint register_step_clauses_listed check (jsonb_typeof(clauses) = 'array');
comment on column answer.register_step.clauses is 'class=open; retention=permanent';
