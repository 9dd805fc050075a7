-- Notices: inbox rows written in the transaction of what they tell, and deliveries through channels. A reminder is tied to a
-- debt: one per person, debt and stage while the debt is open; settling the debt settles the notices and stops deliveries.

create table kernel.notice (
  region_code  text collate "C" not null,
  notice_id    uuid not null,
  user_id      uuid not null,
  kind         text collate "C" not null,
  title        text not null,
  body         text not null,
  link         text,
  subject_type text collate "C" not null,
  subject_id   text collate "C" not null,
  urgency      text collate "C" not null,
  debt_key     text collate "C",
  debt_stage   text collate "C",
  created_at   timestamptz not null,
  read_at      timestamptz,
  settled_at   timestamptz,
  digested_at  timestamptz,
  constraint notice_pkey primary key (region_code, notice_id),
  constraint notice_kind_form check (kind ~ '^[a-z][a-z-]*[.][a-z][a-z0-9-]*$'),
  constraint notice_title_given check (title ~ '\S'),
  constraint notice_link_inside check (link ~ '^/'),
  constraint notice_urgency_known check (urgency in ('digest', 'prompt')),
  constraint notice_debt_whole check ((debt_key is null) = (debt_stage is null))
);
create unique index notice_once_per_debt on kernel.notice (region_code, user_id, debt_key, debt_stage) where debt_key is not null and settled_at is null;
create index notice_by_user on kernel.notice (region_code, user_id, notice_id);
create index notice_by_debt on kernel.notice (region_code, debt_key) where debt_key is not null and settled_at is null;
create index notice_to_digest on kernel.notice (region_code, user_id) where digested_at is null and settled_at is null and read_at is null;

create table kernel.delivery (
  region_code text collate "C" not null,
  delivery_id uuid not null,
  channel     text collate "C" not null,
  user_id     uuid,
  target      text not null,
  title       text not null,
  body        text not null,
  debt_key    text collate "C",
  state       text collate "C" not null,
  attempts    integer not null,
  next_at     timestamptz not null,
  last_error  text,
  created_at  timestamptz not null,
  sent_at     timestamptz,
  constraint delivery_pkey primary key (region_code, delivery_id),
  constraint delivery_channel_known check (channel in ('email', 'wecom', 'dingtalk')),
  constraint delivery_state_known check (state in ('queued', 'sent', 'failed', 'cancelled')),
  constraint delivery_attempts_not_negative check (attempts >= 0)
);
create index delivery_due on kernel.delivery (region_code, next_at) where state = 'queued';
create index delivery_by_debt on kernel.delivery (region_code, debt_key) where state = 'queued';

create table kernel.notice_preference (
  region_code text collate "C" not null,
  user_id     uuid not null,
  channel     text collate "C" not null,
  address     text not null,
  mode        text collate "C" not null,
  changed_at  timestamptz not null,
  constraint notice_preference_pkey primary key (region_code, user_id, channel),
  constraint notice_preference_channel_known check (channel in ('email')),
  constraint notice_preference_mode_known check (mode in ('all', 'prompt', 'off'))
);

comment on table kernel.notice is 'kind=regional; retention=2 years after settled';
comment on column kernel.notice.region_code is 'class=open; retention=2 years after settled';
comment on column kernel.notice.kind is 'class=open; retention=2 years after settled';
comment on column kernel.notice.title is 'class=internal; retention=2 years after settled';
comment on column kernel.notice.body is 'class=internal; retention=2 years after settled';
comment on column kernel.notice.link is 'class=internal; retention=2 years after settled';
comment on column kernel.notice.subject_type is 'class=open; retention=2 years after settled';
comment on column kernel.notice.subject_id is 'class=internal; retention=2 years after settled';
comment on column kernel.notice.urgency is 'class=open; retention=2 years after settled';
comment on column kernel.notice.debt_key is 'class=internal; retention=2 years after settled';
comment on column kernel.notice.debt_stage is 'class=internal; retention=2 years after settled';
comment on table kernel.delivery is 'kind=regional; retention=1 year after sent';
comment on column kernel.delivery.region_code is 'class=open; retention=1 year after sent';
comment on column kernel.delivery.channel is 'class=open; retention=1 year after sent';
comment on column kernel.delivery.target is 'class=personal; retention=1 year after sent';
comment on column kernel.delivery.title is 'class=internal; retention=1 year after sent';
comment on column kernel.delivery.body is 'class=internal; retention=1 year after sent';
comment on column kernel.delivery.debt_key is 'class=internal; retention=1 year after sent';
comment on column kernel.delivery.state is 'class=open; retention=1 year after sent';
comment on column kernel.delivery.last_error is 'class=internal; retention=1 year after sent';
comment on table kernel.notice_preference is 'kind=regional; retention=while the person has an account';
comment on column kernel.notice_preference.region_code is 'class=open; retention=while the person has an account';
comment on column kernel.notice_preference.channel is 'class=open; retention=while the person has an account';
comment on column kernel.notice_preference.address is 'class=personal; retention=while the person has an account';
comment on column kernel.notice_preference.mode is 'class=internal; retention=while the person has an account';

alter table kernel.notice enable row level security;
alter table kernel.notice force row level security;
create policy region_wall on kernel.notice
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.delivery enable row level security;
alter table kernel.delivery force row level security;
create policy region_wall on kernel.delivery
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table kernel.notice_preference enable row level security;
alter table kernel.notice_preference force row level security;
create policy region_wall on kernel.notice_preference
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, update on kernel.notice, kernel.delivery, kernel.notice_preference to luoshi_app;
