-- Who answered for the authority, in both names for a delegate: the answer is confirmed by somebody else (S7). Empty = not answered, or answered before this was kept.
alter table supervision.blockage add column answered_by text not null default '';
alter table supervision.blockage alter column answered_by drop default;
comment on column supervision.blockage.answered_by is 'class=internal; retention=permanent';
