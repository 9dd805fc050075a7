-- How many envelopes a clause has stands beside its state, so that a board never counts raw evidence.
alter table answer.state add column live_count integer not null default 0;
alter table answer.state add column evidence_count integer not null default 0;
alter table answer.current_state add column live_count integer not null default 0;
alter table answer.current_state add column evidence_count integer not null default 0;
