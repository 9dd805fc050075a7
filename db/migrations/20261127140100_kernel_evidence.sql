-- Evidence envelopes: what a source says about clauses. An envelope is never changed; what becomes of it (superseded,
-- withdrawn, challenged) is one more row of its status, so any past moment can be read again (ADR 0019).

create table kernel.evidence (
  region_code    text collate "C" not null,
  evidence_id    uuid not null,
  kind           text collate "C" not null,
  facet          text collate "C" not null,
  voice          text collate "C" not null,
  value          kernel.quantity,
  unit           text collate "C",
  num            kernel.quantity,
  den            kernel.quantity,
  from_on        date not null,
  to_on          date not null,
  valid_until_on date,
  subject        text,
  org_id         uuid,
  source_module  text collate "C" not null,
  source_type    text collate "C" not null,
  source_id      text collate "C" not null,
  source_part    text collate "C" not null,
  source_version integer not null,
  source_hash    text collate "C" not null,
  rule           text collate "C",
  occurred_on    date not null,
  recorded_at    timestamptz not null,
  recorded_by    text collate "C" not null,
  grade          text collate "C" not null,
  stamp          text collate "C" not null,
  supersedes     uuid,
  note           text not null,
  constraint evidence_pkey primary key (region_code, evidence_id),
  constraint evidence_of_evidence foreign key (region_code, supersedes) references kernel.evidence (region_code, evidence_id),
  constraint evidence_source_once unique (region_code, source_module, source_type, source_id, source_part, source_version),
  constraint evidence_id_is_version_7 check (substr(evidence_id::text, 15, 1) = '7'),
  constraint evidence_kind_known check (kind in ('value', 'count', 'case', 'milestone', 'document', 'agreement', 'payment', 'attestation')),
  constraint evidence_facet_known check (facet in ('actual', 'target', 'benchmark', 'peer', 'base', 'member')),
  constraint evidence_voice_known check (voice in ('self', 'signal', 'check')),
  constraint evidence_grade_known check (grade in ('A', 'B', 'C', 'D')),
  constraint evidence_stamp_known check (stamp in ('real', 'demo', 'sim')),
  constraint evidence_period_forward check (from_on <= to_on),
  constraint evidence_ratio_complete check ((num is null) = (den is null)),
  constraint evidence_version_positive check (source_version > 0),
  constraint evidence_hash_form check (source_hash ~ '^[0-9a-f]{64}$')
);
create index evidence_by_supersedes on kernel.evidence (region_code, supersedes);

comment on table kernel.evidence is 'kind=regional; retention=permanent';
comment on column kernel.evidence.region_code is 'class=open; retention=permanent';
comment on column kernel.evidence.kind is 'class=open; retention=permanent';
comment on column kernel.evidence.facet is 'class=open; retention=permanent';
comment on column kernel.evidence.voice is 'class=open; retention=permanent';
comment on column kernel.evidence.unit is 'class=open; retention=permanent';
comment on column kernel.evidence.subject is 'class=internal; retention=permanent';
comment on column kernel.evidence.source_module is 'class=open; retention=permanent';
comment on column kernel.evidence.source_type is 'class=open; retention=permanent';
comment on column kernel.evidence.source_id is 'class=internal; retention=permanent';
comment on column kernel.evidence.source_part is 'class=open; retention=permanent';
comment on column kernel.evidence.source_hash is 'class=open; retention=permanent';
comment on column kernel.evidence.rule is 'class=open; retention=permanent';
comment on column kernel.evidence.recorded_by is 'class=internal; retention=permanent';
comment on column kernel.evidence.grade is 'class=open; retention=permanent';
comment on column kernel.evidence.stamp is 'class=open; retention=permanent';
comment on column kernel.evidence.note is 'class=internal; retention=permanent';

-- An anchor is opaque here; for a clause of a plan it is what `clauseAnchor` of module plan makes.
create table kernel.evidence_anchor (
  region_code text collate "C" not null,
  anchor      text collate "C" not null,
  evidence_id uuid not null,
  constraint evidence_anchor_pkey primary key (region_code, anchor, evidence_id),
  constraint evidence_anchor_of_evidence foreign key (region_code, evidence_id) references kernel.evidence (region_code, evidence_id),
  constraint evidence_anchor_not_empty check (anchor <> '')
);
create index evidence_anchor_by_evidence on kernel.evidence_anchor (region_code, evidence_id);

comment on table kernel.evidence_anchor is 'kind=regional; retention=permanent';
comment on column kernel.evidence_anchor.region_code is 'class=open; retention=permanent';
comment on column kernel.evidence_anchor.anchor is 'class=open; retention=permanent';

create table kernel.evidence_status (
  region_code text collate "C" not null,
  evidence_id uuid not null,
  ordinal     integer not null,
  status      text collate "C" not null,
  reason      text not null,
  recorded_at timestamptz not null,
  recorded_by text collate "C" not null,
  constraint evidence_status_pkey primary key (region_code, evidence_id, ordinal),
  constraint evidence_status_of_evidence foreign key (region_code, evidence_id) references kernel.evidence (region_code, evidence_id),
  constraint evidence_status_known check (status in ('live', 'superseded', 'withdrawn', 'challenged')),
  constraint evidence_status_ordinal_positive check (ordinal > 0),
  constraint evidence_status_reason_given check (ordinal = 1 or reason ~ '\S')
);

comment on table kernel.evidence_status is 'kind=regional; retention=permanent';
comment on column kernel.evidence_status.region_code is 'class=open; retention=permanent';
comment on column kernel.evidence_status.status is 'class=open; retention=permanent';
comment on column kernel.evidence_status.reason is 'class=internal; retention=permanent';
comment on column kernel.evidence_status.recorded_by is 'class=internal; retention=permanent';

-- What official figures may count: live and real, with the anchors it is about.
create view kernel.v_official_evidence with (security_invoker = true) as
  select a.anchor, e.*
  from kernel.evidence e
  join kernel.evidence_anchor a on a.region_code = e.region_code and a.evidence_id = e.evidence_id
  where e.stamp = 'real' and 'live' = (
    select s.status from kernel.evidence_status s
    where s.region_code = e.region_code and s.evidence_id = e.evidence_id
    order by s.ordinal desc limit 1);

create trigger evidence_append_only before update or delete on kernel.evidence
  for each row execute function kernel.refuse_change();
create trigger evidence_not_truncated before truncate on kernel.evidence
  for each statement execute function kernel.refuse_change();
create trigger evidence_anchor_append_only before update or delete on kernel.evidence_anchor
  for each row execute function kernel.refuse_change();
create trigger evidence_anchor_not_truncated before truncate on kernel.evidence_anchor
  for each statement execute function kernel.refuse_change();
create trigger evidence_status_append_only before update or delete on kernel.evidence_status
  for each row execute function kernel.refuse_change();
create trigger evidence_status_not_truncated before truncate on kernel.evidence_status
  for each statement execute function kernel.refuse_change();

-- The backstop of the region wall: no setting, no rows.
alter table kernel.evidence enable row level security;
alter table kernel.evidence force row level security;
create policy region_wall on kernel.evidence
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.evidence_anchor enable row level security;
alter table kernel.evidence_anchor force row level security;
create policy region_wall on kernel.evidence_anchor
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.evidence_status enable row level security;
alter table kernel.evidence_status force row level security;
create policy region_wall on kernel.evidence_status
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert on kernel.evidence, kernel.evidence_anchor, kernel.evidence_status to luoshi_app;
grant select on kernel.v_official_evidence to luoshi_app;
