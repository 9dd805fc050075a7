-- Inspections (督查检查): visits, the team, what was found on the spot, files, and the issued plan of a year. What happened to an
-- inspection is in supervision.entry and never changes; lateness is derived from days. Takes the place of supervision.inspection,
-- which no program ever wrote; that table goes with the next version (expand, migrate, contract).

create schema if not exists inspection;
grant usage on schema inspection to luoshi_app;

create table inspection.inspection (
  region_code text collate "C" not null,
  inspection_id  uuid not null,
  number         text not null,
  year           integer not null,
  serial         integer not null,
  subject        text not null,
  matter         text not null,
  org_id         uuid not null,
  task_id        uuid,
  anchor         text collate "C" not null,
  plan_path      text collate "C" not null,
  task_title     text not null,
  state          text collate "C" not null,
  planned_on     date not null,
  is_unannounced boolean not null,
  is_added       boolean not null,
  added_reason   text not null,
  exceed_reason  text not null,
  exceed_by      text collate "C",
  arrived_at     timestamptz,
  arrived_place  text not null,
  inspector_id   uuid,
  finders        uuid[] not null,
  verdict        text collate "C",
  finding        text not null,
  conclusion     integer not null,
  requirement    text not null,
  rectify_due_on date,
  rectify_number text,
  rectify_year   integer,
  rectify_serial integer,
  rectify_on     date,
  order_id       uuid,
  stamp          text collate "C" not null,
  machine_version integer not null,
  revision       integer not null,
  created_by     text collate "C" not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint inspection_pkey primary key (region_code, inspection_id),
  constraint inspection_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint inspection_of_task foreign key (region_code, task_id) references task.task (region_code, task_id),
  constraint inspection_by_inspector foreign key (region_code, inspector_id) references identity.person (region_code, user_id),
  constraint inspection_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint inspection_number_once unique (region_code, year, serial),
  constraint inspection_rectify_once unique (region_code, rectify_year, rectify_serial),
  constraint inspection_rectify_whole check ((rectify_number is null) = (rectify_serial is null) and (rectify_number is null) = (rectify_year is null) and (rectify_number is null) = (rectify_on is null)),
  constraint inspection_subject_given check (subject ~ '\S'),
  constraint inspection_exceed_whole check ((exceed_reason = '') = (exceed_by is null)),
  constraint inspection_verdict_known check (verdict in ('true', 'partly', 'untrue')),
  constraint inspection_counters check (serial > 0 and conclusion >= 0 and machine_version > 0 and revision > 0),
  constraint inspection_stamp_known check (stamp in ('real', 'demo'))
);
create index inspection_by_org on inspection.inspection (region_code, org_id, planned_on);
create index inspection_by_state on inspection.inspection (region_code, state, planned_on, inspection_id);
create index inspection_by_day on inspection.inspection (region_code, planned_on, inspection_id);
create index inspection_by_change on inspection.inspection (region_code, updated_at, inspection_id);
create index inspection_by_task on inspection.inspection (region_code, task_id);
create index inspection_by_inspector_id on inspection.inspection (region_code, inspector_id);
create index inspection_by_order on inspection.inspection (region_code, order_id);

comment on table inspection.inspection is 'kind=regional; retention=permanent';
comment on column inspection.inspection.region_code is 'class=open; retention=permanent';
comment on column inspection.inspection.number is 'class=open; retention=permanent';
comment on column inspection.inspection.subject is 'class=internal; retention=permanent';
comment on column inspection.inspection.matter is 'class=internal; retention=permanent';
comment on column inspection.inspection.anchor is 'class=open; retention=permanent';
comment on column inspection.inspection.plan_path is 'class=open; retention=permanent';
comment on column inspection.inspection.task_title is 'class=open; retention=permanent';
comment on column inspection.inspection.state is 'class=open; retention=permanent';
comment on column inspection.inspection.added_reason is 'class=internal; retention=permanent';
comment on column inspection.inspection.exceed_reason is 'class=internal; retention=permanent';
comment on column inspection.inspection.exceed_by is 'class=internal; retention=permanent';
comment on column inspection.inspection.arrived_place is 'class=internal; retention=permanent';
comment on column inspection.inspection.verdict is 'class=open; retention=permanent';
comment on column inspection.inspection.finding is 'class=internal; retention=permanent';
comment on column inspection.inspection.requirement is 'class=internal; retention=permanent';
comment on column inspection.inspection.rectify_number is 'class=open; retention=permanent';
comment on column inspection.inspection.stamp is 'class=open; retention=permanent';
comment on column inspection.inspection.created_by is 'class=internal; retention=permanent';
alter table inspection.inspection enable row level security;
alter table inspection.inspection force row level security;
create policy region_wall on inspection.inspection
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on inspection.inspection to luoshi_app;

create table inspection.member (
  region_code text collate "C" not null,
  inspection_id uuid not null,
  user_id       uuid not null,
  state         text collate "C" not null,
  reason        text not null,
  revision      integer not null,
  constraint member_pkey primary key (region_code, inspection_id, user_id),
  constraint member_of_inspection foreign key (region_code, inspection_id) references inspection.inspection (region_code, inspection_id),
  constraint member_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint member_state_known check (state in ('active', 'recused', 'replaced')),
  constraint member_reason_given check (state <> 'recused' or reason ~ '\S')
);
create index member_by_person on inspection.member (region_code, user_id, state);

comment on table inspection.member is 'kind=regional; retention=permanent';
comment on column inspection.member.region_code is 'class=open; retention=permanent';
comment on column inspection.member.state is 'class=open; retention=permanent';
comment on column inspection.member.reason is 'class=internal; retention=permanent';
alter table inspection.member enable row level security;
alter table inspection.member force row level security;
create policy region_wall on inspection.member
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on inspection.member to luoshi_app;

-- Every wording that a finding ever had: the highest version counts.
create table inspection.finding (
  region_code text collate "C" not null,
  finding_id    uuid not null,
  version       integer not null,
  inspection_id uuid not null,
  text          text not null,
  place         text not null,
  reason        text not null,
  noted_at      timestamptz not null,
  noted_by      text collate "C" not null,
  noted_name    text not null,
  received_at   timestamptz not null,
  constraint finding_pkey primary key (region_code, finding_id, version),
  constraint finding_of_inspection foreign key (region_code, inspection_id) references inspection.inspection (region_code, inspection_id),
  constraint finding_text_given check (text ~ '\S' and place ~ '\S'),
  constraint finding_version_whole check (version > 0 and (version = 1) = (reason = ''))
);
create index finding_by_inspection on inspection.finding (region_code, inspection_id, finding_id);

comment on table inspection.finding is 'kind=regional; retention=permanent';
comment on column inspection.finding.region_code is 'class=open; retention=permanent';
comment on column inspection.finding.text is 'class=internal; retention=permanent';
comment on column inspection.finding.place is 'class=internal; retention=permanent';
comment on column inspection.finding.reason is 'class=internal; retention=permanent';
comment on column inspection.finding.noted_by is 'class=internal; retention=permanent';
comment on column inspection.finding.noted_name is 'class=personal; retention=permanent';
alter table inspection.finding enable row level security;
alter table inspection.finding force row level security;
create policy region_wall on inspection.finding
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on inspection.finding to luoshi_app;
create trigger finding_append_only before update or delete on inspection.finding
  for each row execute function kernel.refuse_change();
create trigger finding_not_truncated before truncate on inspection.finding
  for each statement execute function kernel.refuse_change();

create table inspection.file (
  region_code text collate "C" not null,
  file_id       uuid not null,
  inspection_id uuid not null,
  finding_id    uuid,
  side          text collate "C" not null,
  name          text not null,
  media_type    text collate "C" not null,
  sha256        text collate "C" not null,
  taken_at      timestamptz,
  latitude      text collate "C",
  longitude     text collate "C",
  place         text not null,
  is_reused     boolean not null,
  added_by      text collate "C" not null,
  added_name    text not null,
  added_at      timestamptz not null,
  constraint file_pkey primary key (region_code, file_id),
  constraint file_of_inspection foreign key (region_code, inspection_id) references inspection.inspection (region_code, inspection_id),
  constraint file_side_known check (side in ('scene', 'rectification'))
);
create index file_by_inspection on inspection.file (region_code, inspection_id, added_at);

comment on table inspection.file is 'kind=regional; retention=permanent';
comment on column inspection.file.region_code is 'class=open; retention=permanent';
comment on column inspection.file.side is 'class=open; retention=permanent';
comment on column inspection.file.name is 'class=internal; retention=permanent';
comment on column inspection.file.media_type is 'class=open; retention=permanent';
comment on column inspection.file.sha256 is 'class=open; retention=permanent';
comment on column inspection.file.latitude is 'class=internal; retention=permanent';
comment on column inspection.file.longitude is 'class=internal; retention=permanent';
comment on column inspection.file.place is 'class=internal; retention=permanent';
comment on column inspection.file.added_by is 'class=internal; retention=permanent';
comment on column inspection.file.added_name is 'class=personal; retention=permanent';
alter table inspection.file enable row level security;
alter table inspection.file force row level security;
create policy region_wall on inspection.file
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on inspection.file to luoshi_app;
create trigger file_append_only before update or delete on inspection.file
  for each row execute function kernel.refuse_change();
create trigger file_not_truncated before truncate on inspection.file
  for each statement execute function kernel.refuse_change();

create table inspection.year_plan (
  region_code text collate "C" not null,
  year        integer not null,
  document_no text not null,
  inspections integer not null,
  issued_on   date not null,
  issued_by   text collate "C" not null,
  issued_at   timestamptz not null,
  constraint year_plan_pkey primary key (region_code, year),
  constraint year_plan_number_given check (document_no ~ '\S')
);

comment on table inspection.year_plan is 'kind=regional; retention=permanent';
comment on column inspection.year_plan.region_code is 'class=open; retention=permanent';
comment on column inspection.year_plan.document_no is 'class=open; retention=permanent';
comment on column inspection.year_plan.issued_by is 'class=internal; retention=permanent';
alter table inspection.year_plan enable row level security;
alter table inspection.year_plan force row level security;
create policy region_wall on inspection.year_plan
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on inspection.year_plan to luoshi_app;
create trigger year_plan_append_only before update or delete on inspection.year_plan
  for each row execute function kernel.refuse_change();
create trigger year_plan_not_truncated before truncate on inspection.year_plan
  for each statement execute function kernel.refuse_change();
