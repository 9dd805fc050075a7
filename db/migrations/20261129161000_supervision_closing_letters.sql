-- Before 销号 some orders are shown to the public and looked at on the spot; letters about orders are issued as numbered files.

create table supervision.order_publication (
  region_code text collate "C" not null,
  publication_id uuid not null,
  order_id       uuid not null,
  cycle          integer not null,
  from_on        date not null,
  to_on          date not null,
  place          text not null,
  result         text not null,
  published_by   text collate "C" not null,
  published_name text not null,
  published_at   timestamptz not null,
  stopped_on     date,
  stop_reason    text,
  stopped_by     text collate "C",
  constraint order_publication_pkey primary key (region_code, publication_id),
  constraint order_publication_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_publication_days_ordered check (from_on <= to_on),
  constraint order_publication_cycle_positive check (cycle > 0),
  constraint order_publication_place_given check (place ~ '\S'),
  constraint order_publication_stopped_whole check ((stopped_on is null) = (stop_reason is null) and (stopped_on is null) = (stopped_by is null))
);
create index order_publication_by_order on supervision.order_publication (region_code, order_id, publication_id);
create unique index order_publication_one_live on supervision.order_publication (region_code, order_id, cycle) where stopped_on is null;

comment on table supervision.order_publication is 'kind=regional; retention=permanent';
comment on column supervision.order_publication.region_code is 'class=open; retention=permanent';
comment on column supervision.order_publication.place is 'class=open; retention=permanent';
comment on column supervision.order_publication.result is 'class=open; retention=permanent';
comment on column supervision.order_publication.published_by is 'class=internal; retention=permanent';
comment on column supervision.order_publication.published_name is 'class=personal; retention=permanent';
comment on column supervision.order_publication.stop_reason is 'class=internal; retention=permanent';
comment on column supervision.order_publication.stopped_by is 'class=internal; retention=permanent';
alter table supervision.order_publication enable row level security;
alter table supervision.order_publication force row level security;
create policy region_wall on supervision.order_publication
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert, update on supervision.order_publication to luoshi_app;

create table supervision.order_letter (
  region_code text collate "C" not null,
  letter_id   uuid not null,
  order_id    uuid not null,
  kind        text collate "C" not null,
  number      text not null,
  year        integer not null,
  serial      integer not null,
  words       text not null,
  meets_on    date,
  meets_at    text not null,
  issued_on   date not null,
  issued_by   text collate "C" not null,
  issued_name text not null,
  issued_at   timestamptz not null,
  file_id     uuid not null,
  file_name   text not null,
  sha256      text collate "C" not null,
  constraint order_letter_pkey primary key (region_code, letter_id),
  constraint order_letter_of_order foreign key (region_code, order_id) references supervision.order (region_code, order_id),
  constraint order_letter_file foreign key (region_code, file_id) references kernel.file (region_code, file_id),
  constraint order_letter_number_once unique (region_code, kind, year, serial),
  constraint order_letter_kind_known check (kind in ('urge', 'query', 'talk', 'circular')),
  constraint order_letter_words_given check (words ~ '\S'),
  constraint order_letter_talk_has_day check ((kind = 'talk') = (meets_on is not null))
);
create index order_letter_by_file on supervision.order_letter (region_code, file_id);
create index order_letter_by_order on supervision.order_letter (region_code, order_id, letter_id);

comment on table supervision.order_letter is 'kind=regional; retention=permanent';
comment on column supervision.order_letter.region_code is 'class=open; retention=permanent';
comment on column supervision.order_letter.kind is 'class=open; retention=permanent';
comment on column supervision.order_letter.number is 'class=open; retention=permanent';
comment on column supervision.order_letter.words is 'class=internal; retention=permanent';
comment on column supervision.order_letter.meets_at is 'class=internal; retention=permanent';
comment on column supervision.order_letter.issued_by is 'class=internal; retention=permanent';
comment on column supervision.order_letter.issued_name is 'class=personal; retention=permanent';
comment on column supervision.order_letter.file_name is 'class=internal; retention=permanent';
comment on column supervision.order_letter.sha256 is 'class=open; retention=permanent';
alter table supervision.order_letter enable row level security;
alter table supervision.order_letter force row level security;
create policy region_wall on supervision.order_letter
  using (region_code = any (string_to_array(current_setting('app.regions', true), ',')))
  with check (region_code = any (string_to_array(current_setting('app.regions', true), ',')));
grant select, insert on supervision.order_letter to luoshi_app;
