/**
 * PostgreSQL behind statements as values: every statement has a name and a class, runs as a named
 * prepared statement and is registered, so that the check can prepare all of them against the
 * migrated database (architecture 4.1, 6.12). The driver returns date, numeric, int8 and moments as strings.
 */
import pg from 'pg';
import type { RegionCode } from '../ids.ts';
import { codeOf, DatabaseUnavailable, isUnavailable } from './db-faults.ts';

export type StatementClass = 'router' | 'reference' | 'fanout-read' | 'admin';

/** PostgreSQL types of parameters and columns, with the TypeScript type in which they travel. */
interface SqlTypeMap {
  text: string;
  uuid: string;
  int4: number;
  /** as a decimal string */
  int8: string;
  numeric: string;
  bool: boolean;
  date: string;
  /** ISO 8601 with offset */
  timestamptz: string;
  bytea: Uint8Array;
  jsonb: unknown;
  'text[]': readonly string[];
  'text?[]': readonly (string | null)[];
  'int4[]': readonly number[];
  'uuid[]': readonly string[];
  'bytea[]': readonly Uint8Array[];
}
export type SqlType = keyof SqlTypeMap;
/** A trailing `?` allows null. */
export type SqlTypes = Readonly<Record<string, SqlType | `${SqlType}?`>>;
type ValueOf<T> = T extends `${infer B extends SqlType}?` ? SqlTypeMap[B] | null : T extends SqlType ? SqlTypeMap[T] : never;
export type ValuesOf<T extends SqlTypes> = { readonly [K in keyof T]: ValueOf<T[K]> };

export interface Statement<P extends SqlTypes = SqlTypes, R extends SqlTypes = SqlTypes> {
  readonly name: `${string}.${string}`;
  readonly class: StatementClass;
  readonly text: string;
  /** in the order of $1, $2 … */
  readonly params: P;
  readonly row: R;
}

const registry = new Map<string, Statement>();

/** Declares a statement. A second one of the same name, or a router without its key, stops the boot. */
export function statement<const P extends SqlTypes, const R extends SqlTypes>(spec: Statement<P, R>): Statement<P, R> {
  const known = registry.get(spec.name);
  if (known !== undefined && known.text !== spec.text) throw new Error(`two statements are named ${spec.name}`);
  if (spec.name.length > 63) throw new Error(`statement name ${spec.name} is longer than 63 bytes`);
  const carriesKey = /region_code\s*=\s*\$[0-9]/.test(spec.text) || /insert\s+into\s+[a-z_.]+\s*\(\s*region_code\b/.test(spec.text);
  if (spec.class === 'router' && !carriesKey) throw new Error(`router statement ${spec.name} does not carry region_code`);
  const frozen = Object.freeze(spec);
  registry.set(spec.name, frozen as unknown as Statement);
  return frozen;
}

/** All statements of the loaded modules, by name. */
export function registeredStatements(): readonly Statement[] {
  return [...registry.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What ran: the driver hook by which tests count statements. */
export type StatementWatcher = (statement: Pick<Statement, 'name' | 'class' | 'text'>) => void;
const watchers = new Set<StatementWatcher>();

/** Reports every statement that runs through this file; returns the way to stop. */
export function watchStatements(watcher: StatementWatcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const asText = (value: string): string => value;
const moment = (value: string): string => value.replace(' ', 'T').replace(/([+-][0-9]{2})$/, '$1:00');
const parsers: Readonly<Record<number, (value: string) => unknown>> = { 20: asText, 1082: asText, 1700: asText, 1184: moment };

/** Type parsers for every pool of the product. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers[oid];
    return own ?? pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export interface PoolOptions {
  readonly connectionString: string;
  readonly max?: number;
  readonly applicationName?: string;
  /** how long a request waits for a connection before it is turned away; default 10 s */
  readonly connectMs?: number;
}

/** A pool with our parsers and time limits: 15 s per statement, 30 s idle in a transaction. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'luoshi',
    connectionTimeoutMillis: options.connectMs ?? 10_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    types,
  });
  // A connection that dies while idle is replaced by the pool; without a listener the process would end.
  pool.on('error', () => undefined);
  return pool;
}

export interface Tx {
  readonly region: RegionCode;
  many<P extends SqlTypes, R extends SqlTypes>(statement: Statement<P, R>, values: ValuesOf<P>): Promise<ValuesOf<R>[]>;
  /** Exactly one row, else a fault. */
  one<P extends SqlTypes, R extends SqlTypes>(statement: Statement<P, R>, values: ValuesOf<P>): Promise<ValuesOf<R>>;
  /** The row or undefined; two rows are a fault. */
  maybe<P extends SqlTypes, R extends SqlTypes>(statement: Statement<P, R>, values: ValuesOf<P>): Promise<ValuesOf<R> | undefined>;
  /** Number of rows written. */
  run<P extends SqlTypes>(statement: Statement<P, Record<never, never>>, values: ValuesOf<P>): Promise<number>;
  /** Runs a part of the work so that, when it throws, only what it wrote is undone: one row of a bulk act. */
  nested<T>(work: () => Promise<T>): Promise<T>;
}

function encode(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  return type.startsWith('jsonb') ? JSON.stringify(value) : value;
}

function transactionOn(client: pg.PoolClient, region: RegionCode): Tx {
  const query = async (spec: Statement, values: Readonly<Record<string, unknown>>): Promise<pg.QueryResult> => {
    for (const watcher of watchers) watcher(spec);
    const list = Object.entries(spec.params).map(([name, type]) => encode(values[name], type));
    return client.query({ name: spec.name, text: spec.text, values: list });
  };
  const rowsOf = async (spec: Statement, values: Readonly<Record<string, unknown>>): Promise<never[]> => (await query(spec, values)).rows as never[];
  return {
    region,
    many: (spec, values) => rowsOf(spec as unknown as Statement, values),
    one: async (spec, values) => {
      const rows = await rowsOf(spec as unknown as Statement, values);
      if (rows.length !== 1) throw new Error(`statement ${spec.name} gave ${rows.length} rows instead of one`);
      return rows[0] as never;
    },
    maybe: async (spec, values) => {
      const rows = await rowsOf(spec as unknown as Statement, values);
      if (rows.length > 1) throw new Error(`statement ${spec.name} gave ${rows.length} rows instead of one at most`);
      return rows[0];
    },
    run: async (spec, values) => (await query(spec as unknown as Statement, values)).rowCount ?? 0,
    nested: async (work) => {
      await client.query('savepoint nested');
      try {
        const result = await work();
        await client.query('release savepoint nested');
        return result;
      } catch (error) {
        await client.query('rollback to savepoint nested');
        await client.query('release savepoint nested');
        throw error;
      }
    },
  };
}

export type TransactionMode = 'read' | 'write';

const opening: Readonly<Record<TransactionMode, string>> = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin isolation level read committed',
};

const retryable = new Set(['40001', '40P01']);

/** True when the fault is a lost race that may be tried again: serialisation failure or deadlock. */
export function isRetryable(error: unknown): boolean {
  return retryable.has(codeOf(error) ?? '');
}

async function attempt<T>(pool: pg.Pool, options: { region: RegionCode; mode: TransactionMode }, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(error, false);
  });
  let broken: Error | undefined;
  // While a client is checked out the pool does not listen: a server that dies in mid-transaction must not end the process.
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  let isCommitting = false;
  try {
    await client.query(opening[options.mode]);
    await client.query("select set_config('app.regions', $1, true)", [options.region]);
    const result = await work(transactionOn(client, options.region));
    isCommitting = true;
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault;
    });
    // The server answers a commit that it refuses; when the line goes dead instead, nobody knows.
    if (isUnavailable(error)) throw new DatabaseUnavailable(error, isCommitting);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/**
 * Runs `work` in one transaction for one region: reads on a read-only snapshot, writes in read
 * committed. Tries again up to three times after a serialisation failure or deadlock, which is why
 * `work` may have no effect outside its transaction.
 */
export async function transaction<T>(pool: pg.Pool, options: { readonly region: RegionCode; readonly mode: TransactionMode }, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(pool, options, work);
    } catch (error) {
      if (tries > 3 || !isRetryable(error)) throw error;
    }
  }
}

export type { Pool } from 'pg';
