import { randomInt } from 'node:crypto';
import pg from 'pg';
import { regionCodeSchema } from '#kernel/ids.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { normalReach, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { peopleSeeder } from '../harness/seed-people.ts';
import type { SeededGrant } from '../harness/seed-people.ts';
import { openApp } from './open-app.ts';
import type { TestApp, TestReply, TestRequest } from './open-app.ts';
import type { MatrixBase } from './expectations/expectation.ts';

const accountRoles: readonly Role[] = ['citizen', 'enterprise'];

export interface Login {
  /** default: passed */
  readonly secondFactor?: boolean;
}

export interface MatrixWorld extends MatrixBase {
  /** Headers of a browser in which the person is signed in, with a real session; null = nobody. */
  headers(userId: string | null, login?: Login): Promise<Record<string, string>>;
  send(userId: string | null, path: string, request?: TestRequest, login?: Login): Promise<TestReply>;
  seed: ReturnType<typeof peopleSeeder>;
  readonly sessions: ReadonlyMap<string, Promise<Record<string, string>>>;
  close(): Promise<void>;
}

/** A city code, so that a parent (the province), a child (a county) and a foreign region exist. */
export function cityRegions() {
  const province = String(randomInt(11, 66));
  const city = `${province}${String(randomInt(1, 90)).padStart(2, '0')}`;
  const other = String(province === '65' ? 11 : Number(province) + 1);
  return { home: `${city}00`, parent: `${province}0000`, child: `${city}23`, foreign: `${other}0100` };
}

async function peopleOf(seed: MatrixWorld['seed'], own: string): Promise<ReadonlyMap<Role, string>> {
  const people = new Map<Role, string>();
  for (const role of roles.filter((one) => one !== 'visitor')) {
    const kind = accountRoles.includes(role) ? (role as 'citizen' | 'enterprise') : 'staff';
    const userId = await seed.person({ name: `人员${role}`, kind });
    const reach = normalReach(role);
    if (kind === 'staff') await seed.grant({ userId, role, reach, orgId: reach === 'all' ? null : own });
    people.set(role, userId);
  }
  return people;
}

type Peopled = Pick<MatrixWorld, 'region' | 'orgs' | 'people'>;

function worldOn(app: TestApp, { region, orgs, people }: Peopled, sessions: Map<string, Promise<Record<string, string>>>): MatrixWorld {
  const seed = peopleSeeder(app.pool, region);
  const headers: MatrixWorld['headers'] = async (userId, { secondFactor = true } = {}) => {
    if (userId === null) return app.browser();
    const key = `${userId} ${secondFactor}`;
    const opened = sessions.get(key) ?? app.as({ roles: [], userId, secondFactor });
    sessions.set(key, opened);
    return { ...(await opened), ...app.browser() };
  };
  const send: MatrixWorld['send'] = async (userId, path, request = {}, login = {}) => {
    const reply = await app.send(path, { ...request, headers: { ...(await headers(userId, login)), ...request.headers } });
    // The session is over; the next request opens another.
    if (path === '/api/sign-outs') for (const key of [`${userId} true`, `${userId} false`]) sessions.delete(key);
    return reply;
  };
  return {
    app,
    region,
    orgs,
    people,
    sessions,
    seed,
    headers,
    send,
    person: (name) => seed.person({ name }),
    as: (role, path, request) => send(people.get(role) ?? '', path, request),
    write: seed.write,
    close: () => app.close(),
  };
}

/** An application of one region with units and a person per role. Sessions are opened once per person and kept. */
export async function openWorld(appUrl: string, region: string, dist?: string): Promise<MatrixWorld> {
  const app: TestApp = await openApp(appUrl, { region: regionCodeSchema.parse(region), ...(dist === undefined ? {} : { dist }) });
  const seed = peopleSeeder(app.pool, region);
  const own = await seed.org({ name: '本单位' });
  const orgs = { own, below: await seed.org({ name: '下属单位', parentId: own }), other: await seed.org({ name: '别的单位' }) };
  return worldOn(app, { region, orgs, people: await peopleOf(seed, own) }, new Map());
}

/** The same world on a copy of its database, with its people and their sessions. */
export async function reopenWorld(world: MatrixWorld, appUrl: string, modules?: readonly ServerModule[]): Promise<MatrixWorld> {
  const region = regionCodeSchema.parse(world.region);
  const app = await openApp(appUrl, { region, seedsStaff: false, connections: { max: 3 }, ...(modules === undefined ? {} : { modules }) });
  return worldOn(app, world, new Map(world.sessions));
}

/** A person of the world with one grant of a role, as the role normally stands. */
export async function holderOf(world: MatrixWorld, role: Role, change: Partial<SeededGrant> = {}): Promise<string> {
  if (accountRoles.includes(role)) return world.seed.person({ name: `又一人${role}`, kind: role as 'citizen' | 'enterprise' });
  const reach = normalReach(role);
  return world.seed.holder(role, { reach, orgId: reach === 'all' ? null : world.orgs.own, ...change });
}

/** A digest of every table of the database, so that "changed nothing" means not one byte; when a session was last seen is no change. */
export async function databaseDigest(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`,
    );
    const digests: string[] = [];
    for (const { name } of rows) {
      const text = name === 'identity.session' ? `(to_jsonb(t) - 'seen_at')::text` : 't::text';
      const { rows: found } = await client.query<{ digest: string }>(`select count(*) || ' ' || coalesce(sum(hashtextextended(${text}, 0)::numeric), 0) as digest from ${name} t`);
      digests.push(`${name} ${found[0]?.digest}`);
    }
    return digests.join('\n');
  } finally {
    await client.end();
  }
}
