-- The order that a visit looks at before it is closed.
alter table inspection.inspection add column for_order_id uuid;
alter table inspection.inspection add constraint inspection_for_order foreign key (region_code, for_order_id) references supervision.order (region_code, order_id);
create index inspection_by_for_order on inspection.inspection (region_code, for_order_id);
