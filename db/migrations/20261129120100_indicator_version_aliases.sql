-- Aliases belong to the version of the definition, so that a past day shows those of that day. Versions from before share the newest
-- list: which of them had which was not kept.
alter table indicator.definition add column aliases text[];
alter table indicator.definition disable trigger definition_append_only;
alter table indicator.definition disable row level security;
alter table indicator.indicator disable row level security;
update indicator.definition d set aliases = i.aliases from indicator.indicator i where i.region_code = d.region_code and i.indicator_id = d.indicator_id;
alter table indicator.indicator enable row level security;
alter table indicator.definition enable row level security;
alter table indicator.definition enable trigger definition_append_only;
alter table indicator.definition alter column aliases set not null;
comment on column indicator.definition.aliases is 'class=open; retention=permanent';
