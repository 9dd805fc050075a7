import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide, definePermissions, scope } from '#kernel/access.ts';
import type { Grant, Resource, ResourceLevel, Subject } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import { databaseForFile } from '../harness/test-database.ts';

definePermissions({
  'trial.see': { label: '查看', roles: ['trial_one', 'trial_two'] },
  'trial.approve': { label: '批准', roles: ['trial_two'], secondFactor: true },
});

/** The laws that hold a list and a row together, on random grants, against the clause as PostgreSQL runs it. */
const today = parseDay('2026-06-15');
const region = '340323';
const orgs = ['a', 'b', 'c'];
const paths = ['/p/', '/p/1/', '/p/10/', '/p/1/2/', '/q/'];
const permissions = ['trial.see', 'trial.approve'];

const grant: fc.Arbitrary<Grant> = fc.record({
  grantId: fc.uuid(),
  role: fc.constant('trial_one'),
  orgId: fc.constantFrom(...orgs, null),
  permissions: fc.subarray(permissions),
  orgs: fc.oneof(fc.constant('all' as const), fc.subarray(orgs)),
  planPaths: fc.oneof(fc.constant('all' as const), fc.subarray(paths)),
  regions: fc.subarray(['340323', '340300', '340000', '340322', '000000'], { minLength: 1 }),
  from: fc.constantFrom('2026-06-14', '2026-06-15', '2026-06-16'),
  to: fc.constantFrom('2026-06-14', '2026-06-15', '2026-06-16', null),
});
const subject: fc.Arbitrary<Subject> = fc.record({ grants: fc.array(grant, { maxLength: 5 }), secondFactor: fc.boolean(), whyNot: fc.constant('没有岗位。') });
const permission = fc.constantFrom(...permissions);

const everyRow: readonly Resource[] = [...orgs, null].flatMap((ownerOrg) =>
  [...paths, '/p/1/2/3/', '/p/2/', null].flatMap((planPath) => (['open', 'internal', 'sensitive'] as const).map((level: ResourceLevel) => ({ region, ownerOrg, planPath, level }))),
);
const database = databaseForFile();
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: database().adminUrl });
  await client.connect();
  await client.query('create temporary table trial_row (n int primary key, region_code text, owner_org text, plan_path text, level text)');
  for (const [n, row] of everyRow.entries()) await client.query('insert into trial_row values ($1, $2, $3, $4, $5)', [n, row.region, row.ownerOrg, row.planPath, row.level]);
});
afterAll(() => client.end());

async function listed(who: Subject, name: string): Promise<readonly number[]> {
  const params = scope(who, name, region, today);
  const { rows } = await client.query<{ n: number }>(
    `select t.n from trial_row t where t.region_code = $1 and t.level = any ($4::text[])
       and exists (select from unnest($2::text[], $3::text[]) g (o, p) where (g.o is null or g.o = t.owner_org::text) and (g.p is null or starts_with(t.plan_path, g.p)))
     order by t.n`,
    [region, params.orgs, params.paths, params.levels],
  );
  return rows.map(({ n }) => n);
}
const filtered = (who: Subject, name: string): readonly number[] => everyRow.flatMap((row, n) => (decide(who, name, row, today).allowed ? [n] : []));

/** Rows that belong to no unit more than to another, e.g. clauses: the clause of their lists asks for the path alone. */
const clauses: readonly Resource[] = [...paths, '/p/1/2/3/', '/p/2/'].map((planPath) => ({ region, ownerOrg: null, isForEveryUnit: true, planPath, level: 'internal' }));
async function listedClauses(who: Subject, name: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ path: string }>(
    `select t.path from unnest($1::text[]) t (path) where exists (select from unnest($2::text[]) g (p) where g.p is null or starts_with(t.path, g.p))`,
    [clauses.map(({ planPath }) => planPath), scope(who, name, region, today).paths],
  );
  return rows.map(({ path }) => path).sort();
}

describe('列表与逐条判断', () => {
  test('性质：列表等于逐条判断的结果', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(subject, permission, async (who, name) => {
        const rows = await listed(who, name);
        expect(rows).toEqual(filtered(who, name));
        shown += rows.length;
      }),
      { numRuns: 400 },
    );
    expect(shown).toBeGreaterThan(1000);
  });

  test('性质：不分单位的条款，列表等于逐条判断的结果', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(subject, permission, async (who, name) => {
        const rows = await listedClauses(who, name);
        expect(rows).toEqual(clauses.flatMap((one) => (decide(who, name, one, today).allowed ? [one.planPath ?? ''] : [])).sort());
        shown += rows.length;
      }),
      { numRuns: 200 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  test('性质：增加一项授权不会少看到什么，去掉一项不会多看到什么', () => {
    fc.assert(
      fc.property(subject, grant, permission, (who, more, name) => {
        const wider = filtered({ ...who, grants: [...who.grants, more] }, name);
        for (const n of filtered(who, name)) expect(wider).toContain(n);
        const narrower = filtered({ ...who, grants: who.grants.slice(1) }, name);
        for (const n of narrower) expect(filtered(who, name)).toContain(n);
      }),
      { numRuns: 300 },
    );
  });

  test('性质：通过第二重验证不会少看到什么', () => {
    fc.assert(
      fc.property(subject, permission, (who, name) => {
        const passed = filtered({ ...who, secondFactor: true }, name);
        for (const n of filtered({ ...who, secondFactor: false }, name)) expect(passed).toContain(n);
      }),
      { numRuns: 200 },
    );
  });
});
