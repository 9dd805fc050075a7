-- How likely a clause's target is reached by its day, as estimated on a day; a new row when the estimate changes, so that lights of past days can be judged again.

create table supervision.clause_forecast (
  region_code  text collate "C" not null,
  forecast_id  uuid not null,
  anchor       text collate "C" not null,
  indicator_id uuid,
  made_on      date not null,
  points       integer not null,
  chance       integer not null,
  target       text collate "C" not null,
  due_on       date not null,
  recorded_at  timestamptz not null,
  constraint clause_forecast_pkey primary key (region_code, forecast_id),
  -- ten-thousandths
  constraint clause_forecast_chance check (chance between 0 and 10000),
  constraint clause_forecast_points check (points >= 0),
  -- no points: there is no estimate any longer
  constraint clause_forecast_source check ((points = 0) = (indicator_id is null))
);
create index clause_forecast_by_anchor on supervision.clause_forecast (region_code, anchor, recorded_at);

comment on table supervision.clause_forecast is 'kind=regional; retention=permanent';
comment on column supervision.clause_forecast.region_code is 'class=open; retention=permanent';
comment on column supervision.clause_forecast.anchor is 'class=open; retention=permanent';
comment on column supervision.clause_forecast.target is 'class=open; retention=permanent';
create trigger clause_forecast_append_only before update or delete on supervision.clause_forecast
  for each row execute function kernel.refuse_change();
create trigger clause_forecast_not_truncated before truncate on supervision.clause_forecast
  for each statement execute function kernel.refuse_change();
alter table supervision.clause_forecast enable row level security;
alter table supervision.clause_forecast force row level security;
create policy region_wall on supervision.clause_forecast
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.clause_forecast to luoshi_app;
