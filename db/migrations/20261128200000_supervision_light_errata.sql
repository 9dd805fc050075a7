-- A stored light is never rewritten. Where later facts would colour a stored day otherwise, that is said here, stretch by stretch.

create table supervision.light_erratum (
  region_code text collate "C" not null,
  erratum_id  uuid not null,
  object_kind text collate "C" not null,
  object_id   text collate "C" not null,
  from_on     date not null,
  to_on       date not null,
  was_object  text collate "C" not null,
  was_unit    text collate "C" not null,
  now_object  text collate "C" not null,
  now_unit    text collate "C" not null,
  recorded_at timestamptz not null,
  constraint light_erratum_pkey primary key (region_code, erratum_id),
  constraint light_erratum_days check (from_on <= to_on),
  constraint light_erratum_differs check (was_object <> now_object or was_unit <> now_unit)
);
create index light_erratum_by_object on supervision.light_erratum (region_code, object_kind, object_id, recorded_at);

comment on table supervision.light_erratum is 'kind=regional; retention=permanent';
comment on column supervision.light_erratum.region_code is 'class=open; retention=permanent';
comment on column supervision.light_erratum.object_kind is 'class=open; retention=permanent';
comment on column supervision.light_erratum.object_id is 'class=open; retention=permanent';
comment on column supervision.light_erratum.was_object is 'class=open; retention=permanent';
comment on column supervision.light_erratum.was_unit is 'class=open; retention=permanent';
comment on column supervision.light_erratum.now_object is 'class=open; retention=permanent';
comment on column supervision.light_erratum.now_unit is 'class=open; retention=permanent';
create trigger light_erratum_append_only before update or delete on supervision.light_erratum
  for each row execute function kernel.refuse_change();
create trigger light_erratum_not_truncated before truncate on supervision.light_erratum
  for each statement execute function kernel.refuse_change();
alter table supervision.light_erratum enable row level security;
alter table supervision.light_erratum force row level security;
create policy region_wall on supervision.light_erratum
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.light_erratum to luoshi_app;
create index light_by_day on supervision.light (region_code, day_on, object_kind);
