-- People, units and what they may do. Days are whole days, both ends included; an open end is null.
-- Grants are ended, never deleted; the audit trail is append-only.

create schema if not exists identity;
grant usage on schema identity to luoshi_app;

create table identity.person (
  region_code      text collate "C" not null,
  user_id          uuid not null,
  kind             text collate "C" not null,
  account_name     text,
  account_skeleton text collate "C",
  display_name     text not null,
  status           text collate "C" not null,
  stamp            text collate "C" not null,
  revision         integer not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  constraint person_pkey primary key (region_code, user_id),
  constraint person_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint person_account_once unique (region_code, account_skeleton),
  constraint person_account_whole check ((account_name is null) = (account_skeleton is null)),
  constraint person_account_not_empty check (account_name <> '' and account_skeleton <> ''),
  constraint person_display_name_not_empty check (display_name <> ''),
  constraint person_kind_known check (kind in ('staff', 'citizen', 'enterprise')),
  constraint person_status_known check (status in ('active', 'suspended', 'left')),
  constraint person_stamp_known check (stamp in ('real', 'demo')),
  constraint person_revision_positive check (revision > 0)
);
create index person_by_name on identity.person (region_code, display_name collate "zh-x-icu", user_id);

comment on table identity.person is 'kind=regional; retention=employment + 5 years';
comment on column identity.person.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.person.kind is 'class=internal; retention=employment + 5 years';
comment on column identity.person.account_name is 'class=personal; retention=employment + 5 years';
comment on column identity.person.account_skeleton is 'class=personal; retention=employment + 5 years';
comment on column identity.person.display_name is 'class=personal; retention=employment + 5 years';
comment on column identity.person.status is 'class=internal; retention=employment + 5 years';
comment on column identity.person.stamp is 'class=open; retention=employment + 5 years';

create table identity.org (
  region_code text collate "C" not null,
  org_id      uuid not null,
  stamp       text collate "C" not null,
  revision    integer not null,
  created_at  timestamptz not null,
  constraint org_pkey primary key (region_code, org_id),
  constraint org_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint org_stamp_known check (stamp in ('real', 'demo')),
  constraint org_revision_positive check (revision > 0)
);

comment on table identity.org is 'kind=regional; retention=permanent';
comment on column identity.org.region_code is 'class=open; retention=permanent';
comment on column identity.org.stamp is 'class=open; retention=permanent';

create table identity.org_version (
  region_code text collate "C" not null,
  org_id      uuid not null,
  from_on     date not null,
  to_on       date,
  name        text not null,
  short_name  text,
  kind        text collate "C" not null,
  parent_id   uuid,
  uscc        text collate "C",
  constraint org_version_pkey primary key (region_code, org_id, from_on),
  constraint org_version_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint org_version_of_parent foreign key (region_code, parent_id) references identity.org (region_code, org_id),
  constraint org_version_days check (to_on >= from_on),
  constraint org_version_name_not_empty check (name <> '' and short_name <> ''),
  constraint org_version_not_own_parent check (parent_id <> org_id),
  constraint org_version_kind_known check (kind in ('team', 'department', 'township', 'park', 'enterprise', 'institution', 'partner')),
  constraint org_version_uscc_form check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$')
);
create index org_version_by_parent on identity.org_version (region_code, parent_id);
create index org_version_by_name on identity.org_version (region_code, name collate "zh-x-icu", org_id);

comment on table identity.org_version is 'kind=regional; retention=permanent';
comment on column identity.org_version.region_code is 'class=open; retention=permanent';
comment on column identity.org_version.name is 'class=open; retention=permanent';
comment on column identity.org_version.short_name is 'class=open; retention=permanent';
comment on column identity.org_version.kind is 'class=open; retention=permanent';
comment on column identity.org_version.uscc is 'class=open; retention=permanent';

-- reach says how far below the unit the right goes; plan_paths null means every plan.
create table identity.grant (
  region_code    text collate "C" not null,
  grant_id       uuid not null,
  user_id        uuid not null,
  role           text collate "C" not null,
  org_id         uuid,
  reach          text collate "C" not null,
  regions        text[] not null,
  plan_paths     text[],
  from_on        date not null,
  to_on          date,
  is_delegable   boolean not null,
  delegated_from uuid,
  reason         text not null,
  granted_by     text collate "C" not null,
  granted_at     timestamptz not null,
  ended_by       text collate "C",
  ended_at       timestamptz,
  ended_reason   text,
  constraint grant_pkey primary key (region_code, grant_id),
  constraint grant_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint grant_at_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint grant_delegated_from foreign key (region_code, delegated_from) references identity.grant (region_code, grant_id),
  constraint grant_role_form check (role ~ '^[a-z]+(_[a-z]+)*$'),
  constraint grant_reach_known check (reach in ('unit', 'subtree', 'all')),
  constraint grant_reach_has_unit check (reach = 'all' or org_id is not null),
  constraint grant_regions_not_empty check (cardinality(regions) between 1 and 200),
  constraint grant_plan_paths_not_empty check (cardinality(plan_paths) between 1 and 200),
  constraint grant_days check (to_on >= from_on),
  constraint grant_reason_not_empty check (reason <> ''),
  constraint grant_granted_by_not_empty check (granted_by <> ''),
  constraint grant_ended_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null)),
  constraint grant_not_from_itself check (delegated_from <> grant_id)
);
create index grant_by_person on identity.grant (region_code, user_id);
create index grant_by_org on identity.grant (region_code, org_id);
create index grant_by_role on identity.grant (region_code, role, grant_id);
create index grant_by_origin on identity.grant (region_code, delegated_from);

comment on table identity.grant is 'kind=regional; retention=permanent';
comment on column identity.grant.region_code is 'class=open; retention=permanent';
comment on column identity.grant.role is 'class=internal; retention=permanent';
comment on column identity.grant.reach is 'class=internal; retention=permanent';
comment on column identity.grant.regions is 'class=internal; retention=permanent';
comment on column identity.grant.plan_paths is 'class=internal; retention=permanent';
comment on column identity.grant.reason is 'class=internal; retention=permanent';
comment on column identity.grant.granted_by is 'class=internal; retention=permanent';
comment on column identity.grant.ended_by is 'class=internal; retention=permanent';
comment on column identity.grant.ended_reason is 'class=internal; retention=permanent';

-- Who did what, and who looked at whose data and why. Written in the transaction of the act.
create table identity.audit (
  region_code  text collate "C" not null,
  audit_id     uuid not null,
  kind         text collate "C" not null,
  happened_at  timestamptz not null,
  actor        text collate "C" not null,
  actor_name   text not null,
  on_behalf_of uuid,
  action       text collate "C" not null,
  subject      text collate "C",
  about_user   uuid,
  purpose      text,
  request_id   text collate "C",
  constraint audit_pkey primary key (region_code, audit_id),
  constraint audit_kind_known check (kind in ('act', 'view')),
  constraint audit_actor_not_empty check (actor <> '' and actor_name <> ''),
  constraint audit_action_not_empty check (action <> ''),
  constraint audit_view_has_purpose check (kind <> 'view' or purpose <> '')
);
create index audit_by_actor on identity.audit (region_code, actor, audit_id);
create index audit_by_about on identity.audit (region_code, about_user, audit_id);
create index audit_by_action on identity.audit (region_code, action, audit_id);
create index audit_by_moment on identity.audit (region_code, happened_at, audit_id);

comment on table identity.audit is 'kind=regional; retention=3 years';
comment on column identity.audit.region_code is 'class=open; retention=3 years';
comment on column identity.audit.kind is 'class=internal; retention=3 years';
comment on column identity.audit.actor is 'class=internal; retention=3 years';
comment on column identity.audit.actor_name is 'class=personal; retention=3 years';
comment on column identity.audit.action is 'class=internal; retention=3 years';
comment on column identity.audit.subject is 'class=internal; retention=3 years';
comment on column identity.audit.purpose is 'class=internal; retention=3 years';
comment on column identity.audit.request_id is 'class=internal; retention=3 years';

create trigger audit_append_only before update or delete on identity.audit
  for each row execute function kernel.refuse_change();
create trigger audit_not_truncated before truncate on identity.audit
  for each statement execute function kernel.refuse_change();
alter table identity.person enable row level security;
alter table identity.person force row level security;
create policy region_wall on identity.person
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.org enable row level security;
alter table identity.org force row level security;
create policy region_wall on identity.org
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.org_version enable row level security;
alter table identity.org_version force row level security;
create policy region_wall on identity.org_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.grant enable row level security;
alter table identity.grant force row level security;
create policy region_wall on identity.grant
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.audit enable row level security;
alter table identity.audit force row level security;
create policy region_wall on identity.audit
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update on identity.person, identity.org, identity.org_version to luoshi_app;
grant select, insert, update on identity.grant to luoshi_app;
grant select, insert on identity.audit to luoshi_app;
