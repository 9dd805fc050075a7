-- The leading group: members with terms, meetings, the agenda made by the system, attendance, decisions.
-- A decision of kind task has lead, due day and standard, and becomes an order when the minutes are issued.

create schema if not exists meeting;
grant usage on schema meeting to luoshi_app;

create table meeting.member (
  region_code text collate "C" not null,
  member_id   uuid not null,
  name        text not null,
  post        text not null,
  role        text collate "C" not null,
  from_on     date not null,
  to_on       date,
  source      text not null,
  end_source  text not null,
  made_by     text collate "C" not null,
  made_at     timestamptz not null,
  revision    integer not null,
  constraint member_pkey primary key (region_code, member_id),
  constraint member_days check (to_on >= from_on),
  constraint member_role_known check (role in ('leader', 'deputy', 'member')),
  constraint member_name_given check (name ~ '\S')
);
create index member_by_term on meeting.member (region_code, from_on, member_id);

comment on table meeting.member is 'kind=regional; retention=permanent';
comment on column meeting.member.region_code is 'class=open; retention=permanent';
comment on column meeting.member.name is 'class=personal; retention=permanent';
comment on column meeting.member.post is 'class=open; retention=permanent';
comment on column meeting.member.role is 'class=open; retention=permanent';
comment on column meeting.member.source is 'class=open; retention=permanent';
comment on column meeting.member.end_source is 'class=open; retention=permanent';
comment on column meeting.member.made_by is 'class=internal; retention=permanent';
alter table meeting.member enable row level security;
alter table meeting.member force row level security;
create policy region_wall on meeting.member
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on meeting.member to luoshi_app;

create table meeting.meeting (
  region_code text collate "C" not null,
  meeting_id  uuid not null,
  title       text not null,
  held_on     date not null,
  freeze_on   date not null,
  place       text not null,
  state       text collate "C" not null,
  minutes_no  text not null,
  issued_on   date,
  machine_version integer not null,
  revision    integer not null,
  created_by  text collate "C" not null,
  created_at  timestamptz not null,
  constraint meeting_pkey primary key (region_code, meeting_id),
  constraint meeting_title_given check (title ~ '\S'),
  constraint meeting_freeze_before check (freeze_on <= held_on),
  constraint meeting_issue_whole check ((issued_on is null) or minutes_no <> '')
);
create index meeting_by_day on meeting.meeting (region_code, held_on, meeting_id);

comment on table meeting.meeting is 'kind=regional; retention=permanent';
comment on column meeting.meeting.region_code is 'class=open; retention=permanent';
comment on column meeting.meeting.title is 'class=internal; retention=permanent';
comment on column meeting.meeting.place is 'class=internal; retention=permanent';
comment on column meeting.meeting.state is 'class=open; retention=permanent';
comment on column meeting.meeting.minutes_no is 'class=open; retention=permanent';
comment on column meeting.meeting.created_by is 'class=internal; retention=permanent';
alter table meeting.meeting enable row level security;
alter table meeting.meeting force row level security;
create policy region_wall on meeting.meeting
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on meeting.meeting to luoshi_app;

create table meeting.item (
  region_code text collate "C" not null,
  item_id     uuid not null,
  meeting_id  uuid not null,
  kind        text collate "C" not null,
  ref         text collate "C" not null,
  title       text not null,
  page        text not null,
  score       text collate "C" not null,
  formula     text not null,
  position    integer not null,
  state       text collate "C" not null,
  reason      text not null,
  is_late     boolean not null,
  is_by_system boolean not null,
  revision    integer not null,
  constraint item_pkey primary key (region_code, item_id),
  constraint item_of_meeting foreign key (region_code, meeting_id) references meeting.meeting (region_code, meeting_id),
  constraint item_position_positive check (position > 0),
  constraint item_reason_given check (is_by_system or reason <> '')
);
create index item_by_meeting on meeting.item (region_code, meeting_id, position);
create unique index item_ref_once on meeting.item (region_code, meeting_id, ref) where ref <> '';

comment on table meeting.item is 'kind=regional; retention=permanent';
comment on column meeting.item.region_code is 'class=open; retention=permanent';
comment on column meeting.item.kind is 'class=open; retention=permanent';
comment on column meeting.item.ref is 'class=open; retention=permanent';
comment on column meeting.item.title is 'class=internal; retention=permanent';
comment on column meeting.item.page is 'class=internal; retention=permanent';
comment on column meeting.item.score is 'class=open; retention=permanent';
comment on column meeting.item.formula is 'class=internal; retention=permanent';
comment on column meeting.item.state is 'class=open; retention=permanent';
comment on column meeting.item.reason is 'class=internal; retention=permanent';
alter table meeting.item enable row level security;
alter table meeting.item force row level security;
create policy region_wall on meeting.item
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on meeting.item to luoshi_app;

create table meeting.attendance (
  region_code text collate "C" not null,
  meeting_id  uuid not null,
  member_id   uuid not null,
  presence    text collate "C" not null,
  substitute  text not null,
  authority   text not null,
  recused     uuid[] not null,
  revision    integer not null,
  constraint attendance_pkey primary key (region_code, meeting_id, member_id),
  constraint attendance_of_meeting foreign key (region_code, meeting_id) references meeting.meeting (region_code, meeting_id),
  constraint attendance_of_member foreign key (region_code, member_id) references meeting.member (region_code, member_id),
  constraint attendance_presence_known check (presence in ('present', 'substitute', 'absent')),
  constraint attendance_substitute_whole check ((presence = 'substitute') = (substitute <> '') and (presence = 'substitute') = (authority <> ''))
);
create index attendance_by_member on meeting.attendance (region_code, member_id);

comment on table meeting.attendance is 'kind=regional; retention=permanent';
comment on column meeting.attendance.region_code is 'class=open; retention=permanent';
comment on column meeting.attendance.presence is 'class=open; retention=permanent';
comment on column meeting.attendance.substitute is 'class=personal; retention=permanent';
comment on column meeting.attendance.authority is 'class=internal; retention=permanent';
alter table meeting.attendance enable row level security;
alter table meeting.attendance force row level security;
create policy region_wall on meeting.attendance
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on meeting.attendance to luoshi_app;

create table meeting.decision (
  region_code text collate "C" not null,
  decision_id uuid not null,
  meeting_id  uuid not null,
  item_id     uuid not null,
  kind        text collate "C" not null,
  words       text not null,
  lead_org_id uuid,
  co_org_ids  uuid[] not null,
  due_on      date,
  standard    text not null,
  order_id    uuid,
  is_dropped  boolean not null,
  drop_reason text not null,
  revision    integer not null,
  made_by     text collate "C" not null,
  made_at     timestamptz not null,
  constraint decision_pkey primary key (region_code, decision_id),
  constraint decision_of_meeting foreign key (region_code, meeting_id) references meeting.meeting (region_code, meeting_id),
  constraint decision_of_item foreign key (region_code, item_id) references meeting.item (region_code, item_id),
  constraint decision_by_lead foreign key (region_code, lead_org_id) references identity.org (region_code, org_id),
  constraint decision_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint decision_kind_known check (kind in ('task', 'approve', 'principle', 'defer')),
  constraint decision_task_whole check (kind <> 'task' or (lead_org_id is not null and due_on is not null and standard ~ '\S')),
  constraint decision_drop_whole check (is_dropped = (drop_reason <> ''))
);
create index decision_by_meeting on meeting.decision (region_code, meeting_id, decision_id);
create index decision_by_item on meeting.decision (region_code, item_id);
create index decision_by_lead_org on meeting.decision (region_code, lead_org_id);
create unique index decision_order_once on meeting.decision (region_code, order_id);

comment on table meeting.decision is 'kind=regional; retention=permanent';
comment on column meeting.decision.region_code is 'class=open; retention=permanent';
comment on column meeting.decision.kind is 'class=open; retention=permanent';
comment on column meeting.decision.words is 'class=internal; retention=permanent';
comment on column meeting.decision.standard is 'class=internal; retention=permanent';
comment on column meeting.decision.drop_reason is 'class=internal; retention=permanent';
comment on column meeting.decision.made_by is 'class=internal; retention=permanent';
alter table meeting.decision enable row level security;
alter table meeting.decision force row level security;
create policy region_wall on meeting.decision
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on meeting.decision to luoshi_app;
