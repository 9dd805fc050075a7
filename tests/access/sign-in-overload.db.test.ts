import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { formatMoment } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { newId } from '#kernel/server/new-id.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { runWrite } from '#kernel/server/use-case.ts';
import { skeletonOf } from '#identity/domain';
import { hashing } from '../../modules/identity/server/hashing.ts';
import { writePassword } from '../../modules/identity/server/person-store.ts';
import { insertPerson } from '../../modules/identity/server/write-person.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';

const database = databaseForFile();
const password = '青澜-Sluice-72';
let app: TestApp;
/** The same region behind a pool of one connection, which a test can take away. */
let narrow: TestApp;
let account = '';
beforeAll(async () => {
  app = await openApp(database().appUrl);
  narrow = await openApp(database().appUrl, { region: app.region, seedsStaff: false, connections: { max: 1, connectMs: 1000 } });
  account = `overload.${newId().slice(-6)}`;
  const hash = await hashing.hash(password);
  await runWrite(app.runtime, { actor: visitor, requestId: null }, async ({ tx, now }) => {
    const at = formatMoment(now);
    const userId = newId();
    await tx.run(insertPerson, { region: tx.region, userId, accountName: account, skeleton: skeletonOf(account), displayName: '早高峰', kind: 'staff', stamp: 'real', at });
    await tx.run(writePassword, { region: tx.region, userId, hash, at, mustChange: false });
  });
});
afterAll(async () => {
  await app.close();
  await narrow.close();
});

const enter = (on: TestApp): Promise<TestReply> =>
  on.send('/api/sign-ins', { method: 'POST', headers: { ...on.browser(), 'content-type': 'application/json' }, body: JSON.stringify({ account, password }) });

/** Looked at behind the walls: what is written for the region. */
async function written(): Promise<{ readonly attempts: number; readonly sessions: number; readonly acts: number }> {
  return withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from identity.sign_in_attempt where region_code = $1) as attempts,
              (select count(*)::int from identity.session where region_code = $1) as sessions,
              (select count(*)::int from identity.audit where region_code = $1) as acts`,
      [app.region],
    );
    return rows[0] as never;
  });
}
const entersAtLast = (): Promise<void> => expect.poll(async () => (await enter(narrow)).status, { timeout: 60_000 }).toBe(200);

describe('登录高峰', () => {
  test('等不到数据库连接：503、Retry-After、说明下一步，什么也没有写；让出连接后照常登录', async () => {
    const held = await narrow.pool.connect();
    const before = await written();
    const reply = await enter(narrow).finally(() => held.release());
    expect([reply.status, reply.headers['content-type'], reply.headers['retry-after']]).toEqual([503, 'application/problem+json', '5']);
    expect(reply.json()).toMatchObject({ code: 'server.overloaded', detail: expect.stringContaining('请在 5 秒后重试'), facts: { retryAfterSeconds: 5 } });
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(await written()).toEqual(before);
    expect(narrow.logLines.some((line) => line.includes('request put off'))).toBe(true);
    await entersAtLast();
  });

  test('核对密码之后才等不到连接：没有登录，也没有留下登录记录', async () => {
    await entersAtLast();
    const before = await written();
    let taken: Promise<{ release: () => void }> | undefined;
    const take = (): void => {
      taken ??= narrow.pool.connect();
    };
    narrow.pool.once('release', take);
    onTestFinished(() => void narrow.pool.off('release', take));
    const reply = await enter(narrow);
    (await taken)?.release();
    const after = await written();
    expect([reply.status, reply.headers['set-cookie']]).toEqual([503, undefined]);
    expect([after.sessions, after.acts]).toEqual([before.sessions, before.acts]);
    await entersAtLast();
  });

  test('排队已满的登录不记作一次失败：被请回五次之后照样能登录', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((done) => {
      open = done;
    });
    const waiting = Array.from({ length: 102 }, () => hashing.admit(() => gate));
    const before = await written();
    const replies = await Promise.all(Array.from({ length: 6 }, () => enter(app))).finally(open);
    await Promise.all(waiting);
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 429, 429, 429, 429]);
    expect(replies.every(({ headers }) => Number(headers['retry-after']) >= 1)).toBe(true);
    expect(await written()).toEqual(before);
    expect((await enter(app)).status).toBe(200);
  });
});
