-- The duty calendar: recurring duties as dated data, and their occurrences. An occurrence is keyed by (duty, period), so that
-- making them again makes nothing; whether one was missed is derived, never stored.

create table kernel.duty (
  region_code     text collate "C" not null,
  duty_code       text collate "C" not null,
  from_on         date not null,
  revision        integer not null,
  to_on           date,
  label           text not null,
  rule            jsonb not null,
  owner_role      text collate "C" not null,
  source_document text not null,
  source_article  text,
  recorded_at     timestamptz not null,
  constraint duty_pkey primary key (region_code, duty_code, from_on, revision),
  constraint duty_days_forward check (to_on >= from_on),
  constraint duty_revision_positive check (revision > 0),
  constraint duty_label_given check (label ~ '\S')
);

create table kernel.duty_occurrence (
  region_code text collate "C" not null,
  duty_code   text collate "C" not null,
  period      text collate "C" not null,
  label       text not null,
  period_text text not null,
  owner_role  text collate "C" not null,
  opens_on    date not null,
  nominal_on  date not null,
  due_on      date,
  state       text collate "C" not null,
  object_type text collate "C",
  object_id   text collate "C",
  done_on     date,
  reason      text,
  changed_by  text collate "C" not null,
  changed_at  timestamptz not null,
  revision    integer not null,
  constraint duty_occurrence_pkey primary key (region_code, duty_code, period),
  constraint duty_occurrence_state_known check (state in ('open', 'done', 'exempt')),
  constraint duty_occurrence_done_by_object check ((state = 'done') = (object_id is not null and object_type is not null and done_on is not null)),
  constraint duty_occurrence_exempt_with_reason check (state <> 'exempt' or reason ~ '\S'),
  constraint duty_occurrence_due_not_early check (due_on >= nominal_on),
  constraint duty_occurrence_revision_positive check (revision > 0)
);
create index duty_occurrence_by_day on kernel.duty_occurrence (region_code, nominal_on, duty_code, period);

comment on table kernel.duty is 'kind=regional; retention=permanent';
comment on column kernel.duty.region_code is 'class=open; retention=permanent';
comment on column kernel.duty.duty_code is 'class=open; retention=permanent';
comment on column kernel.duty.label is 'class=open; retention=permanent';
comment on column kernel.duty.rule is 'class=open; retention=permanent';
comment on column kernel.duty.owner_role is 'class=open; retention=permanent';
comment on column kernel.duty.source_document is 'class=open; retention=permanent';
comment on column kernel.duty.source_article is 'class=open; retention=permanent';
comment on table kernel.duty_occurrence is 'kind=regional; retention=permanent';
comment on column kernel.duty_occurrence.region_code is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.duty_code is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.period is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.label is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.period_text is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.owner_role is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.state is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.object_type is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.object_id is 'class=open; retention=permanent';
comment on column kernel.duty_occurrence.reason is 'class=internal; retention=permanent';
comment on column kernel.duty_occurrence.changed_by is 'class=internal; retention=permanent';

create trigger duty_append_only before update or delete on kernel.duty
  for each row execute function kernel.refuse_change();
create trigger duty_not_truncated before truncate on kernel.duty
  for each statement execute function kernel.refuse_change();

alter table kernel.duty enable row level security;
alter table kernel.duty force row level security;
create policy region_wall on kernel.duty
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.duty_occurrence enable row level security;
alter table kernel.duty_occurrence force row level security;
create policy region_wall on kernel.duty_occurrence
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.duty to luoshi_app;
grant select, insert, update on kernel.duty_occurrence to luoshi_app;
