-- Plans, their versions (immutable texts with the compiled ledger) and the outline of each version.

create schema if not exists plan;
grant usage on schema plan to luoshi_app;

create table plan.plan (
  region_code    text collate "C" not null,
  plan_id        uuid not null,
  title          text not null,
  latest_ordinal integer not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint plan_pkey primary key (region_code, plan_id),
  constraint plan_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint plan_title_not_empty check (title <> ''),
  constraint plan_latest_ordinal_positive check (latest_ordinal > 0)
);
create index plan_by_update on plan.plan (region_code, updated_at, plan_id);
create index plan_by_title on plan.plan (region_code, title collate "zh-x-icu", plan_id);

comment on table plan.plan is 'kind=regional; retention=permanent';
comment on column plan.plan.region_code is 'class=open; retention=permanent';
comment on column plan.plan.title is 'class=open; retention=permanent';

-- The text is identified by the hash of its decoded characters in UTF-8: the same words saved in another
-- encoding are the same text. The ledger is kept as text, not jsonb, because its key order is part of the
-- contract luoshi.plan/1 and its hash is recorded in the event.
create table plan.version (
  region_code      text collate "C" not null,
  version_id       uuid not null,
  plan_id          uuid not null,
  ordinal          integer not null,
  title            text not null,
  title_key        text collate "C" not null,
  file_name        text not null,
  file_sha256      text collate "C" not null,
  file_bytes       bigint not null,
  text_sha256      text collate "C" not null,
  format           text collate "C" not null,
  encoding         text collate "C" not null,
  char_count       integer not null,
  body             text not null,
  ledger_schema    text collate "C" not null,
  compiler_version text collate "C" not null,
  ledger           text not null,
  ledger_sha256    text collate "C" not null,
  counts           jsonb not null,
  imported_by      text collate "C" not null,
  imported_at      timestamptz not null,
  constraint version_pkey primary key (region_code, version_id),
  constraint version_of_plan foreign key (region_code, plan_id) references plan.plan (region_code, plan_id),
  constraint version_ordinal_once unique (region_code, plan_id, ordinal),
  constraint version_text_once unique (region_code, text_sha256),
  constraint version_ordinal_positive check (ordinal > 0),
  constraint version_title_not_empty check (title <> ''),
  constraint version_format_known check (format in ('txt', 'html', 'docx', 'pdf')),
  constraint version_file_sha256_form check (file_sha256 ~ '^[0-9a-f]{64}$'),
  constraint version_text_sha256_form check (text_sha256 ~ '^[0-9a-f]{64}$'),
  constraint version_ledger_sha256_form check (ledger_sha256 ~ '^[0-9a-f]{64}$'),
  constraint version_sizes_not_negative check (file_bytes >= 0 and char_count >= 0)
);
create index version_by_title_key on plan.version (region_code, title_key, imported_at);

comment on table plan.version is 'kind=regional; retention=permanent';
comment on column plan.version.region_code is 'class=open; retention=permanent';
comment on column plan.version.title is 'class=open; retention=permanent';
comment on column plan.version.title_key is 'class=open; retention=permanent';
comment on column plan.version.file_name is 'class=internal; retention=permanent';
comment on column plan.version.file_sha256 is 'class=open; retention=permanent';
comment on column plan.version.text_sha256 is 'class=open; retention=permanent';
comment on column plan.version.format is 'class=open; retention=permanent';
comment on column plan.version.encoding is 'class=open; retention=permanent';
comment on column plan.version.body is 'class=open; retention=permanent';
comment on column plan.version.ledger_schema is 'class=open; retention=permanent';
comment on column plan.version.compiler_version is 'class=open; retention=permanent';
comment on column plan.version.ledger is 'class=open; retention=permanent';
comment on column plan.version.ledger_sha256 is 'class=open; retention=permanent';
comment on column plan.version.counts is 'class=open; retention=permanent';
comment on column plan.version.imported_by is 'class=internal; retention=permanent';

-- `own_text` is the node's stretch with the stretches of its children blanked to line ends, so that a search
-- finds a word in the innermost node only and positions stay positions of the stretch.
-- parent_id has no foreign key: all nodes of a version come in one statement from one compiled tree, and the row-by-row
-- check of a self-reference took quadratic time on large plans (docs/solutions/0001-self-reference-check.md).
create table plan.node (
  region_code  text collate "C" not null,
  version_id   uuid not null,
  node_id      text collate "C" not null,
  ordinal      integer not null,
  parent_id    text collate "C",
  kind         text collate "C" not null,
  label        text,
  title        text,
  path         text[] not null,
  start_offset integer not null,
  end_offset   integer not null,
  own_text     text not null,
  constraint node_pkey primary key (region_code, version_id, node_id),
  constraint node_of_version foreign key (region_code, version_id) references plan.version (region_code, version_id),
  constraint node_ordinal_once unique (region_code, version_id, ordinal),
  constraint node_ordinal_not_negative check (ordinal >= 0),
  constraint node_stretch_forward check (start_offset >= 0 and end_offset >= start_offset),
  constraint node_kind_known check (kind in (
    'document', 'title', 'preamble', 'part', 'section', 'paragraph', 'principle', 'dashItem', 'task', 'lead', 'measure',
    'box', 'boxBlock', 'boxParagraph', 'table', 'row', 'duty', 'annex', 'letter'))
);
create index node_by_parent on plan.node (region_code, version_id, parent_id);

comment on table plan.node is 'kind=regional; retention=permanent';
comment on column plan.node.region_code is 'class=open; retention=permanent';
comment on column plan.node.node_id is 'class=open; retention=permanent';
comment on column plan.node.parent_id is 'class=open; retention=permanent';
comment on column plan.node.kind is 'class=open; retention=permanent';
comment on column plan.node.label is 'class=open; retention=permanent';
comment on column plan.node.title is 'class=open; retention=permanent';
comment on column plan.node.path is 'class=open; retention=permanent';
comment on column plan.node.own_text is 'class=open; retention=permanent';

-- One row per region: an import takes the row's lock and with it its turn, so two imports of one text at once
-- give one version and one "nothing", and ordinals have no gap.
create table plan.import_turn (
  region_code text collate "C" not null,
  taken_at    timestamptz not null,
  constraint import_turn_pkey primary key (region_code)
);

comment on table plan.import_turn is 'kind=regional; retention=permanent';
comment on column plan.import_turn.region_code is 'class=open; retention=permanent';

-- The backstop of the region wall: no setting, no rows.
alter table plan.plan enable row level security;
alter table plan.plan force row level security;
create policy region_wall on plan.plan
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table plan.version enable row level security;
alter table plan.version force row level security;
create policy region_wall on plan.version
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table plan.node enable row level security;
alter table plan.node force row level security;
create policy region_wall on plan.node
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table plan.import_turn enable row level security;
alter table plan.import_turn force row level security;
create policy region_wall on plan.import_turn
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update on plan.plan, plan.import_turn to luoshi_app;
grant select, insert on plan.version, plan.node to luoshi_app;
