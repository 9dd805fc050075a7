-- What happened to units, as facts (ADR 0014). org_version becomes the fold of these facts: rewritten for the units that a new
-- or corrected fact touches, in the transaction of the fact. Facts themselves are never changed; a correction is a new row
-- that names the one it replaces and takes its place in the order, or voids it.

create table identity.org_change (
  region_code  text collate "C" not null,
  change_id    uuid not null,
  batch_id     uuid not null,
  ordinal      integer not null,
  act          text collate "C" not null,
  effective_on date not null,
  body         jsonb not null,
  reason       text not null,
  document     text,
  replaces     uuid,
  is_void      boolean not null,
  recorded_by  text collate "C" not null,
  recorded_name text not null,
  recorded_at  timestamptz not null,
  constraint org_change_pkey primary key (region_code, change_id),
  constraint org_change_replaces_once unique (region_code, replaces),
  constraint org_change_of_change foreign key (region_code, replaces) references identity.org_change (region_code, change_id),
  constraint org_change_ordinal_positive check (ordinal > 0),
  constraint org_change_act_known check (act in ('establish', 'rename', 'move', 'amend', 'merge', 'split', 'dissolve')),
  constraint org_change_reason_not_empty check (reason <> ''),
  constraint org_change_document_not_empty check (document <> ''),
  constraint org_change_void_replaces check (not is_void or replaces is not null),
  constraint org_change_recorded_by_not_empty check (recorded_by <> '' and recorded_name <> '')
);
create index org_change_by_day on identity.org_change (region_code, effective_on, ordinal);

comment on table identity.org_change is 'kind=regional; retention=permanent';
comment on column identity.org_change.region_code is 'class=open; retention=permanent';
comment on column identity.org_change.act is 'class=open; retention=permanent';
comment on column identity.org_change.body is 'class=open; retention=permanent';
comment on column identity.org_change.reason is 'class=internal; retention=permanent';
comment on column identity.org_change.document is 'class=internal; retention=permanent';
comment on column identity.org_change.recorded_by is 'class=internal; retention=permanent';
comment on column identity.org_change.recorded_name is 'class=personal; retention=permanent';

create trigger org_change_append_only before update or delete on identity.org_change
  for each row execute function kernel.refuse_change();
create trigger org_change_not_truncated before truncate on identity.org_change
  for each statement execute function kernel.refuse_change();

-- Which facts a unit takes part in: its history, and what must be folded when something about it is asked.
create table identity.org_change_unit (
  region_code text collate "C" not null,
  org_id      uuid not null,
  change_id   uuid not null,
  constraint org_change_unit_pkey primary key (region_code, org_id, change_id),
  constraint org_change_unit_of_change foreign key (region_code, change_id) references identity.org_change (region_code, change_id),
  constraint org_change_unit_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id)
);
create index org_change_unit_by_change on identity.org_change_unit (region_code, change_id);

comment on table identity.org_change_unit is 'kind=regional; retention=permanent';
comment on column identity.org_change_unit.region_code is 'class=open; retention=permanent';

-- One writer of a region's tree at a time.
create table identity.org_turn (
  region_code text collate "C" not null,
  taken_at    timestamptz not null,
  constraint org_turn_pkey primary key (region_code)
);

comment on table identity.org_turn is 'kind=regional; retention=permanent';
comment on column identity.org_turn.region_code is 'class=open; retention=permanent';

alter table identity.org_version
  add column division_code text collate "C",
  add column sort integer not null default 0,
  add column change_id uuid,
  add constraint org_version_of_change foreign key (region_code, change_id) references identity.org_change (region_code, change_id),
  add constraint org_version_division_form check (division_code ~ '^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$'),
  drop constraint org_version_kind_known,
  add constraint org_version_kind_known check (kind in (
    'team', 'workgroup', 'department', 'section', 'township', 'village', 'park', 'institution', 'enterprise', 'association', 'partner'));
create index org_version_by_change on identity.org_version (region_code, change_id);
create index org_version_by_code on identity.org_version (region_code, uscc);
comment on column identity.org_version.division_code is 'class=open; retention=permanent';

alter table identity.org_change enable row level security;
alter table identity.org_change force row level security;
create policy region_wall on identity.org_change
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.org_change_unit enable row level security;
alter table identity.org_change_unit force row level security;
create policy region_wall on identity.org_change_unit
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.org_turn enable row level security;
alter table identity.org_turn force row level security;
create policy region_wall on identity.org_turn
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on identity.org_change, identity.org_change_unit to luoshi_app;
grant select, insert, update on identity.org_turn to luoshi_app;
grant delete on identity.org_version to luoshi_app;
