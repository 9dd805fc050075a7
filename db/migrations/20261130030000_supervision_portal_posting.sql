-- A 公示 may hang on the public portal, too, when whoever publishes says so (ADR 0058).

alter table supervision.order_publication add column is_posted boolean not null default false;
create index order_publication_posted on supervision.order_publication (region_code, to_on, publication_id) where is_posted and stopped_on is null;
