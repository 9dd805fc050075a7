-- Inspections live in module inspection (ADR 0042); this table was never written by any program. It is dropped one version
-- after the last program that could have known it, and only when it is empty.
alter table supervision.inspection no force row level security;
do $$
begin
  if exists (select from supervision.inspection) then
    raise exception 'supervision.inspection holds rows; keep them before the table is dropped';
  end if;
end
$$;
drop table supervision.inspection;
