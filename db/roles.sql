-- The three roles of a server (cluster-wide; idempotent; PostgreSQL 16-18). Run by a superuser, or by a role
-- with CREATEROLE. Passwords are set separately, because SQL files carry no secrets.
--   luoshi_owner     no login, owns every object
--   luoshi_migrator  login, becomes the owner, used by migrations only
--   luoshi_app       login, no DDL, not owner, never past row security
do $roles$
begin
  if not exists (select from pg_roles where rolname = 'luoshi_owner') then
    create role luoshi_owner nologin nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'luoshi_migrator') then
    create role luoshi_migrator login noinherit nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'luoshi_app') then
    create role luoshi_app login noinherit nocreatedb nocreaterole;
  end if;
  if not pg_has_role('luoshi_migrator', 'luoshi_owner', 'member') then
    grant luoshi_owner to luoshi_migrator;
  end if;
end
$roles$;
