-- Replies kept for a day, so that a client that got no answer may send the same request again (bad input I1, I2).
-- The key belongs to its actor: nobody reads another person's reply by guessing it.

create table kernel.kept_reply (
  region_code text collate "C" not null,
  actor       text collate "C" not null,
  key         text collate "C" not null,
  request_sha256 bytea not null,
  reply       text not null,
  kept_at     timestamptz not null,
  constraint kept_reply_pkey primary key (region_code, actor, key),
  constraint kept_reply_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint kept_reply_actor_not_empty check (actor <> ''),
  constraint kept_reply_key_form check (key ~ '^[!-~]{1,200}$'),
  constraint kept_reply_sha256_length check (octet_length(request_sha256) = 32)
);
create index kept_reply_by_age on kernel.kept_reply (region_code, kept_at);

comment on table kernel.kept_reply is 'kind=regional; retention=1 day';
comment on column kernel.kept_reply.region_code is 'class=open; retention=1 day';
comment on column kernel.kept_reply.actor is 'class=internal; retention=1 day';
comment on column kernel.kept_reply.key is 'class=internal; retention=1 day';
comment on column kernel.kept_reply.reply is 'class=personal; retention=1 day';

alter table kernel.kept_reply enable row level security;
alter table kernel.kept_reply force row level security;
create policy region_wall on kernel.kept_reply
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, delete on kernel.kept_reply to luoshi_app;
