-- Who has taken over an unfinished report in a hand-over of a post. Authorship (written_by, versions) stays as it was;
-- whoever saves the report next is its writer, and the column is emptied.
alter table task.report add column holder_id uuid;
alter table task.report add constraint report_held_by foreign key (region_code, holder_id) references identity.person (region_code, user_id);
create index report_by_holder on task.report (region_code, holder_id);
