-- In which role the figures of other areas speak for a clause: as the benchmark that it names, or as peers of a dated set.
-- by_name: the clause is about several indicators, told apart by their names.

alter table indicator.clause_link add column benchmark_area text collate "C";
alter table indicator.clause_link add column benchmark_name text;
alter table indicator.clause_link add column peer_set_id uuid;
alter table indicator.clause_link add column by_name boolean not null default false;
alter table indicator.clause_link add constraint clause_link_of_peer_set foreign key (region_code, peer_set_id) references indicator.peer_set (region_code, peer_set_id);
alter table indicator.clause_link add constraint clause_link_benchmark_whole check ((benchmark_area is null) = (benchmark_name is null));
create index clause_link_by_peer_set on indicator.clause_link (region_code, peer_set_id);

comment on column indicator.clause_link.benchmark_area is 'class=open; retention=permanent';
comment on column indicator.clause_link.benchmark_name is 'class=open; retention=permanent';
