/** Statements about one person touch the rows of that person only: two persons have one of everything, and every statement is asked for one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { statement, transaction } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { putFile, uploadsToday } from '#kernel/server/files/files.ts';
import { newId } from '#kernel/server/new-id.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { notify } from '#kernel/server/notify.ts';
import { hashing } from '../../modules/identity/server/hashing.ts';
import { findAccountById, listFactors, renewHash } from '../../modules/identity/server/person-store.ts';
import { storePassword } from '../../modules/identity/server/change-password.ts';
import { grantStore } from '../../modules/identity/server/grant-store.ts';
import { readGrants } from '../../modules/identity/server/load-actor.ts';
import { insertPasskey, listPasskeysOf, removePasskeyRow, removePasskeysOf } from '../../modules/identity/server/passkey-store.ts';
import { peopleReads } from '../../modules/identity/server/people-reads.ts';
import { postStore } from '../../modules/identity/server/post-store.ts';
import { dropPassword, insertLink, insertProviderAttempt, lockProviderAttempt } from '../../modules/identity/server/provider-store.ts';
import { countLinks, countWaiting, insertRecovery } from '../../modules/identity/server/recovery-store.ts';
import { endSession, endSessionByToken, endSessionsOf, insertSession, listSessions } from '../../modules/identity/server/session-store.ts';
import { deleteTotp, readTotp, useTotpStep, writeTotp } from '../../modules/identity/server/totp-store.ts';
import { writeAccountName } from '../../modules/identity/server/write-person.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { inWriting } from '../harness/write-context.ts';
import { openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { codeOf, cookieOf, goodPassword, movableClock, signInKit } from './sign-in-kit.ts';
import type { Made } from './sign-in-kit.ts';

const database = databaseForFile();
const clock = movableClock();
const at = '2026-12-01T08:30:00+08:00';
const later = '2026-12-01T18:00:00+08:00';
let app: TestApp;
let sharedHash = '';
let [one, other]: readonly Made[] = [];
const { person, enter, post, sql } = signInKit(
  () => app,
  () => database().adminUrl,
);
const firstId = (): string => one?.userId ?? '';
const otherId = (): string => other?.userId ?? '';
const tokenOf = ({ userId }: Made): Buffer => Buffer.from(userId.replaceAll('-', '').repeat(2), 'hex');
const sessions = new Map<string, string>();
const passkeys = new Map<string, string>();

const seeded = async (made: Made, tx: Tx): Promise<void> => {
  const { region } = tx;
  const { userId } = made;
  const own = { region, userId };
  const [sessionId, passkeyId] = [newId(), newId()];
  sessions.set(userId, sessionId);
  passkeys.set(userId, passkeyId);
  await tx.run(insertSession, {
    ...own,
    sessionId,
    tokenHash: tokenOf(made),
    method: 'password',
    address: '',
    agent: '',
    at,
    idleSeconds: 36_000,
    endsAt: later,
    secondFactor: null,
  });
  await tx.run(writeTotp, { ...own, sealedSeed: 'seed', at });
  await tx.run(useTotpStep, { ...own, step: '1', at });
  await tx.run(insertPasskey, { ...own, passkeyId, credentialId: userId, publicKey: Buffer.from('key'), signCount: '0', transports: [], label: '钥匙', at });
  await tx.run(insertLink, { ...own, issuer: 'https://id.example', subject: userId, loa: null, kind: 'natural', orgCode: null, at, by: 'test' });
  const attempt = { attemptId: newId(), tokenHash: tokenOf(made), provider: 'x', sealedChecks: 'x', returnPath: '/', at, endsAt: later };
  await tx.run(insertProviderAttempt, { ...own, ...attempt });
  await tx.run(insertRecovery, { ...own, recoveryId: newId(), reason: '丢失', requestedBy: userId === firstId() ? otherId() : firstId(), requestedFor: null, at });
};

/** A notice, a channel and an uploaded file. */
const seededKernel = async ({ userId }: Made, context: Context): Promise<void> => {
  const about = { type: 'task', id: 't1' };
  await notify(context, { kind: 'test.due', to: [userId], title: '到期', body: '请报送。', link: '/tasks/t1', about, debt: { key: 'task:t1', stage: 'due' } });
  await noticeStore.savePreference(context.tx, { userId, channel: 'email', address: `${userId}@example.gov.cn`, mode: 'all', at });
  const file = { name: 'a.jpg', mediaType: 'image/jpeg', bytes: Buffer.from('a'), facts: {}, sha256: 'a'.repeat(64), purpose: 'photo' } as const;
  await putFile({ ...context, actor: { ...context.actor, id: `user:${userId}` } }, file, { takenAt: null, latitude: null, longitude: null, place: null });
};

beforeAll(async () => {
  app = await openApp(database().appUrl, { clock });
  sharedHash = await hashing.hash(goodPassword);
  one = await person({ hash: sharedHash, displayName: '甲某', roles: ['unit_head'] });
  other = await person({ hash: sharedHash, displayName: '乙某', roles: ['unit_head'] });
  const both = [one, other];
  await inWriting({ pool: app.pool, region: app.region, at }, async (context) => {
    for (const made of both) {
      await seeded(made, context.tx);
      await seededKernel(made, context);
    }
  });
  const orgId = newId();
  await sql(`insert into identity.org (region_code, org_id, stamp, revision, created_at) values ($1, $2, 'real', 1, now())`, [app.region, orgId]);
  await sql(
    `insert into identity.post (region_code, post_id, user_id, org_id, role, is_acting, from_on, grant_id, reason, appointed_by, appointed_name, appointed_at)
     select g.region_code, g.grant_id, g.user_id, $2, g.role, false, '2026-01-01', g.grant_id, '测试', 'test', '测试', now() from identity.grant g
     where g.region_code = $1 and g.user_id = any($3)`,
    [app.region, orgId, both.map(({ userId }) => userId)],
  );
  for (const { userId } of both)
    await sql(
      `insert into identity.audit (region_code, audit_id, kind, happened_at, actor, actor_name, action, subject, about_user, purpose)
       values ($1, $2, 'view', now(), $3, '丙某', 'identity.get-person', '', $4::uuid, '核对')`,
      [app.region, newId(), `user:${userId}`, userId],
    );
});
afterAll(() => app.close());

const listKept = statement({
  name: 'test.list-former-passwords',
  class: 'router',
  text: 'select user_id from identity.former_password where region_code = $1',
  params: { region: 'text' },
  row: { user_id: 'uuid' },
});

/** A statement asked for one person. */
type Asked<T> = (tx: Tx, own: { readonly region: Tx['region']; readonly userId: string }) => Promise<T>;

class Undone extends Error {}
/** What an act gives, and nothing of it stays. */
async function tried<T>(work: Asked<T>): Promise<T> {
  const kept: T[] = [];
  await transaction(app.pool, { region: app.region, mode: 'write' }, async (tx) => {
    kept.push(await work(tx, { region: tx.region, userId: firstId() }));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return kept[0] as T;
}

const writes: readonly (readonly [string, Asked<number>, number])[] = [
  ['退出别人的登录', (tx, own) => tx.run(endSession, { ...own, sessionId: sessions.get(otherId()) ?? '', at, reason: 'x' }), 0],
  ['按凭据退出', (tx, { region }) => tx.run(endSessionByToken, { region, tokenHash: tokenOf(one as Made), at, reason: 'x' }), 1],
  ['退出全部登录', (tx, own) => tx.run(endSessionsOf, { ...own, except: sessions.get(firstId()) ?? null, at, reason: 'x' }), 1],
  ['停用动态口令', (tx, own) => tx.run(deleteTotp, own), 1],
  ['用一次动态口令', (tx, own) => tx.run(useTotpStep, { ...own, step: '9', at }), 1],
  ['移除别人的安全密钥', (tx, own) => tx.run(removePasskeyRow, { ...own, passkeyId: passkeys.get(otherId()) ?? '', at }), 0],
  ['移除全部安全密钥', (tx, own) => tx.run(removePasskeysOf, { ...own, at }), 1],
  ['删去本地密码', (tx, own) => tx.run(dropPassword, own), 1],
  ['改账号名', (tx, own) => tx.run(writeAccountName, { ...own, revision: 1, accountName: 'x1', skeleton: 'x1', at }), 1],
  ['提醒全部标为已读', (tx, { userId }) => noticeStore.markRead(tx, userId, null, at), 1],
  ['改人员', (tx, own) => peopleReads.update(tx, { userId: own.userId, revision: 1, name: '丁某', status: 'active' }, clock.now()), 1],
];

describe('写一个人的内容只动这个人的行', () => {
  test.each(writes)('%s', async (_name, act, expected) => {
    expect(await tried(act)).toBe(expected);
  });

  test('新散列只换这个人的，旧密码只记这个人的', async () => {
    const hash = await hashing.hash('新的-Password-9');
    expect(await tried((tx, own) => tx.run(renewHash, { ...own, former: sharedHash, hash }))).toBe(1);
    await expect(
      inWriting({ pool: app.pool, region: app.region, at }, async (context) => {
        await storePassword(context, { userId: firstId(), hash, mustChange: false, except: null });
        const kept = await context.tx.many(listKept, { region: context.tx.region });
        throw new Error(kept.map(({ user_id }) => user_id).join());
      }),
    ).rejects.toThrow(new RegExp(`^${firstId()}$`));
  });
});

describe('读一个人的内容只有这个人的行', () => {
  const reads: readonly (readonly [string, Asked<unknown>, unknown])[] = [
    ['登录', async (tx, own) => (await tx.many(listSessions, { ...own, now: at })).length, 2],
    ['动态口令', async (tx, own) => (await tx.many(readTotp, own)).length, 1],
    ['安全密钥', async (tx, own) => (await tx.many(listPasskeysOf, own)).map((row) => row.credential_id), 'own'],
    ['第二重验证', (tx, own) => tx.one(listFactors, own), { totp: 1, passkeys: 1 }],
    ['账号', async (tx, own) => (await tx.many(findAccountById, own)).map((row) => row.user_id), 'own'],
    ['等待的找回', (tx, own) => tx.one(countWaiting, own), { waiting: 1 }],
    ['统一认证的账号', (tx, own) => tx.one(countLinks, own), { links: 1 }],
    ['统一认证的尝试', async (tx, { region }) => (await tx.many(lockProviderAttempt, { region, tokenHash: tokenOf(one as Made), now: at })).map((row) => row.user_id), 'own'],
    ['任职', async (tx, { userId }) => (await postStore.listOf(tx, userId)).map((row) => row.user_id), 'own'],
    ['授权', async (tx, { userId }) => (await readGrants(tx, userId, parseDay('2026-12-01'))).length, 1],
    ['未读和未办的提醒', (tx, { userId }) => noticeStore.count(tx, userId), { unread: 1, owed: 1 }],
    ['提醒的渠道', async (tx, { userId }) => (await noticeStore.listPreferences(tx, userId)).map(({ address }) => address.split('@')[0]), 'own'],
    ['今天上传的文件', async (tx, { userId }) => uploadsToday({ tx, actor: { ...visitor, id: `user:${userId}` }, today: parseDay('2026-12-01') }), { files: 1, bytes: '1' }],
    ['人员', async (tx, { userId }) => [(await peopleReads.find(tx, userId, '2026-12-01'))?.user_id], 'own'],
    ['被授权的人', async (tx, { userId }) => [(await grantStore.findPerson(tx, userId))?.userId], 'own'],
    ['授权时锁定的人', async (tx, { userId }) => [(await grantStore.lockPerson(tx, userId))?.user_id], 'own'],
  ];
  test.each(reads)('%s', async (_name, read, expected) => {
    expect(await tried(read)).toEqual(expected === 'own' ? [firstId()] : expected);
  });

  const listed = async <T>(path: string): Promise<T> => (await app.send(path, { headers: app.administrator() })).json() as T;
  test('按人查找、按人列授权、按人查审计', async () => {
    const found = await listed<{ items: { userId: string }[] }>(`/api/people/search?userId=${firstId()}`);
    expect(found.items.map(({ userId }) => userId)).toEqual([firstId()]);
    for (const sort of ['newest', 'person']) {
      const grants = await listed<{ total: number; items: { person: { userId: string } }[] }>(`/api/grants?userId=${firstId()}&sort=${sort}`);
      expect([grants.total, grants.items.map(({ person: { userId } }) => userId)]).toEqual([1, [firstId()]]);
    }
    const auditor = { headers: await app.as({ roles: ['audit_admin'], secondFactor: true }) };
    for (const query of [`actor=user:${firstId()}&kind=view`, `about=${firstId()}&kind=view`]) {
      const { items } = (await app.send(`/api/audit?${query}`, auditor)).json() as { items: { about: { name: string } | null }[] };
      expect([query, items.map(({ about }) => about?.name)]).toEqual([query, ['甲某']]);
    }
  });

  test('自己的页面：谁看过我', async () => {
    const entered = await enter(one?.account ?? '');
    const { items } = (await app.send('/api/me/accesses', { headers: { ...app.browser(), cookie: cookieOf(entered) } })).json() as { items: unknown[] };
    expect(items).toHaveLength(1);
  });
});

test('别人用过或正在用的密码，自己可以用', async () => {
  const mine = await person();
  const theirs = await person();
  const [second, third, fourth] = ['云湖-Paddle-81', '石桥-Wicket-93', '松林-Lantern-57'];
  const change = async (who: Made, current: string, next: string) =>
    codeOf(await post('/api/me/password-changes', { current, next }, { cookie: cookieOf(await enter(who.account, current)) }));
  clock.later({ minutes: 1 });
  await change(theirs, goodPassword, second);
  clock.later({ minutes: 1 });
  await change(theirs, second, third);
  expect([await change(mine, goodPassword, second), await change(mine, second, third)]).toEqual([undefined, undefined]);
  expect(await change(mine, third, fourth)).toBeUndefined();
});
