-- The working calendar: one notice of the State Council's office per year with the days that depart from
-- Monday-to-Friday. A later notice for the same day wins (the Spring Festival of 2020 was lengthened). 2027 is not here:
-- its notice was not known to us when this file was written; it is imported from a file once published.

create table kernel.calendar_notice (
  document_no  text collate "C" not null,
  for_year     integer not null,
  title        text not null,
  published_on date not null,
  link         text,
  recorded_by  text collate "C" not null,
  recorded_at  timestamptz not null,
  constraint calendar_notice_pkey primary key (document_no),
  constraint calendar_notice_number_given check (document_no ~ '\S'),
  constraint calendar_notice_title_given check (title ~ '\S'),
  constraint calendar_notice_year_in_range check (for_year between 2008 and 2100)
);
create index calendar_notice_by_year on kernel.calendar_notice (for_year, published_on);

comment on table kernel.calendar_notice is 'kind=reference; retention=permanent';
comment on column kernel.calendar_notice.document_no is 'class=open; retention=permanent';
comment on column kernel.calendar_notice.title is 'class=open; retention=permanent';
comment on column kernel.calendar_notice.link is 'class=open; retention=permanent';
comment on column kernel.calendar_notice.recorded_by is 'class=internal; retention=permanent';

create table kernel.calendar_day (
  document_no text collate "C" not null,
  day_on      date not null,
  is_working  boolean not null,
  name        text not null,
  constraint calendar_day_pkey primary key (document_no, day_on),
  constraint calendar_day_of_notice foreign key (document_no) references kernel.calendar_notice (document_no),
  constraint calendar_day_name_given check (name ~ '\S')
);

comment on table kernel.calendar_day is 'kind=reference; retention=permanent';
comment on column kernel.calendar_day.document_no is 'class=open; retention=permanent';
comment on column kernel.calendar_day.name is 'class=open; retention=permanent';

create trigger calendar_notice_append_only before update or delete on kernel.calendar_notice
  for each row execute function kernel.refuse_change();
create trigger calendar_notice_not_truncated before truncate on kernel.calendar_notice
  for each statement execute function kernel.refuse_change();
create trigger calendar_day_append_only before update or delete on kernel.calendar_day
  for each row execute function kernel.refuse_change();
create trigger calendar_day_not_truncated before truncate on kernel.calendar_day
  for each statement execute function kernel.refuse_change();

grant select, insert on kernel.calendar_notice, kernel.calendar_day to luoshi_app;

insert into kernel.calendar_notice (document_no, for_year, title, published_on, link, recorded_by, recorded_at) values
  ('国办发明电〔2019〕16号', 2020, '国务院办公厅关于2020年部分节假日安排的通知', '2019-11-21', 'https://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm', 'system:migration', '2019-11-21T00:00:00+08:00'),
  ('国办发明电〔2020〕1号', 2020, '国务院办公厅关于延长2020年春节假期的通知', '2020-01-26', 'https://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm', 'system:migration', '2020-01-26T00:00:00+08:00'),
  ('国办发明电〔2020〕27号', 2021, '国务院办公厅关于2021年部分节假日安排的通知', '2020-11-25', 'https://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm', 'system:migration', '2020-11-25T00:00:00+08:00'),
  ('国办发明电〔2021〕11号', 2022, '国务院办公厅关于2022年部分节假日安排的通知', '2021-10-25', 'https://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm', 'system:migration', '2021-10-25T00:00:00+08:00'),
  ('国办发明电〔2022〕16号', 2023, '国务院办公厅关于2023年部分节假日安排的通知', '2022-12-08', null, 'system:migration', '2022-12-08T00:00:00+08:00'),
  ('国办发明电〔2023〕7号', 2024, '国务院办公厅关于2024年部分节假日安排的通知', '2023-10-25', 'https://www.gov.cn/zhengce/content/202310/content_6911527.htm', 'system:migration', '2023-10-25T00:00:00+08:00'),
  ('国办发明电〔2024〕12号', 2025, '国务院办公厅关于2025年部分节假日安排的通知', '2024-11-12', 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm', 'system:migration', '2024-11-12T00:00:00+08:00'),
  ('国办发明电〔2025〕7号', 2026, '国务院办公厅关于2026年部分节假日安排的通知', '2025-11-04', 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm', 'system:migration', '2025-11-04T00:00:00+08:00');

insert into kernel.calendar_day (document_no, day_on, is_working, name)
  select n.document_no, d::date, false, n.name
  from (values
    ('国办发明电〔2019〕16号', '元旦', date '2020-01-01', date '2020-01-01'),
    ('国办发明电〔2019〕16号', '春节', date '2020-01-24', date '2020-01-30'),
    ('国办发明电〔2019〕16号', '清明节', date '2020-04-04', date '2020-04-06'),
    ('国办发明电〔2019〕16号', '劳动节', date '2020-05-01', date '2020-05-05'),
    ('国办发明电〔2019〕16号', '端午节', date '2020-06-25', date '2020-06-27'),
    ('国办发明电〔2019〕16号', '国庆节、中秋节', date '2020-10-01', date '2020-10-08'),
    ('国办发明电〔2020〕1号', '春节（延长）', date '2020-01-31', date '2020-02-02'),
    ('国办发明电〔2020〕27号', '元旦', date '2021-01-01', date '2021-01-03'),
    ('国办发明电〔2020〕27号', '春节', date '2021-02-11', date '2021-02-17'),
    ('国办发明电〔2020〕27号', '清明节', date '2021-04-03', date '2021-04-05'),
    ('国办发明电〔2020〕27号', '劳动节', date '2021-05-01', date '2021-05-05'),
    ('国办发明电〔2020〕27号', '端午节', date '2021-06-12', date '2021-06-14'),
    ('国办发明电〔2020〕27号', '中秋节', date '2021-09-19', date '2021-09-21'),
    ('国办发明电〔2020〕27号', '国庆节', date '2021-10-01', date '2021-10-07'),
    ('国办发明电〔2021〕11号', '元旦', date '2022-01-01', date '2022-01-03'),
    ('国办发明电〔2021〕11号', '春节', date '2022-01-31', date '2022-02-06'),
    ('国办发明电〔2021〕11号', '清明节', date '2022-04-03', date '2022-04-05'),
    ('国办发明电〔2021〕11号', '劳动节', date '2022-04-30', date '2022-05-04'),
    ('国办发明电〔2021〕11号', '端午节', date '2022-06-03', date '2022-06-05'),
    ('国办发明电〔2021〕11号', '中秋节', date '2022-09-10', date '2022-09-12'),
    ('国办发明电〔2021〕11号', '国庆节', date '2022-10-01', date '2022-10-07'),
    ('国办发明电〔2022〕16号', '元旦', date '2022-12-31', date '2023-01-02'),
    ('国办发明电〔2022〕16号', '春节', date '2023-01-21', date '2023-01-27'),
    ('国办发明电〔2022〕16号', '清明节', date '2023-04-05', date '2023-04-05'),
    ('国办发明电〔2022〕16号', '劳动节', date '2023-04-29', date '2023-05-03'),
    ('国办发明电〔2022〕16号', '端午节', date '2023-06-22', date '2023-06-24'),
    ('国办发明电〔2022〕16号', '中秋节、国庆节', date '2023-09-29', date '2023-10-06'),
    ('国办发明电〔2023〕7号', '元旦', date '2024-01-01', date '2024-01-01'),
    ('国办发明电〔2023〕7号', '春节', date '2024-02-10', date '2024-02-17'),
    ('国办发明电〔2023〕7号', '清明节', date '2024-04-04', date '2024-04-06'),
    ('国办发明电〔2023〕7号', '劳动节', date '2024-05-01', date '2024-05-05'),
    ('国办发明电〔2023〕7号', '端午节', date '2024-06-10', date '2024-06-10'),
    ('国办发明电〔2023〕7号', '中秋节', date '2024-09-15', date '2024-09-17'),
    ('国办发明电〔2023〕7号', '国庆节', date '2024-10-01', date '2024-10-07'),
    ('国办发明电〔2024〕12号', '元旦', date '2025-01-01', date '2025-01-01'),
    ('国办发明电〔2024〕12号', '春节', date '2025-01-28', date '2025-02-04'),
    ('国办发明电〔2024〕12号', '清明节', date '2025-04-04', date '2025-04-06'),
    ('国办发明电〔2024〕12号', '劳动节', date '2025-05-01', date '2025-05-05'),
    ('国办发明电〔2024〕12号', '端午节', date '2025-05-31', date '2025-06-02'),
    ('国办发明电〔2024〕12号', '国庆节、中秋节', date '2025-10-01', date '2025-10-08'),
    ('国办发明电〔2025〕7号', '元旦', date '2026-01-01', date '2026-01-03'),
    ('国办发明电〔2025〕7号', '春节', date '2026-02-15', date '2026-02-23'),
    ('国办发明电〔2025〕7号', '清明节', date '2026-04-04', date '2026-04-06'),
    ('国办发明电〔2025〕7号', '劳动节', date '2026-05-01', date '2026-05-05'),
    ('国办发明电〔2025〕7号', '端午节', date '2026-06-19', date '2026-06-21'),
    ('国办发明电〔2025〕7号', '中秋节', date '2026-09-25', date '2026-09-27'),
    ('国办发明电〔2025〕7号', '国庆节', date '2026-10-01', date '2026-10-07')
  ) as n (document_no, name, first_on, last_on), generate_series(n.first_on::timestamp, n.last_on::timestamp, interval '1 day') as d;

insert into kernel.calendar_day (document_no, day_on, is_working, name) values
  ('国办发明电〔2019〕16号', '2020-01-19', true, '春节调休上班'),
  ('国办发明电〔2019〕16号', '2020-02-01', true, '春节调休上班'),
  ('国办发明电〔2019〕16号', '2020-04-26', true, '劳动节调休上班'),
  ('国办发明电〔2019〕16号', '2020-05-09', true, '劳动节调休上班'),
  ('国办发明电〔2019〕16号', '2020-06-28', true, '端午节调休上班'),
  ('国办发明电〔2019〕16号', '2020-09-27', true, '国庆节、中秋节调休上班'),
  ('国办发明电〔2019〕16号', '2020-10-10', true, '国庆节、中秋节调休上班'),
  ('国办发明电〔2020〕27号', '2021-02-07', true, '春节调休上班'),
  ('国办发明电〔2020〕27号', '2021-02-20', true, '春节调休上班'),
  ('国办发明电〔2020〕27号', '2021-04-25', true, '劳动节调休上班'),
  ('国办发明电〔2020〕27号', '2021-05-08', true, '劳动节调休上班'),
  ('国办发明电〔2020〕27号', '2021-09-18', true, '中秋节调休上班'),
  ('国办发明电〔2020〕27号', '2021-09-26', true, '国庆节调休上班'),
  ('国办发明电〔2020〕27号', '2021-10-09', true, '国庆节调休上班'),
  ('国办发明电〔2021〕11号', '2022-01-29', true, '春节调休上班'),
  ('国办发明电〔2021〕11号', '2022-01-30', true, '春节调休上班'),
  ('国办发明电〔2021〕11号', '2022-04-02', true, '清明节调休上班'),
  ('国办发明电〔2021〕11号', '2022-04-24', true, '劳动节调休上班'),
  ('国办发明电〔2021〕11号', '2022-05-07', true, '劳动节调休上班'),
  ('国办发明电〔2021〕11号', '2022-10-08', true, '国庆节调休上班'),
  ('国办发明电〔2021〕11号', '2022-10-09', true, '国庆节调休上班'),
  ('国办发明电〔2022〕16号', '2023-01-28', true, '春节调休上班'),
  ('国办发明电〔2022〕16号', '2023-01-29', true, '春节调休上班'),
  ('国办发明电〔2022〕16号', '2023-04-23', true, '劳动节调休上班'),
  ('国办发明电〔2022〕16号', '2023-05-06', true, '劳动节调休上班'),
  ('国办发明电〔2022〕16号', '2023-06-25', true, '端午节调休上班'),
  ('国办发明电〔2022〕16号', '2023-10-07', true, '中秋节、国庆节调休上班'),
  ('国办发明电〔2022〕16号', '2023-10-08', true, '中秋节、国庆节调休上班'),
  ('国办发明电〔2023〕7号', '2024-02-04', true, '春节调休上班'),
  ('国办发明电〔2023〕7号', '2024-02-18', true, '春节调休上班'),
  ('国办发明电〔2023〕7号', '2024-04-07', true, '清明节调休上班'),
  ('国办发明电〔2023〕7号', '2024-04-28', true, '劳动节调休上班'),
  ('国办发明电〔2023〕7号', '2024-05-11', true, '劳动节调休上班'),
  ('国办发明电〔2023〕7号', '2024-09-14', true, '中秋节调休上班'),
  ('国办发明电〔2023〕7号', '2024-09-29', true, '国庆节调休上班'),
  ('国办发明电〔2023〕7号', '2024-10-12', true, '国庆节调休上班'),
  ('国办发明电〔2024〕12号', '2025-01-26', true, '春节调休上班'),
  ('国办发明电〔2024〕12号', '2025-02-08', true, '春节调休上班'),
  ('国办发明电〔2024〕12号', '2025-04-27', true, '劳动节调休上班'),
  ('国办发明电〔2024〕12号', '2025-09-28', true, '国庆节、中秋节调休上班'),
  ('国办发明电〔2024〕12号', '2025-10-11', true, '国庆节、中秋节调休上班'),
  ('国办发明电〔2025〕7号', '2026-01-04', true, '元旦调休上班'),
  ('国办发明电〔2025〕7号', '2026-02-14', true, '春节调休上班'),
  ('国办发明电〔2025〕7号', '2026-02-28', true, '春节调休上班'),
  ('国办发明电〔2025〕7号', '2026-05-09', true, '劳动节调休上班'),
  ('国办发明电〔2025〕7号', '2026-09-20', true, '国庆节调休上班'),
  ('国办发明电〔2025〕7号', '2026-10-10', true, '国庆节调休上班');
