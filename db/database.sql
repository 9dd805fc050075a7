-- Rights on the current database (they are not copied by `create database ... template`, so every clone runs this).
-- Run by the database's owner or a superuser; idempotent.
do $rights$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, create on database %I to luoshi_owner', current_database());
  execute format('grant connect on database %I to luoshi_migrator, luoshi_app', current_database());
  -- A request never holds a transaction while nobody works on it.
  execute format('alter role luoshi_app in database %I set idle_in_transaction_session_timeout = %L', current_database(), '30s');
  if has_schema_privilege('public', 'public', 'create') then
    revoke create on schema public from public;
  end if;
end
$rights$;
