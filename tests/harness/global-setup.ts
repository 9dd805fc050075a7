import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { environment } from '#kernel/server/config.ts';
import { openEmbedded } from '#kernel/server/postgres/open-embedded.ts';
import { openExternal } from '#kernel/server/postgres/open-external.ts';
import { isNumberInUse } from '#kernel/server/postgres/process-identity.ts';
import { buildTemplate, dropAbandonedClones, type TestServer } from './database-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const SECRET = 'luoshi-test-database-roles-only-0123456789';
let close: () => Promise<void> = async () => undefined;

/**
 * Opens ONE server: DATABASE_URL when given (its user must be able to create roles and databases), else an embedded one in
 * `.luoshi/test-pg`, which concurrent runs share and the last one stops.
 */
export async function openTestServer(): Promise<TestServer> {
  const databaseUrl = environment()['DATABASE_URL'];
  const opened = databaseUrl === undefined || databaseUrl === '' ? await openOwn() : await openGiven(databaseUrl);
  await dropAbandonedClones(opened.adminUrl, isNumberInUse);
  return { ...opened, template: await buildTemplate(opened) };
}

export async function setup(project: TestProject): Promise<void> {
  project.provide('testServer', await openTestServer());
}

export async function teardown(): Promise<void> {
  await close();
}

async function openOwn(): Promise<Omit<TestServer, 'template'>> {
  const home = join(import.meta.dirname, '..', '..', '.luoshi');
  // A copy of the tree (`npm run mutate`) shares the server of the tree that it was made from.
  const dataDir = join(existsSync(home) ? realpathSync(home) : home, 'test-pg');
  const { adminUrl, appUrl, migratorUrl, close: leave } = await openEmbedded(dataDir, (line) => process.stderr.write(`${line}\n`));
  close = leave;
  return { adminUrl, appUrl, migratorUrl };
}

async function openGiven(databaseUrl: string): Promise<Omit<TestServer, 'template'>> {
  const { appUrl, migratorUrl } = await openExternal({ databaseUrl, appUrl: undefined, migratorUrl: undefined, secret: SECRET }, () => undefined);
  return { adminUrl: databaseUrl, appUrl, migratorUrl };
}
