-- Duties of the system: what has fired, and how far each has come. An occasion is keyed by the period's name, so a clock
-- that jumps back does not fire it again.

create table kernel.job_run (
  region_code text collate "C" not null,
  job         text collate "C" not null,
  period      text collate "C" not null,
  due_at      timestamptz not null,
  fired_at    timestamptz not null,
  outcome     text collate "C" not null,
  constraint job_run_pkey primary key (region_code, job, period),
  constraint job_run_outcome_known check (outcome in ('fired', 'skipped'))
);

-- caught_up_at: every occasion due up to this moment has fired or was skipped. It never moves back.
create table kernel.job_cursor (
  region_code  text collate "C" not null,
  job          text collate "C" not null,
  caught_up_at timestamptz not null,
  attempts     integer not null,
  retry_at     timestamptz,
  last_error   text,
  constraint job_cursor_pkey primary key (region_code, job),
  constraint job_cursor_attempts_not_negative check (attempts >= 0)
);

comment on table kernel.job_run is 'kind=regional; retention=permanent';
comment on column kernel.job_run.region_code is 'class=open; retention=permanent';
comment on column kernel.job_run.job is 'class=open; retention=permanent';
comment on column kernel.job_run.period is 'class=open; retention=permanent';
comment on column kernel.job_run.outcome is 'class=open; retention=permanent';
comment on table kernel.job_cursor is 'kind=regional; retention=permanent';
comment on column kernel.job_cursor.region_code is 'class=open; retention=permanent';
comment on column kernel.job_cursor.job is 'class=open; retention=permanent';
comment on column kernel.job_cursor.last_error is 'class=internal; retention=until the next success';

create trigger job_run_append_only before update or delete on kernel.job_run
  for each row execute function kernel.refuse_change();
create trigger job_run_not_truncated before truncate on kernel.job_run
  for each statement execute function kernel.refuse_change();

alter table kernel.job_run enable row level security;
alter table kernel.job_run force row level security;
create policy region_wall on kernel.job_run
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.job_cursor enable row level security;
alter table kernel.job_cursor force row level security;
create policy region_wall on kernel.job_cursor
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.job_run to luoshi_app;
grant select, insert, update on kernel.job_cursor to luoshi_app;
