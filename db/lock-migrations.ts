/**
 * Adds new migrations to `db/migrations.lock`, the list of merged files that never change: `node db/lock-migrations.ts`.
 * It refuses when a listed file was edited (listMigrations) or a new one sorts before the last released one: what runs on
 * installed databases only grows at the end. Between two releases several people add files, each in a time window of his own.
 */
import { writeFileSync } from 'node:fs';
import { listMigrations, mergedListText, migrationsDir, readMergedList } from '#kernel/server/migration-files.ts';

const merged = readMergedList();
/** The last file of the last release; moved on by whoever releases. */
const lastReleased = '20261123110000_plan_reviews';
const migrations = listMigrations();
const early = migrations.filter((m) => !merged.has(m.name) && m.name < lastReleased);
if (early.length > 0) throw new Error(`new migrations must sort after those of the last release: ${early.map((m) => m.name).join(', ')}`);
writeFileSync(`${migrationsDir}.lock`, mergedListText(migrations));
