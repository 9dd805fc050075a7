-- Texts of the documents that the plan orders and of its missing annexes: every version is a file of the kernel with its hash;
-- who owns the document, when a version was adopted and where it was published are facts of their own, corrected by a later one.
create table answer.register_version (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  register    text collate "C" not null,
  item_key    text collate "C" not null,
  version     integer not null,
  file_id     uuid not null,
  label       text not null,
  name        text not null,
  media_type  text collate "C" not null,
  sha256      text collate "C" not null,
  byte_count  bigint not null,
  annex_rows  jsonb not null,
  note        text not null,
  added_by    text collate "C" not null,
  added_at    timestamptz not null,
  constraint register_version_pkey primary key (region_code, plan_id, register, item_key, version),
  constraint register_version_of_file foreign key (region_code, file_id) references kernel.file (region_code, file_id),
  constraint register_version_register_known check (register in ('deliverable', 'annex')),
  constraint register_version_positive check (version > 0),
  constraint register_version_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint register_version_rows_are_list check (jsonb_typeof(annex_rows) = 'array')
);
create index register_version_by_file on answer.register_version (region_code, file_id);
comment on table answer.register_version is 'kind=regional; retention=permanent';
comment on column answer.register_version.region_code is 'class=open; retention=permanent';
comment on column answer.register_version.register is 'class=open; retention=permanent';
comment on column answer.register_version.item_key is 'class=open; retention=permanent';
comment on column answer.register_version.label is 'class=open; retention=permanent';
comment on column answer.register_version.name is 'class=internal; retention=permanent';
comment on column answer.register_version.media_type is 'class=open; retention=permanent';
comment on column answer.register_version.sha256 is 'class=open; retention=permanent';
comment on column answer.register_version.annex_rows is 'class=internal; retention=permanent';
comment on column answer.register_version.note is 'class=internal; retention=permanent';
comment on column answer.register_version.added_by is 'class=internal; retention=permanent';

create table answer.register_fact (
  region_code text collate "C" not null,
  plan_id     uuid not null,
  register    text collate "C" not null,
  item_key    text collate "C" not null,
  ordinal     integer not null,
  kind        text collate "C" not null,
  version     integer,
  org_id      uuid,
  happened_on date,
  due_on      date,
  reference   text not null,
  place       text not null,
  reason      text not null,
  recorded_by text collate "C" not null,
  recorded_at timestamptz not null,
  constraint register_fact_pkey primary key (region_code, plan_id, register, item_key, ordinal),
  constraint register_fact_of_version foreign key (region_code, plan_id, register, item_key, version)
    references answer.register_version (region_code, plan_id, register, item_key, version),
  constraint register_fact_of_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint register_fact_register_known check (register in ('deliverable', 'annex')),
  constraint register_fact_ordinal_positive check (ordinal > 0),
  constraint register_fact_whole check (
    (kind = 'assigned' and version is null and org_id is not null and happened_on is null)
    or (kind = 'adopted' and version is not null and org_id is null and happened_on is not null and due_on is null and reference ~ '\S')
    or (kind = 'published' and version is not null and org_id is null and happened_on is not null and due_on is null and place ~ '\S'))
);
create index register_fact_by_org on answer.register_fact (region_code, org_id);
create index register_fact_by_version on answer.register_fact (region_code, plan_id, register, item_key, version);
comment on table answer.register_fact is 'kind=regional; retention=permanent';
comment on column answer.register_fact.region_code is 'class=open; retention=permanent';
comment on column answer.register_fact.register is 'class=open; retention=permanent';
comment on column answer.register_fact.item_key is 'class=open; retention=permanent';
comment on column answer.register_fact.kind is 'class=open; retention=permanent';
comment on column answer.register_fact.reference is 'class=open; retention=permanent';
comment on column answer.register_fact.place is 'class=open; retention=permanent';
comment on column answer.register_fact.reason is 'class=internal; retention=permanent';
comment on column answer.register_fact.recorded_by is 'class=internal; retention=permanent';

-- A step may name the version it is about instead of a further copy of the same file.
alter table answer.register_step add column version integer;
alter table answer.register_step add constraint register_step_of_version
  foreign key (region_code, plan_id, register, item_key, version) references answer.register_version (region_code, plan_id, register, item_key, version);
create index register_step_by_version on answer.register_step (region_code, plan_id, register, item_key, version);

create trigger register_version_append_only before update or delete on answer.register_version
  for each row execute function kernel.refuse_change();
create trigger register_version_not_truncated before truncate on answer.register_version
  for each statement execute function kernel.refuse_change();
create trigger register_fact_append_only before update or delete on answer.register_fact
  for each row execute function kernel.refuse_change();
create trigger register_fact_not_truncated before truncate on answer.register_fact
  for each statement execute function kernel.refuse_change();

alter table answer.register_version enable row level security;
alter table answer.register_version force row level security;
create policy region_wall on answer.register_version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table answer.register_fact enable row level security;
alter table answer.register_fact force row level security;
create policy region_wall on answer.register_fact
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on answer.register_version, answer.register_fact to luoshi_app;
