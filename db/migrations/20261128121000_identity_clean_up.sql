-- What the nightly clean-up of sign-in needs: indexes by time, and codes that can be forgotten while the record of their use stays.
create index sign_in_attempt_by_moment on identity.sign_in_attempt (region_code, attempted_at);
create index session_by_end on identity.session (region_code, ends_at);
create index challenge_by_end on identity.challenge (region_code, ends_at);
create index oidc_attempt_by_end on identity.oidc_attempt (region_code, ends_at);

alter table identity.recovery
  drop constraint recovery_code_only_approved,
  add constraint recovery_code_only_approved check (code_hash is null or coalesce(decision = 'approved', false)),
  add constraint recovery_code_has_end check (code_hash is null or code_ends_at is not null);
alter table identity.setup_code
  alter column code_hash drop not null,
  add constraint setup_code_unused_has_code check (used_at is not null or code_hash is not null);
grant delete on identity.setup_code to luoshi_app;

comment on table identity.session is 'kind=regional; retention=30 days';
comment on column identity.session.region_code is 'class=open; retention=30 days';
comment on column identity.session.method is 'class=internal; retention=30 days';
comment on column identity.session.address is 'class=personal; retention=30 days';
comment on column identity.session.agent is 'class=personal; retention=30 days';
comment on column identity.session.second_factor is 'class=internal; retention=30 days';
comment on column identity.session.ended_reason is 'class=internal; retention=30 days';

-- From what kind of network a visitor acted; nothing else is known of them, and no address is kept (module README, audit).
alter table identity.audit
  add column network text collate "C",
  add constraint audit_network_known check (network in ('machine', 'private', 'public')),
  add constraint audit_network_of_visitors check (network is null or actor = 'visitor');
comment on column identity.audit.network is 'class=internal; retention=3 years';
