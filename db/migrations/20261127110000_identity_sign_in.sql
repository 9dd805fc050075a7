-- How people prove who they are: passwords (hashes only), login sessions (hash of the cookie only), second factors,
-- recovery by two administrators, first set-up, sign-in through a provider. Persons themselves are in identity.person.

create table identity.credential (
  region_code   text collate "C" not null,
  user_id       uuid not null,
  password_hash text not null,
  set_at        timestamptz not null,
  must_change   boolean not null,
  constraint credential_pkey primary key (region_code, user_id),
  constraint credential_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint credential_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint credential_is_phc check (password_hash ~ '^[$]argon2id[$]')
);

comment on table identity.credential is 'kind=regional; retention=employment + 5 years';
comment on column identity.credential.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.credential.password_hash is 'class=personal; retention=employment + 5 years';

create table identity.former_password (
  region_code   text collate "C" not null,
  user_id       uuid not null,
  set_at        timestamptz not null,
  password_hash text not null,
  constraint former_password_pkey primary key (region_code, user_id, set_at),
  constraint former_password_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint former_password_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id)
);

comment on table identity.former_password is 'kind=regional; retention=employment + 5 years';
comment on column identity.former_password.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.former_password.password_hash is 'class=personal; retention=employment + 5 years';

create table identity.sign_in_attempt (
  region_code  text collate "C" not null,
  attempt_id   uuid not null,
  account_key  bytea,
  user_id      uuid,
  address      text collate "C" not null,
  method       text collate "C" not null,
  outcome      text collate "C" not null,
  attempted_at timestamptz not null,
  constraint sign_in_attempt_pkey primary key (region_code, attempt_id),
  constraint sign_in_attempt_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint sign_in_attempt_key_length check (octet_length(account_key) = 32),
  constraint sign_in_attempt_outcome_known check (outcome in ('failed', 'succeeded')),
  constraint sign_in_attempt_method_known check (method in ('password', 'totp', 'passkey', 'recovery', 'setup', 'oidc', 'demo'))
);
create index sign_in_attempt_by_account on identity.sign_in_attempt (region_code, account_key, attempted_at);
create index sign_in_attempt_by_address on identity.sign_in_attempt (region_code, address, attempted_at);
create index sign_in_attempt_by_person on identity.sign_in_attempt (region_code, user_id, attempt_id);

comment on table identity.sign_in_attempt is 'kind=regional; retention=12 months';
comment on column identity.sign_in_attempt.region_code is 'class=open; retention=12 months';
comment on column identity.sign_in_attempt.address is 'class=personal; retention=12 months';
comment on column identity.sign_in_attempt.method is 'class=internal; retention=12 months';
comment on column identity.sign_in_attempt.outcome is 'class=internal; retention=12 months';

create table identity.session (
  region_code      text collate "C" not null,
  session_id       uuid not null,
  user_id          uuid not null,
  token_hash       bytea not null,
  method           text collate "C" not null,
  address          text collate "C" not null,
  agent            text not null,
  created_at       timestamptz not null,
  seen_at          timestamptz not null,
  idle_seconds     integer not null,
  ends_at          timestamptz not null,
  second_factor    text collate "C",
  second_factor_at timestamptz,
  ended_at         timestamptz,
  ended_reason     text collate "C",
  constraint session_pkey primary key (region_code, session_id),
  constraint session_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint session_token_once unique (region_code, token_hash),
  constraint session_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint session_token_length check (octet_length(token_hash) = 32),
  constraint session_method_known check (method in ('password', 'passkey', 'oidc', 'demo')),
  constraint session_second_factor_known check (second_factor in ('totp', 'passkey', 'provider', 'demo')),
  constraint session_second_factor_whole check ((second_factor is null) = (second_factor_at is null)),
  constraint session_ended_whole check ((ended_at is null) = (ended_reason is null)),
  constraint session_idle_positive check (idle_seconds > 0),
  constraint session_ends_after_start check (ends_at > created_at)
);
create index session_by_person on identity.session (region_code, user_id, session_id);

comment on table identity.session is 'kind=regional; retention=12 months';
comment on column identity.session.region_code is 'class=open; retention=12 months';
comment on column identity.session.method is 'class=internal; retention=12 months';
comment on column identity.session.address is 'class=personal; retention=12 months';
comment on column identity.session.agent is 'class=personal; retention=12 months';
comment on column identity.session.second_factor is 'class=internal; retention=12 months';
comment on column identity.session.ended_reason is 'class=internal; retention=12 months';

create table identity.totp (
  region_code  text collate "C" not null,
  user_id      uuid not null,
  sealed_seed  text not null,
  last_step    bigint,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  constraint totp_pkey primary key (region_code, user_id),
  constraint totp_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint totp_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id)
);

comment on table identity.totp is 'kind=regional; retention=employment + 5 years';
comment on column identity.totp.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.totp.sealed_seed is 'class=personal; retention=employment + 5 years';

create table identity.passkey (
  region_code   text collate "C" not null,
  passkey_id    uuid not null,
  user_id       uuid not null,
  credential_id text collate "C" not null,
  public_key    bytea not null,
  sign_count    bigint not null,
  transports    text[] not null,
  label         text not null,
  created_at    timestamptz not null,
  used_at       timestamptz,
  removed_at    timestamptz,
  constraint passkey_pkey primary key (region_code, passkey_id),
  constraint passkey_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint passkey_credential_once unique (region_code, credential_id),
  constraint passkey_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint passkey_label_not_empty check (label <> ''),
  constraint passkey_count_not_negative check (sign_count >= 0)
);
create index passkey_by_person on identity.passkey (region_code, user_id);

comment on table identity.passkey is 'kind=regional; retention=employment + 5 years';
comment on column identity.passkey.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.passkey.credential_id is 'class=personal; retention=employment + 5 years';
comment on column identity.passkey.label is 'class=personal; retention=employment + 5 years';

create table identity.challenge (
  region_code  text collate "C" not null,
  challenge_id uuid not null,
  user_id      uuid,
  purpose      text collate "C" not null,
  challenge    text collate "C" not null,
  created_at   timestamptz not null,
  ends_at      timestamptz not null,
  used_at      timestamptz,
  constraint challenge_pkey primary key (region_code, challenge_id),
  constraint challenge_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint challenge_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint challenge_purpose_known check (purpose in ('enrol', 'factor', 'sign_in'))
);
create index challenge_by_person on identity.challenge (region_code, user_id);

comment on table identity.challenge is 'kind=regional; retention=10 days';
comment on column identity.challenge.region_code is 'class=open; retention=10 days';
comment on column identity.challenge.purpose is 'class=internal; retention=10 days';
comment on column identity.challenge.challenge is 'class=internal; retention=10 days';

create table identity.recovery (
  region_code  text collate "C" not null,
  recovery_id  uuid not null,
  user_id      uuid not null,
  reason       text not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  decision     text collate "C",
  code_hash    bytea,
  code_ends_at timestamptz,
  used_at      timestamptz,
  constraint recovery_pkey primary key (region_code, recovery_id),
  constraint recovery_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint recovery_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint recovery_requested_by_person foreign key (region_code, requested_by) references identity.person (region_code, user_id),
  constraint recovery_decided_by_person foreign key (region_code, decided_by) references identity.person (region_code, user_id),
  constraint recovery_by_two check (decided_by <> requested_by or decision <> 'approved'),
  constraint recovery_not_for_oneself check (requested_by <> user_id and (decided_by <> user_id)),
  constraint recovery_decision_known check (decision in ('approved', 'refused')),
  constraint recovery_decided_whole check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (decision is null)),
  constraint recovery_code_only_approved check ((code_hash is not null) = (decision is not null and decision = 'approved') and (code_hash is null) = (code_ends_at is null)),
  constraint recovery_reason_not_empty check (reason <> '')
);
create index recovery_by_person on identity.recovery (region_code, user_id, recovery_id);
create index recovery_by_requester on identity.recovery (region_code, requested_by);
create index recovery_by_decider on identity.recovery (region_code, decided_by);
create unique index recovery_code_once on identity.recovery (region_code, code_hash) where code_hash is not null;

comment on table identity.recovery is 'kind=regional; retention=employment + 5 years';
comment on column identity.recovery.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.recovery.reason is 'class=internal; retention=employment + 5 years';
comment on column identity.recovery.decision is 'class=internal; retention=employment + 5 years';

create table identity.setup_code (
  region_code text collate "C" not null,
  setup_id    uuid not null,
  code_hash   bytea not null,
  issued_at   timestamptz not null,
  ends_at     timestamptz not null,
  used_at     timestamptz,
  constraint setup_code_pkey primary key (region_code, setup_id),
  constraint setup_code_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint setup_code_length check (octet_length(code_hash) = 32)
);
create unique index setup_once on identity.setup_code (region_code) where used_at is not null;

comment on table identity.setup_code is 'kind=regional; retention=permanent';
comment on column identity.setup_code.region_code is 'class=open; retention=permanent';

create table identity.oidc_attempt (
  region_code   text collate "C" not null,
  attempt_id    uuid not null,
  token_hash    bytea not null,
  user_id       uuid,
  provider      text collate "C" not null,
  sealed_checks text not null,
  return_path   text not null,
  created_at    timestamptz not null,
  ends_at       timestamptz not null,
  used_at       timestamptz,
  constraint oidc_attempt_pkey primary key (region_code, attempt_id),
  constraint oidc_attempt_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint oidc_attempt_token_once unique (region_code, token_hash),
  constraint oidc_attempt_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id)
);
create index oidc_attempt_by_person on identity.oidc_attempt (region_code, user_id);

comment on table identity.oidc_attempt is 'kind=regional; retention=10 days';
comment on column identity.oidc_attempt.region_code is 'class=open; retention=10 days';
comment on column identity.oidc_attempt.provider is 'class=internal; retention=10 days';
comment on column identity.oidc_attempt.sealed_checks is 'class=internal; retention=10 days';
comment on column identity.oidc_attempt.return_path is 'class=internal; retention=10 days';

create table identity.oidc_link (
  region_code text collate "C" not null,
  issuer      text collate "C" not null,
  subject     text collate "C" not null,
  user_id     uuid not null,
  loa         text collate "C",
  holder_kind text collate "C" not null,
  org_code    text collate "C",
  linked_at   timestamptz not null,
  linked_by   text collate "C" not null,
  constraint oidc_link_pkey primary key (region_code, issuer, subject),
  constraint oidc_link_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint oidc_link_of_person foreign key (region_code, user_id) references identity.person (region_code, user_id),
  constraint oidc_link_kind_known check (holder_kind in ('natural', 'legal')),
  constraint oidc_link_names_somebody check (issuer <> '' and subject <> '')
);
create index oidc_link_by_person on identity.oidc_link (region_code, user_id);

comment on table identity.oidc_link is 'kind=regional; retention=employment + 5 years';
comment on column identity.oidc_link.region_code is 'class=open; retention=employment + 5 years';
comment on column identity.oidc_link.issuer is 'class=internal; retention=employment + 5 years';
comment on column identity.oidc_link.subject is 'class=personal; retention=employment + 5 years';
comment on column identity.oidc_link.loa is 'class=internal; retention=employment + 5 years';
comment on column identity.oidc_link.holder_kind is 'class=internal; retention=employment + 5 years';
comment on column identity.oidc_link.org_code is 'class=internal; retention=employment + 5 years';
comment on column identity.oidc_link.linked_by is 'class=internal; retention=employment + 5 years';

alter table identity.credential enable row level security;
alter table identity.credential force row level security;
create policy region_wall on identity.credential
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.former_password enable row level security;
alter table identity.former_password force row level security;
create policy region_wall on identity.former_password
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.sign_in_attempt enable row level security;
alter table identity.sign_in_attempt force row level security;
create policy region_wall on identity.sign_in_attempt
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.session enable row level security;
alter table identity.session force row level security;
create policy region_wall on identity.session
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.totp enable row level security;
alter table identity.totp force row level security;
create policy region_wall on identity.totp
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
create policy region_wall on identity.passkey
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.challenge enable row level security;
alter table identity.challenge force row level security;
create policy region_wall on identity.challenge
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.recovery enable row level security;
alter table identity.recovery force row level security;
create policy region_wall on identity.recovery
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.setup_code enable row level security;
alter table identity.setup_code force row level security;
create policy region_wall on identity.setup_code
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.oidc_attempt enable row level security;
alter table identity.oidc_attempt force row level security;
create policy region_wall on identity.oidc_attempt
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.oidc_link enable row level security;
alter table identity.oidc_link force row level security;
create policy region_wall on identity.oidc_link
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update, delete on identity.credential to luoshi_app;
grant select, insert, delete on identity.former_password to luoshi_app;
grant select, insert, update, delete on identity.sign_in_attempt to luoshi_app;
grant select, insert, update, delete on identity.session to luoshi_app;
grant select, insert, update, delete on identity.totp to luoshi_app;
grant select, insert, update on identity.passkey to luoshi_app;
grant select, insert, update, delete on identity.challenge to luoshi_app;
grant select, insert, update on identity.recovery to luoshi_app;
grant select, insert, update on identity.setup_code to luoshi_app;
grant select, insert, update, delete on identity.oidc_attempt to luoshi_app;
grant select, insert, delete on identity.oidc_link to luoshi_app;
