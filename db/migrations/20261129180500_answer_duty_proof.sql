-- By the evidence of which clause a recurring duty is found done (ADR 0055): facts that only grow, the last of a duty is in force.
create table answer.duty_proof (
  region_code text collate "C" not null,
  duty_code   text collate "C" not null,
  ordinal     integer not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  basis       text collate "C" not null,
  at_least    integer not null,
  min_grade   text collate "C" not null,
  reason      text not null,
  decided_by  text collate "C" not null,
  decided_at  timestamptz not null,
  constraint duty_proof_pkey primary key (region_code, duty_code, ordinal),
  constraint duty_proof_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint duty_proof_ordinal_positive check (ordinal > 0),
  constraint duty_proof_basis_known check (basis in ('count', 'met', 'ended')),
  constraint duty_proof_count_positive check (at_least > 0),
  constraint duty_proof_grade_known check (min_grade in ('A', 'B', 'C', 'D')),
  constraint duty_proof_reason_given check (reason ~ '\S')
);
create index duty_proof_by_clause on answer.duty_proof (region_code, plan_id, clause_key);
comment on table answer.duty_proof is 'kind=regional; retention=permanent';
comment on column answer.duty_proof.region_code is 'class=open; retention=permanent';
comment on column answer.duty_proof.duty_code is 'class=open; retention=permanent';
comment on column answer.duty_proof.clause_key is 'class=open; retention=permanent';
comment on column answer.duty_proof.basis is 'class=open; retention=permanent';
comment on column answer.duty_proof.min_grade is 'class=open; retention=permanent';
comment on column answer.duty_proof.reason is 'class=internal; retention=permanent';
comment on column answer.duty_proof.decided_by is 'class=internal; retention=permanent';

alter table answer.duty_proof enable row level security;
alter table answer.duty_proof force row level security;
create policy region_wall on answer.duty_proof
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on answer.duty_proof to luoshi_app;
