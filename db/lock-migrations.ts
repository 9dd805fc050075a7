/**
 * Adds new migrations to `db/migrations.lock`, the list of merged files that never change: `node db/lock-migrations.ts`.
 * It refuses when a listed file was edited or a new one sorts before a listed one (listMigrations does the first).
 */
import { writeFileSync } from 'node:fs';
import { listMigrations, mergedListText, migrationsDir, readMergedList } from '#kernel/server/migration-files.ts';

const merged = readMergedList();
const last = [...merged.keys()].at(-1) ?? '';
const migrations = listMigrations();
const early = migrations.filter((m) => !merged.has(m.name) && m.name < last);
if (early.length > 0) throw new Error(`new migrations must sort last: ${early.map((m) => m.name).join(', ')}`);
writeFileSync(`${migrationsDir}.lock`, mergedListText(migrations));
