-- What later modules ask of a unit beside rounds and forms (a visit, a report of rectification): minutes and cells in the burden meter.
-- One charge per source; nothing is changed afterwards.

create table task.burden_charge (
  region_code text collate "C" not null,
  source      text collate "C" not null,
  org_id      uuid not null,
  charged_on  date not null,
  asker       text not null,
  label       text not null,
  minutes     text collate "C" not null,
  numbers     integer not null,
  choices     integer not null,
  texts       integer not null,
  files       integer not null,
  confirms    integer not null,
  reason      text not null,
  charged_at  timestamptz not null,
  constraint burden_charge_pkey primary key (region_code, source),
  constraint burden_charge_to_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint burden_charge_minutes_decimal check (minutes ~ '^[0-9]{1,6}(\.[0-9])?$'),
  constraint burden_charge_cells check (numbers >= 0 and choices >= 0 and texts >= 0 and files >= 0 and confirms >= 0)
);
create index burden_charge_by_org on task.burden_charge (region_code, org_id, charged_on);
create index burden_charge_by_day on task.burden_charge (region_code, charged_on);

comment on table task.burden_charge is 'kind=regional; retention=permanent';
comment on column task.burden_charge.region_code is 'class=open; retention=permanent';
comment on column task.burden_charge.source is 'class=open; retention=permanent';
comment on column task.burden_charge.asker is 'class=internal; retention=permanent';
comment on column task.burden_charge.label is 'class=internal; retention=permanent';
comment on column task.burden_charge.minutes is 'class=open; retention=permanent';
comment on column task.burden_charge.reason is 'class=internal; retention=permanent';
create trigger burden_charge_append_only before update or delete on task.burden_charge
  for each row execute function kernel.refuse_change();
create trigger burden_charge_not_truncated before truncate on task.burden_charge
  for each statement execute function kernel.refuse_change();
alter table task.burden_charge enable row level security;
alter table task.burden_charge force row level security;
create policy region_wall on task.burden_charge
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on task.burden_charge to luoshi_app;
