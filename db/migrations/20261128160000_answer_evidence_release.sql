-- What the office shows to the public of an envelope, and when it stops: facts of their own, read by recorded time.
create table answer.evidence_release (
  region_code text collate "C" not null,
  evidence_id uuid not null,
  ordinal     integer not null,
  is_public   boolean not null,
  reason      text not null,
  decided_by  text collate "C" not null,
  decided_at  timestamptz not null,
  constraint evidence_release_pkey primary key (region_code, evidence_id, ordinal),
  constraint evidence_release_of_evidence foreign key (region_code, evidence_id) references kernel.evidence (region_code, evidence_id),
  constraint evidence_release_ordinal_positive check (ordinal > 0),
  constraint evidence_release_reason_given check (reason ~ '\S')
);
comment on table answer.evidence_release is 'kind=regional; retention=permanent';
comment on column answer.evidence_release.region_code is 'class=open; retention=permanent';
comment on column answer.evidence_release.reason is 'class=internal; retention=permanent';
comment on column answer.evidence_release.decided_by is 'class=internal; retention=permanent';

alter table answer.evidence_release enable row level security;
alter table answer.evidence_release force row level security;
create policy region_wall on answer.evidence_release
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on answer.evidence_release to luoshi_app;
