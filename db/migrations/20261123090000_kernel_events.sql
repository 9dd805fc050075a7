-- Events: what happened, to what, by whom, when. Written in the transaction of the business rows (one business
-- write = rows + event, or nothing) and never changed afterwards.

create schema if not exists kernel;
grant usage on schema kernel to luoshi_app;

-- Money in fen. A plain bigint is finite by nature; the domain names the unit.
create domain kernel.fen as bigint;
comment on domain kernel.fen is 'Money in fen (1/100 yuan).';

-- NaN compares as greater than every number and both infinities are numeric: only this pair keeps them out.
create domain kernel.quantity as numeric
  constraint quantity_is_finite check (value > '-Infinity' and value < 'Infinity');
comment on domain kernel.quantity is 'An exact finite decimal.';

create function kernel.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'kernel.append_only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
comment on function kernel.refuse_change() is 'Guard of append-only tables.';

create table kernel.event (
  region_code text collate "C" not null,
  event_id    uuid not null,
  kind        text collate "C" not null,
  version     smallint not null,
  subject     text collate "C" not null,
  actor       text collate "C" not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default transaction_timestamp(),
  request_id  text collate "C",
  constraint event_pkey primary key (region_code, event_id),
  constraint event_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint event_id_is_version_7 check (substr(event_id::text, 15, 1) = '7'),
  constraint event_kind_form check (kind ~ '^[a-z][a-z_]*[.][a-z][a-z_]*$'),
  constraint event_version_positive check (version > 0),
  constraint event_subject_not_empty check (subject <> ''),
  constraint event_actor_not_empty check (actor <> '')
);
create index event_by_subject on kernel.event (region_code, subject, event_id);
create index event_by_kind on kernel.event (region_code, kind, event_id);

comment on table kernel.event is 'kind=regional; retention=permanent';
comment on column kernel.event.region_code is 'class=open; retention=permanent';
comment on column kernel.event.kind is 'class=open; retention=permanent';
comment on column kernel.event.subject is 'class=internal; retention=permanent';
comment on column kernel.event.actor is 'class=internal; retention=permanent';
comment on column kernel.event.request_id is 'class=internal; retention=permanent';

-- One row per field. The 32-byte salt makes the field's commitment unguessable; erasing a personal value
-- erases value and salt together, so salt and value are null only for personal fields.
create table kernel.event_body (
  region_code text collate "C" not null,
  event_id    uuid not null,
  field       text collate "C" not null,
  class       text collate "C" not null,
  salt        bytea,
  value       text collate "C",
  constraint event_body_pkey primary key (region_code, event_id, field),
  constraint event_body_of_event foreign key (region_code, event_id) references kernel.event (region_code, event_id),
  constraint event_body_field_form check (field ~ '^[A-Za-z][A-Za-z0-9_]*$'),
  constraint event_body_class_known check (class in ('open', 'internal', 'personal')),
  constraint event_body_salt_length check (octet_length(salt) = 32),
  constraint event_body_erased_together check ((salt is null) = (value is null)),
  constraint event_body_only_personal_erased check (class = 'personal' or value is not null)
);

comment on table kernel.event_body is 'kind=regional; retention=permanent';
comment on column kernel.event_body.region_code is 'class=open; retention=permanent';
comment on column kernel.event_body.field is 'class=open; retention=permanent';
comment on column kernel.event_body.class is 'class=open; retention=permanent';
comment on column kernel.event_body.value is 'class=personal; retention=permanent';

create trigger event_append_only before update or delete on kernel.event
  for each row execute function kernel.refuse_change();
create trigger event_not_truncated before truncate on kernel.event
  for each statement execute function kernel.refuse_change();
create trigger event_body_append_only before update or delete on kernel.event_body
  for each row execute function kernel.refuse_change();
create trigger event_body_not_truncated before truncate on kernel.event_body
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table kernel.event enable row level security;
alter table kernel.event force row level security;
create policy region_wall on kernel.event
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.event_body enable row level security;
alter table kernel.event_body force row level security;
create policy region_wall on kernel.event_body
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.event, kernel.event_body to luoshi_app;
