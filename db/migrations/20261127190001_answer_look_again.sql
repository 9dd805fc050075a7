-- The daily duty looks at a clause again when anything said of it differs: a parameter or a contract that begins, too,
-- although its state may stay. Rows from before are due at once.
alter table answer.current_state add column look_on date default date '2026-11-27';
alter table answer.current_state alter column look_on drop default;
create index current_state_by_look on answer.current_state (region_code, look_on);
drop index answer.current_state_by_next;
