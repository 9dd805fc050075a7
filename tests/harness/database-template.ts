import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { declaredParams } from '#kernel/param.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { listMigrations } from '#kernel/server/migration-files.ts';
import { changeUrl, withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseSql, grantDatabase, rolesSql } from '#kernel/server/postgres/prepare-database.ts';
import { storeDefaults } from '../../app/store-defaults.ts';
import { plantCanaryRegion } from './canary-region.ts';

/** What a test file needs to make its own database; plain data, because vitest passes it between processes. */
export type TestServer = {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly migratorUrl: string;
  readonly template: string;
};

export const CLONE_PREFIX = 'luoshi_t_';
const TEMPLATE_PREFIX = 'luoshi_tpl_';
const BUILD_LOCK = 340323003;
const TEMPLATES_KEPT = 3;

/** Name of the template of the current schema: it changes when any migration or grant changes. */
export function templateName(): string {
  const hash = createHash('sha256').update(rolesSql()).update(databaseSql());
  hash.update(readFileSync(join(import.meta.dirname, 'canary-region.ts')));
  for (const { code, rows } of declaredParams()) hash.update(JSON.stringify([code, rows]));
  for (const file of listMigrations()) hash.update(file.name).update(file.sha256);
  return `${TEMPLATE_PREFIX}${hash.digest('hex').slice(0, 16)}`;
}

/** Builds the template when this server has none yet; several runs at once build it once. */
export async function buildTemplate(server: Omit<TestServer, 'template'>): Promise<string> {
  const name = templateName();
  await withConnection(server.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [BUILD_LOCK]);
    if (await hasDatabase(admin, name)) return;
    await dropOldTemplates(admin);
    const draft = `${name}_new`;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await admin.query(`create database ${draft} template template0 encoding 'UTF8'`);
    await withConnection(changeUrl(server.adminUrl, { database: draft }), grantDatabase);
    await migrate(changeUrl(server.migratorUrl, { database: draft }), () => undefined);
    await storeDefaults(changeUrl(server.appUrl, { database: draft }));
    await withConnection(changeUrl(server.adminUrl, { database: draft }), plantCanaryRegion);
    // The name appears when the template is complete.
    await admin.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

/** Makes one database of the template and returns its name. */
export async function createClone(server: TestServer): Promise<string> {
  const name = `${CLONE_PREFIX}${process.pid}_${randomBytes(5).toString('hex')}`;
  await withConnection(server.adminUrl, (admin) => admin.query(`create database ${name} template ${server.template}`));
  await withConnection(changeUrl(server.adminUrl, { database: name }), grantDatabase);
  return name;
}

/** Drops one clone, ending sessions that a failed test left open. */
export async function dropClone(server: TestServer, name: string): Promise<void> {
  await withConnection(server.adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
}

/** Clones of test processes that ended without dropping them (killed, crashed). */
export async function dropAbandonedClones(adminUrl: string, isAlive: (pid: number) => boolean): Promise<number> {
  return withConnection(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(`select datname from pg_database where datname like 'luoshi\\_t\\_%'`);
    const dead = rows.map((row) => row.datname).filter((name) => !isAlive(Number.parseInt(name.slice(CLONE_PREFIX.length), 10)));
    for (const name of dead) await admin.query(`drop database if exists ${name} with (force)`);
    return dead.length;
  });
}

async function hasDatabase(admin: Client, name: string): Promise<boolean> {
  return (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
}

/** The newest few stay: another run may be at work on an older checkout. */
async function dropOldTemplates(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(`select datname from pg_database where datname like 'luoshi\\_tpl\\_%' order by oid desc offset ${TEMPLATES_KEPT}`);
  for (const { datname } of rows) {
    // Busy means a run is cloning from it right now: the next run will drop it.
    await admin.query(`drop database if exists ${datname}`).catch(() => undefined);
  }
}
