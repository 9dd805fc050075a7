-- Posts, delegations and hand-overs. A post is the public reason of a grant: who holds which office at which unit, from when to
-- when; appointing writes both, ending ends both. Days include first and last.

create table identity.post (
  region_code    text collate "C" not null,
  post_id        uuid not null,
  user_id        uuid not null,
  org_id         uuid not null,
  role           text collate "C" not null,
  title          text,
  is_acting      boolean not null,
  from_on        date not null,
  to_on          date,
  grant_id       uuid not null,
  document       text,
  reason         text not null,
  succeeds       uuid,
  appointed_by   text collate "C" not null,
  appointed_name text not null,
  appointed_at   timestamptz not null,
  ended_by       text collate "C",
  ended_name     text,
  ended_at       timestamptz,
  ended_reason   text,
  constraint post_pkey primary key (region_code, post_id),
  constraint post_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint post_at_org foreign key (region_code, org_id) references identity.org (region_code, org_id),
  constraint post_gives_grant foreign key (region_code, grant_id) references identity.grant (region_code, grant_id),
  constraint post_succeeds_post foreign key (region_code, succeeds) references identity.post (region_code, post_id),
  constraint post_grant_once unique (region_code, grant_id),
  constraint post_days check (to_on >= from_on),
  constraint post_title_not_empty check (title <> ''),
  constraint post_document_not_empty check (document <> ''),
  constraint post_reason_not_empty check (reason <> ''),
  constraint post_ended_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_name is null) and (ended_at is null) = (ended_reason is null)),
  constraint post_ended_has_last_day check (ended_at is null or to_on is not null)
);
create index post_by_person on identity.post (region_code, user_id, from_on);
create index post_by_org on identity.post (region_code, org_id, role);
create index post_by_predecessor on identity.post (region_code, succeeds);

create table identity.delegation (
  region_code    text collate "C" not null,
  delegation_id  uuid not null,
  from_user      uuid not null,
  to_user        uuid not null,
  cause          text collate "C" not null,
  from_on        date not null,
  to_on          date not null,
  reason         text not null,
  made_by        text collate "C" not null,
  made_name      text not null,
  made_at        timestamptz not null,
  revoked_by     text collate "C",
  revoked_name   text,
  revoked_at     timestamptz,
  revoked_reason text,
  constraint delegation_pkey primary key (region_code, delegation_id),
  constraint delegation_from_person foreign key (region_code, from_user) references identity.person (region_code, user_id),
  constraint delegation_to_person foreign key (region_code, to_user) references identity.person (region_code, user_id),
  constraint delegation_not_to_self check (from_user <> to_user),
  constraint delegation_days check (to_on >= from_on),
  constraint delegation_cause_known check (cause in ('leave', 'illness', 'mission', 'study', 'other')),
  constraint delegation_reason_not_empty check (reason <> ''),
  constraint delegation_revoked_whole check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_name is null) and (revoked_at is null) = (revoked_reason is null))
);
create index delegation_by_giver on identity.delegation (region_code, from_user, from_on);
create index delegation_by_taker on identity.delegation (region_code, to_user, from_on);

create table identity.delegation_grant (
  region_code   text collate "C" not null,
  delegation_id uuid not null,
  grant_id      uuid not null,
  constraint delegation_grant_pkey primary key (region_code, delegation_id, grant_id),
  constraint delegation_grant_of_delegation foreign key (region_code, delegation_id) references identity.delegation (region_code, delegation_id),
  constraint delegation_grant_of_grant foreign key (region_code, grant_id) references identity.grant (region_code, grant_id)
);
create index delegation_grant_by_grant on identity.delegation_grant (region_code, grant_id);

create table identity.handover (
  region_code     text collate "C" not null,
  handover_id     uuid not null,
  post_id         uuid not null,
  outgoing_id     uuid not null,
  incoming_id     uuid not null,
  deputy_id       uuid not null,
  state           text collate "C" not null,
  machine_version integer not null,
  effective_on    date not null,
  reason          text not null,
  document        text,
  successor_post  uuid,
  revision        integer not null,
  created_name    text not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  constraint handover_pkey primary key (region_code, handover_id),
  constraint handover_of_post foreign key (region_code, post_id) references identity.post (region_code, post_id),
  constraint handover_outgoing foreign key (region_code, outgoing_id) references identity.person (region_code, user_id),
  constraint handover_incoming foreign key (region_code, incoming_id) references identity.person (region_code, user_id),
  constraint handover_deputy foreign key (region_code, deputy_id) references identity.person (region_code, user_id),
  constraint handover_successor foreign key (region_code, successor_post) references identity.post (region_code, post_id),
  constraint handover_state_known check (state in ('planned', 'listed', 'half_checked', 'checked', 'outgoing_signed', 'both_signed', 'effective', 'deputised', 'withdrawn')),
  constraint handover_people_differ check (outgoing_id <> incoming_id and outgoing_id <> deputy_id),
  constraint handover_reason_not_empty check (reason <> ''),
  constraint handover_document_not_empty check (document <> ''),
  constraint handover_revision_positive check (revision > 0)
);
create unique index handover_one_open on identity.handover (region_code, post_id) where state not in ('effective', 'deputised', 'withdrawn');
create index handover_by_post on identity.handover (region_code, post_id);
create index handover_by_outgoing on identity.handover (region_code, outgoing_id);
create index handover_by_incoming on identity.handover (region_code, incoming_id);
create index handover_by_deputy on identity.handover (region_code, deputy_id);
create index handover_by_successor on identity.handover (region_code, successor_post);
create index handover_by_day on identity.handover (region_code, state, effective_on);

-- Entries of the sheet: written when the duty is found, never taken off.
create table identity.handover_item (
  region_code text collate "C" not null,
  handover_id uuid not null,
  source      text collate "C" not null,
  duty_id     text collate "C" not null,
  ordinal     integer not null,
  kind        text not null,
  title       text not null,
  due_on      date,
  href        text,
  listed_at   timestamptz not null,
  constraint handover_item_pkey primary key (region_code, handover_id, source, duty_id),
  constraint handover_item_of_handover foreign key (region_code, handover_id) references identity.handover (region_code, handover_id),
  constraint handover_item_ordinal_once unique (region_code, handover_id, ordinal),
  constraint handover_item_title_not_empty check (title <> '' and kind <> '')
);

create table identity.handover_note (
  region_code text collate "C" not null,
  note_id     uuid not null,
  handover_id uuid not null,
  ordinal     integer,
  body        text not null,
  author_id   uuid,
  author_name text not null,
  noted_at    timestamptz not null,
  constraint handover_note_pkey primary key (region_code, note_id),
  constraint handover_note_of_handover foreign key (region_code, handover_id) references identity.handover (region_code, handover_id),
  constraint handover_note_not_empty check (body <> '' and author_name <> '')
);
create index handover_note_by_handover on identity.handover_note (region_code, handover_id, note_id);

create table identity.handover_step (
  region_code     text collate "C" not null,
  step_id         uuid not null,
  handover_id     uuid not null,
  action          text collate "C" not null,
  from_state      text collate "C",
  to_state        text collate "C" not null,
  machine_version integer not null,
  actor           text collate "C" not null,
  actor_name      text not null,
  on_behalf_name  text,
  note            text,
  sheet_sha256    text collate "C",
  happened_at     timestamptz not null,
  constraint handover_step_pkey primary key (region_code, step_id),
  constraint handover_step_of_handover foreign key (region_code, handover_id) references identity.handover (region_code, handover_id),
  constraint handover_step_actor_not_empty check (actor <> '' and actor_name <> ''),
  constraint handover_step_sha256_form check (sheet_sha256 ~ '^[0-9a-f]{64}$')
);
create index handover_step_by_handover on identity.handover_step (region_code, handover_id, step_id);

comment on table identity.post is 'kind=regional; retention=permanent';
comment on column identity.post.region_code is 'class=open; retention=permanent';
comment on column identity.post.role is 'class=internal; retention=permanent';
comment on column identity.post.title is 'class=internal; retention=permanent';
comment on column identity.post.document is 'class=internal; retention=permanent';
comment on column identity.post.reason is 'class=internal; retention=permanent';
comment on column identity.post.appointed_by is 'class=internal; retention=permanent';
comment on column identity.post.appointed_name is 'class=personal; retention=permanent';
comment on column identity.post.ended_by is 'class=internal; retention=permanent';
comment on column identity.post.ended_name is 'class=personal; retention=permanent';
comment on column identity.post.ended_reason is 'class=internal; retention=permanent';
comment on table identity.delegation is 'kind=regional; retention=permanent';
comment on column identity.delegation.region_code is 'class=open; retention=permanent';
comment on column identity.delegation.cause is 'class=personal; retention=permanent';
comment on column identity.delegation.reason is 'class=personal; retention=permanent';
comment on column identity.delegation.made_by is 'class=internal; retention=permanent';
comment on column identity.delegation.made_name is 'class=personal; retention=permanent';
comment on column identity.delegation.revoked_by is 'class=internal; retention=permanent';
comment on column identity.delegation.revoked_name is 'class=personal; retention=permanent';
comment on column identity.delegation.revoked_reason is 'class=personal; retention=permanent';
comment on table identity.delegation_grant is 'kind=regional; retention=permanent';
comment on column identity.delegation_grant.region_code is 'class=open; retention=permanent';
comment on table identity.handover is 'kind=regional; retention=permanent';
comment on column identity.handover.region_code is 'class=open; retention=permanent';
comment on column identity.handover.state is 'class=internal; retention=permanent';
comment on column identity.handover.reason is 'class=internal; retention=permanent';
comment on column identity.handover.document is 'class=internal; retention=permanent';
comment on column identity.handover.created_name is 'class=personal; retention=permanent';
comment on table identity.handover_item is 'kind=regional; retention=permanent';
comment on column identity.handover_item.region_code is 'class=open; retention=permanent';
comment on column identity.handover_item.source is 'class=internal; retention=permanent';
comment on column identity.handover_item.duty_id is 'class=internal; retention=permanent';
comment on column identity.handover_item.kind is 'class=internal; retention=permanent';
comment on column identity.handover_item.title is 'class=internal; retention=permanent';
comment on column identity.handover_item.href is 'class=internal; retention=permanent';
comment on table identity.handover_note is 'kind=regional; retention=permanent';
comment on column identity.handover_note.region_code is 'class=open; retention=permanent';
comment on column identity.handover_note.body is 'class=internal; retention=permanent';
comment on column identity.handover_note.author_name is 'class=personal; retention=permanent';
comment on table identity.handover_step is 'kind=regional; retention=permanent';
comment on column identity.handover_step.region_code is 'class=open; retention=permanent';
comment on column identity.handover_step.action is 'class=internal; retention=permanent';
comment on column identity.handover_step.from_state is 'class=internal; retention=permanent';
comment on column identity.handover_step.to_state is 'class=internal; retention=permanent';
comment on column identity.handover_step.actor is 'class=internal; retention=permanent';
comment on column identity.handover_step.actor_name is 'class=personal; retention=permanent';
comment on column identity.handover_step.on_behalf_name is 'class=personal; retention=permanent';
comment on column identity.handover_step.note is 'class=internal; retention=permanent';
comment on column identity.handover_step.sheet_sha256 is 'class=internal; retention=permanent';

create trigger handover_item_append_only before update or delete on identity.handover_item
  for each row execute function kernel.refuse_change();
create trigger handover_item_not_truncated before truncate on identity.handover_item
  for each statement execute function kernel.refuse_change();
create trigger handover_note_append_only before update or delete on identity.handover_note
  for each row execute function kernel.refuse_change();
create trigger handover_note_not_truncated before truncate on identity.handover_note
  for each statement execute function kernel.refuse_change();
create trigger handover_step_append_only before update or delete on identity.handover_step
  for each row execute function kernel.refuse_change();
create trigger handover_step_not_truncated before truncate on identity.handover_step
  for each statement execute function kernel.refuse_change();
create trigger delegation_grant_append_only before update or delete on identity.delegation_grant
  for each row execute function kernel.refuse_change();
create trigger delegation_grant_not_truncated before truncate on identity.delegation_grant
  for each statement execute function kernel.refuse_change();

alter table identity.post enable row level security;
alter table identity.post force row level security;
create policy region_wall on identity.post
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.delegation enable row level security;
alter table identity.delegation force row level security;
create policy region_wall on identity.delegation
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.delegation_grant enable row level security;
alter table identity.delegation_grant force row level security;
create policy region_wall on identity.delegation_grant
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.handover enable row level security;
alter table identity.handover force row level security;
create policy region_wall on identity.handover
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.handover_item enable row level security;
alter table identity.handover_item force row level security;
create policy region_wall on identity.handover_item
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.handover_note enable row level security;
alter table identity.handover_note force row level security;
create policy region_wall on identity.handover_note
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.handover_step enable row level security;
alter table identity.handover_step force row level security;
create policy region_wall on identity.handover_step
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update on identity.post, identity.delegation, identity.handover to luoshi_app;
grant select, insert on identity.delegation_grant, identity.handover_item, identity.handover_note, identity.handover_step to luoshi_app;
