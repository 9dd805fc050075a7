/** Persons with passwords and a clock to move, for tests of signing in. */
import { Temporal } from 'temporal-polyfill';
import { formatMoment } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { newId } from '#kernel/server/new-id.ts';
import { runWrite } from '#kernel/server/use-case.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { skeletonOf } from '#identity/domain';
import type { Role } from '#identity/contract';
import { hashing } from '../../modules/identity/server/hashing.ts';
import { writePassword } from '../../modules/identity/server/person-store.ts';
import { insertPerson } from '../../modules/identity/server/write-person.ts';
import { signedIn } from './signed-in.ts';
import type { TestApp, TestReply } from './open-app.ts';

export const goodPassword = '青澜-Sluice-72';
export const wrongPassword = '错的-Password-1';

/** A clock that tests move by hand. */
export function movableClock(start = '2026-12-01T08:30:00+08:00') {
  const clock = {
    at: Temporal.Instant.from(start),
    now: () => clock.at,
    later: (duration: Temporal.DurationLike) => {
      clock.at = clock.at.add(duration);
    },
  };
  return clock;
}

export interface Made {
  readonly userId: string;
  readonly account: string;
}

export const cookieLineOf = (reply: TestReply): string => [reply.headers['set-cookie']].flat()[0] ?? '';
export const cookieOf = (reply: TestReply): string => cookieLineOf(reply).split(';', 1)[0] ?? '';
export const codeOf = (reply: TestReply): string => (reply.json() as { code: string }).code;

let made = 0;
/** What tests of signing in do with an application. */
export function signInKit(app: () => TestApp, adminUrl: () => string) {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, on: TestApp = app()): Promise<TestReply> =>
    on.send(path, { method: 'POST', body: JSON.stringify(body), headers: { ...on.browser(), 'content-type': 'application/json', ...headers } });
  const enter = (account: string, password = goodPassword, headers: Record<string, string> = {}, on: TestApp = app()): Promise<TestReply> =>
    post('/api/sign-ins', { account, password }, headers, on);
  return {
    post,
    enter,
    get: async <T>(path: string, cookie: string, on: TestApp = app()): Promise<T> => (await on.send(path, { headers: { ...on.browser(), cookie } })).json() as T,
    whoIs: async (cookie: string, on: TestApp = app()): Promise<string | undefined> =>
      ((await on.send('/api/me', { headers: { ...on.browser(), cookie } })).json() as { person: { displayName: string } | null }).person?.displayName,
    sql: (text: string, values: readonly unknown[] = []) => withConnection(adminUrl(), (admin) => admin.query(text, [...values])),
    /** a person with a password, and roles for the whole county */
    person: async (more: { readonly hash?: string; readonly displayName?: string; readonly mustChange?: boolean; readonly roles?: readonly Role[] } = {}): Promise<Made> => {
      made += 1;
      const account = `person.${made}.${newId().slice(-6)}`;
      const userId = newId();
      const hash = more.hash ?? (await hashing.hash(goodPassword));
      await runWrite(app().runtime, { actor: visitor, requestId: null }, async ({ tx, now }) => {
        const at = formatMoment(now);
        const row = { accountName: account, skeleton: skeletonOf(account), displayName: more.displayName ?? `人员${made}`, kind: 'staff', stamp: 'real' };
        await tx.run(insertPerson, { region: tx.region, userId, ...row, at });
        await tx.run(writePassword, { region: tx.region, userId, hash, at, mustChange: more.mustChange === true });
      });
      if (more.roles !== undefined) await signedIn(app().runtime, { roles: more.roles, userId });
      return { userId, account };
    },
  };
}
