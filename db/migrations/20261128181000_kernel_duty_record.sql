-- What was done for a duty that no act of the product fulfils, as the post that owes it registered it. Never changed: a wrong one
-- is taken back by reopening the occurrence, and a further one is written.

create table kernel.duty_record (
  region_code text collate "C" not null,
  record_id   uuid not null,
  duty_code   text collate "C" not null,
  period      text collate "C" not null,
  document_no text not null,
  note        text not null,
  done_on     date not null,
  made_by     text collate "C" not null,
  made_name   text not null,
  made_at     timestamptz not null,
  constraint duty_record_pkey primary key (region_code, record_id),
  constraint duty_record_of_occurrence foreign key (region_code, duty_code, period) references kernel.duty_occurrence (region_code, duty_code, period),
  constraint duty_record_document_given check (document_no ~ '\S')
);
create index duty_record_by_occurrence on kernel.duty_record (region_code, duty_code, period);

comment on table kernel.duty_record is 'kind=regional; retention=permanent';
comment on column kernel.duty_record.region_code is 'class=open; retention=permanent';
comment on column kernel.duty_record.duty_code is 'class=open; retention=permanent';
comment on column kernel.duty_record.period is 'class=open; retention=permanent';
comment on column kernel.duty_record.document_no is 'class=open; retention=permanent';
comment on column kernel.duty_record.note is 'class=internal; retention=permanent';
comment on column kernel.duty_record.made_by is 'class=internal; retention=permanent';
comment on column kernel.duty_record.made_name is 'class=personal; retention=permanent';

create trigger duty_record_append_only before update or delete on kernel.duty_record
  for each row execute function kernel.refuse_change();
create trigger duty_record_not_truncated before truncate on kernel.duty_record
  for each statement execute function kernel.refuse_change();
alter table kernel.duty_record enable row level security;
alter table kernel.duty_record force row level security;
create policy region_wall on kernel.duty_record
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on kernel.duty_record to luoshi_app;
