-- Orders, blockages, inspections and stored lights. Running objects are updated with a revision; what happened to them is
-- in supervision.entry and never changes. Overdue, blocked and silent are derived from days, never stored.

create schema if not exists supervision;
grant usage on schema supervision to luoshi_app;

create table supervision.blockage (
  region_code text collate "C" not null,
  blockage_id      uuid not null,
  number           text not null,
  year             integer not null,
  serial           integer not null,
  type             text collate "C" not null,
  title            text not null,
  what             text not null,
  state            text collate "C" not null,
  level            text collate "C" not null,
  level_since_on   date not null,
  raised_org_id    uuid not null,
  authority_org_id uuid not null,
  object_kind      text collate "C" not null,
  object_ref       text collate "C" not null,
  object_title     text not null,
  since_on         date not null,
  opened_on        date not null,
  answered_on      date,
  closed_on        date,
  answer           text collate "C",
  is_silent_close  boolean not null,
  promised_on      date,
  missed_promises  integer not null,
  joined_to        uuid,
  ruled_from_on    date,
  ruled_to_on      date,
  stamp            text collate "C" not null,
  machine_version  integer not null,
  revision         integer not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  constraint blockage_pkey primary key (region_code, blockage_id),
  constraint blockage_raised_by foreign key (region_code, raised_org_id) references identity.org (region_code, org_id),
  constraint blockage_for_authority foreign key (region_code, authority_org_id) references identity.org (region_code, org_id),
  constraint blockage_joined foreign key (region_code, joined_to) references supervision.blockage (region_code, blockage_id),
  constraint blockage_number_once unique (region_code, year, serial),
  constraint blockage_level_known check (level in ('unit', 'leader', 'group', 'city')),
  constraint blockage_ruled_whole check ((ruled_from_on is null) = (ruled_to_on is null) and ruled_to_on >= ruled_from_on),
  constraint blockage_counters check (missed_promises >= 0 and revision > 0),
  constraint blockage_stamp_known check (stamp in ('real', 'demo'))
);
create index blockage_by_raiser on supervision.blockage (region_code, raised_org_id, state);
create index blockage_by_authority on supervision.blockage (region_code, authority_org_id, state);
create index blockage_by_state on supervision.blockage (region_code, state, opened_on, blockage_id);
create index blockage_by_object on supervision.blockage (region_code, object_ref);
create index blockage_by_joined on supervision.blockage (region_code, joined_to);

comment on table supervision.blockage is 'kind=regional; retention=permanent';
comment on column supervision.blockage.region_code is 'class=open; retention=permanent';
comment on column supervision.blockage.number is 'class=open; retention=permanent';
comment on column supervision.blockage.type is 'class=open; retention=permanent';
comment on column supervision.blockage.title is 'class=internal; retention=permanent';
comment on column supervision.blockage.what is 'class=internal; retention=permanent';
comment on column supervision.blockage.state is 'class=open; retention=permanent';
comment on column supervision.blockage.level is 'class=open; retention=permanent';
comment on column supervision.blockage.object_kind is 'class=open; retention=permanent';
comment on column supervision.blockage.object_ref is 'class=open; retention=permanent';
comment on column supervision.blockage.object_title is 'class=open; retention=permanent';
comment on column supervision.blockage.answer is 'class=open; retention=permanent';
comment on column supervision.blockage.stamp is 'class=open; retention=permanent';
alter table supervision.blockage enable row level security;
alter table supervision.blockage force row level security;
create policy region_wall on supervision.blockage
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.blockage to luoshi_app;

create table supervision.order (
  region_code text collate "C" not null,
  order_id        uuid not null,
  number          text,
  year            integer,
  serial          integer,
  title           text not null,
  matter          text not null,
  standard        text not null,
  source_kind     text collate "C" not null,
  source_ref      text collate "C" not null,
  source_title    text not null,
  distinct_reason text not null,
  rule_key        text collate "C" not null,
  rule_note       text not null,
  lead_org_id     uuid not null,
  state           text collate "C" not null,
  colour          text collate "C" not null,
  colour_since_on date not null,
  cycle           integer not null,
  returns         integer not null,
  start_on        date not null,
  due_original_on date not null,
  due_on          date not null,
  issued_on       date,
  answered_on     date,
  completed_on    date,
  closed_on       date,
  suspended_on    date,
  review_on       date,
  object_ref      text collate "C" not null,
  plan_path       text collate "C" not null,
  handler_id      uuid,
  first_reviewer  text collate "C",
  final_reviewer  text collate "C",
  stamp           text collate "C" not null,
  machine_version integer not null,
  revision        integer not null,
  created_by      text collate "C" not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  constraint order_pkey primary key (region_code, order_id),
  constraint order_at_org foreign key (region_code, lead_org_id) references identity.org (region_code, org_id),
  constraint order_by_handler foreign key (region_code, handler_id) references identity.person (region_code, user_id),
  constraint order_number_once unique (region_code, year, serial),
  constraint order_number_whole check ((number is null) = (serial is null) and (number is null) = (year is null)),
  constraint order_title_given check (title ~ '\S'),
  constraint order_days check (due_original_on >= start_on and due_on >= start_on),
  constraint order_colour_known check (colour in ('none', 'blue', 'yellow', 'red')),
  constraint order_counters check (cycle > 0 and returns >= 0 and machine_version > 0 and revision > 0),
  constraint order_stamp_known check (stamp in ('real', 'demo'))
);
create index order_by_org on supervision.order (region_code, lead_org_id, state);
create index order_by_state on supervision.order (region_code, state, due_on, order_id);
create index order_by_due on supervision.order (region_code, due_on, order_id);
create index order_by_source on supervision.order (region_code, source_kind, source_ref);
create index order_by_object on supervision.order (region_code, object_ref);
create index order_by_handler_id on supervision.order (region_code, handler_id);
create unique index order_rule_once on supervision.order (region_code, rule_key) where rule_key <> '';

comment on table supervision.order is 'kind=regional; retention=permanent';
comment on column supervision.order.region_code is 'class=open; retention=permanent';
comment on column supervision.order.number is 'class=open; retention=permanent';
comment on column supervision.order.title is 'class=open; retention=permanent';
comment on column supervision.order.matter is 'class=internal; retention=permanent';
comment on column supervision.order.standard is 'class=open; retention=permanent';
comment on column supervision.order.source_kind is 'class=open; retention=permanent';
comment on column supervision.order.source_ref is 'class=open; retention=permanent';
comment on column supervision.order.source_title is 'class=open; retention=permanent';
comment on column supervision.order.distinct_reason is 'class=internal; retention=permanent';
comment on column supervision.order.rule_key is 'class=open; retention=permanent';
comment on column supervision.order.rule_note is 'class=internal; retention=permanent';
comment on column supervision.order.state is 'class=open; retention=permanent';
comment on column supervision.order.colour is 'class=open; retention=permanent';
comment on column supervision.order.object_ref is 'class=open; retention=permanent';
comment on column supervision.order.plan_path is 'class=open; retention=permanent';
comment on column supervision.order.first_reviewer is 'class=internal; retention=permanent';
comment on column supervision.order.final_reviewer is 'class=internal; retention=permanent';
comment on column supervision.order.stamp is 'class=open; retention=permanent';
comment on column supervision.order.created_by is 'class=internal; retention=permanent';
alter table supervision.order enable row level security;
alter table supervision.order force row level security;
create policy region_wall on supervision.order
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order to luoshi_app;

create table supervision.order_party (
  region_code text collate "C" not null,
  order_id    uuid not null,
  org_id      uuid not null,
  state       text collate "C" not null,
  due_on      date not null,
  note        text not null,
  revision    integer not null,
  constraint order_party_pkey primary key (region_code, order_id, org_id),
  constraint order_party_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_party_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id)
);
create index order_party_by_org on supervision.order_party (region_code, org_id, state);

comment on table supervision.order_party is 'kind=regional; retention=permanent';
comment on column supervision.order_party.region_code is 'class=open; retention=permanent';
comment on column supervision.order_party.state is 'class=open; retention=permanent';
comment on column supervision.order_party.note is 'class=internal; retention=permanent';
alter table supervision.order_party enable row level security;
alter table supervision.order_party force row level security;
create policy region_wall on supervision.order_party
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order_party to luoshi_app;

create table supervision.order_change (
  region_code text collate "C" not null,
  change_id   uuid not null,
  order_id    uuid not null,
  kind        text collate "C" not null,
  state       text collate "C" not null,
  ground      text collate "C" not null,
  reason      text not null,
  due_from_on date not null,
  new_due_on  date,
  review_on   date,
  blockage_id uuid,
  applied_by  text collate "C" not null,
  applied_at  timestamptz not null,
  decided_on  date,
  revision    integer not null,
  constraint order_change_pkey primary key (region_code, change_id),
  constraint order_change_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_change_for_blockage foreign key (region_code, blockage_id) references supervision.blockage (region_code, blockage_id),
  constraint order_change_kind_known check (kind in ('extension', 'suspension')),
  constraint order_change_whole check ((kind = 'extension') = (new_due_on is not null) and (kind = 'suspension') = (review_on is not null)),
  constraint order_change_reason_given check (reason ~ '\S')
);
create index order_change_by_order on supervision.order_change (region_code, order_id, change_id);
create index order_change_by_blockage on supervision.order_change (region_code, blockage_id);

comment on table supervision.order_change is 'kind=regional; retention=permanent';
comment on column supervision.order_change.region_code is 'class=open; retention=permanent';
comment on column supervision.order_change.kind is 'class=open; retention=permanent';
comment on column supervision.order_change.state is 'class=open; retention=permanent';
comment on column supervision.order_change.ground is 'class=open; retention=permanent';
comment on column supervision.order_change.reason is 'class=internal; retention=permanent';
comment on column supervision.order_change.applied_by is 'class=internal; retention=permanent';
alter table supervision.order_change enable row level security;
alter table supervision.order_change force row level security;
create policy region_wall on supervision.order_change
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order_change to luoshi_app;

create table supervision.order_link (
  region_code text collate "C" not null,
  from_id     uuid not null,
  to_id       uuid not null,
  kind        text collate "C" not null,
  made_by     text collate "C" not null,
  made_at     timestamptz not null,
  constraint order_link_pkey primary key (region_code, from_id, to_id),
  constraint order_link_from foreign key (region_code, from_id) references supervision.order (region_code, order_id),
  constraint order_link_to foreign key (region_code, to_id) references supervision.order (region_code, order_id),
  constraint order_link_not_itself check (from_id <> to_id),
  constraint order_link_kind_known check (kind in ('transfer', 'merge', 'split', 'follow-up'))
);
create index order_link_by_target on supervision.order_link (region_code, to_id);

comment on table supervision.order_link is 'kind=regional; retention=permanent';
comment on column supervision.order_link.region_code is 'class=open; retention=permanent';
comment on column supervision.order_link.kind is 'class=open; retention=permanent';
comment on column supervision.order_link.made_by is 'class=internal; retention=permanent';
create trigger order_link_append_only before update or delete on supervision.order_link
  for each row execute function kernel.refuse_change();
create trigger order_link_not_truncated before truncate on supervision.order_link
  for each statement execute function kernel.refuse_change();
alter table supervision.order_link enable row level security;
alter table supervision.order_link force row level security;
create policy region_wall on supervision.order_link
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.order_link to luoshi_app;

create table supervision.order_version (
  region_code text collate "C" not null,
  order_id    uuid not null,
  revision    integer not null,
  content     jsonb not null,
  saved_by    text collate "C" not null,
  saved_at    timestamptz not null,
  constraint order_version_pkey primary key (region_code, order_id, revision),
  constraint order_version_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id)
);

comment on table supervision.order_version is 'kind=regional; retention=permanent';
comment on column supervision.order_version.region_code is 'class=open; retention=permanent';
comment on column supervision.order_version.content is 'class=internal; retention=permanent';
comment on column supervision.order_version.saved_by is 'class=internal; retention=permanent';
create trigger order_version_append_only before update or delete on supervision.order_version
  for each row execute function kernel.refuse_change();
create trigger order_version_not_truncated before truncate on supervision.order_version
  for each statement execute function kernel.refuse_change();
alter table supervision.order_version enable row level security;
alter table supervision.order_version force row level security;
create policy region_wall on supervision.order_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.order_version to luoshi_app;

create table supervision.entry (
  region_code text collate "C" not null,
  entry_id        uuid not null,
  machine         text collate "C" not null,
  machine_version integer not null,
  object_id       uuid not null,
  action          text collate "C" not null,
  label           text not null,
  from_state      text collate "C",
  to_state        text collate "C",
  reason          text not null,
  note            text not null,
  details         jsonb not null,
  cycle           integer not null,
  actor           text collate "C" not null,
  actor_name      text not null,
  on_behalf_of    text,
  day_on          date not null,
  taken_at        timestamptz not null,
  constraint entry_pkey primary key (region_code, entry_id),
  constraint entry_cycle_positive check (cycle > 0)
);
create index entry_by_object on supervision.entry (region_code, object_id, entry_id);

comment on table supervision.entry is 'kind=regional; retention=permanent';
comment on column supervision.entry.region_code is 'class=open; retention=permanent';
comment on column supervision.entry.machine is 'class=open; retention=permanent';
comment on column supervision.entry.action is 'class=open; retention=permanent';
comment on column supervision.entry.label is 'class=open; retention=permanent';
comment on column supervision.entry.from_state is 'class=open; retention=permanent';
comment on column supervision.entry.to_state is 'class=open; retention=permanent';
comment on column supervision.entry.reason is 'class=internal; retention=permanent';
comment on column supervision.entry.note is 'class=internal; retention=permanent';
comment on column supervision.entry.details is 'class=internal; retention=permanent';
comment on column supervision.entry.actor is 'class=internal; retention=permanent';
comment on column supervision.entry.actor_name is 'class=personal; retention=permanent';
comment on column supervision.entry.on_behalf_of is 'class=personal; retention=permanent';
create trigger entry_append_only before update or delete on supervision.entry
  for each row execute function kernel.refuse_change();
create trigger entry_not_truncated before truncate on supervision.entry
  for each statement execute function kernel.refuse_change();
alter table supervision.entry enable row level security;
alter table supervision.entry force row level security;
create policy region_wall on supervision.entry
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.entry to luoshi_app;

create table supervision.authority (
  region_code text collate "C" not null,
  authority_id uuid not null,
  type         text collate "C" not null,
  level        text collate "C" not null,
  org_id       uuid not null,
  from_on      date not null,
  to_on        date,
  source       text not null,
  made_by      text collate "C" not null,
  made_at      timestamptz not null,
  constraint authority_pkey primary key (region_code, authority_id),
  constraint authority_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint authority_days check (to_on >= from_on),
  constraint authority_source_given check (source ~ '\S')
);
create index authority_by_type on supervision.authority (region_code, type, level, from_on);
create index authority_by_org on supervision.authority (region_code, org_id);

comment on table supervision.authority is 'kind=regional; retention=permanent';
comment on column supervision.authority.region_code is 'class=open; retention=permanent';
comment on column supervision.authority.type is 'class=open; retention=permanent';
comment on column supervision.authority.level is 'class=open; retention=permanent';
comment on column supervision.authority.source is 'class=open; retention=permanent';
comment on column supervision.authority.made_by is 'class=internal; retention=permanent';
alter table supervision.authority enable row level security;
alter table supervision.authority force row level security;
create policy region_wall on supervision.authority
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.authority to luoshi_app;

create table supervision.inspection (
  region_code text collate "C" not null,
  inspection_id  uuid not null,
  number         text not null,
  year           integer not null,
  serial         integer not null,
  subject        text not null,
  object_ref     text collate "C" not null,
  org_id         uuid not null,
  state          text collate "C" not null,
  planned_on     date not null,
  is_unannounced boolean not null,
  is_random      boolean not null,
  inspector      text collate "C",
  inspector_name text,
  finding        text not null,
  verdict        text collate "C",
  rectify_due_on date,
  order_id       uuid,
  exceed_reason  text not null,
  exceed_by      text collate "C",
  stamp          text collate "C" not null,
  machine_version integer not null,
  revision       integer not null,
  created_at     timestamptz not null,
  constraint inspection_pkey primary key (region_code, inspection_id),
  constraint inspection_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint inspection_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint inspection_number_once unique (region_code, year, serial),
  constraint inspection_subject_given check (subject ~ '\S'),
  constraint inspection_exceed_whole check ((exceed_reason = '') = (exceed_by is null)),
  constraint inspection_verdict_known check (verdict in ('true', 'partly', 'untrue')),
  constraint inspection_stamp_known check (stamp in ('real', 'demo'))
);
create index inspection_by_org on supervision.inspection (region_code, org_id, planned_on);
create index inspection_by_state on supervision.inspection (region_code, state, planned_on, inspection_id);
create index inspection_by_order on supervision.inspection (region_code, order_id);

comment on table supervision.inspection is 'kind=regional; retention=permanent';
comment on column supervision.inspection.region_code is 'class=open; retention=permanent';
comment on column supervision.inspection.number is 'class=open; retention=permanent';
comment on column supervision.inspection.subject is 'class=internal; retention=permanent';
comment on column supervision.inspection.object_ref is 'class=open; retention=permanent';
comment on column supervision.inspection.state is 'class=open; retention=permanent';
comment on column supervision.inspection.inspector is 'class=internal; retention=permanent';
comment on column supervision.inspection.inspector_name is 'class=personal; retention=permanent';
comment on column supervision.inspection.finding is 'class=internal; retention=permanent';
comment on column supervision.inspection.verdict is 'class=open; retention=permanent';
comment on column supervision.inspection.exceed_reason is 'class=internal; retention=permanent';
comment on column supervision.inspection.exceed_by is 'class=internal; retention=permanent';
comment on column supervision.inspection.stamp is 'class=open; retention=permanent';
alter table supervision.inspection enable row level security;
alter table supervision.inspection force row level security;
create policy region_wall on supervision.inspection
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.inspection to luoshi_app;

create table supervision.light (
  region_code text collate "C" not null,
  object_kind  text collate "C" not null,
  object_id    text collate "C" not null,
  day_on       date not null,
  object_light text collate "C" not null,
  unit_light   text collate "C" not null,
  org_id       uuid,
  rule_ref     uuid not null,
  content      jsonb not null,
  known_at     timestamptz not null,
  constraint light_pkey primary key (region_code, object_kind, object_id, day_on),
  constraint light_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id)
);
create index light_by_org on supervision.light (region_code, org_id, day_on);

comment on table supervision.light is 'kind=regional; retention=permanent';
comment on column supervision.light.region_code is 'class=open; retention=permanent';
comment on column supervision.light.object_kind is 'class=open; retention=permanent';
comment on column supervision.light.object_id is 'class=open; retention=permanent';
comment on column supervision.light.object_light is 'class=open; retention=permanent';
comment on column supervision.light.unit_light is 'class=open; retention=permanent';
comment on column supervision.light.content is 'class=internal; retention=permanent';
create trigger light_append_only before update or delete on supervision.light
  for each row execute function kernel.refuse_change();
create trigger light_not_truncated before truncate on supervision.light
  for each statement execute function kernel.refuse_change();
alter table supervision.light enable row level security;
alter table supervision.light force row level security;
create policy region_wall on supervision.light
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.light to luoshi_app;
