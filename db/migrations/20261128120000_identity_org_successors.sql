-- Where units went, as rows (ADR 0036): the fold of the facts writes them with the versions, so that a right at a unit reaches what the
-- units merged into it still owe, in plain SQL. And which rights moved with a merge or split, so that a correction can take them back.

create table identity.org_link (
  region_code  text collate "C" not null,
  change_id    uuid not null,
  from_id      uuid not null,
  to_id        uuid not null,
  act          text collate "C" not null,
  effective_on date not null,
  inherits     boolean not null,
  constraint org_link_pkey primary key (region_code, change_id, from_id, to_id),
  constraint org_link_of_change foreign key (region_code, change_id) references identity.org_change (region_code, change_id),
  constraint org_link_from_org foreign key (region_code, from_id) references identity.org (region_code, org_id),
  constraint org_link_to_org foreign key (region_code, to_id) references identity.org (region_code, org_id),
  constraint org_link_act_known check (act in ('merge', 'split')),
  constraint org_link_not_to_itself check (from_id <> to_id)
);
create index org_link_by_successor on identity.org_link (region_code, to_id);
create index org_link_by_predecessor on identity.org_link (region_code, from_id);
comment on table identity.org_link is 'kind=regional; retention=permanent';
comment on column identity.org_link.region_code is 'class=open; retention=permanent';
comment on column identity.org_link.act is 'class=open; retention=permanent';

create table identity.org_move (
  region_code  text collate "C" not null,
  change_id    uuid not null,
  grant_id     uuid not null,
  new_grant_id uuid,
  from_id      uuid not null,
  to_id        uuid not null,
  first_on     date not null,
  last_on      date,
  constraint org_move_pkey primary key (region_code, change_id, grant_id),
  constraint org_move_of_change foreign key (region_code, change_id) references identity.org_change (region_code, change_id),
  constraint org_move_of_grant foreign key (region_code, grant_id) references identity.grant (region_code, grant_id),
  constraint org_move_to_grant foreign key (region_code, new_grant_id) references identity.grant (region_code, grant_id),
  constraint org_move_from_org foreign key (region_code, from_id) references identity.org (region_code, org_id),
  constraint org_move_to_org foreign key (region_code, to_id) references identity.org (region_code, org_id),
  constraint org_move_days check (last_on >= first_on)
);
create index org_move_by_grant on identity.org_move (region_code, grant_id);
create index org_move_by_new_grant on identity.org_move (region_code, new_grant_id);
create index org_move_by_from on identity.org_move (region_code, from_id);
create index org_move_by_to on identity.org_move (region_code, to_id);
comment on table identity.org_move is 'kind=regional; retention=permanent';
comment on column identity.org_move.region_code is 'class=open; retention=permanent';
create trigger org_move_append_only before update or delete on identity.org_move
  for each row execute function kernel.refuse_change();
create trigger org_move_not_truncated before truncate on identity.org_move
  for each statement execute function kernel.refuse_change();

-- Merges recorded before this migration; the wall is down for the owner only while they are copied.
alter table identity.org_change no force row level security;
insert into identity.org_link (region_code, change_id, from_id, to_id, act, effective_on, inherits)
select c.region_code, c.change_id, n.from_id::uuid, (c.body ->> 'into')::uuid, 'merge', c.effective_on, true
from identity.org_change c cross join lateral jsonb_array_elements_text(c.body -> 'orgIds') as n (from_id)
where c.act = 'merge' and not c.is_void
  and not exists (select from identity.org_change r where r.region_code = c.region_code and r.replaces = c.change_id)
on conflict do nothing;
insert into identity.org_link (region_code, change_id, from_id, to_id, act, effective_on, inherits)
select c.region_code, c.change_id, (c.body ->> 'orgId')::uuid, n.to_id::uuid, 'split', c.effective_on, false
from identity.org_change c cross join lateral jsonb_array_elements_text(c.body -> 'parts') as n (to_id)
where c.act = 'split' and not c.is_void
  and not exists (select from identity.org_change r where r.region_code = c.region_code and r.replaces = c.change_id)
on conflict do nothing;
alter table identity.org_change force row level security;

alter table identity.org_link enable row level security;
alter table identity.org_link force row level security;
create policy region_wall on identity.org_link
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
alter table identity.org_move enable row level security;
alter table identity.org_move force row level security;
create policy region_wall on identity.org_move
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));

grant select, insert, delete on identity.org_link to luoshi_app;
grant select, insert on identity.org_move to luoshi_app;
