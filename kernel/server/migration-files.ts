import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, SetupFault } from './setup-fault.ts';

/** Where the product's own migrations live. */
export const migrationsDir = join(import.meta.dirname, '..', '..', 'db', 'migrations');

export type MigrationFile = {
  /** File name without `.sql`. */
  readonly name: string;
  /** The module that owns it: the word after the time. */
  readonly module: string;
  readonly sql: string;
  readonly sha256: string;
  /** False for `create index concurrently`, announced by the first line `-- no transaction`. */
  readonly inTransaction: boolean;
};

const NAME = /^([0-9]{14})_([a-z][a-z0-9]*)_[a-z0-9_]{1,80}\.sql$/;

/**
 * All migrations of a folder, in the order in which they run.
 * @throws SetupFault `migration.name` for a file that is no migration, `migration.changed` when a file differs from the merged list.
 */
export function listMigrations(dir: string = migrationsDir): readonly MigrationFile[] {
  const files = readdirSync(dir)
    .filter((name) => !name.startsWith('.'))
    .sort();
  const merged = readMergedList(dir);
  const migrations = files.map((file) => readMigration(dir, file));
  for (const [name, sha256] of merged) {
    const found = migrations.find((m) => m.name === name);
    if (found?.sha256 !== sha256) throw changed(name, found === undefined ? '已从程序中删除' : '内容与合并时不同');
  }
  return migrations;
}

/** The hash list beside the folder (`migrations.lock`, lines of `sha256  name`): merged files never change. */
export function readMergedList(dir: string = migrationsDir): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(`${dir}.lock`, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Map();
    throw error;
  }
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** The text of `migrations.lock` for these files. */
export function mergedListText(migrations: readonly MigrationFile[]): string {
  const head = '# Merged migrations never change. Written by `node db/lock-migrations.ts`; checked at every start and by tests.\n';
  return head + migrations.map((m) => `${m.sha256}  ${m.name}\n`).join('');
}

/** @param why what is different, for the sentence shown to the operator */
export function changed(name: string, why: string): SetupFault {
  return new SetupFault({
    code: 'migration.changed',
    problem: `数据库迁移文件 ${name}.sql ${why}，无法确认数据库结构与程序一致，已拒绝启动。`,
    remedy: '请恢复该文件原样（重新获取程序的正式版本）；需要改动结构时应另写一个新的迁移文件。',
  });
}

function readMigration(dir: string, file: string): MigrationFile {
  const match = NAME.exec(file);
  if (match === null) {
    throw new SetupFault({
      code: 'migration.name',
      problem: `迁移目录 ${dir} 中的 ${file} 不是迁移文件。`,
      remedy: '迁移文件名应为「14位时间_模块_说明.sql」，例如 20261123093000_task_add_reported_on.sql；请改名或移走该文件。',
    });
  }
  // A checkout with CRLF must give the same hash as one with LF.
  const sql = readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
  return {
    name: file.slice(0, -4),
    module: match[2] ?? '',
    sql,
    sha256: createHash('sha256').update(sql, 'utf8').digest('hex'),
    inTransaction: !sql.startsWith('-- no transaction'),
  };
}
