import { scryptSync } from 'node:crypto';
import type { Client } from 'pg';
import type { Config } from '../config.ts';
import { type Progress, SetupFault } from '../setup-fault.ts';
import { checkAppRole, checkMigratorRole, checkServer } from './check-server.ts';
import { changeUrl, withConnection } from './connect.ts';
import { createRoles, grantDatabase, setPassword } from './prepare-database.ts';

export type ExternalUrls = { readonly appUrl: string; readonly migratorUrl: string; readonly serverVersion: string };
type Source = Pick<Config, 'databaseUrl' | 'migratorUrl' | 'appUrl' | 'secret'>;

/**
 * Checks an existing server and finds the two connections to use. Either both are configured
 * (LUOSHI_APP_URL, LUOSHI_MIGRATOR_URL), or the user of DATABASE_URL may create the roles.
 * @throws SetupFault database.* with what to do
 */
export async function openExternal(config: Source, progress: Progress): Promise<ExternalUrls> {
  const urls =
    config.appUrl !== undefined && config.migratorUrl !== undefined
      ? { appUrl: config.appUrl, migratorUrl: config.migratorUrl }
      : await prepareRoles(config.databaseUrl ?? '', config.secret, progress);
  const serverVersion = await withConnection(urls.migratorUrl, async (client) => {
    const version = await checkServer(client);
    await checkMigratorRole(client);
    return version;
  });
  await withConnection(urls.appUrl, async (client) => {
    await checkServer(client);
    await checkAppRole(client);
  });
  return { ...urls, serverVersion };
}

/**
 * The passwords of the two login roles are derived from the administrator's, so that every process and every
 * checkout that holds the same DATABASE_URL finds the same ones, without a file to share. Deriving is slow on
 * purpose (scrypt): the application's password must not lead back to the administrator's.
 */
export function derivedPassword(databaseUrl: string, secret: string, role: string): string {
  const { password } = new URL(databaseUrl);
  return scryptSync(password === '' ? secret : password, `luoshi role ${role}`, 24, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }).toString('hex');
}

async function prepareRoles(databaseUrl: string, secret: string, progress: Progress): Promise<{ appUrl: string; migratorUrl: string }> {
  const urls = {
    appUrl: changeUrl(databaseUrl, { user: 'luoshi_app', password: derivedPassword(databaseUrl, secret, 'luoshi_app') }),
    migratorUrl: changeUrl(databaseUrl, { user: 'luoshi_migrator', password: derivedPassword(databaseUrl, secret, 'luoshi_migrator') }),
  };
  await withConnection(databaseUrl, async (admin) => {
    await checkServer(admin);
    await requireRoleRights(admin);
    progress('正在检查外部数据库的角色和权限');
    await createRoles(admin);
    await grantDatabase(admin);
    for (const [role, url] of [
      ['luoshi_app', urls.appUrl],
      ['luoshi_migrator', urls.migratorUrl],
    ] as const) {
      if (await canLogIn(url)) continue;
      progress(`正在设置数据库角色 ${role} 的口令`);
      await setPassword(admin, role, decodeURIComponent(new URL(url).password));
    }
  });
  return urls;
}

/** Superuser, or both: may create roles and owns the database. */
async function requireRoleRights(admin: Client): Promise<void> {
  const { rows } = await admin.query(`select r.rolname as role, current_database() as database,
      r.rolsuper or (r.rolcreaterole and pg_has_role(current_user, d.datdba, 'MEMBER')) as enough
    from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`);
  const row = rows[0];
  if (row?.enough === true) return;
  throw new SetupFault({
    code: 'database.roles_missing',
    problem: `DATABASE_URL 的用户 ${String(row?.role)} 不能建立落实所需的数据库角色（需要超级用户，或有 CREATEROLE 且拥有数据库 ${String(row?.database)}）。`,
    remedy:
      '请由数据库管理员在该库执行 db/roles.sql 和 db/database.sql，为 luoshi_migrator、luoshi_app 设置口令，再设置 LUOSHI_MIGRATOR_URL 和 LUOSHI_APP_URL；或在 DATABASE_URL 中换用有权限的用户。',
  });
}

async function canLogIn(url: string): Promise<boolean> {
  try {
    return await withConnection(url, async () => true);
  } catch (error) {
    if (error instanceof SetupFault && error.code === 'database.auth_failed') return false;
    throw error;
  }
}
