-- The ledger of yearly tasks (工作台账) and its rounds (调度): what was promised becomes a task with one lead unit, and
-- every round counts from who owed. Current rows carry a revision; what was there before stays in version tables.

create schema if not exists task;
grant usage on schema task to luoshi_app;

create table task.task (
  region_code     text collate "C" not null,
  task_id         uuid not null,
  plan_id         uuid not null,
  year            integer not null,
  clause          text collate "C" not null,
  anchor          text collate "C" not null,
  plan_path       text collate "C" not null,
  code            text collate "C" not null,
  title           text not null,
  standard_kind   text collate "C",
  standard_text   text not null,
  starts_on       date not null,
  due_on          date,
  due_original_on date,
  tier            text collate "C" not null,
  watched_for     text,
  upper_task      text not null,
  leader_id       uuid,
  origin          jsonb not null,
  item_state      text collate "C",
  cycle           integer not null,
  sent_back       integer not null,
  applied_by      text collate "C",
  stamp           text collate "C" not null,
  machine_version integer not null,
  revision        integer not null,
  updated_by      text collate "C" not null,
  updated_at      timestamptz not null,
  constraint task_pkey primary key (region_code, task_id),
  constraint task_of_plan foreign key (region_code, plan_id) references plan.plan (region_code, plan_id),
  constraint task_led_by foreign key (region_code, leader_id) references identity.person (region_code, user_id),
  constraint task_code_once unique (region_code, plan_id, year, code),
  constraint task_year_sane check (year between 1949 and 2200),
  constraint task_title_given check (title ~ '\S'),
  constraint task_standard_known check (standard_kind in ('contract', 'document', 'title', 'count', 'milestones')),
  constraint task_due_after_start check (due_on >= starts_on),
  constraint task_tier_known check (tier in ('evidence', 'monthly', 'quarterly', 'halfyearly')),
  constraint task_item_state_known check (item_state in ('awaiting', 'advancing', 'verifying', 'closed', 'suspended', 'withdrawn')),
  constraint task_issued_whole check (item_state is null or (standard_kind is not null and due_on is not null and due_original_on is not null)),
  constraint task_counters check (cycle > 0 and sent_back >= 0 and revision > 0 and machine_version > 0),
  constraint task_stamp_known check (stamp in ('real', 'demo'))
);
create index task_by_plan on task.task (region_code, plan_id, year, clause);
create index task_by_due on task.task (region_code, due_on, task_id);
create index task_by_leader on task.task (region_code, leader_id);
create index task_by_year on task.task (region_code, year, code, task_id);

comment on table task.task is 'kind=regional; retention=permanent';
comment on column task.task.region_code is 'class=open; retention=permanent';
comment on column task.task.clause is 'class=open; retention=permanent';
comment on column task.task.anchor is 'class=open; retention=permanent';
comment on column task.task.plan_path is 'class=open; retention=permanent';
comment on column task.task.code is 'class=open; retention=permanent';
comment on column task.task.title is 'class=open; retention=permanent';
comment on column task.task.standard_kind is 'class=open; retention=permanent';
comment on column task.task.standard_text is 'class=open; retention=permanent';
comment on column task.task.tier is 'class=open; retention=permanent';
comment on column task.task.watched_for is 'class=internal; retention=permanent';
comment on column task.task.upper_task is 'class=open; retention=permanent';
comment on column task.task.origin is 'class=open; retention=permanent';
comment on column task.task.item_state is 'class=open; retention=permanent';
comment on column task.task.applied_by is 'class=internal; retention=permanent';
comment on column task.task.stamp is 'class=open; retention=permanent';
comment on column task.task.updated_by is 'class=internal; retention=permanent';

create table task.task_version (
  region_code   text collate "C" not null,
  task_id       uuid not null,
  revision      integer not null,
  content       jsonb not null,
  reason        text not null,
  saved_by      text collate "C" not null,
  saved_by_name text not null,
  saved_at      timestamptz not null,
  constraint task_version_pkey primary key (region_code, task_id, revision),
  constraint task_version_of_task foreign key (region_code, task_id) references task.task (region_code, task_id)
);

comment on table task.task_version is 'kind=regional; retention=permanent';
comment on column task.task_version.region_code is 'class=open; retention=permanent';
comment on column task.task_version.content is 'class=open; retention=permanent';
comment on column task.task_version.reason is 'class=internal; retention=permanent';
comment on column task.task_version.saved_by is 'class=internal; retention=permanent';
comment on column task.task_version.saved_by_name is 'class=personal; retention=permanent';

create trigger task_version_append_only before update or delete on task.task_version
  for each row execute function kernel.refuse_change();
create trigger task_version_not_truncated before truncate on task.task_version
  for each statement execute function kernel.refuse_change();

create table task.milestone (
  region_code     text collate "C" not null,
  milestone_id    uuid not null,
  task_id         uuid not null,
  title           text not null,
  due_on          date not null,
  due_original_on date not null,
  proved_on       date,
  proved_by       uuid,
  is_dropped      boolean not null,
  constraint milestone_pkey primary key (region_code, milestone_id),
  constraint milestone_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint milestone_title_given check (title ~ '\S'),
  constraint milestone_proof_whole check ((proved_on is null) = (proved_by is null))
);
create index milestone_by_task on task.milestone (region_code, task_id, due_on);

comment on table task.milestone is 'kind=regional; retention=permanent';
comment on column task.milestone.region_code is 'class=open; retention=permanent';
comment on column task.milestone.title is 'class=open; retention=permanent';

create table task.assignment (
  region_code     text collate "C" not null,
  assignment_id   uuid not null,
  task_id         uuid not null,
  org_id          uuid not null,
  role            text collate "C" not null,
  state           text collate "C" not null,
  refusals        integer not null,
  refusal_ground  text collate "C",
  refusal_note    text,
  person_id       uuid,
  deputy_id       uuid,
  issued_at       timestamptz,
  accept_due_on   date,
  accepted_at     timestamptz,
  is_ruled        boolean not null,
  replaces        uuid,
  from_on         date,
  to_on           date,
  machine_version integer not null,
  revision        integer not null,
  constraint assignment_pkey primary key (region_code, assignment_id),
  constraint assignment_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint assignment_at_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint assignment_by_person foreign key (region_code, person_id) references identity.person (region_code, user_id),
  constraint assignment_deputised_by foreign key (region_code, deputy_id) references identity.person (region_code, user_id),
  constraint assignment_replaces foreign key (region_code, replaces) references task.assignment (region_code, assignment_id),
  constraint assignment_role_known check (role in ('lead', 'co')),
  constraint assignment_state_known check (state in ('draft', 'consulting', 'awaiting', 'accepted', 'refused', 'changed', 'ended')),
  constraint assignment_refusal_whole check (state <> 'refused' or (refusal_ground is not null and refusal_note is not null)),
  constraint assignment_accepted_whole check (state <> 'accepted' or (accepted_at is not null and from_on is not null)),
  constraint assignment_days check (to_on >= from_on),
  constraint assignment_not_replacing_itself check (replaces <> assignment_id),
  constraint assignment_counters check (refusals >= 0 and machine_version > 0 and revision > 0)
);
create unique index assignment_one_lead on task.assignment (region_code, task_id) where role = 'lead' and state not in ('changed', 'ended');
create unique index assignment_unit_once on task.assignment (region_code, task_id, org_id) where state not in ('changed', 'ended');
create index assignment_by_task on task.assignment (region_code, task_id, role);
create index assignment_by_org on task.assignment (region_code, org_id, state);
create index assignment_by_state on task.assignment (region_code, state, accept_due_on);
create index assignment_by_handler on task.assignment (region_code, person_id);
create index assignment_by_deputy on task.assignment (region_code, deputy_id);
create index assignment_by_origin on task.assignment (region_code, replaces);

comment on table task.assignment is 'kind=regional; retention=permanent';
comment on column task.assignment.region_code is 'class=open; retention=permanent';
comment on column task.assignment.role is 'class=open; retention=permanent';
comment on column task.assignment.state is 'class=open; retention=permanent';
comment on column task.assignment.refusal_ground is 'class=open; retention=permanent';
comment on column task.assignment.refusal_note is 'class=internal; retention=permanent';

create table task.opinion (
  region_code text collate "C" not null,
  opinion_id  uuid not null,
  task_id     uuid not null,
  org_id      uuid not null,
  words       text not null,
  given_by    text collate "C" not null,
  given_at    timestamptz not null,
  is_adopted  boolean,
  answer      text,
  answered_by text collate "C",
  answered_at timestamptz,
  constraint opinion_pkey primary key (region_code, opinion_id),
  constraint opinion_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint opinion_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint opinion_words_given check (words ~ '\S'),
  constraint opinion_answer_whole check ((is_adopted is null) = (answered_at is null) and (answer is null) = (answered_at is null) and (answered_by is null) = (answered_at is null))
);
create index opinion_by_task on task.opinion (region_code, task_id, opinion_id);
create index opinion_by_org on task.opinion (region_code, org_id);

comment on table task.opinion is 'kind=regional; retention=permanent';
comment on column task.opinion.region_code is 'class=open; retention=permanent';
comment on column task.opinion.words is 'class=internal; retention=permanent';
comment on column task.opinion.given_by is 'class=internal; retention=permanent';
comment on column task.opinion.answer is 'class=internal; retention=permanent';
comment on column task.opinion.answered_by is 'class=internal; retention=permanent';

create table task.excuse (
  region_code text collate "C" not null,
  excuse_id   uuid not null,
  plan_id     uuid not null,
  year        integer not null,
  clause      text collate "C" not null,
  reason      text not null,
  given_by    text collate "C" not null,
  given_at    timestamptz not null,
  ended_by    text collate "C",
  ended_at    timestamptz,
  constraint excuse_pkey primary key (region_code, excuse_id),
  constraint excuse_of_plan foreign key (region_code, plan_id) references plan.plan (region_code, plan_id),
  constraint excuse_reason_given check (reason ~ '\S'),
  constraint excuse_end_whole check ((ended_by is null) = (ended_at is null))
);
create index excuse_by_plan on task.excuse (region_code, plan_id, year);
create unique index excuse_once on task.excuse (region_code, plan_id, year, clause) where ended_at is null;

comment on table task.excuse is 'kind=regional; retention=permanent';
comment on column task.excuse.region_code is 'class=open; retention=permanent';
comment on column task.excuse.clause is 'class=open; retention=permanent';
comment on column task.excuse.reason is 'class=open; retention=permanent';
comment on column task.excuse.given_by is 'class=internal; retention=permanent';
comment on column task.excuse.ended_by is 'class=internal; retention=permanent';

create table task.step (
  region_code     text collate "C" not null,
  step_id         uuid not null,
  machine         text collate "C" not null,
  machine_version integer not null,
  object_id       uuid not null,
  task_id         uuid,
  from_state      text collate "C",
  action          text collate "C" not null,
  to_state        text collate "C" not null,
  reason_code     text collate "C",
  note            text not null,
  actor           text collate "C" not null,
  actor_name      text not null,
  on_behalf_of    text,
  taken_at        timestamptz not null,
  constraint step_pkey primary key (region_code, step_id),
  constraint step_of_task foreign key (region_code, task_id) references task.task (region_code, task_id)
);
create index step_by_object on task.step (region_code, object_id, step_id);
create index step_by_task on task.step (region_code, task_id, step_id);

comment on table task.step is 'kind=regional; retention=permanent';
comment on column task.step.region_code is 'class=open; retention=permanent';
comment on column task.step.machine is 'class=open; retention=permanent';
comment on column task.step.from_state is 'class=open; retention=permanent';
comment on column task.step.action is 'class=open; retention=permanent';
comment on column task.step.to_state is 'class=open; retention=permanent';
comment on column task.step.reason_code is 'class=open; retention=permanent';
comment on column task.step.note is 'class=internal; retention=permanent';
comment on column task.step.actor is 'class=internal; retention=permanent';
comment on column task.step.actor_name is 'class=personal; retention=permanent';
comment on column task.step.on_behalf_of is 'class=personal; retention=permanent';

create trigger step_append_only before update or delete on task.step
  for each row execute function kernel.refuse_change();
create trigger step_not_truncated before truncate on task.step
  for each statement execute function kernel.refuse_change();

create table task.work_points (
  region_code  text collate "C" not null,
  plan_id      uuid not null,
  year         integer not null,
  document_no  text not null,
  content      jsonb not null,
  sha256       text collate "C" not null,
  published_by text collate "C" not null,
  published_at timestamptz not null,
  constraint work_points_pkey primary key (region_code, plan_id, year),
  constraint work_points_of_plan foreign key (region_code, plan_id) references plan.plan (region_code, plan_id),
  constraint work_points_number_given check (document_no ~ '\S')
);

comment on table task.work_points is 'kind=regional; retention=permanent';
comment on column task.work_points.region_code is 'class=open; retention=permanent';
comment on column task.work_points.document_no is 'class=open; retention=permanent';
comment on column task.work_points.content is 'class=open; retention=permanent';
comment on column task.work_points.sha256 is 'class=open; retention=permanent';
comment on column task.work_points.published_by is 'class=internal; retention=permanent';

create trigger work_points_append_only before update or delete on task.work_points
  for each row execute function kernel.refuse_change();
create trigger work_points_not_truncated before truncate on task.work_points
  for each statement execute function kernel.refuse_change();

create table task.round (
  region_code     text collate "C" not null,
  round_id        uuid not null,
  period          text collate "C" not null,
  state           text collate "C" not null,
  opens_on        date not null,
  reminds_on      date not null,
  closes_on       date not null,
  orders_on       date not null,
  seals_on        date not null,
  rules           jsonb not null,
  summary         text not null,
  opened_at       timestamptz,
  closed_at       timestamptz,
  sealed_at       timestamptz,
  machine_version integer not null,
  revision        integer not null,
  constraint round_pkey primary key (region_code, round_id),
  constraint round_period_once unique (region_code, period),
  constraint round_period_form check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  constraint round_state_known check (state in ('planned', 'open', 'closed', 'summarised', 'sealed')),
  constraint round_days check (opens_on < closes_on and closes_on < seals_on)
);
create index round_by_state on task.round (region_code, state, period);

comment on table task.round is 'kind=regional; retention=permanent';
comment on column task.round.region_code is 'class=open; retention=permanent';
comment on column task.round.period is 'class=open; retention=permanent';
comment on column task.round.state is 'class=open; retention=permanent';
comment on column task.round.rules is 'class=open; retention=permanent';
comment on column task.round.summary is 'class=internal; retention=permanent';

create table task.debt (
  region_code   text collate "C" not null,
  round_id      uuid not null,
  assignment_id uuid not null,
  task_id       uuid not null,
  org_id        uuid not null,
  role          text collate "C" not null,
  tier          text collate "C" not null,
  due_on        date not null,
  is_added      boolean not null,
  added_for     text not null,
  numbers       integer not null,
  choices       integer not null,
  texts         integer not null,
  files         integer not null,
  confirms      integer not null,
  owed_at       timestamptz not null,
  constraint debt_pkey primary key (region_code, round_id, assignment_id),
  constraint debt_of_round foreign key (region_code, round_id) references task.round (region_code, round_id),
  constraint debt_of_assignment foreign key (region_code, assignment_id) references task.assignment (region_code, assignment_id),
  constraint debt_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint debt_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint debt_added_whole check (is_added = (added_for <> ''))
);
create index debt_by_org on task.debt (region_code, org_id, round_id);
create index debt_by_assignment on task.debt (region_code, assignment_id);
create index debt_by_task on task.debt (region_code, task_id);

comment on table task.debt is 'kind=regional; retention=permanent';
comment on column task.debt.region_code is 'class=open; retention=permanent';
comment on column task.debt.role is 'class=open; retention=permanent';
comment on column task.debt.tier is 'class=open; retention=permanent';
comment on column task.debt.added_for is 'class=internal; retention=permanent';

create trigger debt_append_only before update or delete on task.debt
  for each row execute function kernel.refuse_change();
create trigger debt_not_truncated before truncate on task.debt
  for each statement execute function kernel.refuse_change();

create table task.report (
  region_code        text collate "C" not null,
  report_id          uuid not null,
  round_id           uuid not null,
  assignment_id      uuid not null,
  task_id            uuid not null,
  org_id             uuid not null,
  state              text collate "C" not null,
  content            jsonb not null,
  is_no_change       boolean not null,
  written_by         text collate "C" not null,
  submitted_at       timestamptz,
  signer_opened_at   timestamptz,
  signed_by          text collate "C",
  signed_at          timestamptz,
  first_signed_at    timestamptz,
  reviewer_opened_at timestamptz,
  approved_by        text collate "C",
  approved_at        timestamptz,
  returns            integer not null,
  corrections        integer not null,
  was_unapproved     boolean not null,
  machine_version    integer not null,
  revision           integer not null,
  updated_at         timestamptz not null,
  constraint report_pkey primary key (region_code, report_id),
  constraint report_once unique (region_code, round_id, assignment_id),
  constraint report_of_debt foreign key (region_code, round_id, assignment_id) references task.debt (region_code, round_id, assignment_id),
  constraint report_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint report_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint report_state_known check (state in ('draft', 'signing', 'reviewing', 'returned', 'approved', 'confirmed', 'locked', 'unapproved', 'correcting')),
  constraint report_signed_whole check ((signed_by is null) = (signed_at is null)),
  constraint report_counters check (returns >= 0 and corrections >= 0 and revision > 0)
);
create index report_by_assignment on task.report (region_code, assignment_id, report_id);
create index report_by_state on task.report (region_code, state, updated_at);
create index report_by_org on task.report (region_code, org_id, round_id);
create index report_by_task on task.report (region_code, task_id, round_id);

comment on table task.report is 'kind=regional; retention=permanent';
comment on column task.report.region_code is 'class=open; retention=permanent';
comment on column task.report.state is 'class=open; retention=permanent';
comment on column task.report.content is 'class=internal; retention=permanent';
comment on column task.report.written_by is 'class=internal; retention=permanent';
comment on column task.report.signed_by is 'class=internal; retention=permanent';
comment on column task.report.approved_by is 'class=internal; retention=permanent';

create table task.report_version (
  region_code   text collate "C" not null,
  report_id     uuid not null,
  revision      integer not null,
  content       jsonb not null,
  cause         text not null,
  saved_by      text collate "C" not null,
  saved_by_name text not null,
  saved_at      timestamptz not null,
  constraint report_version_pkey primary key (region_code, report_id, revision),
  constraint report_version_of_report foreign key (region_code, report_id) references task.report (region_code, report_id)
);

comment on table task.report_version is 'kind=regional; retention=permanent';
comment on column task.report_version.region_code is 'class=open; retention=permanent';
comment on column task.report_version.content is 'class=internal; retention=permanent';
comment on column task.report_version.cause is 'class=internal; retention=permanent';
comment on column task.report_version.saved_by is 'class=internal; retention=permanent';
comment on column task.report_version.saved_by_name is 'class=personal; retention=permanent';

create trigger report_version_append_only before update or delete on task.report_version
  for each row execute function kernel.refuse_change();
create trigger report_version_not_truncated before truncate on task.report_version
  for each statement execute function kernel.refuse_change();

create table task.photo (
  region_code   text collate "C" not null,
  photo_id      uuid not null,
  assignment_id uuid not null,
  sha256        text collate "C" not null,
  media_type    text collate "C" not null,
  bytes         bytea not null,
  taken_at      timestamptz not null,
  latitude      text collate "C" not null,
  longitude     text collate "C" not null,
  place         text not null,
  uploaded_by   text collate "C" not null,
  uploaded_at   timestamptz not null,
  constraint photo_pkey primary key (region_code, photo_id),
  constraint photo_of_assignment foreign key (region_code, assignment_id) references task.assignment (region_code, assignment_id),
  constraint photo_type_known check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  constraint photo_bytes_given check (octet_length(bytes) > 0),
  constraint photo_place_form check (latitude ~ '^-?[0-9]{1,2}(\.[0-9]{1,8})?$' and longitude ~ '^-?[0-9]{1,3}(\.[0-9]{1,8})?$')
);
create index photo_by_assignment on task.photo (region_code, assignment_id, photo_id);
create index photo_by_hash on task.photo (region_code, sha256);

comment on table task.photo is 'kind=regional; retention=permanent';
comment on column task.photo.region_code is 'class=open; retention=permanent';
comment on column task.photo.sha256 is 'class=open; retention=permanent';
comment on column task.photo.media_type is 'class=open; retention=permanent';
comment on column task.photo.latitude is 'class=internal; retention=permanent';
comment on column task.photo.longitude is 'class=internal; retention=permanent';
comment on column task.photo.place is 'class=internal; retention=permanent';
comment on column task.photo.uploaded_by is 'class=internal; retention=permanent';

create trigger photo_append_only before update or delete on task.photo
  for each row execute function kernel.refuse_change();
create trigger photo_not_truncated before truncate on task.photo
  for each statement execute function kernel.refuse_change();

create table task.unlock (
  region_code   text collate "C" not null,
  unlock_id     uuid not null,
  round_id      uuid not null,
  org_id        uuid not null,
  assignment_id uuid,
  reason        text not null,
  asked_by      text collate "C" not null,
  asked_at      timestamptz not null,
  is_granted    boolean,
  decision      text,
  decided_by    text collate "C",
  decided_at    timestamptz,
  expires_on    date,
  constraint unlock_pkey primary key (region_code, unlock_id),
  constraint unlock_of_round foreign key (region_code, round_id) references task.round (region_code, round_id),
  constraint unlock_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint unlock_of_assignment foreign key (region_code, assignment_id) references task.assignment (region_code, assignment_id),
  constraint unlock_reason_given check (reason ~ '\S'),
  constraint unlock_decided_whole check ((is_granted is null) = (decided_at is null) and (decided_by is null) = (decided_at is null)),
  constraint unlock_other_decides check (decided_by <> asked_by),
  constraint unlock_granted_expires check (is_granted is not true or expires_on is not null)
);
create index unlock_by_round on task.unlock (region_code, round_id, org_id);
create index unlock_by_org on task.unlock (region_code, org_id);
create index unlock_by_assignment on task.unlock (region_code, assignment_id);

comment on table task.unlock is 'kind=regional; retention=permanent';
comment on column task.unlock.region_code is 'class=open; retention=permanent';
comment on column task.unlock.reason is 'class=internal; retention=permanent';
comment on column task.unlock.asked_by is 'class=internal; retention=permanent';
comment on column task.unlock.decision is 'class=internal; retention=permanent';
comment on column task.unlock.decided_by is 'class=internal; retention=permanent';

create table task.saved_filter (
  region_code text collate "C" not null,
  owner       text collate "C" not null,
  page        text collate "C" not null,
  name        text not null,
  query       text not null,
  saved_at    timestamptz not null,
  constraint saved_filter_pkey primary key (region_code, owner, page, name),
  constraint saved_filter_name_given check (name ~ '\S')
);

comment on table task.saved_filter is 'kind=regional; retention=until deleted by its owner';
comment on column task.saved_filter.region_code is 'class=open; retention=until deleted by its owner';
comment on column task.saved_filter.owner is 'class=internal; retention=until deleted by its owner';
comment on column task.saved_filter.page is 'class=open; retention=until deleted by its owner';
comment on column task.saved_filter.name is 'class=internal; retention=until deleted by its owner';
comment on column task.saved_filter.query is 'class=internal; retention=until deleted by its owner';

create table task.form (
  region_code        text collate "C" not null,
  form_id            uuid not null,
  title              text not null,
  purpose            text not null,
  every              text collate "C" not null,
  asked_by           text collate "C" not null,
  asked_by_name      text not null,
  created_at         timestamptz not null,
  expires_on         date not null,
  over_budget_reason text,
  approved_by        text collate "C",
  approved_at        timestamptz,
  constraint form_pkey primary key (region_code, form_id),
  constraint form_title_given check (title ~ '\S' and purpose ~ '\S'),
  constraint form_every_known check (every in ('once', 'month', 'quarter', 'year')),
  constraint form_other_approves check (approved_by <> asked_by),
  constraint form_approved_whole check ((approved_by is null) = (approved_at is null))
);
create index form_by_expiry on task.form (region_code, expires_on);

comment on table task.form is 'kind=regional; retention=permanent';
comment on column task.form.region_code is 'class=open; retention=permanent';
comment on column task.form.title is 'class=open; retention=permanent';
comment on column task.form.purpose is 'class=open; retention=permanent';
comment on column task.form.every is 'class=open; retention=permanent';
comment on column task.form.asked_by is 'class=internal; retention=permanent';
comment on column task.form.asked_by_name is 'class=personal; retention=permanent';
comment on column task.form.over_budget_reason is 'class=internal; retention=permanent';
comment on column task.form.approved_by is 'class=internal; retention=permanent';

create table task.form_field (
  region_code text collate "C" not null,
  form_id     uuid not null,
  ordinal     integer not null,
  label       text not null,
  fact        text collate "C" not null,
  cell_kind   text collate "C" not null,
  constraint form_field_pkey primary key (region_code, form_id, ordinal),
  constraint form_field_of_form foreign key (region_code, form_id) references task.form (region_code, form_id),
  constraint form_field_fact_once unique (region_code, form_id, fact),
  constraint form_field_kind_known check (cell_kind in ('number', 'choice', 'text', 'file', 'confirm'))
);
create index form_field_by_fact on task.form_field (region_code, fact);

comment on table task.form_field is 'kind=regional; retention=permanent';
comment on column task.form_field.region_code is 'class=open; retention=permanent';
comment on column task.form_field.label is 'class=open; retention=permanent';
comment on column task.form_field.fact is 'class=open; retention=permanent';
comment on column task.form_field.cell_kind is 'class=open; retention=permanent';

create trigger form_field_append_only before update or delete on task.form_field
  for each row execute function kernel.refuse_change();
create trigger form_field_not_truncated before truncate on task.form_field
  for each statement execute function kernel.refuse_change();

create table task.form_unit (
  region_code text collate "C" not null,
  form_id     uuid not null,
  org_id      uuid not null,
  constraint form_unit_pkey primary key (region_code, form_id, org_id),
  constraint form_unit_of_form foreign key (region_code, form_id) references task.form (region_code, form_id),
  constraint form_unit_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id)
);
create index form_unit_by_org on task.form_unit (region_code, org_id);

comment on table task.form_unit is 'kind=regional; retention=permanent';
comment on column task.form_unit.region_code is 'class=open; retention=permanent';

create trigger form_unit_append_only before update or delete on task.form_unit
  for each row execute function kernel.refuse_change();
create trigger form_unit_not_truncated before truncate on task.form_unit
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table task.task enable row level security;
alter table task.task force row level security;
create policy region_wall on task.task
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.task_version enable row level security;
alter table task.task_version force row level security;
create policy region_wall on task.task_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.milestone enable row level security;
alter table task.milestone force row level security;
create policy region_wall on task.milestone
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.assignment enable row level security;
alter table task.assignment force row level security;
create policy region_wall on task.assignment
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.opinion enable row level security;
alter table task.opinion force row level security;
create policy region_wall on task.opinion
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.excuse enable row level security;
alter table task.excuse force row level security;
create policy region_wall on task.excuse
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.step enable row level security;
alter table task.step force row level security;
create policy region_wall on task.step
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.work_points enable row level security;
alter table task.work_points force row level security;
create policy region_wall on task.work_points
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.round enable row level security;
alter table task.round force row level security;
create policy region_wall on task.round
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.debt enable row level security;
alter table task.debt force row level security;
create policy region_wall on task.debt
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.report enable row level security;
alter table task.report force row level security;
create policy region_wall on task.report
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.report_version enable row level security;
alter table task.report_version force row level security;
create policy region_wall on task.report_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.photo enable row level security;
alter table task.photo force row level security;
create policy region_wall on task.photo
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.unlock enable row level security;
alter table task.unlock force row level security;
create policy region_wall on task.unlock
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.saved_filter enable row level security;
alter table task.saved_filter force row level security;
create policy region_wall on task.saved_filter
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.form enable row level security;
alter table task.form force row level security;
create policy region_wall on task.form
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.form_field enable row level security;
alter table task.form_field force row level security;
create policy region_wall on task.form_field
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table task.form_unit enable row level security;
alter table task.form_unit force row level security;
create policy region_wall on task.form_unit
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on task.task_version, task.step, task.work_points, task.debt, task.report_version, task.photo, task.form_field, task.form_unit to luoshi_app;
grant select, insert, update on task.task, task.milestone, task.assignment, task.opinion, task.excuse, task.round, task.report, task.unlock, task.form to luoshi_app;
grant select, insert, update, delete on task.saved_filter to luoshi_app;
