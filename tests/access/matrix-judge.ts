/**
 * Judges routes by their rows in expectations/, cell by cell. `matrix.db.test.ts` demands that nothing is found; `npm run mutate` takes a
 * guard away and demands that something is.
 */
import { randomUUID } from 'node:crypto';
import { dayOf } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/server/clock.ts';
import { roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { readableParts } from './canary.ts';
import { elsewhere } from './expectations/elsewhere.ts';
import { allExpectations } from './expectations/index.ts';
import type { MatrixRequest, Outcome, PlaceExpectation, RouteExpectation } from './expectations/expectation.ts';
import { holderOf } from './matrix-base.ts';
import type { MatrixWorld, cityRegions } from './matrix-base.ts';
import { openStream } from './read-stream.ts';

export interface MatrixRow {
  /** of the module whose facts the requests name */
  readonly key: string;
  readonly route: string;
  readonly row: RouteExpectation<unknown>;
}

export const matrixRows: readonly MatrixRow[] = allExpectations.flatMap((module, index) => Object.entries(module.routes).map(([route, row]) => ({ key: `${index}`, route, row })));
const streams = new Set(matrixRows.filter(({ row }) => row.isStream === true).map(({ route }) => route));

/** Facts of both regions by module; made once, before anything is judged. */
export type MatrixFacts = ReadonlyMap<string, { readonly home: unknown; readonly foreign: unknown }>;

export async function prepareFacts(home: MatrixWorld, foreign: MatrixWorld): Promise<MatrixFacts> {
  const facts = new Map<string, { readonly home: unknown; readonly foreign: unknown }>();
  for (const [index, module] of allExpectations.entries()) facts.set(`${index}`, { home: await module.prepare(home), foreign: await module.prepare(foreign) });
  return facts;
}

export interface MatrixRun {
  readonly home: MatrixWorld;
  readonly foreign: MatrixWorld;
  readonly regions: ReturnType<typeof cityRegions>;
  readonly facts: MatrixFacts;
  readonly standings: Map<Role, Promise<readonly Standing[]>>;
  /** of the whole database, before and after refusals */
  readonly digest: () => Promise<string>;
}

/** What was found: `who: outcome instead of expected`. */
export type Findings = AsyncGenerator<string, void>;

let nth = 0;

interface CallOptions {
  readonly secondFactor?: boolean;
  /** signed in at the node of the foreign region, shown here */
  readonly isForeign?: boolean;
}

interface Answer {
  readonly outcome: Outcome;
  readonly body: string;
  readonly parts: readonly string[];
}

async function callStream(home: MatrixWorld, headers: Record<string, string>, path: string): Promise<Answer> {
  const stream = await openStream(home.app.port, path, { ...headers, ...home.app.browser() });
  if (stream.status >= 400) await stream.ended;
  stream.close();
  const code = stream.status < 400 ? undefined : (JSON.parse(stream.text()) as { code: string }).code;
  return { outcome: code ?? stream.status, body: '', parts: [] };
}

function contentOf(method: string, request: MatrixRequest): { readonly headers?: Record<string, string>; readonly body?: string | Uint8Array } {
  if (request.form !== undefined) return request.form;
  if (request.json === undefined && method === 'GET') return {};
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.json ?? {}) };
}

async function call({ home, foreign }: MatrixRun, route: string, who: CallOptions & { readonly userId: string | null; readonly request: MatrixRequest }): Promise<Answer> {
  const { userId, request, secondFactor = true, isForeign = false } = who;
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = pattern.replaceAll(/:[A-Za-z]+/g, (name) => encodeURIComponent(request.params?.[name.slice(1)] ?? randomUUID())) + (request.query ?? '');
  const content = contentOf(method, request);
  const headers = await (isForeign ? foreign : home).headers(userId, { secondFactor });
  if (streams.has(route)) return callStream(home, headers, path);
  // A session of another region is a cookie of that region's node, shown here.
  const reply = isForeign
    ? await home.app.send(path, { method, ...content, headers: { ...headers, ...home.app.browser(), ...content.headers } })
    : await home.send(userId, path, { method, ...content }, { secondFactor });
  const code = reply.status < 400 ? undefined : (reply.json() as { code: string }).code;
  const expectedStatus = code === 'access.not_signed_in' ? 401 : (code?.startsWith('access.') ?? false) ? 403 : reply.status;
  const isWrongStatus = reply.status !== expectedStatus;
  return { outcome: isWrongStatus ? `${reply.status} ${code}` : (code ?? reply.status), body: reply.text.replace(/"requestId":"[^"]*"/, ''), parts: readableParts(reply) };
}

type Case = CallOptions & { readonly who: string; readonly userId: string | null; readonly expected: readonly Outcome[]; readonly hides?: readonly ((facts: unknown) => string)[] };
const listOf = (outcome: Outcome | readonly Outcome[]): readonly Outcome[] => (Array.isArray(outcome) ? (outcome as readonly Outcome[]) : [outcome as Outcome]);
const staffRole = (may: readonly Role[]): Role => may.find((role) => role !== 'citizen' && role !== 'enterprise') ?? 'unit_head';

function roleCases({ home }: MatrixRun, { may, done }: RouteExpectation<unknown>): Case[] {
  const whoMay = (role: Role): boolean => typeof may === 'string' || may.includes(role);
  return roles
    .filter((role) => role !== 'visitor')
    .map((role) => ({ who: role, userId: home.people.get(role) ?? null, expected: whoMay(role) ? listOf(done) : ['access.forbidden'] }));
}

export interface Standing {
  readonly who: string;
  readonly userId: string | null;
  /** what becomes of the right: it stands, it is none here and now, nobody is signed in, or it is for another unit or another part of the plan */
  readonly right: 'held' | 'lapsed' | 'gone' | 'unproven' | 'atAnotherUnit' | 'forAnotherPart';
  readonly options?: CallOptions;
}

/** The same right, but not now, not here, not any more; the people are made once per role. */
async function makeStandings({ home, foreign, regions }: MatrixRun, role: Role): Promise<readonly Standing[]> {
  const today = dayOf(systemClock.now());
  const [yesterday, tomorrow] = [today.subtract({ days: 1 }).toString(), today.add({ days: 1 }).toString()];
  const suspended = await holderOf(home, role);
  await home.headers(suspended);
  await home.write(`update identity.person set status = 'suspended' where region_code = $1 and user_id = $2`, [home.region, suspended]);
  const ended = await holderOf(home, role);
  await home.write(`update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = '测试' where region_code = $1 and user_id = $2`, [home.region, ended]);
  return [
    { who: 'nobody', userId: null, right: 'gone' },
    { who: 'suspended', userId: suspended, right: 'gone' },
    { who: 'of the foreign region', userId: foreign.people.get(role) ?? null, right: 'gone', options: { isForeign: true } },
    { who: 'grant ended', userId: ended, right: 'lapsed' },
    { who: 'grant expired yesterday', userId: await holderOf(home, role, { from: '2020-01-01', to: yesterday }), right: 'lapsed' },
    { who: 'grant from tomorrow', userId: await holderOf(home, role, { from: tomorrow }), right: 'lapsed' },
    { who: 'grant until today', userId: await holderOf(home, role, { to: today.toString() }), right: 'held' },
    { who: 'grant for a foreign region', userId: await holderOf(home, role, { regions: [regions.foreign] }), right: 'lapsed' },
    { who: 'grant for a region below', userId: await holderOf(home, role, { regions: [regions.child] }), right: 'lapsed' },
    { who: 'grant for the region above', userId: await holderOf(home, role, { regions: [regions.parent] }), right: 'held' },
    { who: 'without second factor', userId: await holderOf(home, role), right: 'unproven', options: { secondFactor: false } },
    { who: 'at another unit', userId: await holderOf(home, role, { orgId: home.orgs.other, reach: 'unit' }), right: 'atAnotherUnit' },
    { who: 'for another part of the plan', userId: await holderOf(home, role, { planPaths: [`/${randomUUID()}/`] }), right: 'forAnotherPart' },
  ];
}

/** Which of the two: a right at another unit, a right for another part of the plan. */
export type Axis = 'atAnotherUnit' | 'forAnotherPart';

/** Rows that say by `places` what others get for them, and rows of everybody, are not asked again. */
export const isAskedElsewhere = ({ may, places = [] }: RouteExpectation<unknown>, axis: Axis): boolean =>
  typeof may !== 'string' && !places.some(({ grant }) => (grant?.planPaths !== undefined) === (axis === 'forAnotherPart'));

function expectedElsewhere(route: string, row: RouteExpectation<unknown>, axis: Axis): readonly Outcome[] {
  const said = elsewhere[axis][route] ?? 'not said in elsewhere.ts';
  return listOf(said === 'same' || said === 'rows' ? row.done : said);
}

/** Words of rows that a right elsewhere does not reach. */
function hiddenRows(route: string, { places = [] }: RouteExpectation<unknown>, right: Standing['right']): Pick<Case, 'hides'> {
  if ((right !== 'atAnotherUnit' && right !== 'forAnotherPart') || elsewhere[right][route] !== 'rows') return {};
  return { hides: places.flatMap(({ hides }) => (hides === undefined ? [] : [hides])) };
}

async function standingCases(run: MatrixRun, { route, row }: MatrixRow): Promise<Case[]> {
  const done = listOf(row.done);
  const role = typeof row.may === 'string' ? 'unit_head' : staffRole(row.may);
  const expected = {
    held: done,
    lapsed: typeof row.may === 'string' ? done : ['access.forbidden'],
    gone: row.may === 'everyone' ? done : ['access.not_signed_in'],
    unproven: row.secondFactor === true ? ['access.second_factor'] : done,
    atAnotherUnit: expectedElsewhere(route, row, 'atAnotherUnit'),
    forAnotherPart: expectedElsewhere(route, row, 'forAnotherPart'),
  } as const;
  const made = run.standings.get(role) ?? makeStandings(run, role);
  run.standings.set(role, made);
  const asked = (await made).filter(({ right }) => (right !== 'atAnotherUnit' && right !== 'forAnotherPart') || isAskedElsewhere(row, right));
  return asked.map(({ who, userId, right, options }) => ({ who, userId, expected: expected[right], ...hiddenRows(route, row, right), ...options }));
}

export async function casesOf(run: MatrixRun, entry: MatrixRow): Promise<readonly Case[]> {
  const { row } = entry;
  if (row.only !== undefined) {
    const who = { anonymous: null, 'signed-in': run.home.people.get('unit_head') ?? null };
    return row.only.map((name) => ({ who: name, userId: who[name], expected: listOf(row.done) }));
  }
  return [...(await standingCases(run, entry)), ...roleCases(run, row)];
}

export const isRefused = ({ expected }: Pick<Case, 'expected'>): boolean => String(expected[0]).startsWith('access.');

/** Opens the sessions of everybody whom the row of a route asks for. */
export async function signInAll(run: MatrixRun, entry: MatrixRow): Promise<readonly Case[]> {
  const cases = await casesOf(run, entry);
  for (const { userId, secondFactor = true, isForeign = false } of cases) await (isForeign ? run.foreign : run.home).headers(userId, { secondFactor });
  return cases;
}

/** Runs the cases and gives every cell that is not as expected; returns how many went through. */
async function* judgeCases(run: MatrixRun, { key, route, row }: MatrixRow, cases: readonly Case[]): AsyncGenerator<string, number> {
  let reached = 0;
  for (const { who, userId, expected, hides = [], ...options } of cases) {
    nth += 1;
    const facts = run.facts.get(key)?.home;
    const { outcome, parts } = await call(run, route, { userId, request: row.request?.(facts, nth) ?? {}, ...options });
    if (typeof outcome === 'number') reached += 1;
    if (hides.some((words) => parts.some((part) => part.includes(words(facts))))) yield `${who}: shows what it should not`;
    if (!expected.includes(outcome)) yield `${who}: ${outcome} instead of ${expected.join(' or ')}`;
  }
  return reached;
}

/** Whoever may not is refused before query or body are looked at, so that a refusal of content tells them nothing. */
async function* refusedUnread({ home }: MatrixRun, route: string): Findings {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = `${pattern.replaceAll(/:[A-Za-z]+/g, () => randomUUID())}?nonsense=1`;
  const broken = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{"' };
  const reply = await home.send(home.people.get('citizen') ?? null, path, { method, ...broken });
  const { code } = reply.json() as { code: string };
  // A form is told apart by its content type, before anybody is looked at.
  if (code !== 'access.forbidden' && code !== 'request.content_type') yield `citizen with broken content: ${code} instead of access.forbidden`;
}

/** Every role and every standing. */
export async function* judgeRow(run: MatrixRun, entry: MatrixRow): Findings {
  const { route, row } = entry;
  const cases = await signInAll(run, entry);
  const before = await run.digest();
  const refused = yield* judgeCases(run, entry, cases.filter(isRefused));
  if (typeof row.may !== 'string') yield* refusedUnread(run, route);
  // Not one byte differs after all refusals.
  if ((await run.digest()) !== before) yield 'a refusal changed the database';
  const done = yield* judgeCases(
    run,
    entry,
    cases.filter((one) => !isRefused(one)),
  );
  if (refused !== 0) yield 'somebody who is refused came through';
  if (listOf(row.done).some((outcome) => typeof outcome === 'number') && done === 0) yield 'nobody came through';
}

export const hasIds = ({ route, row }: MatrixRow): boolean => /:[a-z]+Id\b/i.test(route) && row.only === undefined;

/** Ids of another region are as unknown as ids that nothing has. */
export async function* judgeForeignIds(run: MatrixRun, { key, route, row }: MatrixRow): Findings {
  const userId = row.may === 'everyone' ? null : (run.home.people.get(row.may === 'signed-in' ? 'unit_head' : staffRole(row.may)) ?? null);
  const theirs = row.request?.(run.facts.get(key)?.foreign, nth) ?? {};
  const params = Object.fromEntries(
    Object.entries(theirs.params ?? {}).map(([name, value]) => [name, /^[0-9a-f-]{36}$/.test(value) ? '01900000-0000-7000-8000-000000000000' : value]),
  );
  const one = await call(run, route, { userId, request: theirs });
  const other = await call(run, route, { userId, request: { ...theirs, params } });
  if (!/\.([a-z_]+_)?(not_found|unknown)$/.test(String(one.outcome))) yield `id of the foreign region: ${one.outcome} instead of not found`;
  if (one.outcome !== other.outcome || one.body !== other.body)
    yield `id of the foreign region: ${one.outcome} ${one.body} differs from an unknown id: ${other.outcome} ${other.body}`;
}

/** One row that stands somewhere relative to a grant. */
export async function* judgePlace(run: MatrixRun, { key, route }: MatrixRow, place: PlaceExpectation<unknown>): Findings {
  const { home } = run;
  const facts = run.facts.get(key)?.home;
  const planPaths = place.grant?.planPaths?.(facts) ?? null;
  const userId = await holderOf(home, place.role, { orgId: home.orgs.own, reach: place.grant?.reach ?? 'unit', planPaths });
  if (place.besides !== undefined)
    await home.seed.grant({ userId, role: place.besides, ...(place.besidesReach === 'all' ? { reach: 'all' } : { orgId: home.orgs.own, reach: 'unit' }) });
  await home.headers(userId, {});
  const expected = listOf(place.expected);
  const mayWrite = !route.startsWith('GET ') && expected.some((outcome) => typeof outcome === 'number');
  const before = mayWrite ? '' : await run.digest();
  const { outcome, parts } = await call(run, route, { userId, request: place.request(facts) });
  if (!expected.includes(outcome)) yield `${place.place}: ${outcome} instead of ${expected.join(' or ')}`;
  const holds = (words: string): boolean => parts.some((part) => part.includes(words));
  if (place.shows !== undefined && !holds(place.shows(facts))) yield `${place.place}: does not show what it should`;
  if (place.hides !== undefined && holds(place.hides(facts))) yield `${place.place}: shows what it should not`;
  if (!mayWrite && (await run.digest()) !== before) yield `${place.place}: a refusal changed the database`;
}
