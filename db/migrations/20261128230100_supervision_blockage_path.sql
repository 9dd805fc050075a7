-- Where in the plan the blocked thing lies, so that grants for a part of a plan reach its blockages; empty = nowhere in a plan.
-- Blockages of tasks from before stay empty: rights for all plans reach them.
alter table supervision.blockage add column plan_path text collate "C" not null default '';
alter table supervision.blockage alter column plan_path drop default;
comment on column supervision.blockage.plan_path is 'class=open; retention=permanent';

alter table supervision.blockage disable row level security;
alter table supervision."order" disable row level security;
update supervision.blockage b set plan_path = o.plan_path from supervision."order" o
  where o.region_code = b.region_code and b.object_ref = 'order:' || o.order_id;
alter table supervision."order" enable row level security;
alter table supervision.blockage enable row level security;
