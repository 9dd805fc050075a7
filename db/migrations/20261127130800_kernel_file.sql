-- Files: content lies in the data folder under its SHA-256; a row says whose it is, what it is called and what it is. Names never
-- become paths. The event of an upload holds the hash, so a lost or changed file is found.

create table kernel.file (
  region_code  text collate "C" not null,
  file_id      uuid not null,
  sha256       text collate "C" not null,
  byte_count   bigint not null,
  media_type   text collate "C" not null,
  name         text not null,
  purpose      text collate "C" not null,
  uploaded_by  text collate "C" not null,
  uploaded_at  timestamptz not null,
  owner_type   text collate "C",
  owner_id     text collate "C",
  taken_at     timestamptz,
  latitude     kernel.quantity,
  longitude    kernel.quantity,
  place        text,
  camera_facts jsonb not null,
  constraint file_pkey primary key (region_code, file_id),
  constraint file_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint file_size_positive check (byte_count > 0),
  constraint file_purpose_known check (purpose in ('photo', 'document')),
  constraint file_owner_whole check ((owner_type is null) = (owner_id is null)),
  constraint file_place_whole check ((latitude is null) = (longitude is null)),
  constraint file_latitude_in_range check (latitude between -90 and 90),
  constraint file_longitude_in_range check (longitude between -180 and 180)
);
create index file_by_uploader on kernel.file (region_code, uploaded_by, uploaded_at);
create index file_by_owner on kernel.file (region_code, owner_type, owner_id) where owner_id is not null;
create index file_by_content on kernel.file (region_code, sha256);

comment on table kernel.file is 'kind=regional; retention=as its owner';
comment on column kernel.file.region_code is 'class=open; retention=as its owner';
comment on column kernel.file.sha256 is 'class=internal; retention=as its owner';
comment on column kernel.file.media_type is 'class=open; retention=as its owner';
comment on column kernel.file.name is 'class=internal; retention=as its owner';
comment on column kernel.file.purpose is 'class=open; retention=as its owner';
comment on column kernel.file.uploaded_by is 'class=internal; retention=as its owner';
comment on column kernel.file.owner_type is 'class=open; retention=as its owner';
comment on column kernel.file.owner_id is 'class=internal; retention=as its owner';
comment on column kernel.file.place is 'class=internal; retention=as its owner';
comment on column kernel.file.camera_facts is 'class=internal; retention=as its owner';

alter table kernel.file enable row level security;
alter table kernel.file force row level security;
create policy region_wall on kernel.file
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.file to luoshi_app;
grant update (owner_type, owner_id) on kernel.file to luoshi_app;
