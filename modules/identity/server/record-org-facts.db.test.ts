import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, parseDay } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { systemActor } from '#kernel/server/actor.ts';
import { fixedClock } from '#kernel/server/clock.ts';
import type { Context, Refuse } from '#kernel/server/context.ts';
import { createPool, transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { findOrg, listOrgNames, orgsUnder } from './org-names.ts';
import { recordOrgFacts } from './record-org-facts.ts';
import type { FactDraft } from './record-org-facts.ts';
import { demoOrgIds, seedDemoOrgs } from './seed-demo-orgs.ts';

const database = databaseForFile();
const region = regionCodeSchema.parse('340323');
let pool: Pool;

const refuse: Refuse = Object.assign(
  (refusal: Error): never => {
    throw refusal;
  },
  { unless: () => undefined },
);
const now = fixedClock('2026-06-15T09:00:00+08:00').now();

const write = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
  transaction(pool, { region, mode: 'write' }, (tx) => work({ tx, actor: systemActor('test', []), now, today: dayOf(now), newId, refuse, requestId: null, publicOrigin: '' }));
const record = (...drafts: readonly FactDraft[]) => write((context) => recordOrgFacts(drafts, { reason: '测试', document: null, stamp: 'real' }, context));
const on = (day: string) => parseDay(day);
const read = <T>(work: (tx: Context['tx']) => Promise<T>): Promise<T> => transaction(pool, { region, mode: 'read' }, work);
const contents = async (): Promise<string> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.regions', $1, true)`, [region]);
    const { rows } = await client.query(
      `select (select json_agg(v order by org_id, from_on) from identity.org_version v) as versions, (select count(*) from identity.org_change) as changes, (select json_agg(o order by org_id) from identity.org o) as orgs`,
    );
    await client.query('rollback');
    return JSON.stringify(rows);
  } finally {
    client.release();
  }
};

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 3 });
  await write(seedDemoOrgs);
});
afterAll(() => pool.end());

describe('单位树的存取', () => {
  test('演示单位只生成一次，并标为演示', async () => {
    const before = await contents();
    await write(seedDemoOrgs);
    expect(await contents()).toBe(before);
    expect(await read((tx) => findOrg(tx, demoOrgIds.bureau1, on('2026-06-15')))).toMatchObject({ name: '演示一局', isDemo: true, kind: 'department' });
  });

  test('截至日期：更名当天是新名，前一天是旧名；设立前没有', async () => {
    const nameOn = (day: string) => read(async (tx) => (await findOrg(tx, demoOrgIds.bureau3, on(day)))?.name);
    expect(await nameOn('2019-12-31')).toBeUndefined();
    expect(await nameOn('2024-12-31')).toBe('演示旧局');
    expect(await nameOn('2025-01-01')).toBe('演示三局');
  });

  test('合并后原单位不再存在，但名称仍可查到', async () => {
    expect(await read((tx) => findOrg(tx, demoOrgIds.merged, on('2025-06-30')))).toMatchObject({ name: '演示五局' });
    expect(await read((tx) => findOrg(tx, demoOrgIds.merged, on('2025-07-01')))).toBeUndefined();
    expect(await read((tx) => listOrgNames(tx, [demoOrgIds.merged, newId()], on('2026-01-01')))).toEqual(new Map([[demoOrgIds.merged, '演示五局']]));
  });

  test('下属单位以当天的树为准，包括自身', async () => {
    const under = await read((tx) => orgsUnder(tx, demoOrgIds.town1, on('2026-06-15')));
    expect([...under].sort()).toEqual([demoOrgIds.town1, demoOrgIds.village].sort());
    expect(await read((tx) => orgsUnder(tx, demoOrgIds.town1, on('2019-12-31')))).toEqual([]);
  });

  test.each<readonly [string, string, FactDraft]>([
    ['重名', 'identity.org_name_taken', { on: '2026-01-01', body: { act: 'rename', orgId: demoOrgIds.bureau2, set: { name: '演示 一局' } } }],
    ['成环', 'identity.org_cycle', { on: '2026-01-01', body: { act: 'move', orgId: demoOrgIds.town1, set: { parentId: demoOrgIds.village } } }],
    ['并入自身', 'identity.org_merge_into_itself', { on: '2026-01-01', body: { act: 'merge', orgIds: [demoOrgIds.bureau2], into: demoOrgIds.bureau2 } }],
    ['终止早于设立', 'identity.org_ends_before_start', { on: '2020-01-01', body: { act: 'dissolve', orgId: demoOrgIds.bureau4 } }],
    ['信用代码重复', 'identity.org_uscc_taken', { on: '2026-01-01', body: { act: 'amend', orgId: demoOrgIds.bureau2, set: { uscc: '91340323MA2TXYC14F' } } }],
  ])('被拒绝的变更什么也不改：%s', async (_title, code, draft) => {
    const before = await contents();
    await expect(record(draft)).rejects.toMatchObject({ code });
    expect(await contents()).toBe(before);
  });

  test('同时发生的两次同名设立只有一次成功', async () => {
    const draft = (): FactDraft => ({
      on: '2026-01-01',
      body: {
        act: 'establish',
        orgId: newId(),
        details: { name: '同名单位', shortName: null, kind: 'department', parentId: demoOrgIds.team, uscc: null, divisionCode: null, sort: 0 },
      },
    });
    const results = await Promise.allSettled([record(draft()), record(draft())]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'identity.org_name_taken' } });
  });
});
