-- Clauses of plans, their evidence contracts, what people enter and verify, the states that follow, and the registers.
-- Everything but `current_state` and `doubt` is append-only: a past day is read again by recorded time (ADR 0020).

create schema if not exists answer;
grant usage on schema answer to luoshi_app;

create table answer.clause (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  recorded_at timestamptz not null,
  constraint clause_pkey primary key (region_code, plan_id, clause_key),
  constraint clause_of_plan foreign key (region_code, plan_id) references plan.plan (region_code, plan_id),
  constraint clause_key_not_empty check (clause_key <> '')
);
comment on table answer.clause is 'kind=regional; retention=permanent';
comment on column answer.clause.region_code is 'class=open; retention=permanent';
comment on column answer.clause.clause_key is 'class=open; retention=permanent';

-- Where a clause stands in a version. A clause that has no place in the newest version is withdrawn.
create table answer.clause_place (
  region_code text collate "C" not null,
  version_id  uuid not null,
  clause_key  text collate "C" not null,
  plan_id     uuid not null,
  version_ordinal integer not null,
  ordinal     integer not null,
  kind        text collate "C" not null,
  node_id     text collate "C" not null,
  record_id   text collate "C",
  group_node  text collate "C" not null,
  group_kind  text collate "C" not null,
  group_label text,
  group_title text,
  title       text not null,
  quote       text not null,
  spans       jsonb not null,
  part_of     text collate "C",
  stretch_of  text collate "C",
  proposal    jsonb,
  recorded_at timestamptz not null,
  constraint clause_place_pkey primary key (region_code, version_id, clause_key),
  constraint clause_place_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint clause_place_ordinal_once unique (region_code, version_id, ordinal),
  constraint clause_place_kind_known check (kind in ('target', 'title', 'deliverable', 'project', 'mechanism', 'duty', 'threshold', 'annex', 'outlook'))
);
create index clause_place_by_clause on answer.clause_place (region_code, plan_id, clause_key, version_ordinal);
comment on table answer.clause_place is 'kind=regional; retention=permanent';
comment on column answer.clause_place.region_code is 'class=open; retention=permanent';
comment on column answer.clause_place.clause_key is 'class=open; retention=permanent';
comment on column answer.clause_place.kind is 'class=open; retention=permanent';
comment on column answer.clause_place.node_id is 'class=open; retention=permanent';
comment on column answer.clause_place.record_id is 'class=open; retention=permanent';
comment on column answer.clause_place.group_node is 'class=open; retention=permanent';
comment on column answer.clause_place.group_kind is 'class=open; retention=permanent';
comment on column answer.clause_place.group_label is 'class=open; retention=permanent';
comment on column answer.clause_place.group_title is 'class=open; retention=permanent';
comment on column answer.clause_place.title is 'class=open; retention=permanent';
comment on column answer.clause_place.quote is 'class=open; retention=permanent';
comment on column answer.clause_place.spans is 'class=open; retention=permanent';
comment on column answer.clause_place.part_of is 'class=open; retention=permanent';
comment on column answer.clause_place.stretch_of is 'class=open; retention=permanent';
comment on column answer.clause_place.proposal is 'class=open; retention=permanent';

-- One row per version of a plan whose clauses are registered; takes the turn of the registration.
create table answer.registered_version (
  region_code text collate "C" not null,
  version_id  uuid not null,
  plan_id     uuid not null,
  ordinal     integer not null,
  text_sha256 text collate "C" not null,
  recorded_at timestamptz not null,
  constraint registered_version_pkey primary key (region_code, version_id),
  constraint registered_version_ordinal_once unique (region_code, plan_id, ordinal)
);
comment on table answer.registered_version is 'kind=regional; retention=permanent';
comment on column answer.registered_version.region_code is 'class=open; retention=permanent';
comment on column answer.registered_version.text_sha256 is 'class=open; retention=permanent';

create table answer.contract (
  region_code text collate "C" not null,
  contract_id uuid not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  ordinal     integer not null,
  body        jsonb not null,
  replaces    uuid,
  note        text not null,
  proposed_by text collate "C" not null,
  proposed_at timestamptz not null,
  constraint contract_pkey primary key (region_code, contract_id),
  constraint contract_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint contract_of_contract foreign key (region_code, replaces) references answer.contract (region_code, contract_id),
  constraint contract_ordinal_once unique (region_code, plan_id, clause_key, ordinal),
  constraint contract_ordinal_positive check (ordinal > 0)
);
create index contract_by_replaces on answer.contract (region_code, replaces);
comment on table answer.contract is 'kind=regional; retention=permanent';
comment on column answer.contract.region_code is 'class=open; retention=permanent';
comment on column answer.contract.clause_key is 'class=open; retention=permanent';
comment on column answer.contract.body is 'class=open; retention=permanent';
comment on column answer.contract.note is 'class=internal; retention=permanent';
comment on column answer.contract.proposed_by is 'class=internal; retention=permanent';

create table answer.contract_decision (
  region_code text collate "C" not null,
  contract_id uuid not null,
  decision    text collate "C" not null,
  reason      text not null,
  decided_by  text collate "C" not null,
  decided_at  timestamptz not null,
  constraint contract_decision_pkey primary key (region_code, contract_id),
  constraint contract_decision_of_contract foreign key (region_code, contract_id) references answer.contract (region_code, contract_id),
  constraint contract_decision_known check (decision in ('approved', 'rejected')),
  constraint contract_decision_reason_given check (decision = 'approved' or reason ~ '\S')
);
comment on table answer.contract_decision is 'kind=regional; retention=permanent';
comment on column answer.contract_decision.region_code is 'class=open; retention=permanent';
comment on column answer.contract_decision.decision is 'class=open; retention=permanent';
comment on column answer.contract_decision.reason is 'class=internal; retention=permanent';
comment on column answer.contract_decision.decided_by is 'class=internal; retention=permanent';

-- 不适用 with its reason, and back.
create table answer.exclusion (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  ordinal     integer not null,
  is_excluded boolean not null,
  reason      text not null,
  decided_by  text collate "C" not null,
  decided_at  timestamptz not null,
  constraint exclusion_pkey primary key (region_code, plan_id, clause_key, ordinal),
  constraint exclusion_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint exclusion_reason_given check (reason ~ '\S')
);
comment on table answer.exclusion is 'kind=regional; retention=permanent';
comment on column answer.exclusion.region_code is 'class=open; retention=permanent';
comment on column answer.exclusion.clause_key is 'class=open; retention=permanent';
comment on column answer.exclusion.reason is 'class=open; retention=permanent';
comment on column answer.exclusion.decided_by is 'class=internal; retention=permanent';

create table answer.document (
  region_code text collate "C" not null,
  document_id uuid not null,
  sha256      text collate "C" not null,
  name        text not null,
  media_type  text collate "C" not null,
  bytes       integer not null,
  content     bytea not null,
  uploaded_by text collate "C" not null,
  uploaded_at timestamptz not null,
  constraint document_pkey primary key (region_code, document_id),
  constraint document_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint document_bytes_true check (bytes = octet_length(content))
);
create index document_by_sha256 on answer.document (region_code, sha256);
comment on table answer.document is 'kind=regional; retention=permanent';
comment on column answer.document.region_code is 'class=open; retention=permanent';
comment on column answer.document.sha256 is 'class=open; retention=permanent';
comment on column answer.document.name is 'class=internal; retention=permanent';
comment on column answer.document.media_type is 'class=open; retention=permanent';
comment on column answer.document.uploaded_by is 'class=internal; retention=permanent';

-- What a person entered as evidence; a correction is a further version. The envelope in kernel.evidence names entry and version.
create table answer.entry (
  region_code text collate "C" not null,
  entry_id    uuid not null,
  version     integer not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  content     jsonb not null,
  document_id uuid,
  evidence_id uuid not null,
  reason      text not null,
  entered_by  text collate "C" not null,
  entered_at  timestamptz not null,
  constraint entry_pkey primary key (region_code, entry_id, version),
  constraint entry_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint entry_of_document foreign key (region_code, document_id) references answer.document (region_code, document_id),
  constraint entry_version_positive check (version > 0),
  constraint entry_reason_given check (version = 1 or reason ~ '\S')
);
create index entry_by_clause on answer.entry (region_code, plan_id, clause_key, entered_at);
create index entry_by_document on answer.entry (region_code, document_id);
create index entry_by_evidence on answer.entry (region_code, evidence_id);
comment on table answer.entry is 'kind=regional; retention=permanent';
comment on column answer.entry.region_code is 'class=open; retention=permanent';
comment on column answer.entry.clause_key is 'class=open; retention=permanent';
comment on column answer.entry.content is 'class=internal; retention=permanent';
comment on column answer.entry.reason is 'class=internal; retention=permanent';
comment on column answer.entry.entered_by is 'class=internal; retention=permanent';

create table answer.verification (
  region_code     text collate "C" not null,
  verification_id uuid not null,
  evidence_id     uuid not null,
  outcome         text collate "C" not null,
  method          text collate "C" not null,
  note            text not null,
  raised_evidence uuid,
  verified_by     text collate "C" not null,
  verified_at     timestamptz not null,
  constraint verification_pkey primary key (region_code, verification_id),
  constraint verification_outcome_known check (outcome in ('confirmed', 'refuted')),
  constraint verification_method_known check (method in ('document', 'site', 'system')),
  constraint verification_note_given check (note ~ '\S')
);
create index verification_by_evidence on answer.verification (region_code, evidence_id);
comment on table answer.verification is 'kind=regional; retention=permanent';
comment on column answer.verification.region_code is 'class=open; retention=permanent';
comment on column answer.verification.outcome is 'class=open; retention=permanent';
comment on column answer.verification.method is 'class=open; retention=permanent';
comment on column answer.verification.note is 'class=internal; retention=permanent';
comment on column answer.verification.verified_by is 'class=internal; retention=permanent';

-- A row whenever state, reason or verdict changed: what a board showed at any moment.
create table answer.state (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  ordinal     integer not null,
  as_of_on    date not null,
  state       text collate "C" not null,
  reason      text not null,
  verdict     jsonb,
  contract_id uuid,
  next_on     date,
  next_state  text collate "C",
  rule        text collate "C" not null,
  recorded_at timestamptz not null,
  constraint state_pkey primary key (region_code, plan_id, clause_key, ordinal),
  constraint state_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint state_known check (state in ('excluded', 'outlook', 'uncontracted', 'doubtful', 'undecidable', 'empty', 'stale', 'met', 'unmet', 'evidenced'))
);
create index state_by_time on answer.state (region_code, plan_id, recorded_at);
comment on table answer.state is 'kind=regional; retention=permanent';
comment on column answer.state.region_code is 'class=open; retention=permanent';
comment on column answer.state.clause_key is 'class=open; retention=permanent';
comment on column answer.state.state is 'class=open; retention=permanent';
comment on column answer.state.reason is 'class=open; retention=permanent';
comment on column answer.state.verdict is 'class=open; retention=permanent';
comment on column answer.state.next_state is 'class=open; retention=permanent';
comment on column answer.state.rule is 'class=open; retention=permanent';

-- The last row of `state` per clause, kept beside it so that a board never looks through history.
create table answer.current_state (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  ordinal     integer not null,
  fingerprint text collate "C" not null,
  state       text collate "C" not null,
  reason      text not null,
  next_on     date,
  next_state  text collate "C",
  facts_until_on date,
  recorded_at timestamptz not null,
  constraint current_state_pkey primary key (region_code, plan_id, clause_key),
  constraint current_state_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key)
);
create index current_state_by_next on answer.current_state (region_code, next_on);
comment on table answer.current_state is 'kind=regional; retention=permanent';
comment on column answer.current_state.region_code is 'class=open; retention=permanent';
comment on column answer.current_state.clause_key is 'class=open; retention=permanent';
comment on column answer.current_state.fingerprint is 'class=open; retention=permanent';
comment on column answer.current_state.state is 'class=open; retention=permanent';
comment on column answer.current_state.reason is 'class=open; retention=permanent';
comment on column answer.current_state.next_state is 'class=open; retention=permanent';

-- 存疑 opened and settled; module supervision makes an issue of it.
create table answer.doubt (
  region_code text collate "C" not null,
  doubt_id    uuid not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  reason      text not null,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  constraint doubt_pkey primary key (region_code, doubt_id),
  constraint doubt_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key)
);
create unique index doubt_open_once on answer.doubt (region_code, plan_id, clause_key) where closed_at is null;
create index doubt_by_clause on answer.doubt (region_code, plan_id, clause_key, opened_at);
comment on table answer.doubt is 'kind=regional; retention=permanent';
comment on column answer.doubt.region_code is 'class=open; retention=permanent';
comment on column answer.doubt.clause_key is 'class=open; retention=permanent';
comment on column answer.doubt.reason is 'class=open; retention=permanent';

-- A sealed period: late evidence no longer changes it, it gets an erratum.
create table answer.frozen_period (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  from_on     date not null,
  to_on       date not null,
  reason      text not null,
  frozen_by   text collate "C" not null,
  frozen_at   timestamptz not null,
  constraint frozen_period_pkey primary key (region_code, plan_id, from_on, to_on),
  constraint frozen_period_forward check (from_on <= to_on)
);
comment on table answer.frozen_period is 'kind=regional; retention=permanent';
comment on column answer.frozen_period.region_code is 'class=open; retention=permanent';
comment on column answer.frozen_period.reason is 'class=open; retention=permanent';
comment on column answer.frozen_period.frozen_by is 'class=internal; retention=permanent';

create table answer.erratum (
  region_code text collate "C" not null,
  erratum_id  uuid not null,
  plan_id     uuid not null,
  clause_key  text collate "C" not null,
  from_on     date not null,
  to_on       date not null,
  was_state   text collate "C" not null,
  was_reason  text not null,
  now_state   text collate "C" not null,
  now_reason  text not null,
  recorded_at timestamptz not null,
  constraint erratum_pkey primary key (region_code, erratum_id),
  constraint erratum_of_clause foreign key (region_code, plan_id, clause_key) references answer.clause (region_code, plan_id, clause_key),
  constraint erratum_of_period foreign key (region_code, plan_id, from_on, to_on) references answer.frozen_period (region_code, plan_id, from_on, to_on)
);
create index erratum_by_clause on answer.erratum (region_code, plan_id, clause_key, recorded_at);
create index erratum_by_period on answer.erratum (region_code, plan_id, from_on, to_on);
comment on table answer.erratum is 'kind=regional; retention=permanent';
comment on column answer.erratum.region_code is 'class=open; retention=permanent';
comment on column answer.erratum.clause_key is 'class=open; retention=permanent';
comment on column answer.erratum.was_state is 'class=open; retention=permanent';
comment on column answer.erratum.was_reason is 'class=open; retention=permanent';
comment on column answer.erratum.now_state is 'class=open; retention=permanent';
comment on column answer.erratum.now_reason is 'class=open; retention=permanent';

-- Steps of titles, of documents that the plan orders, and of missing annexes: state machines in domain/registers.
create table answer.register_step (
  region_code  text collate "C" not null,
  plan_id      uuid not null,
  register     text collate "C" not null,
  item_key     text collate "C" not null,
  ordinal      integer not null,
  stage        text collate "C" not null,
  happened_on  date not null,
  valid_until_on date,
  document_id  uuid,
  reference    text not null,
  note         text not null,
  recorded_by  text collate "C" not null,
  recorded_at  timestamptz not null,
  constraint register_step_pkey primary key (region_code, plan_id, register, item_key, ordinal),
  constraint register_step_of_document foreign key (region_code, document_id) references answer.document (region_code, document_id),
  constraint register_step_register_known check (register in ('title', 'deliverable', 'annex')),
  constraint register_step_ordinal_positive check (ordinal > 0)
);
create index register_step_by_document on answer.register_step (region_code, document_id);
comment on table answer.register_step is 'kind=regional; retention=permanent';
comment on column answer.register_step.region_code is 'class=open; retention=permanent';
comment on column answer.register_step.register is 'class=open; retention=permanent';
comment on column answer.register_step.item_key is 'class=open; retention=permanent';
comment on column answer.register_step.stage is 'class=open; retention=permanent';
comment on column answer.register_step.reference is 'class=open; retention=permanent';
comment on column answer.register_step.note is 'class=internal; retention=permanent';
comment on column answer.register_step.recorded_by is 'class=internal; retention=permanent';

create trigger clause_append_only before update or delete on answer.clause
  for each row execute function kernel.refuse_change();
create trigger clause_not_truncated before truncate on answer.clause
  for each statement execute function kernel.refuse_change();
create trigger clause_place_append_only before update or delete on answer.clause_place
  for each row execute function kernel.refuse_change();
create trigger clause_place_not_truncated before truncate on answer.clause_place
  for each statement execute function kernel.refuse_change();
create trigger registered_version_append_only before update or delete on answer.registered_version
  for each row execute function kernel.refuse_change();
create trigger registered_version_not_truncated before truncate on answer.registered_version
  for each statement execute function kernel.refuse_change();
create trigger contract_append_only before update or delete on answer.contract
  for each row execute function kernel.refuse_change();
create trigger contract_not_truncated before truncate on answer.contract
  for each statement execute function kernel.refuse_change();
create trigger contract_decision_append_only before update or delete on answer.contract_decision
  for each row execute function kernel.refuse_change();
create trigger contract_decision_not_truncated before truncate on answer.contract_decision
  for each statement execute function kernel.refuse_change();
create trigger exclusion_append_only before update or delete on answer.exclusion
  for each row execute function kernel.refuse_change();
create trigger exclusion_not_truncated before truncate on answer.exclusion
  for each statement execute function kernel.refuse_change();
create trigger document_append_only before update or delete on answer.document
  for each row execute function kernel.refuse_change();
create trigger document_not_truncated before truncate on answer.document
  for each statement execute function kernel.refuse_change();
create trigger entry_append_only before update or delete on answer.entry
  for each row execute function kernel.refuse_change();
create trigger entry_not_truncated before truncate on answer.entry
  for each statement execute function kernel.refuse_change();
create trigger verification_append_only before update or delete on answer.verification
  for each row execute function kernel.refuse_change();
create trigger verification_not_truncated before truncate on answer.verification
  for each statement execute function kernel.refuse_change();
create trigger state_append_only before update or delete on answer.state
  for each row execute function kernel.refuse_change();
create trigger state_not_truncated before truncate on answer.state
  for each statement execute function kernel.refuse_change();
create trigger frozen_period_append_only before update or delete on answer.frozen_period
  for each row execute function kernel.refuse_change();
create trigger frozen_period_not_truncated before truncate on answer.frozen_period
  for each statement execute function kernel.refuse_change();
create trigger erratum_append_only before update or delete on answer.erratum
  for each row execute function kernel.refuse_change();
create trigger erratum_not_truncated before truncate on answer.erratum
  for each statement execute function kernel.refuse_change();
create trigger register_step_append_only before update or delete on answer.register_step
  for each row execute function kernel.refuse_change();
create trigger register_step_not_truncated before truncate on answer.register_step
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table answer.clause enable row level security;
alter table answer.clause force row level security;
create policy region_wall on answer.clause
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.clause_place enable row level security;
alter table answer.clause_place force row level security;
create policy region_wall on answer.clause_place
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.registered_version enable row level security;
alter table answer.registered_version force row level security;
create policy region_wall on answer.registered_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.contract enable row level security;
alter table answer.contract force row level security;
create policy region_wall on answer.contract
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.contract_decision enable row level security;
alter table answer.contract_decision force row level security;
create policy region_wall on answer.contract_decision
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.exclusion enable row level security;
alter table answer.exclusion force row level security;
create policy region_wall on answer.exclusion
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.document enable row level security;
alter table answer.document force row level security;
create policy region_wall on answer.document
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.entry enable row level security;
alter table answer.entry force row level security;
create policy region_wall on answer.entry
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.verification enable row level security;
alter table answer.verification force row level security;
create policy region_wall on answer.verification
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.state enable row level security;
alter table answer.state force row level security;
create policy region_wall on answer.state
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.frozen_period enable row level security;
alter table answer.frozen_period force row level security;
create policy region_wall on answer.frozen_period
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.erratum enable row level security;
alter table answer.erratum force row level security;
create policy region_wall on answer.erratum
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.register_step enable row level security;
alter table answer.register_step force row level security;
create policy region_wall on answer.register_step
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.current_state enable row level security;
alter table answer.current_state force row level security;
create policy region_wall on answer.current_state
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.doubt enable row level security;
alter table answer.doubt force row level security;
create policy region_wall on answer.doubt
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on answer.clause, answer.clause_place, answer.registered_version, answer.contract, answer.contract_decision, answer.exclusion, answer.document, answer.entry, answer.verification, answer.state, answer.frozen_period, answer.erratum, answer.register_step to luoshi_app;
grant select, insert, update on answer.current_state, answer.doubt to luoshi_app;
