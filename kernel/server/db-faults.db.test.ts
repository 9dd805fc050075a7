import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { regionCodeSchema } from '#kernel/ids.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { createPool, statement, transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';
import { DatabaseUnavailable } from './db-faults.ts';
import { problemOf, refusalFrom } from './problem.ts';

const database = databaseForFile();
const region = regionCodeSchema.parse('340323');
const limits = { json: '1 MiB', file: '32 MiB' };
let pool: Pool;
beforeAll(() => {
  pool = createPool({ connectionString: database().appUrl, max: 1 });
});
afterAll(() => pool.end());

const readPid = statement({ name: 'test.read-backend-pid', class: 'admin', text: 'select pg_backend_pid() as pid', params: {}, row: { pid: 'int4' } });
const shorten = statement({
  name: 'test.shorten-time-limit',
  class: 'admin',
  text: `select set_config('statement_timeout', '50', true) as taken`,
  params: {},
  row: { taken: 'text' },
});
const sleep = statement({ name: 'test.sleep', class: 'admin', text: 'select pg_sleep(60)::text as slept', params: {}, row: { slept: 'text' } });

const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transaction(pool, { region, mode: 'write' }, work);
const faultOf = async (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  write(work).then(
    () => undefined,
    (error: unknown) => error,
  );
/** Ends the server process of the connection and waits until it is gone. */
async function cut(pid: number): Promise<void> {
  await withConnection(database().adminUrl, async (client) => {
    await client.query('select pg_terminate_backend($1, 60000)', [pid]);
  });
}
const shown = (error: unknown) => problemOf(refusalFrom(error, limits), 'request').code;

describe('数据库暂时不能用', () => {
  test('办理当中连接断开：没有保存，答复 503 而不是内部错误', async () => {
    const fault = await faultOf(async (tx) => {
      await cut((await tx.one(readPid, {})).pid);
      return tx.one(readPid, {});
    });
    expect(fault).toBeInstanceOf(DatabaseUnavailable);
    expect(shown(fault)).toBe('server.overloaded');
  });

  test('提交当中连接断开：说明结果不明', async () => {
    const fault = await faultOf(async (tx) => cut((await tx.one(readPid, {})).pid));
    expect(fault).toMatchObject({ isOutcomeUnknown: true });
    expect(shown(fault)).toBe('server.outcome_unknown');
  });

  test('语句超过时限被数据库中止', async () => {
    const fault = await faultOf(async (tx) => {
      await tx.one(shorten, {});
      return tx.one(sleep, {});
    });
    expect(fault).toMatchObject({ code: '57014', isOutcomeUnknown: false });
    expect(shown(fault)).toBe('server.overloaded');
    expect((await write((tx) => tx.one(readPid, {}))).pid).toBeGreaterThan(0);
  });

  test('程序自己的错误仍是内部错误', async () => {
    const fault = await faultOf(() => Promise.reject(new Error('broken')));
    expect(shown(fault)).toBe('server.fault');
  });
});
