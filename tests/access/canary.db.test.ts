import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#identity/contract';
import { defaultDist } from '../../app/build-app.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { canaryFinds, markRegion, readableParts, registerCanary, repliesScanned, scanReply } from './canary.ts';
import { allExpectations } from './expectations/index.ts';
import type { MatrixRequest } from './expectations/expectation.ts';
import { cityRegions, openWorld } from './matrix-base.ts';
import type { MatrixWorld } from './matrix-base.ts';
import type { TestReply } from './open-app.ts';
import { openStream } from './read-stream.ts';

const database = databaseForFile();
const mark = '金丝雀CANARY7f3a';
const hasPages = existsSync(join(defaultDist, 'portal', 'entry.js'));
let home: MatrixWorld;
let foreign: MatrixWorld;
let marked: readonly string[] = [];
const facts = new Map<object, { readonly home: unknown; readonly foreign: unknown }>();
const routes = allExpectations.flatMap((module) => Object.entries(module.routes).map(([route, row]) => ({ module, route, row })));

beforeAll(async () => {
  const regions = cityRegions();
  home = await openWorld(database().appUrl, regions.home, defaultDist);
  foreign = await openWorld(database().appUrl, regions.foreign, defaultDist);
  for (const module of allExpectations) facts.set(module, { home: await module.prepare(home), foreign: await module.prepare(foreign) });
  marked = await markRegion(database().adminUrl, foreign.region, mark);
});
afterAll(async () => {
  await home.close();
  await foreign.close();
});

function send(world: MatrixWorld, userId: string | null, route: string, request: MatrixRequest): Promise<TestReply> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = pattern.replaceAll(/:[A-Za-z]+/g, (name) => encodeURIComponent(request.params?.[name.slice(1)] ?? '')) + (request.query ?? '');
  const json = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.json ?? {}) };
  return world.send(userId, path, { method, ...(request.form ?? json) });
}

/** Enough roles that every route is reached by somebody who may, and some that may little. */
const callers: readonly Role[] = [
  ...new Set<Role>([...routes.flatMap(({ row }) => (typeof row.may === 'string' ? [] : row.may.slice(0, 1))), 'unit_head', 'upper_reader', 'partner_region', 'citizen']),
];

/** Lists are also asked for the mark itself, and with what a filter could let slip. */
const probes = (route: string, query = ''): readonly string[] => {
  const join = query === '' ? '?' : '&';
  return route.startsWith('GET ') ? [query, `${query}${join}q=${encodeURIComponent(mark)}`, `${query}${join}q=%25`, `${query}${join}limit=100`] : [query];
};

describe('金丝雀', () => {
  test('外地的每张表都做了记号，外地自己的答复里看得到：网页、JSON、CSV、Excel、文件名', async () => {
    expect(marked.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const { module, route, row } of routes.filter((one) => one.row.isStream !== true && one.route.startsWith('GET '))) {
      const request = row.request?.(facts.get(module)?.foreign, 1) ?? {};
      const reply = await send(
        foreign,
        row.may === 'everyone' ? null : (foreign.people.get(row.may === 'signed-in' ? 'unit_head' : (row.may[0] ?? 'unit_head')) ?? null),
        route,
        request,
      );
      if (readableParts(reply).some((part) => part.includes(mark))) seen.add(String(reply.headers['content-type']).split(';')[0] ?? '');
    }
    const plan = facts.get(routes.find(({ module }) => module.module === 'plan')?.module ?? {})?.foreign as { planId: string; versionId: string };
    const xlsx = await foreign.app.send(`/api/plans/${plan.planId}/versions/${plan.versionId}/export?format=xlsx`);
    if (readableParts(xlsx).some((part) => part.includes(mark))) seen.add('xlsx');
    if (hasPages && (await foreign.app.send('/')).text.includes(mark)) seen.add('text/html');
    expect([...seen]).toEqual(expect.arrayContaining(['application/json', 'text/csv', 'xlsx', ...(hasPages ? ['text/html'] : [])]));
  });

  test.each(callers)('%s 在本地的任何答复里都看不到外地的记号', async (role) => {
    const userId = home.people.get(role) ?? null;
    const before = repliesScanned();
    for (const { module, route, row } of routes.filter((one) => one.row.isStream !== true)) {
      for (const side of ['home', 'foreign'] as const) {
        const request = row.request?.(facts.get(module)?.[side], 7000) ?? {};
        for (const query of probes(route, request.query)) await send(home, userId, route, { ...request, query });
      }
    }
    expect(repliesScanned() - before).toBeGreaterThan(routes.length);
    expect(canaryFinds()).toEqual([]);
  });

  test('访客的网页、接口、出错页、流', async () => {
    const plan = facts.get(routes.find(({ module }) => module.module === 'plan')?.module ?? {})?.foreign as { planId: string; versionId: string };
    for (const path of [
      '/',
      // A part of the mark finds the same rows; the whole of it would stand on the page as the visitor's own words.
      `/?q=${encodeURIComponent(mark.slice(0, 4))}`,
      `/plans/${plan.planId}`,
      `/plans/${plan.planId}/versions/${plan.versionId}`,
      `/plans/${plan.planId}/answers`,
      '/console',
      '/nothing',
      '/api/nothing',
      '/health',
    ]) {
      await home.app.send(path);
    }
    const stream = await openStream(home.app.port, '/api/live', await home.headers(home.people.get('dispatcher') ?? null));
    await expect.poll(() => stream.text()).toContain('event: log');
    scanReply(home.region, 'GET /api/live', { headers: stream.headers, text: stream.text(), bytes: Buffer.from(stream.text()) });
    stream.close();
    expect(canaryFinds()).toEqual([]);
  });

  test('记录器真的会发现：正文、编码后的响应头、压缩包', () => {
    registerCanary('888888', '不存在的记号');
    const reply = (change: object) => ({ headers: {}, text: '', bytes: Buffer.alloc(0), ...change });
    expect(() => scanReply('111111', 'x', reply({ text: '甲不存在的记号乙' }))).toThrow(/888888/);
    expect(() => scanReply('111111', 'x', reply({ headers: { a: encodeURIComponent('不存在的记号') } }))).toThrow(/888888/);
    expect(() => scanReply('888888', 'x', reply({ text: '不存在的记号' }))).not.toThrow();
  });
});
