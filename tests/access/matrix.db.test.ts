import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '#identity/contract';
import { databaseForFile } from '../harness/test-database.ts';
import { elsewhere } from './expectations/elsewhere.ts';
import { cityRegions, databaseDigest, openWorld } from './matrix-base.ts';
import { casesOf, hasIds, isAskedElsewhere, isRefused, judgeForeignIds, judgePlace, judgeRow, matrixRows, prepareFacts } from './matrix-judge.ts';
import type { Findings, MatrixRun } from './matrix-judge.ts';
import { registeredRoutes } from './registered-routes.ts';

/** Route × role × standing, held to the tables in expectations/, which people wrote. */
const regions = cityRegions();
const database = databaseForFile();
let run: MatrixRun;
/** Pages are not built in this run: 503 for everybody. */
const pages = ['GET /', 'GET /announcements', 'GET /plans/:planId', 'GET /plans/:planId/answers', 'GET /plans/:planId/versions/:versionId'];

beforeAll(async () => {
  const home = await openWorld(database().appUrl, regions.home);
  const foreign = await openWorld(database().appUrl, regions.foreign);
  run = { home, foreign, regions, facts: await prepareFacts(home, foreign), standings: new Map(), digest: () => databaseDigest(database().adminUrl) };
  // Two worlds with the facts of every module: minutes on a busy machine.
}, 600_000);
afterAll(async () => {
  await run.home.close();
  await run.foreign.close();
});

async function all(findings: Findings): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const one of findings) found.push(one);
  return found;
}

describe('访问矩阵', () => {
  test('每个已注册的地址都有一行人写的规定，没有多余的', () => {
    expect([...matrixRows.map(({ route }) => route), ...pages].sort()).toEqual(registeredRoutes(run.home.app));
  });

  test.each(matrixRows.map((one) => [one.route, one] as const))('%s', async (_name, one) => {
    expect(await all(judgeRow(run, one))).toEqual([]);
  });

  test.each(matrixRows.filter(hasIds).map((one) => [one.route, one] as const))('%s：别的地区的编号与不存在的编号得到同样的 404', async (_name, one) => {
    expect(await all(judgeForeignIds(run, one))).toEqual([]);
  });

  const places = matrixRows.flatMap((one) => (one.row.places ?? []).map((place) => [one.route, place.place, one, place] as const));
  test.each(places)('%s：%s', async (_route, _name, one, place) => {
    expect(await all(judgePlace(run, one, place))).toEqual([]);
  });

  test.each(['atAnotherUnit', 'forAnotherPart'] as const)('每个地址都写明：对别的单位、方案的别的部分的同一项权限会得到什么（%s）', (axis) => {
    const asked = matrixRows.filter(({ row }) => row.only === undefined && isAskedElsewhere(row, axis)).map(({ route }) => route);
    expect(Object.keys(elsewhere[axis]).sort()).toEqual([...asked].sort());
  });

  // trust.md 3.4. Rows elsewhere (other unit, other part of a plan) are in `places` or in expectations/elsewhere.ts.
  test('每个地址对每个角色、每种身份和授权状态都有一格，一格不缺', async () => {
    const relations = [
      'nobody',
      'suspended',
      'of the foreign region',
      'grant ended',
      'grant expired yesterday',
      'grant from tomorrow',
      'grant until today',
      'grant for a foreign region',
      'grant for a region below',
      'grant for the region above',
      'without second factor',
    ];
    const wanted = [...relations, ...roles.filter((role) => role !== 'visitor')];
    const missing: string[] = [];
    let cells = 0;
    for (const entry of matrixRows.filter(({ row }) => row.only === undefined)) {
      const cases = await casesOf(run, entry);
      cells += cases.length;
      for (const who of wanted) if (cases.find((one) => one.who === who && one.expected.length > 0) === undefined) missing.push(`${entry.route}: ${who}`);
    }
    expect(missing).toEqual([]);
    expect(cells).toBeGreaterThan(9000);
  });

  // Generated from the router, so that no write escapes the comparison of bytes above; writes for everybody say so in their row.
  test('每个写入地址都有被拒绝的人，对每个都比较了全库', async () => {
    const writes = registeredRoutes(run.home.app).filter((route) => !route.startsWith('GET '));
    const unjudged: string[] = [];
    for (const route of writes) {
      const entry = matrixRows.find((one) => one.route === route);
      if (entry?.row.may === 'everyone' || entry?.row.only !== undefined) continue;
      if (entry === undefined || !(await casesOf(run, entry)).some(isRefused)) unjudged.push(route);
    }
    expect(unjudged).toEqual([]);
    expect(writes.length).toBeGreaterThan(100);
  });

  test.each(pages)('网页 %s：人人相同', async (route) => {
    const { home } = run;
    const path = route.replace('GET ', '').replaceAll(/:[A-Za-z]+/g, '01900000-0000-7000-8000-000000000000');
    for (const userId of [null, ...home.people.values()]) expect((await home.send(userId, path)).status).toBe(503);
  });
});
