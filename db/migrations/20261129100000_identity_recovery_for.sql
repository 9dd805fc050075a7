-- Who asked for a recovery may have stood in for another administrator: then neither of the two approves it (ADR 0050).

alter table identity.recovery add column requested_for uuid;
alter table identity.recovery add constraint recovery_requested_for_person
  foreign key (region_code, requested_for) references identity.person (region_code, user_id);
alter table identity.recovery add constraint recovery_not_by_whom_it_was_asked_for check (decided_by <> requested_for or decision <> 'approved');
create index recovery_by_requested_for on identity.recovery (region_code, requested_for);
