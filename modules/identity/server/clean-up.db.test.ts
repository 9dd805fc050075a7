import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { declaredParams } from '#kernel/param.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { createPool, transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { cleanUpSignIn } from './clean-up.ts';
import { identityJobs } from './identity-jobs.ts';
import { keepAttemptsDays } from './retention-params.ts';

const database = databaseForFile();
const region = regionCodeSchema.parse('340323');
const now = parseMoment('2026-12-01T03:10:00+08:00');
const ago = (days: number, seconds = 0): string => now.subtract({ hours: days * 24, seconds }).toString();
let pool: Pool;
let userId: string;
let other: string;

const sql = (text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  withConnection(database().adminUrl, async (client) => (await client.query(text, [...values])).rows as Record<string, unknown>[]);
const clean = (at: Instant = now): Promise<void> =>
  transaction(pool, { region, mode: 'write' }, (tx) => cleanUpSignIn(systemContext({ pool, region } as unknown as Runtime, tx, { part: 'test', now: at })));
const countOf = async (table: string): Promise<unknown> => (await sql(`select count(*)::int as n from identity.${table} where region_code = $1`, [region]))[0]?.['n'];

beforeAll(async () => {
  pool = createPool({ connectionString: database().appUrl, max: 2 });
  const seed = peopleSeeder(pool, region);
  userId = await seed.person({ name: '甲' });
  other = await seed.person({ name: '乙' });
});
afterAll(() => pool.end());
beforeEach(async () => {
  for (const table of ['sign_in_attempt', 'session', 'challenge', 'oidc_attempt', 'recovery', 'setup_code']) await sql(`delete from identity.${table}`);
});

const attempt = (at: string) =>
  sql(`insert into identity.sign_in_attempt (region_code, attempt_id, address, method, outcome, attempted_at) values ($1, $2, '10.0.0.1', 'password', 'failed', $3)`, [
    region,
    newId(),
    at,
  ]);
const session = (more: { readonly endsAt: string; readonly endedAt?: string; readonly seenAt?: string; readonly idle?: number }) =>
  sql(
    `insert into identity.session (region_code, session_id, user_id, token_hash, method, address, agent, created_at, seen_at, idle_seconds, ends_at, ended_at, ended_reason)
     values ($1, $2, $3, sha256($2::uuid::text::bytea), 'password', '10.0.0.1', '', $4, $5, $6, $7, $8, case when $8::timestamptz is null then null else 'signed_out' end)`,
    [region, newId(), userId, ago(500), more.seenAt ?? more.endsAt, more.idle ?? 1_000_000_000, more.endsAt, more.endedAt ?? null],
  );

describe('登录记录的清理', () => {
  test('保存期限的最后一刻还在，过了就删；没有过期的不动', async () => {
    await attempt(ago(366));
    await attempt(ago(366, 1));
    await attempt(ago(0));
    await clean();
    expect(await countOf('sign_in_attempt')).toBe(2);
    await clean(now.add({ seconds: 1 }));
    expect(await countOf('sign_in_attempt')).toBe(1);
  });

  test('结束、到期、久未操作满 30 天的登录删去；还有效的和每人最近一次留下', async () => {
    await session({ endsAt: ago(30) });
    await session({ endsAt: ago(30, 1) });
    await session({ endsAt: ago(-1), endedAt: ago(31) });
    await session({ endsAt: ago(-1), seenAt: ago(31), idle: 60 });
    await session({ endsAt: ago(-1), seenAt: ago(0) });
    await session({ endsAt: ago(40) });
    await clean();
    const left = await sql('select ends_at from identity.session where region_code = $1 order by session_id', [region]);
    expect(left.map((row) => (row['ends_at'] as Date).toISOString())).toEqual([ago(30), ago(-1), ago(40)].map((at) => new Date(at).toISOString()));
  });

  test('用过、过期的代码和挑战满 10 天删去；谁在何时找回、首次设置的记录留下，代码不留', async () => {
    for (const at of [ago(10), ago(10, 1)]) {
      await sql(`insert into identity.challenge (region_code, challenge_id, purpose, challenge, created_at, ends_at) values ($1, $2, 'sign_in', 'x', $3, $3)`, [
        region,
        newId(),
        at,
      ]);
      await sql(
        `insert into identity.oidc_attempt (region_code, attempt_id, token_hash, provider, sealed_checks, return_path, created_at, ends_at) values ($1, $2, sha256($2::uuid::text::bytea), 'sso', 'x', '/', $3, $3)`,
        [region, newId(), at],
      );
      await sql(`insert into identity.setup_code (region_code, setup_id, code_hash, issued_at, ends_at) values ($1, $2, sha256($2::uuid::text::bytea), $3, $3)`, [
        region,
        newId(),
        at,
      ]);
      await sql(
        `insert into identity.recovery (region_code, recovery_id, user_id, reason, requested_by, requested_at, decided_by, decided_at, decision, code_hash, code_ends_at, used_at)
         values ($1, $2, $3, '丢失', $4, $5, $6, $5, 'approved', sha256($2::uuid::text::bytea), $7, $5)`,
        [region, newId(), userId, other, at, await peopleSeeder(pool, region).person({ name: '丙' }), ago(-1)],
      );
    }
    await sql(`insert into identity.setup_code (region_code, setup_id, code_hash, issued_at, ends_at, used_at) values ($1, $2, sha256('x'), $3, $3, $3)`, [
      region,
      newId(),
      ago(300),
    ]);
    await clean();
    expect([await countOf('challenge'), await countOf('oidc_attempt'), await countOf('setup_code'), await countOf('recovery')]).toEqual([1, 1, 2, 2]);
    expect(await sql('select count(code_hash)::int as codes, count(used_at)::int as used from identity.recovery where region_code = $1', [region])).toEqual([
      { codes: 1, used: 2 },
    ]);
    expect(await sql('select code_hash from identity.setup_code where region_code = $1 and used_at is not null', [region])).toEqual([{ code_hash: null }]);
  });

  test('清理留下记录：各删多少、当时的期限；没有可删的不留', async () => {
    const events = () => sql(`select event_id from kernel.event where kind = 'identity.sign_in_cleaned'`);
    const before = (await events()).length;
    await clean();
    expect(await events()).toHaveLength(before);
    await attempt(ago(400));
    await clean();
    const after = await events();
    expect(after).toHaveLength(before + 1);
    const fields = await sql(
      `select b.field, b.value from kernel.event_body b join kernel.event e using (region_code, event_id) where e.kind = 'identity.sign_in_cleaned' order by e.event_id desc, b.field limit 7`,
    );
    expect(Object.fromEntries(fields.map((row) => [row['field'], row['value']]))).toMatchObject({
      attempts: '1',
      sessions: '0',
      codes: '0',
      keepAttempts: '366',
      keepSessions: '30',
      keepCodes: '10',
    });
  });

  test('保存期限是有依据的参数，登录记录不能少于六个月；每晚自动清理', () => {
    const codes = declaredParams().map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['identity.keep-attempts-days', 'identity.keep-sessions-days', 'identity.keep-codes-days']));
    expect([keepAttemptsDays.schema.safeParse(183).success, keepAttemptsDays.schema.safeParse(184).success]).toEqual([false, true]);
    expect(identityJobs.map(({ name }) => name)).toContain('sign-in-clean-up');
  });
});
