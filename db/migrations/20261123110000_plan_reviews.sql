-- What people say about machine records: append-only, per version. Machine data is never touched; the review of a
-- field with the highest ordinal counts, all earlier ones stay readable.

create table plan.review (
  region_code  text collate "C" not null,
  review_id    uuid not null,
  version_id   uuid not null,
  ordinal      integer not null,
  record_id    text collate "C" not null,
  field        text collate "C",
  verdict      text collate "C" not null,
  from_value   text not null,
  to_value     text,
  note         text not null,
  quote        text not null,
  quote_before text not null,
  quote_after  text not null,
  quote_start  integer not null,
  carried_from uuid,
  reviewed_by  text collate "C" not null,
  reviewed_at  timestamptz not null,
  constraint review_pkey primary key (region_code, review_id),
  constraint review_of_version foreign key (region_code, version_id) references plan.version (region_code, version_id),
  constraint review_of_review foreign key (region_code, carried_from) references plan.review (region_code, review_id),
  constraint review_ordinal_once unique (region_code, version_id, ordinal),
  constraint review_ordinal_positive check (ordinal > 0),
  constraint review_record_id_not_empty check (record_id <> ''),
  constraint review_field_not_empty check (field <> ''),
  constraint review_verdict_known check (verdict in ('accepted', 'edited', 'rejected')),
  constraint review_value_when_edited check ((verdict = 'edited') = (to_value is not null)),
  constraint review_value_changed check (to_value <> from_value),
  constraint review_note_given check (verdict = 'accepted' or note ~ '\S'),
  constraint review_quote_start_not_negative check (quote_start >= 0)
);
create index review_by_record on plan.review (region_code, version_id, record_id, field, ordinal);
create index review_by_origin on plan.review (region_code, carried_from);

comment on table plan.review is 'kind=regional; retention=permanent';
comment on column plan.review.region_code is 'class=open; retention=permanent';
comment on column plan.review.record_id is 'class=open; retention=permanent';
comment on column plan.review.field is 'class=open; retention=permanent';
comment on column plan.review.verdict is 'class=open; retention=permanent';
comment on column plan.review.from_value is 'class=open; retention=permanent';
comment on column plan.review.to_value is 'class=open; retention=permanent';
comment on column plan.review.note is 'class=internal; retention=permanent';
comment on column plan.review.quote is 'class=open; retention=permanent';
comment on column plan.review.quote_before is 'class=open; retention=permanent';
comment on column plan.review.quote_after is 'class=open; retention=permanent';
comment on column plan.review.reviewed_by is 'class=internal; retention=permanent';

-- What became of a review of the version before when this version was imported. A carried one also has a row in
-- plan.review; a conflict waits for a person.
create table plan.review_merge (
  region_code   text collate "C" not null,
  version_id    uuid not null,
  review_id     uuid not null,
  outcome       text collate "C" not null,
  record_id     text collate "C",
  machine_value text,
  constraint review_merge_pkey primary key (region_code, version_id, review_id),
  constraint review_merge_of_version foreign key (region_code, version_id) references plan.version (region_code, version_id),
  constraint review_merge_of_review foreign key (region_code, review_id) references plan.review (region_code, review_id),
  constraint review_merge_outcome_known check (outcome in ('carried', 'conflict', 'stale')),
  constraint review_merge_record_known check (outcome = 'stale' or (record_id is not null and machine_value is not null))
);
create index review_merge_by_review on plan.review_merge (region_code, review_id);

comment on table plan.review_merge is 'kind=regional; retention=permanent';
comment on column plan.review_merge.region_code is 'class=open; retention=permanent';
comment on column plan.review_merge.outcome is 'class=open; retention=permanent';
comment on column plan.review_merge.record_id is 'class=open; retention=permanent';
comment on column plan.review_merge.machine_value is 'class=open; retention=permanent';

create trigger review_append_only before update or delete on plan.review
  for each row execute function kernel.refuse_change();
create trigger review_not_truncated before truncate on plan.review
  for each statement execute function kernel.refuse_change();
create trigger review_merge_append_only before update or delete on plan.review_merge
  for each row execute function kernel.refuse_change();
create trigger review_merge_not_truncated before truncate on plan.review_merge
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table plan.review enable row level security;
alter table plan.review force row level security;
create policy region_wall on plan.review
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table plan.review_merge enable row level security;
alter table plan.review_merge force row level security;
create policy region_wall on plan.review_merge
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on plan.review, plan.review_merge to luoshi_app;
