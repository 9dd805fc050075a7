/**
 * Drives every (state × action × role) of a machine through the HTTP API of a running application and compares with the
 * table: legal cells succeed and reach the table's state, the others are refused with a reason and change not one byte,
 * and the buttons of the reply are the rows that lead on. Objects are brought into each state once, through the API, and
 * put back to that state after every success.
 */
import { request as httpRequest, Agent } from 'node:http';
import pg from 'pg';
import { permissionSpec } from '#kernel/access.ts';
import { lifecycleCells } from '#kernel/lifecycle.ts';
import type { CellOutcome, Lifecycle } from '#kernel/lifecycle.ts';
import { normalReach, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { databaseDigest } from '../access/matrix-base.ts';
import type { TestApp } from '../access/open-app.ts';

export const everybody: readonly Role[] = roles.filter((role) => role !== 'visitor');
const accounts: readonly Role[] = ['citizen', 'enterprise'];

export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
}
export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly detail: string;
  readonly json: unknown;
}
interface Offer {
  readonly action: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}
type AnyMachine = Lifecycle<string, string, string, never>;

/** Signed-in people of a role and unit, made once (`known` = holders of a role that exist already); requests go over kept connections. */
export function callersOf(app: TestApp, known: ReadonlyMap<Role, string> = new Map()) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const sessions = new Map<string, Promise<Record<string, string>>>();
  const headersOf = (key: string, spec: Parameters<TestApp['as']>[0]): Promise<Record<string, string>> => {
    const opened = sessions.get(key) ?? app.as({ secondFactor: true, ...spec });
    sessions.set(key, opened);
    return opened;
  };
  /** headers of the one person who holds a role: at the unit when the role normally stands at one */
  const holder = (role: Role, orgId: string): Promise<Record<string, string>> =>
    known.has(role)
      ? headersOf(role, { roles: [], userId: known.get(role) ?? '' })
      : accounts.includes(role)
        ? headersOf(role, { roles: [], kind: role as 'citizen' })
        : normalReach(role) === 'all'
          ? headersOf(role, { roles: [role], displayName: `在岗${role}` })
          : headersOf(`${role} ${orgId}`, { roles: [role], orgId, displayName: `在岗${role}` });
  const send = async (headers: Record<string, string>, { method = 'POST', path, body }: Sent): Promise<Answer> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { status, found } = await new Promise<{ status: number; found: string }>((resolve, reject) => {
      const type = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
      const request = httpRequest({ host: '127.0.0.1', port: app.port, path, method, agent, headers: { ...headers, ...type } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, found: Buffer.concat(chunks).toString('utf8') }));
      });
      request.on('error', reject);
      request.end(text);
    });
    const json = found === '' ? null : (JSON.parse(found) as { readonly code?: string; readonly detail?: string });
    const isRefused = status >= 400;
    return { status, code: isRefused ? json?.code : undefined, detail: isRefused ? (json?.detail ?? '') : '', json };
  };
  /** done, or the test is at fault */
  const must = async <T>(headers: Record<string, string>, sent: Sent): Promise<T> => {
    const answer = await send(headers, sent);
    if (answer.code !== undefined || answer.status >= 400) throw new Error(`${sent.path} ${JSON.stringify(sent.body)}: ${answer.status} ${answer.code} ${answer.detail}`);
    return answer.json as T;
  };
  return { holder, headersOf, send, must, close: () => agent.destroy() };
}
export type Callers = ReturnType<typeof callersOf>;

/** Rows that make up one object: [table, column that names it]. */
export type ObjectRows = readonly (readonly [table: string, column: string])[];

/** Keeps objects as they stand and puts them back, past triggers and keys, as the administrator of the database. */
export async function objectKeeper(adminUrl: string, tables: ObjectRows) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  const kept = new Map<string, readonly string[]>();
  return {
    client,
    keep: async (id: string): Promise<void> => {
      const rows: string[] = [];
      for (const [table, column] of tables) {
        const { rows: found } = await client.query<{ rows: string }>(`select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t where t.${column} = $1`, [id]);
        rows.push(found[0]?.rows ?? '[]');
      }
      kept.set(id, rows);
    },
    putBack: async (id: string): Promise<void> => {
      await client.query('begin');
      for (const [nth, [table, column]] of tables.entries()) {
        await client.query(`delete from ${table} where ${column} = $1`, [id]);
        await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [kept.get(id)?.[nth] ?? '[]']);
      }
      await client.query('commit');
    },
    close: () => client.end(),
  };
}

export interface CellPlan {
  readonly machine: AnyMachine;
  readonly adminUrl: string;
  readonly callers: Callers;
  readonly keeper: Awaited<ReturnType<typeof objectKeeper>>;
  /** object for a cell: `state:action` where the guard wants a special one, else `state` */
  readonly objects: ReadonlyMap<string, string>;
  /** the unit at which the people of a unit stand who take this action */
  readonly orgOf: (action: string) => string;
  readonly request: (action: string, id: string) => Sent;
  /** what the object's page asks; left out = no buttons are compared */
  readonly read: (id: string) => string;
  readonly stateOf: (json: unknown, id: string) => string;
  readonly offersOf?: (json: unknown, id: string) => readonly Offer[];
  /** actions that make a new object instead of moving this one */
  readonly making?: readonly string[];
  /** actions that come along with another act and have no button of their own */
  readonly hidden?: readonly string[];
  /** buttons beside the table */
  readonly beside?: readonly string[];
  /** cells whose object is out of the role's sight: the answer is that of an unknown one */
  readonly unseen?: (cell: { readonly state: string; readonly action: string; readonly role: Role }) => boolean;
  /** a role whose right is in order and whom a guard of business refuses, with the code */
  readonly guarded?: (cell: { readonly state: string; readonly action: string; readonly role: Role }) => string | undefined;
}

interface Cell {
  readonly state: string | null;
  readonly action: string;
  readonly role: Role;
  readonly outcome: CellOutcome;
}

const nobody = '01900000-0000-7000-8000-00000000dead';
const refusedCodes = ['access.forbidden', 'request.invalid', 'lifecycle.system_only', 'lifecycle.unknown_action'];

/** Runs at most so many at once, in order. */
async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>, width = 6): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    }),
  );
}

/** How many cells a machine has, less those of `making` actions on objects that exist. */
export function cellsOf(machine: { readonly states: readonly string[]; readonly steps: readonly { readonly action: string }[] }, making: number): number {
  const actions = new Set(machine.steps.map(({ action }) => action)).size;
  return everybody.length * (actions + machine.states.length * (actions - making));
}

export interface CellResult {
  readonly cells: number;
  readonly legal: number;
  readonly wrong: readonly string[];
}

/** Every cell of the table. `wrong` names the cells that are not as the table says. */
export async function compareCells(plan: CellPlan): Promise<CellResult> {
  const { machine, callers, keeper, objects, making = [], guarded = () => undefined } = plan;
  const all = lifecycleCells(machine, everybody, (permission) => permissionSpec(permission).roles) as readonly Cell[];
  const labelOf = new Map<string, string>(machine.steps.map(({ action, label }) => [action, label]));
  const wrong: string[] = [];
  const objectFor = (state: string, action: string): string => {
    const id = objects.get(`${state}:${action}`) ?? objects.get(state);
    if (id === undefined) throw new Error(`no object stands in ${state}`);
    return id;
  };
  const take = async ({ state, action, role }: Cell): Promise<Answer> =>
    callers.send(await callers.holder(role, plan.orgOf(action)), plan.request(action, state === null ? nobody : objectFor(state, action)));
  const name = ({ state, action, role }: Cell): string => `${state ?? '–'} ${action} ${role}`;

  const judgeRefused = async (cell: Cell): Promise<void> => {
    const { code, detail } = await take(cell);
    const say = (want: string): number => wrong.push(`${name(cell)}: ${code ?? 'done'} ${detail}; wanted ${want}`);
    if (code === undefined || !/[\u4e00-\u9fff]/.test(detail)) return void say('a refusal with its reason in Chinese');
    if (cell.state === null) {
      if (!refusedCodes.includes(code) && !/[._]not_found$/.test(code)) say('refused or unknown');
      return;
    }
    const guard = cell.outcome === 'allowed' ? guarded({ state: cell.state, action: cell.action, role: cell.role }) : undefined;
    if (guard !== undefined) return void (code === guard || say(guard));
    if (cell.outcome === 'forbidden' && plan.unseen?.({ state: cell.state, action: cell.action, role: cell.role }) === true)
      return void (/[._]not_found$/.test(code) || refusedCodes.includes(code) || say('unknown'));
    if (cell.outcome === 'forbidden') return void (refusedCodes.includes(code) || say('forbidden'));
    const isNamed = detail.includes(`「${machine.stateLabel[cell.state]}」`) && detail.includes(labelOf.get(cell.action) ?? '');
    if (code !== 'lifecycle.wrong_state' || !isNamed) say('lifecycle.wrong_state naming state and act');
  };
  const judgeLegal = async (cell: Cell & { readonly state: string }): Promise<void> => {
    const id = objectFor(cell.state, cell.action);
    const { code, detail, json } = await take(cell);
    const to = machine.steps.find((step) => step.action === cell.action && step.from.includes(cell.state))?.to;
    const reached = code === undefined ? plan.stateOf(json, id) : `${code} ${detail}`;
    if (reached !== to) wrong.push(`${name(cell)}: ${reached} instead of ${to}`);
    await keeper.putBack(id);
  };

  let cells = 0;
  let legal = 0;
  for (const state of [null, ...machine.states]) {
    const own = all.filter((cell) => cell.state === state && (state === null || !making.includes(cell.action)));
    const isLegal = (cell: Cell): boolean => state !== null && cell.outcome === 'allowed' && guarded({ state, action: cell.action, role: cell.role }) === undefined;
    const refused = own.filter((cell) => !isLegal(cell) && !(state === null && cell.outcome === 'allowed'));
    cells += own.length;
    for (const cell of own) await callers.holder(cell.role, plan.orgOf(cell.action));
    const before = await databaseDigest(plan.adminUrl);
    await abreast(refused, judgeRefused);
    if ((await databaseDigest(plan.adminUrl)) !== before) wrong.push(`${state ?? '–'}: refusals changed the database`);
    for (const cell of own.filter((one): one is Cell & { readonly state: string } => isLegal(one))) {
      legal += 1;
      await judgeLegal(cell);
    }
    if (state === null) {
      for (const cell of own.filter(({ outcome }) => outcome === 'allowed')) {
        legal += 1;
        const { code, detail, json } = await callers.send(await callers.holder(cell.role, plan.orgOf(cell.action)), plan.request(cell.action, 'new'));
        const to = machine.steps.find((step) => step.action === cell.action && step.from.includes(null))?.to;
        if (code !== undefined || plan.stateOf(json, 'new') !== to) wrong.push(`${name(cell)}: ${code ?? ''} ${detail} instead of ${to}`);
      }
    } else wrong.push(...(await compareButtons(plan, state, own)));
  }
  // One fault shows in many cells; the first are enough to read.
  return { cells, legal, wrong: wrong.slice(0, 20) };
}

/** The buttons that somebody sees are the rows that lead on from here, allowed exactly where the act is legal. */
async function compareButtons(plan: CellPlan, state: string, own: readonly Cell[]): Promise<string[]> {
  const { machine, callers, objects, offersOf, hidden = [], beside = [], guarded = () => undefined } = plan;
  if (offersOf === undefined) return [];
  const wrong: string[] = [];
  const rows = machine.steps.filter((step) => step.permission !== null && step.from.includes(state) && !hidden.includes(step.action));
  const sorted = (offers: readonly { readonly action: string; readonly label: string }[]): string =>
    offers
      .map(({ action, label }) => `${action} ${label}`)
      .sort()
      .join('、');
  const wanted = sorted(rows);
  // An act that wants an object or a unit of its own is judged there; what only stands beside it is compared by name.
  const places = new Map<string, { readonly id: string; readonly org: string; readonly actions: string[] }>();
  for (const action of ['', ...rows.map((row) => row.action)]) {
    const place = { id: objects.get(`${state}:${action}`) ?? objects.get(state) ?? '', org: plan.orgOf(action), actions: [] };
    const known = places.get(`${place.id} ${place.org}`) ?? place;
    places.set(`${place.id} ${place.org}`, known);
    known.actions.push(action);
  }
  for (const { id, org, actions } of places.values()) {
    await abreast(everybody, async (role) => {
      const { code, json } = await callers.send(await callers.holder(role, org), { method: 'GET', path: plan.read(id) });
      if (code !== undefined) return;
      const offers = offersOf(json, id).filter(({ action }) => !beside.includes(action));
      if (sorted(offers) !== wanted) wrong.push(`${state} buttons for ${role}: ${sorted(offers)} instead of ${wanted}`);
      for (const { action, allowed, reason } of offers.filter((offer) => actions.includes(offer.action))) {
        const cell = own.find((one) => one.action === action && one.role === role);
        const isLegal = cell?.outcome === 'allowed' && guarded({ state, action, role }) === undefined;
        if (allowed !== isLegal) wrong.push(`${state} button ${action} for ${role}: ${allowed} instead of ${isLegal}`);
        if (!allowed && !/[\u4e00-\u9fff]/.test(reason ?? '')) wrong.push(`${state} button ${action} for ${role}: refused without a reason`);
      }
    });
  }
  return wrong;
}
