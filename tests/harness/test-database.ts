import { afterAll, beforeAll, inject } from 'vitest';
import { changeUrl } from '#kernel/server/postgres/connect.ts';
import { createClone, dropClone } from './database-template.ts';
// Only for the type of `inject('testServer')`.
import type {} from './global-setup.ts';

export type TestDatabase = {
  readonly name: string;
  /** luoshi_app: what the product uses. */
  readonly appUrl: string;
  /** luoshi_migrator: `set role luoshi_owner` for DDL. */
  readonly migratorUrl: string;
  /** Superuser (or DATABASE_URL's user): for looking behind the walls, never for the code under test. */
  readonly adminUrl: string;
  drop(): Promise<void>;
};

/** A fresh, fully migrated database (about 0.1 s). Call `drop()` when done; prefer databaseForFile, which does. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = await createClone(server);
  return {
    name,
    appUrl: changeUrl(server.appUrl, { database: name }),
    migratorUrl: changeUrl(server.migratorUrl, { database: name }),
    adminUrl: changeUrl(server.adminUrl, { database: name }),
    drop: () => dropClone(server, name),
  };
}

/**
 * One database for the tests of a file: made before the first, dropped after the last. Call at the top of the file
 * (or of a describe); read the result inside tests. Tests keep apart by using their own region code.
 */
export function databaseForFile(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return () => {
    if (database === undefined) throw new Error('databaseForFile: read inside a test or hook, not while the file loads');
    return database;
  };
}
