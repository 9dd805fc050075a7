import type { Client } from 'pg';
import { SetupFault } from '../setup-fault.ts';

/** Lowest common denominator of the SQL in use, and the newest main version the suite runs on. */
export const OLDEST_MAJOR = 16;
export const NEWEST_MAJOR = 18;

/**
 * Accepts PostgreSQL 16, 17 and 18.
 * @param versionNumber `server_version_num`, e.g. 180004
 * @returns the version as people write it, e.g. 18.4
 * @throws SetupFault database.version_unsupported
 */
export function checkVersion(versionNumber: number): string {
  const major = Math.floor(versionNumber / 10_000);
  const version = `${major}.${versionNumber % 10_000}`;
  if (major >= OLDEST_MAJOR && major <= NEWEST_MAJOR) return version;
  const old = !(major > NEWEST_MAJOR);
  throw new SetupFault({
    code: 'database.version_unsupported',
    problem: `数据库服务器的版本是 PostgreSQL ${version}，落实需要 ${OLDEST_MAJOR}、17 或 ${NEWEST_MAJOR}。`,
    remedy: old
      ? '请把服务器升级到 16 以上，或改用另一台服务器，或删除 DATABASE_URL 使用自带的数据库。'
      : '这个版本尚未经过测试；请改用 16～18 的服务器，或升级落实，或删除 DATABASE_URL 使用自带的数据库。',
  });
}

/**
 * Version and durability settings of the server behind the client. Plain queries, one value each, so that even
 * very old servers and proxies answer.
 * @throws SetupFault database.version_unsupported | database.unsafe_settings | database.encoding
 */
export async function checkServer(client: Client): Promise<string> {
  const version = checkVersion(Number(await show(client, 'server_version_num')));
  for (const setting of ['fsync', 'full_page_writes']) {
    if ((await show(client, setting)) === 'on') continue;
    throw new SetupFault({
      code: 'database.unsafe_settings',
      problem: `数据库服务器设置了 ${setting}=off，断电时会丢失或损坏已确认的数据。`,
      remedy: `请在服务器的 postgresql.conf 中改为 ${setting} = on 并重新加载配置，再启动落实。`,
    });
  }
  if ((await show(client, 'server_encoding')) !== 'UTF8') {
    throw new SetupFault({
      code: 'database.encoding',
      problem: '这个数据库的编码不是 UTF8，存不下全部汉字。',
      remedy: "请新建数据库：CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;，并改正 DATABASE_URL。",
    });
  }
  return version;
}

/** Why the application's role may not be used, in words; empty when it is restricted as it must be. */
export type RoleWeakness = { readonly role: string; readonly weaknesses: readonly string[] };

const ROLE_QUESTIONS = `
  select current_user as role,
    r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolcreaterole as create_role, r.rolcreatedb as create_db,
    has_database_privilege(current_database(), 'CREATE') as create_in_database,
    exists (select from pg_roles o where o.rolname = 'luoshi_owner' and pg_has_role(current_user, o.oid, 'MEMBER')) as owner_member,
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and n.nspname !~ '^pg_') as owns_tables
  from pg_roles r where r.rolname = current_user`;

const WEAKNESS_TEXT: Readonly<Record<string, string>> = {
  superuser: '是超级用户',
  bypass: '可以绕过行级安全',
  create_role: '可以管理角色',
  create_db: '可以建库',
  create_in_database: '可以在库中建模式',
  owner_member: '是 luoshi_owner 的成员',
  owns_tables: '拥有库中的表',
};

/** Asks the server what the client's own role may do beyond reading and writing rows. */
export async function readRoleWeakness(client: Client): Promise<RoleWeakness> {
  const { rows } = await client.query<Record<string, unknown>>(ROLE_QUESTIONS);
  const row = rows[0] ?? {};
  const weaknesses = Object.entries(WEAKNESS_TEXT)
    .filter(([key]) => row[key] === true)
    .map(([, text]) => text);
  return { role: String(row['role'] ?? ''), weaknesses };
}

/** @throws SetupFault database.app_role_too_strong: the wall between regions would not hold for such a role */
export async function checkAppRole(client: Client): Promise<void> {
  const { role, weaknesses } = await readRoleWeakness(client);
  if (weaknesses.length === 0) return;
  throw new SetupFault({
    code: 'database.app_role_too_strong',
    problem: `应用所用的数据库角色 ${role} ${weaknesses.join('、')}，权限过大，已拒绝启动。`,
    remedy: '请让 LUOSHI_APP_URL 使用按 db/roles.sql 建立的 luoshi_app；不要把 luoshi_owner 或管理权限授予它。',
  });
}

/** @throws SetupFault database.migrator_role when the client's role cannot act as luoshi_owner */
export async function checkMigratorRole(client: Client): Promise<void> {
  const { rows } = await client.query(`select exists (select from pg_roles o where o.rolname = 'luoshi_owner'
    and pg_has_role(current_user, o.oid, 'MEMBER')) as member`);
  if (rows[0]?.member === true) return;
  throw new SetupFault({
    code: 'database.migrator_role',
    problem: '升级数据库结构所用的角色不是 luoshi_owner 的成员。',
    remedy: '请由数据库管理员在服务器上执行 db/roles.sql 和 db/database.sql，并让 LUOSHI_MIGRATOR_URL 使用 luoshi_migrator。',
  });
}

async function show(client: Client, setting: string): Promise<string> {
  const { rows } = await client.query<Record<string, string>>(`show ${setting}`);
  return rows[0]?.[setting] ?? '';
}
