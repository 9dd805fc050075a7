import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { createPool, transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { loadActor } from './load-actor.ts';

const database = databaseForFile();
const region = regionCodeSchema.parse('340323');
const today = parseDay('2026-06-15');
const [county, bureau, station, farm] = [newId(), newId(), newId(), newId()];
const [chief, deputy, gone, citizen] = [newId(), newId(), newId(), newId()];
let pool: Pool;

const seed = `
  with r as (select set_config('app.regions', '${region}', true)),
  people as (insert into identity.person (region_code, user_id, kind, account_name, account_skeleton, display_name, status, stamp, revision, created_at, updated_at)
    select '${region}', id::uuid, kind, name, name, name, status, 'demo', 1, now(), now() from r,
    (values ('${chief}', 'staff', '甲', 'active'), ('${deputy}', 'staff', '乙', 'active'), ('${gone}', 'staff', '丙', 'suspended'), ('${citizen}', 'citizen', '丁', 'active')) v (id, kind, name, status)),
  orgs as (insert into identity.org (region_code, org_id, stamp, revision, created_at)
    select '${region}', id::uuid, 'demo', 1, now() from (values ('${county}'), ('${bureau}'), ('${station}'), ('${farm}')) v (id))
  insert into identity.org_version (region_code, org_id, from_on, to_on, name, kind, parent_id)
  select '${region}', id::uuid, from_on::date, to_on::date, name, 'department', parent::uuid from (values
    ('${county}', '2020-01-01', null, '县', null), ('${bureau}', '2020-01-01', null, '局', '${county}'), ('${station}', '2020-01-01', '2026-06-14', '站', '${bureau}'),
    ('${station}', '2026-06-15', null, '站', '${county}'), ('${farm}', '2026-06-15', null, '场', '${bureau}')) v (id, from_on, to_on, name, parent)`;

async function give(user: string, change: Partial<Record<'role' | 'org_id' | 'reach' | 'from_on' | 'to_on' | 'delegated_from' | 'ended_at', string | null>> = {}): Promise<string> {
  const id = newId();
  const row = { role: 'unit_head', org_id: bureau, reach: 'subtree', from_on: '2026-01-01', to_on: null, delegated_from: null, ended_at: null, ...change };
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.regions', $1, true)`, [region]);
    await client.query(
      `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, from_on, to_on, is_delegable, delegated_from, reason, granted_by, granted_at, ended_at, ended_by, ended_reason)
       values ($1, $2, $3, $4, $5, $6, array[$1], $7, $8, true, $9, '测试', 'test', now(), $10::timestamptz, case when $10 is null then null else 'test' end, case when $10 is null then null else '测试' end)`,
      [region, id, user, row.role, row.org_id, row.reach, row.from_on, row.to_on, row.delegated_from, row.ended_at],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  return id;
}

const load = (userId: string, on = today) => transaction(pool, { region, mode: 'read' }, (tx) => loadActor(tx, { userId, secondFactor: false }, on));

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 2 });
  const client = await pool.connect();
  await client.query('begin');
  await client.query(`select set_config('app.regions', $1, true)`, [region]);
  await client.query(seed);
  await client.query('commit');
  client.release();
});
afterAll(() => pool.end());

describe('登录人的权限', () => {
  test('本单位及下属单位以当天的机构树为准', async () => {
    await give(chief);
    expect((await load(chief))?.grants[0]?.orgs).toEqual([bureau, farm].sort());
    expect((await load(chief, parseDay('2026-06-14')))?.grants[0]?.orgs).toEqual([bureau, station].sort());
  });

  test('已结束的授权不算；停用的人不能用', async () => {
    await give(gone);
    expect(await load(gone)).toBeUndefined();
    expect(await load(newId())).toBeUndefined();
    const before = (await load(chief))?.grants.length;
    await give(chief, { ended_at: '2026-06-01T00:00:00+08:00' });
    expect((await load(chief))?.grants).toHaveLength(before ?? 0);
  });

  test('转授的权限不比原授权长；原授权已结束、还没开始、原授权人停用时都无效', async () => {
    const origin = await give(chief, { to_on: '2026-06-20', reach: 'unit' });
    await give(deputy, { role: 'unit_deputy', reach: 'unit', delegated_from: origin, to_on: '2026-12-31' });
    await give(deputy, { role: 'unit_deputy', reach: 'unit', delegated_from: await give(gone) });
    await give(deputy, { role: 'unit_deputy', reach: 'unit', delegated_from: await give(chief, { reach: 'unit', ended_at: '2026-06-01T00:00:00+08:00' }) });
    await give(deputy, { role: 'unit_deputy', reach: 'unit', delegated_from: await give(chief, { reach: 'unit', from_on: '2026-06-16' }) });
    const actor = await load(deputy);
    expect(actor?.grants).toMatchObject([{ role: 'unit_deputy', orgs: [bureau], to: '2026-06-20', delegatedBy: chief }]);
  });

  test('全部单位；群众账号只有群众的权限', async () => {
    await give(deputy, { role: 'supervisor', org_id: null, reach: 'all' });
    expect((await load(deputy))?.grants.find((grant) => grant.role === 'supervisor')?.orgs).toBe('all');
    expect((await load(citizen))?.grants).toMatchObject([{ role: 'citizen', orgs: [] }]);
  });
});
