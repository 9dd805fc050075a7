import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';

const database = databaseForFile();
const many = 10_000;
let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

/** As an import leaves it: everything written at once, and nothing known about it, because nobody has analysed the tables since. */
async function importMany(): Promise<void> {
  await withConnection(database().adminUrl, async (client) => {
    for (const table of ['person', '"grant"', 'org']) await client.query(`alter table identity.${table} set (autovacuum_enabled = false)`);
    await client.query('begin');
    await client.query(
      `insert into identity.person (region_code, user_id, kind, display_name, status, stamp, revision, created_at, updated_at)
       select $1, gen_random_uuid(), 'staff', '名册' || lpad(n::text, 5, '0'), 'active', 'real', 1, now(), now() from generate_series(1, $2::int) n`,
      [app.region, many],
    );
    await client.query(`insert into identity.org (region_code, org_id, stamp, revision, created_at) values ($1, gen_random_uuid(), 'real', 1, now())`, [app.region]);
    await client.query(
      `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, from_on, is_delegable, reason, granted_by, granted_at)
       select $1, gen_random_uuid(), p.user_id, 'unit_reporter', o.org_id, 'unit', array[$1], '2020-01-01', true, '名册导入', 'system:test', now()
       from identity.person p join identity.org o using (region_code) where p.region_code = $1 and p.display_name like '名册%'`,
      [app.region],
    );
    await client.query('commit');
  });
}

test('一万人的名册刚导入、数据库还没有统计信息，按角色、姓名查找和计数照样办得完', async () => {
  await importMany();
  const list = async (query: string) => {
    const reply = await app.send(`/api/people?${query}`, { headers: app.operator() });
    return { status: reply.status, ...(reply.json() as { items: { displayName: string; posts: string[] }[]; total: number }) };
  };
  const byRole = await list('role=unit_reporter&limit=2');
  expect([byRole.status, byRole.total]).toEqual([200, many]);
  expect(byRole.items.map(({ displayName, posts }) => [displayName, posts.length])).toEqual([
    ['名册00001', 1],
    ['名册00002', 1],
  ]);
  const both = await list(`role=unit_reporter&q=${encodeURIComponent('名册1000')}`);
  expect([both.status, both.total]).toEqual([200, 1]);
});
