-- A closed order whose evidence was withdrawn is looked at again by a person; a unit may object to the colour of its order.

create table supervision.order_review (
  region_code text collate "C" not null,
  review_id   uuid not null,
  order_id    uuid not null,
  evidence_id uuid not null,
  reason      text not null,
  due_on      date not null,
  opened_at   timestamptz not null,
  outcome     text collate "C",
  note        text,
  settled_by  text collate "C",
  settled_at  timestamptz,
  constraint order_review_pkey primary key (region_code, review_id),
  constraint order_review_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_review_once unique (region_code, order_id, evidence_id),
  constraint order_review_outcome_known check (outcome in ('kept', 'reopened')),
  constraint order_review_settled_whole check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null) and (outcome is null) = (note is null))
);

comment on table supervision.order_review is 'kind=regional; retention=permanent';
comment on column supervision.order_review.region_code is 'class=open; retention=permanent';
comment on column supervision.order_review.reason is 'class=internal; retention=permanent';
comment on column supervision.order_review.outcome is 'class=open; retention=permanent';
comment on column supervision.order_review.note is 'class=internal; retention=permanent';
comment on column supervision.order_review.settled_by is 'class=internal; retention=permanent';
alter table supervision.order_review enable row level security;
alter table supervision.order_review force row level security;
create policy region_wall on supervision.order_review
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order_review to luoshi_app;

create table supervision.order_objection (
  region_code  text collate "C" not null,
  objection_id uuid not null,
  order_id     uuid not null,
  colour       text collate "C" not null,
  reason       text not null,
  raised_by    text collate "C" not null,
  raised_at    timestamptz not null,
  is_upheld    boolean,
  ruling       text,
  decided_by   text collate "C",
  decided_at   timestamptz,
  constraint order_objection_pkey primary key (region_code, objection_id),
  constraint order_objection_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_objection_once unique (region_code, order_id, colour),
  constraint order_objection_colour_known check (colour in ('blue', 'yellow', 'red')),
  constraint order_objection_reason_given check (reason ~ '\S'),
  constraint order_objection_decided_whole check ((is_upheld is null) = (decided_at is null) and (is_upheld is null) = (decided_by is null) and (is_upheld is null) = (ruling is null)),
  constraint order_objection_other_decides check (decided_by <> raised_by)
);

comment on table supervision.order_objection is 'kind=regional; retention=permanent';
comment on column supervision.order_objection.region_code is 'class=open; retention=permanent';
comment on column supervision.order_objection.colour is 'class=open; retention=permanent';
comment on column supervision.order_objection.reason is 'class=internal; retention=permanent';
comment on column supervision.order_objection.raised_by is 'class=internal; retention=permanent';
comment on column supervision.order_objection.ruling is 'class=internal; retention=permanent';
comment on column supervision.order_objection.decided_by is 'class=internal; retention=permanent';
alter table supervision.order_objection enable row level security;
alter table supervision.order_objection force row level security;
create policy region_wall on supervision.order_objection
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order_objection to luoshi_app;
