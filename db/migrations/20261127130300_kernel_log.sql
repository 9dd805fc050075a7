-- The order of the log. A business transaction leaves a row in event_pending; one sequencer per region gives the events a
-- gapless index, from the pending rows and never by "id > last": with concurrent writers that cursor loses events.
-- Leaves and checkpoints of a later proof are tables of their own, keyed by log_index.

create table kernel.event_pending (
  region_code text collate "C" not null,
  event_id    uuid not null,
  constraint event_pending_pkey primary key (region_code, event_id),
  constraint event_pending_of_event foreign key (region_code, event_id) references kernel.event (region_code, event_id)
);

create table kernel.log_head (
  region_code text collate "C" not null,
  next_index  bigint not null,
  constraint log_head_pkey primary key (region_code),
  constraint log_head_not_negative check (next_index >= 0)
);

-- kind, version and subject repeat the event, so that a reaction finds its next event by one index.
create table kernel.log_entry (
  region_code  text collate "C" not null,
  log_index    bigint not null,
  event_id     uuid not null,
  kind         text collate "C" not null,
  version      integer not null,
  subject      text collate "C" not null,
  sequenced_at timestamptz not null,
  constraint log_entry_pkey primary key (region_code, log_index),
  constraint log_entry_once unique (region_code, event_id),
  constraint log_entry_of_event foreign key (region_code, event_id) references kernel.event (region_code, event_id),
  constraint log_entry_index_not_negative check (log_index >= 0)
);
create index log_entry_by_kind on kernel.log_entry (region_code, kind, version, log_index);

-- How far a reaction has come; moved in the transaction of its effects, so each event acts once.
create table kernel.reaction_cursor (
  region_code text collate "C" not null,
  reaction    text collate "C" not null,
  next_index  bigint not null,
  attempts    integer not null,
  retry_at    timestamptz,
  last_error  text,
  constraint reaction_cursor_pkey primary key (region_code, reaction),
  constraint reaction_cursor_not_negative check (next_index >= 0 and attempts >= 0)
);

-- Events that a reaction could not take in, and later events of the same subject that wait behind them.
create table kernel.reaction_parked (
  region_code text collate "C" not null,
  reaction    text collate "C" not null,
  log_index   bigint not null,
  subject     text collate "C" not null,
  state       text collate "C" not null,
  last_error  text,
  parked_at   timestamptz not null,
  constraint reaction_parked_pkey primary key (region_code, reaction, log_index),
  constraint reaction_parked_of_entry foreign key (region_code, log_index) references kernel.log_entry (region_code, log_index),
  constraint reaction_parked_state_known check (state in ('failed', 'waiting'))
);
create index reaction_parked_by_subject on kernel.reaction_parked (region_code, reaction, subject, log_index);
create index reaction_parked_by_entry on kernel.reaction_parked (region_code, log_index);

comment on table kernel.event_pending is 'kind=regional; retention=until sequenced';
comment on column kernel.event_pending.region_code is 'class=open; retention=until sequenced';
comment on table kernel.log_head is 'kind=regional; retention=permanent';
comment on column kernel.log_head.region_code is 'class=open; retention=permanent';
comment on table kernel.log_entry is 'kind=regional; retention=permanent';
comment on column kernel.log_entry.region_code is 'class=open; retention=permanent';
comment on column kernel.log_entry.kind is 'class=open; retention=permanent';
comment on column kernel.log_entry.subject is 'class=internal; retention=permanent';
comment on table kernel.reaction_cursor is 'kind=regional; retention=permanent';
comment on column kernel.reaction_cursor.region_code is 'class=open; retention=permanent';
comment on column kernel.reaction_cursor.reaction is 'class=open; retention=permanent';
comment on column kernel.reaction_cursor.last_error is 'class=internal; retention=until the next success';
comment on table kernel.reaction_parked is 'kind=regional; retention=until resumed';
comment on column kernel.reaction_parked.region_code is 'class=open; retention=until resumed';
comment on column kernel.reaction_parked.reaction is 'class=open; retention=until resumed';
comment on column kernel.reaction_parked.subject is 'class=internal; retention=until resumed';
comment on column kernel.reaction_parked.state is 'class=open; retention=until resumed';
comment on column kernel.reaction_parked.last_error is 'class=internal; retention=until resumed';

create trigger log_entry_append_only before update or delete on kernel.log_entry
  for each row execute function kernel.refuse_change();
create trigger log_entry_not_truncated before truncate on kernel.log_entry
  for each statement execute function kernel.refuse_change();

-- Events from before the log take their place too. Row security binds the owner, so it steps aside for this statement.
alter table kernel.event no force row level security;
insert into kernel.event_pending (region_code, event_id) select region_code, event_id from kernel.event;
alter table kernel.event force row level security;

-- The backstop of the region wall: no setting, no rows.
alter table kernel.event_pending enable row level security;
alter table kernel.event_pending force row level security;
create policy region_wall on kernel.event_pending
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.log_head enable row level security;
alter table kernel.log_head force row level security;
create policy region_wall on kernel.log_head
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.log_entry enable row level security;
alter table kernel.log_entry force row level security;
create policy region_wall on kernel.log_entry
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.reaction_cursor enable row level security;
alter table kernel.reaction_cursor force row level security;
create policy region_wall on kernel.reaction_cursor
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.reaction_parked enable row level security;
alter table kernel.reaction_parked force row level security;
create policy region_wall on kernel.reaction_parked
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, delete on kernel.event_pending, kernel.reaction_parked to luoshi_app;
grant update on kernel.reaction_parked to luoshi_app;
grant select, insert, update on kernel.log_head, kernel.reaction_cursor to luoshi_app;
grant select, insert on kernel.log_entry to luoshi_app;
