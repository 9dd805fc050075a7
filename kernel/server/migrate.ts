import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, DatabaseError } from 'pg';
import { changed, listMigrations, type MigrationFile, migrationsDir } from './migration-files.ts';
import { withConnection } from './postgres/connect.ts';
import { errorText, type Progress, SetupFault } from './setup-fault.ts';

/** Any fixed number: one migration at a time per database. */
const ADVISORY_LOCK = 340323001;
const WAIT_FOR_OTHER_MS = 120_000;
const LOCK_ATTEMPTS = 5;
const LOCK_NOT_AVAILABLE = '55P03';

type Applied = { readonly name: string; readonly sha256: string };

export type MigrationState = { readonly applied: readonly string[]; readonly pending: readonly string[] };

/**
 * Brings the database to the structure of this program: every pending file of `db/migrations`, in order, each in
 * one transaction together with its row in `kernel.migration`, so a crash leaves the old structure or the new one.
 * Several processes may call it at once; one works, the others wait and find nothing to do.
 * @param migratorUrl connection of luoshi_migrator, which acts as luoshi_owner
 * @returns names applied now
 * @throws SetupFault migration.changed | migration.unknown | migration.order | migration.busy | migration.failed
 */
export async function migrate(migratorUrl: string, progress: Progress, dir: string = migrationsDir): Promise<readonly string[]> {
  const files = listMigrations(dir);
  return withMigrator(migratorUrl, async (client) => {
    await takeTurn(client, progress);
    await prepareBook(client);
    const pending = pendingOf(files, await readBook(client));
    for (const file of pending) {
      progress(`正在升级数据库结构：${file.name}`);
      await applyOne(client, file);
    }
    return pending.map((file) => file.name);
  });
}

/** What `migrate` would do, without doing it. Same faults for changed and unknown files. */
export async function readMigrationState(migratorUrl: string, dir: string = migrationsDir): Promise<MigrationState> {
  const files = listMigrations(dir);
  return withMigrator(migratorUrl, async (client) => {
    const exists = await client.query(`select to_regclass('kernel.migration') is not null as yes`);
    const applied = exists.rows[0]?.yes === true ? await readBook(client) : [];
    return { applied: applied.map((row) => row.name), pending: pendingOf(files, applied).map((file) => file.name) };
  });
}

async function withMigrator<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withConnection(url, async (client) => {
    await client.query('set role luoshi_owner');
    await client.query(`set lock_timeout = '3s'; set statement_timeout = 0; set client_min_messages = warning; set timezone = 'UTC'`);
    return work(client);
  });
}

async function takeTurn(client: Client, progress: Progress): Promise<void> {
  const start = performance.now();
  for (let round = 0; performance.now() - start < WAIT_FOR_OTHER_MS; round += 1) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [ADVISORY_LOCK]);
    if (rows[0]?.mine === true) return;
    if (round === 5) progress('另一个落实进程正在升级数据库结构，等待其完成');
    await sleep(200);
  }
  throw new SetupFault({
    code: 'migration.busy',
    problem: '另一个落实进程已连续升级数据库结构超过 2 分钟，本进程没有等到。',
    remedy: '请查看那个进程的输出；若它已失去响应，结束它后重新启动。',
  });
}

async function prepareBook(client: Client): Promise<void> {
  // Looked up first: `create schema if not exists` asks for the right to create even when there is nothing to do.
  const { rows } = await client.query(`select to_regclass('kernel.migration') is not null as yes`);
  if (rows[0]?.yes === true) return;
  await client.query(`begin;
    create schema if not exists kernel;
    create table kernel.migration (
      name text collate "C" primary key,
      sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
      applied_at timestamptz not null default clock_timestamp()
    );
    comment on table kernel.migration is 'kind=node; retention=permanent';
    comment on column kernel.migration.name is 'class=open; retention=permanent';
    comment on column kernel.migration.sha256 is 'class=open; retention=permanent';
    grant usage on schema kernel to luoshi_app;
    grant select on kernel.migration to luoshi_app;
    commit`);
}

async function readBook(client: Client): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>('select name, sha256 from kernel.migration order by name');
  return rows;
}

/** Pure: what is still to run, or the reason why nothing may run. */
export function pendingOf(files: readonly MigrationFile[], applied: readonly Applied[]): readonly MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const unknown = applied.filter((row) => !byName.has(row.name));
  if (unknown.length > 0) {
    throw new SetupFault({
      code: 'migration.unknown',
      problem: `数据库已执行过本程序不认识的迁移：${unknown.map((row) => row.name).join('、')}。数据库可能由更新的版本使用过。`,
      remedy: '请使用与数据库相同或更新的程序版本；不要用旧程序连接新数据库。',
    });
  }
  for (const row of applied) {
    if (byName.get(row.name)?.sha256 !== row.sha256) throw changed(row.name, '在执行之后被改动');
  }
  const done = new Set(applied.map((row) => row.name));
  const pending = files.filter((file) => !done.has(file.name));
  const last = applied.at(-1)?.name ?? '';
  const early = pending.find((file) => file.name < last);
  if (early !== undefined) {
    throw new SetupFault({
      code: 'migration.order',
      problem: `新的迁移 ${early.name}.sql 排在已执行的 ${last}.sql 之前。`,
      remedy: '请把新文件名中的时间改到最后，再重新启动。',
    });
  }
  return pending;
}

/** A busy table is waited for five times three seconds; the file as a whole is repeated, so nothing is left half done. */
async function applyOne(client: Client, file: MigrationFile): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (file.inTransaction ? applyInTransaction(client, file) : applyAlone(client, file));
    } catch (error) {
      const waited = error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
      if (waited && attempt < LOCK_ATTEMPTS) continue;
      throw failed(file, error);
    }
  }
}

async function applyInTransaction(client: Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await writeBook(client, file);
    await client.query('commit');
  } catch (error) {
    // The first error is the one to report; a broken connection rolls back by itself.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Such a file holds one repeatable statement (`if not exists`): after a crash between the two steps it runs again. */
async function applyAlone(client: Client, file: MigrationFile): Promise<void> {
  await client.query(file.sql);
  await writeBook(client, file);
}

async function writeBook(client: Client, file: MigrationFile): Promise<void> {
  await client.query('insert into kernel.migration (name, sha256) values ($1, $2)', [file.name, file.sha256]);
}

function failed(file: MigrationFile, error: unknown): SetupFault {
  const where = error instanceof DatabaseError && error.position !== undefined ? `（第 ${lineAt(file.sql, Number(error.position))} 行）` : '';
  const busy = error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
  return new SetupFault({
    code: 'migration.failed',
    problem: `执行迁移 ${file.name}.sql 失败${where}：${errorText(error)}。数据库停留在执行它之前的结构。`,
    remedy: busy ? '有其他会话长时间占用相关的表；请结束长事务后重新启动。' : '请把这段提示交给开发者；数据没有改动，旧版本程序仍可使用。',
    cause: error,
  });
}

/** PostgreSQL counts characters from 1. */
function lineAt(sql: string, position: number): number {
  return sql.slice(0, Math.max(0, position - 1)).split('\n').length;
}
