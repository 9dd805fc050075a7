import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declaredPermissions } from '#kernel/access.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { commandLine } from '#kernel/server/actor.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { canaryRegion } from '../harness/canary-region.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { markRegion, readableParts } from './canary.ts';
import { allExpectations } from './expectations/index.ts';
import { cityRegions, openWorld } from './matrix-base.ts';
import type { MatrixWorld } from './matrix-base.ts';
import { openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';
import { regionalTables, tablesWithout, wallFaults } from './row-walls.ts';

/**
 * Everything that the application itself checks is switched off: everybody may everything, and every statement loses its
 * `region_code = $1`. What is left is row level security. The control run, past it, shows that the switch works.
 */
const database = databaseForFile();
const mark = '金丝雀RLS91c2';
const regions = cityRegions();
let home: MatrixWorld;
let foreign: MatrixWorld;
const facts = new Map<object, unknown>();

/** Takes the predicate on the region out of a statement; a parameter must be used once, so it is compared with itself. */
const withoutRegion = (text: string): string => text.replaceAll(/\b(?:[a-z]+\.)?region_code\s*=\s*\$1\b/g, '$1::text is not null');

interface Query {
  readonly name?: string;
  readonly text?: string;
}
const { query } = pg.Client.prototype as { query: (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown };
let stripped = 0;
function stripRegions(): () => void {
  const wrapped = function (this: pg.Client, config: unknown, ...rest: unknown[]): unknown {
    const { name, text } = (config ?? {}) as Query;
    if (typeof name !== 'string' || typeof text !== 'string') return query.call(this, config, ...rest);
    const open = withoutRegion(text);
    if (open !== text) stripped += 1;
    return query.call(this, { ...(config as object), name: `open.${name}`.slice(0, 63), text: open }, ...rest);
  };
  Object.assign(pg.Client.prototype, { query: wrapped });
  return () => Object.assign(pg.Client.prototype, { query });
}

const almighty = { ...commandLine([]), kind: 'user' as const, id: 'user:01900000-0000-7000-8000-0000000000ff', userId: '01900000-0000-7000-8000-0000000000ff' };

async function openWithoutChecks(url: string): Promise<TestApp> {
  const everything = commandLine(declaredPermissions());
  return openApp(url, {
    region: regionCodeSchema.parse(home.region),
    resolveActor: async () => ({ ...almighty, grants: everything.grants, permissions: everything.permissions }),
  });
}

/** Every reading route, asked for the rows of the foreign region by id. */
async function readForeign(app: TestApp): Promise<readonly TestReply[]> {
  const replies: TestReply[] = [];
  for (const module of allExpectations) {
    for (const [route, row] of Object.entries(module.routes)) {
      const [method = 'GET', pattern = '/'] = route.split(' ');
      if (method !== 'GET' || row.isStream === true) continue;
      const request = row.request?.(facts.get(module), 1) ?? {};
      const path = pattern.replaceAll(/:[A-Za-z]+/g, (name) => encodeURIComponent(request.params?.[name.slice(1)] ?? ''));
      for (const query of [request.query ?? '', '?limit=100'])
        replies.push(await app.send(path + query, { headers: app.operator() }).catch((error: Error) => ({ text: error.message }) as TestReply));
    }
  }
  return replies;
}

beforeAll(async () => {
  home = await openWorld(database().appUrl, regions.home);
  foreign = await openWorld(database().appUrl, regions.foreign);
  for (const module of allExpectations) {
    await module.prepare(home);
    facts.set(module, await module.prepare(foreign));
  }
  await markRegion(database().adminUrl, foreign.region, mark);
});
afterAll(async () => {
  await home.close();
  await foreign.close();
});

describe('只剩行级安全', () => {
  test('应用的检查全部关掉，外地的行一行也读不到；绕过行级安全的对照能读到', async () => {
    const restore = stripRegions();
    try {
      const walled = await openWithoutChecks(database().appUrl);
      const replies = await readForeign(walled);
      await walled.close();
      expect(stripped).toBeGreaterThan(20);
      expect(replies.filter((reply) => reply.text.includes('canary of'))).toEqual([]);
      expect(replies.filter((reply) => reply.status === 200 && readableParts(reply).some((part) => part.includes(mark)))).toEqual([]);
      const open = await openWithoutChecks(database().adminUrl);
      const leaks = (await readForeign(open)).filter((reply) => reply.text.includes('canary of'));
      // The scan of the server saw them, too.
      await expect(open.close()).rejects.toThrow('showed another region');
      expect(leaks.length).toBeGreaterThan(5);
    } finally {
      restore();
    }
  });

  test('每张分区域的表：本地只看到本地的行；外地的行改不了，也写不进去；没有设定地区就什么也没有', async () => {
    const tables = await regionalTables(database().adminUrl);
    expect(tables.length).toBeGreaterThan(15);
    expect(await tablesWithout(database().adminUrl, tables, canaryRegion)).toEqual([]);
    expect(await wallFaults(database().appUrl, tables, { home: home.region, foreign: canaryRegion })).toEqual([]);
    expect(await wallFaults(database().appUrl, tables, { home: home.region, foreign: foreign.region })).toEqual([]);
  });

  test('把本地的行改挂到外地会被拒绝', async () => {
    await withConnection(database().appUrl, async (client) => {
      await client.query('begin');
      await client.query(`select set_config('app.regions', $1, true)`, [home.region]);
      await expect(client.query(`update identity.person set region_code = $1`, [foreign.region])).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback');
    });
  });
});
