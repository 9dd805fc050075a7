-- Frozen data of documents: what a printed or sent document was made from. Append-only; the same snapshot gives the same bytes.

create table kernel.snapshot (
  region_code text collate "C" not null,
  snapshot_id uuid not null,
  kind        text collate "C" not null,
  body        text not null,
  sha256      text collate "C" not null,
  frozen_by   text collate "C" not null,
  frozen_at   timestamptz not null,
  constraint snapshot_pkey primary key (region_code, snapshot_id),
  constraint snapshot_kind_form check (kind ~ '^[a-z][a-z-]*[.][a-z][a-z0-9-]*@[1-9][0-9]*$'),
  constraint snapshot_sha256_form check (sha256 ~ '^[0-9a-f]{64}$')
);

comment on table kernel.snapshot is 'kind=regional; retention=permanent';
comment on column kernel.snapshot.region_code is 'class=open; retention=permanent';
comment on column kernel.snapshot.kind is 'class=open; retention=permanent';
comment on column kernel.snapshot.body is 'class=internal; retention=permanent';
comment on column kernel.snapshot.sha256 is 'class=open; retention=permanent';
comment on column kernel.snapshot.frozen_by is 'class=internal; retention=permanent';

create trigger snapshot_append_only before update or delete on kernel.snapshot
  for each row execute function kernel.refuse_change();
create trigger snapshot_not_truncated before truncate on kernel.snapshot
  for each statement execute function kernel.refuse_change();

alter table kernel.snapshot enable row level security;
alter table kernel.snapshot force row level security;
create policy region_wall on kernel.snapshot
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.snapshot to luoshi_app;
