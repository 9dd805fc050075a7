-- Parameters: every threshold, time limit and rate as a dated row with its source. Append-only: a new value is a new
-- row from a day on. scope_code is 000000 (national, default), a province (340000) or a county (340323).

create table kernel.parameter (
  parameter_id    uuid not null,
  code            text collate "C" not null,
  level           text collate "C" not null,
  scope_code      text collate "C" not null,
  from_on         date not null,
  to_on           date,
  value           jsonb not null,
  source_document text not null,
  source_article  text,
  source_link     text,
  reason          text not null,
  set_by          text collate "C" not null,
  set_at          timestamptz not null,
  revision        integer not null,
  constraint parameter_pkey primary key (parameter_id),
  constraint parameter_once unique (code, level, scope_code, from_on, revision),
  constraint parameter_code_form check (code ~ '^[a-z][a-z-]*[.][a-z][a-z0-9-]*$'),
  constraint parameter_level_known check (level in ('county', 'province', 'national', 'default')),
  constraint parameter_scope_form check (scope_code ~ '^[0-9]{6}$'),
  constraint parameter_scope_of_level check (
    case level when 'county' then scope_code !~ '0000$' when 'province' then scope_code ~ '^[1-9][0-9]0000$' else scope_code = '000000' end),
  constraint parameter_days_forward check (to_on >= from_on),
  constraint parameter_source_given check (source_document ~ '\S'),
  constraint parameter_reason_given check (reason ~ '\S'),
  constraint parameter_revision_positive check (revision > 0)
);

comment on table kernel.parameter is 'kind=reference; retention=permanent';
comment on column kernel.parameter.code is 'class=open; retention=permanent';
comment on column kernel.parameter.level is 'class=open; retention=permanent';
comment on column kernel.parameter.scope_code is 'class=open; retention=permanent';
comment on column kernel.parameter.value is 'class=open; retention=permanent';
comment on column kernel.parameter.source_document is 'class=open; retention=permanent';
comment on column kernel.parameter.source_article is 'class=open; retention=permanent';
comment on column kernel.parameter.source_link is 'class=open; retention=permanent';
comment on column kernel.parameter.reason is 'class=internal; retention=permanent';
comment on column kernel.parameter.set_by is 'class=internal; retention=permanent';

create trigger parameter_append_only before update or delete on kernel.parameter
  for each row execute function kernel.refuse_change();
create trigger parameter_not_truncated before truncate on kernel.parameter
  for each statement execute function kernel.refuse_change();

grant select, insert on kernel.parameter to luoshi_app;
