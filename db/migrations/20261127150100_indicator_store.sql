-- What is measured and every figure that was ever stored for it. A figure is a revision of an observation: revisions and
-- what was done to them are append-only, so any past day can be read again; the observation row only points at the
-- newest and at the effective revision, and its lock is the turn of those who write one period at once.

create schema if not exists indicator;
grant usage on schema indicator to luoshi_app;

create table indicator.indicator (
  region_code  text collate "C" not null,
  indicator_id uuid not null,
  name         text not null,
  name_key     text collate "C" not null,
  aliases      text[] not null,
  version      integer not null,
  stamp        text collate "C" not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  constraint indicator_pkey primary key (region_code, indicator_id),
  constraint indicator_name_once unique (region_code, name_key),
  constraint indicator_name_not_empty check (name <> '' and name_key <> ''),
  constraint indicator_version_positive check (version > 0),
  constraint indicator_stamp_known check (stamp in ('real', 'demo'))
);
create index indicator_by_update on indicator.indicator (region_code, updated_at, indicator_id);

create table indicator.definition (
  region_code  text collate "C" not null,
  indicator_id uuid not null,
  version      integer not null,
  name         text not null,
  caliber      text not null,
  publisher    text not null,
  unit         text collate "C" not null,
  places       integer not null,
  direction    text collate "C" not null,
  frequency    text collate "C" not null,
  aggregation  text collate "C" not null,
  price_base   text collate "C" not null,
  numerator    text,
  denominator  text,
  hard_min     kernel.quantity,
  hard_max     kernel.quantity,
  usual_min    kernel.quantity,
  usual_max    kernel.quantity,
  parts        uuid[] not null,
  formula      text,
  uses         uuid[] not null,
  break_from   text collate "C",
  reason       text not null,
  made_by      text collate "C" not null,
  made_at      timestamptz not null,
  constraint definition_pkey primary key (region_code, indicator_id, version),
  constraint definition_of_indicator foreign key (region_code, indicator_id) references indicator.indicator (region_code, indicator_id),
  constraint definition_version_positive check (version > 0),
  constraint definition_places_range check (places between 0 and 8),
  constraint definition_direction_known check (direction in ('up', 'down', 'neutral')),
  constraint definition_frequency_known check (frequency in ('year', 'quarter', 'month', 'cumulative', 'day')),
  constraint definition_aggregation_known check (aggregation in ('flow', 'stock', 'ratio', 'rate')),
  constraint definition_price_base_known check (price_base in ('current', 'constant', 'none')),
  constraint definition_range check (hard_min <= hard_max and usual_min <= usual_max),
  constraint definition_ratio_whole check ((numerator is null) = (denominator is null)),
  constraint definition_formula_uses check ((formula is null) = (cardinality(uses) = 0)),
  constraint definition_reason_after_first check (version = 1 or reason ~ '\S')
);
create index definition_by_uses on indicator.definition using gin (uses);

create table indicator.series (
  region_code  text collate "C" not null,
  series_id    uuid not null,
  indicator_id uuid not null,
  area_code    text collate "C" not null,
  area_name    text not null,
  created_at   timestamptz not null,
  constraint series_pkey primary key (region_code, series_id),
  constraint series_of_indicator foreign key (region_code, indicator_id) references indicator.indicator (region_code, indicator_id),
  constraint series_area_once unique (region_code, indicator_id, area_code),
  constraint series_area_form check (area_code ~ '^[0-9]{6}$|^[a-z][a-z0-9-]{1,29}$'),
  constraint series_area_name_not_empty check (area_name <> '')
);

create table indicator.observation (
  region_code        text collate "C" not null,
  series_id          uuid not null,
  period             text collate "C" not null,
  period_end_on      date not null,
  head_revision      integer not null,
  head_state         text collate "C" not null,
  effective_revision integer,
  updated_at         timestamptz not null,
  constraint observation_pkey primary key (region_code, series_id, period),
  constraint observation_of_series foreign key (region_code, series_id) references indicator.series (region_code, series_id),
  constraint observation_revision_positive check (head_revision > 0 and effective_revision between 1 and head_revision),
  constraint observation_state_known check (head_state in ('draft', 'submitted', 'returned', 'approved', 'locked'))
);
create index observation_by_state on indicator.observation (region_code, head_state, updated_at, series_id, period);

create table indicator.revision (
  region_code        text collate "C" not null,
  series_id          uuid not null,
  period             text collate "C" not null,
  revision           integer not null,
  definition_version integer not null,
  value              kernel.quantity,
  gap                text collate "C",
  numerator          kernel.quantity,
  denominator        kernel.quantity,
  precision_kind     text collate "C" not null,
  quality            text collate "C" not null,
  stamp              text collate "C" not null,
  entered_text       text not null,
  source_document    text not null,
  source_link        text,
  published_on       date,
  flags              text[] not null,
  explanations       text[] not null,
  correction_reason  text,
  entered_by         text collate "C" not null,
  entered_at         timestamptz not null,
  constraint revision_pkey primary key (region_code, series_id, period, revision),
  constraint revision_of_observation foreign key (region_code, series_id, period) references indicator.observation (region_code, series_id, period),
  constraint revision_positive check (revision > 0 and definition_version > 0),
  constraint revision_value_or_gap check ((value is null) = (gap is not null)),
  constraint revision_value_size check (abs(value) < 1e18),
  constraint revision_ratio_whole check ((numerator is null) = (denominator is null)),
  constraint revision_denominator_not_zero check (denominator <> 0),
  constraint revision_gap_known check (gap in ('empty', 'dash', 'none', 'not-yet', 'not-applicable', 'not-finite', 'suppressed')),
  constraint revision_precision_known check (precision_kind in ('exact', 'rounded', 'about', 'above', 'below')),
  constraint revision_quality_known check (quality in ('preliminary', 'final', 'revised')),
  constraint revision_stamp_known check (stamp in ('real', 'demo')),
  constraint revision_source_given check (source_document ~ '\S'),
  constraint revision_flags_explained check (cardinality(flags) = cardinality(explanations)),
  constraint revision_correction_reason check (correction_reason ~ '\S')
);

create table indicator.revision_act (
  region_code text collate "C" not null,
  series_id   uuid not null,
  period      text collate "C" not null,
  revision    integer not null,
  ordinal     integer not null,
  act         text collate "C" not null,
  state_after text collate "C" not null,
  reason      text not null,
  acted_by    text collate "C" not null,
  acted_at    timestamptz not null,
  constraint revision_act_pkey primary key (region_code, series_id, period, revision, ordinal),
  constraint revision_act_of_revision foreign key (region_code, series_id, period, revision) references indicator.revision (region_code, series_id, period, revision),
  constraint revision_act_ordinal_positive check (ordinal > 0),
  constraint revision_act_known check (act in ('enter', 'submit', 'return', 'approve', 'unapprove', 'lock')),
  constraint revision_act_state_known check (state_after in ('draft', 'submitted', 'returned', 'approved', 'locked')),
  constraint revision_act_reason_given check (act not in ('return', 'unapprove') or reason ~ '\S')
);

create table indicator.peer_set (
  region_code text collate "C" not null,
  peer_set_id uuid not null,
  name        text not null,
  created_at  timestamptz not null,
  constraint peer_set_pkey primary key (region_code, peer_set_id),
  constraint peer_set_name_once unique (region_code, name),
  constraint peer_set_name_not_empty check (name <> '')
);

-- A list holds from a day until the next one begins; a list is never edited.
create table indicator.peer_list (
  region_code     text collate "C" not null,
  peer_set_id     uuid not null,
  from_on         date not null,
  area_codes      text[] not null,
  area_names      text[] not null,
  source_document text not null,
  source_link     text,
  made_by         text collate "C" not null,
  made_at         timestamptz not null,
  constraint peer_list_pkey primary key (region_code, peer_set_id, from_on),
  constraint peer_list_of_set foreign key (region_code, peer_set_id) references indicator.peer_set (region_code, peer_set_id),
  constraint peer_list_whole check (cardinality(area_codes) = cardinality(area_names) and cardinality(area_codes) between 1 and 500),
  constraint peer_list_source_given check (source_document ~ '\S')
);

-- Which clause of a plan an indicator answers; confirmed by a person, ended with a reason, never deleted.
create table indicator.clause_link (
  region_code  text collate "C" not null,
  link_id      uuid not null,
  indicator_id uuid not null,
  anchor       text collate "C" not null,
  record_name  text not null,
  quote        text not null,
  confirmed_by text collate "C" not null,
  confirmed_at timestamptz not null,
  ended_by     text collate "C",
  ended_at     timestamptz,
  ended_reason text,
  constraint clause_link_pkey primary key (region_code, link_id),
  constraint clause_link_of_indicator foreign key (region_code, indicator_id) references indicator.indicator (region_code, indicator_id),
  constraint clause_link_anchor_not_empty check (anchor <> ''),
  constraint clause_link_ended_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
create unique index clause_link_live on indicator.clause_link (region_code, indicator_id, anchor) where ended_at is null;
create index clause_link_by_indicator on indicator.clause_link (region_code, indicator_id);
create index clause_link_by_anchor on indicator.clause_link (region_code, anchor);

comment on table indicator.indicator is 'kind=regional; retention=permanent';
comment on column indicator.indicator.region_code is 'class=open; retention=permanent';
comment on column indicator.indicator.name is 'class=open; retention=permanent';
comment on column indicator.indicator.name_key is 'class=open; retention=permanent';
comment on column indicator.indicator.aliases is 'class=open; retention=permanent';
comment on column indicator.indicator.stamp is 'class=open; retention=permanent';

comment on table indicator.definition is 'kind=regional; retention=permanent';
comment on column indicator.definition.region_code is 'class=open; retention=permanent';
comment on column indicator.definition.name is 'class=open; retention=permanent';
comment on column indicator.definition.caliber is 'class=open; retention=permanent';
comment on column indicator.definition.publisher is 'class=open; retention=permanent';
comment on column indicator.definition.unit is 'class=open; retention=permanent';
comment on column indicator.definition.direction is 'class=open; retention=permanent';
comment on column indicator.definition.frequency is 'class=open; retention=permanent';
comment on column indicator.definition.aggregation is 'class=open; retention=permanent';
comment on column indicator.definition.price_base is 'class=open; retention=permanent';
comment on column indicator.definition.numerator is 'class=open; retention=permanent';
comment on column indicator.definition.denominator is 'class=open; retention=permanent';
comment on column indicator.definition.formula is 'class=open; retention=permanent';
comment on column indicator.definition.break_from is 'class=open; retention=permanent';
comment on column indicator.definition.reason is 'class=internal; retention=permanent';
comment on column indicator.definition.made_by is 'class=internal; retention=permanent';

comment on table indicator.series is 'kind=regional; retention=permanent';
comment on column indicator.series.region_code is 'class=open; retention=permanent';
comment on column indicator.series.area_code is 'class=open; retention=permanent';
comment on column indicator.series.area_name is 'class=open; retention=permanent';

comment on table indicator.observation is 'kind=regional; retention=permanent';
comment on column indicator.observation.region_code is 'class=open; retention=permanent';
comment on column indicator.observation.period is 'class=open; retention=permanent';
comment on column indicator.observation.head_state is 'class=open; retention=permanent';

comment on table indicator.revision is 'kind=regional; retention=permanent';
comment on column indicator.revision.region_code is 'class=open; retention=permanent';
comment on column indicator.revision.period is 'class=open; retention=permanent';
comment on column indicator.revision.gap is 'class=open; retention=permanent';
comment on column indicator.revision.precision_kind is 'class=open; retention=permanent';
comment on column indicator.revision.quality is 'class=open; retention=permanent';
comment on column indicator.revision.stamp is 'class=open; retention=permanent';
comment on column indicator.revision.entered_text is 'class=internal; retention=permanent';
comment on column indicator.revision.source_document is 'class=open; retention=permanent';
comment on column indicator.revision.source_link is 'class=open; retention=permanent';
comment on column indicator.revision.flags is 'class=open; retention=permanent';
comment on column indicator.revision.explanations is 'class=internal; retention=permanent';
comment on column indicator.revision.correction_reason is 'class=internal; retention=permanent';
comment on column indicator.revision.entered_by is 'class=internal; retention=permanent';

comment on table indicator.revision_act is 'kind=regional; retention=permanent';
comment on column indicator.revision_act.region_code is 'class=open; retention=permanent';
comment on column indicator.revision_act.period is 'class=open; retention=permanent';
comment on column indicator.revision_act.act is 'class=open; retention=permanent';
comment on column indicator.revision_act.state_after is 'class=open; retention=permanent';
comment on column indicator.revision_act.reason is 'class=internal; retention=permanent';
comment on column indicator.revision_act.acted_by is 'class=internal; retention=permanent';

comment on table indicator.peer_set is 'kind=regional; retention=permanent';
comment on column indicator.peer_set.region_code is 'class=open; retention=permanent';
comment on column indicator.peer_set.name is 'class=open; retention=permanent';

comment on table indicator.peer_list is 'kind=regional; retention=permanent';
comment on column indicator.peer_list.region_code is 'class=open; retention=permanent';
comment on column indicator.peer_list.area_codes is 'class=open; retention=permanent';
comment on column indicator.peer_list.area_names is 'class=open; retention=permanent';
comment on column indicator.peer_list.source_document is 'class=open; retention=permanent';
comment on column indicator.peer_list.source_link is 'class=open; retention=permanent';
comment on column indicator.peer_list.made_by is 'class=internal; retention=permanent';

comment on table indicator.clause_link is 'kind=regional; retention=permanent';
comment on column indicator.clause_link.region_code is 'class=open; retention=permanent';
comment on column indicator.clause_link.anchor is 'class=open; retention=permanent';
comment on column indicator.clause_link.record_name is 'class=open; retention=permanent';
comment on column indicator.clause_link.quote is 'class=open; retention=permanent';
comment on column indicator.clause_link.confirmed_by is 'class=internal; retention=permanent';
comment on column indicator.clause_link.ended_by is 'class=internal; retention=permanent';
comment on column indicator.clause_link.ended_reason is 'class=internal; retention=permanent';

create trigger definition_append_only before update or delete on indicator.definition
  for each row execute function kernel.refuse_change();
create trigger definition_not_truncated before truncate on indicator.definition
  for each statement execute function kernel.refuse_change();
create trigger revision_append_only before update or delete on indicator.revision
  for each row execute function kernel.refuse_change();
create trigger revision_not_truncated before truncate on indicator.revision
  for each statement execute function kernel.refuse_change();
create trigger revision_act_append_only before update or delete on indicator.revision_act
  for each row execute function kernel.refuse_change();
create trigger revision_act_not_truncated before truncate on indicator.revision_act
  for each statement execute function kernel.refuse_change();
create trigger peer_list_append_only before update or delete on indicator.peer_list
  for each row execute function kernel.refuse_change();
create trigger peer_list_not_truncated before truncate on indicator.peer_list
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table indicator.indicator enable row level security;
alter table indicator.indicator force row level security;
create policy region_wall on indicator.indicator
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.definition enable row level security;
alter table indicator.definition force row level security;
create policy region_wall on indicator.definition
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.series enable row level security;
alter table indicator.series force row level security;
create policy region_wall on indicator.series
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.observation enable row level security;
alter table indicator.observation force row level security;
create policy region_wall on indicator.observation
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.revision enable row level security;
alter table indicator.revision force row level security;
create policy region_wall on indicator.revision
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.revision_act enable row level security;
alter table indicator.revision_act force row level security;
create policy region_wall on indicator.revision_act
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.peer_set enable row level security;
alter table indicator.peer_set force row level security;
create policy region_wall on indicator.peer_set
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.peer_list enable row level security;
alter table indicator.peer_list force row level security;
create policy region_wall on indicator.peer_list
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table indicator.clause_link enable row level security;
alter table indicator.clause_link force row level security;
create policy region_wall on indicator.clause_link
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update on indicator.indicator, indicator.observation, indicator.clause_link to luoshi_app;
grant select, insert on indicator.series, indicator.definition, indicator.revision, indicator.revision_act, indicator.peer_set, indicator.peer_list to luoshi_app;
