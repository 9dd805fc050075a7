import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { workRuntime } from '../../tests/harness/work-runtime.ts';
import type { WorkRuntime } from '../../tests/harness/work-runtime.ts';
import { event } from '../event.ts';
import { regionCodeSchema } from '../ids.ts';
import { job } from './jobs.ts';
import { record } from './record.ts';
import { runDueWork, workOf } from './work.ts';

const database = databaseForFile();
const roundOpened = event('trial.round_opened', { version: 1, subject: 'period', fields: { period: 'open' } });
let fired: string[] = [];
let failures = 0;

const trial = {
  name: 'trial',
  jobs: [
    job({
      name: 'open-round',
      label: '开启调度',
      schedule: { every: 'month', place: { months: 1, day: 1 } },
      catchUp: 'every',
      run: async ({ period, on }, context) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('还不行');
        }
        await record(context, roundOpened, { period: period.key });
        fired.push(`${period.key} ${on.toString()} ${context.actor.id}`);
      },
    }),
    job({ name: 'tidy', label: '整理', schedule: { every: 'day', at: '03:00' }, catchUp: 'latest', run: async ({ period }) => void fired.push(`tidy ${period.key}`) }),
  ],
};

let runtime: WorkRuntime;
const runtimes: WorkRuntime[] = [];
let regionNumber = 340500;
const start = (at: string) => {
  const one = workRuntime({ appUrl: database().appUrl, region: regionCodeSchema.parse(String(regionNumber)), at, modules: [trial] });
  runtimes.push(one);
  return one;
};
beforeEach(() => {
  fired = [];
  failures = 0;
  regionNumber += 1;
  runtime = start('2026-10-30T10:00:00+08:00');
});
afterAll(() => Promise.all(runtimes.map((one) => one.close())));
const runAt = async (moment: string) => {
  runtime.clock.moveTo(moment);
  await runDueWork(runtime);
};
const rounds = () => fired.filter((line) => !line.startsWith('tidy'));

describe('定期职责', () => {
  test('第一次见到的职责从现在算起，不补历史', async () => {
    await runDueWork(runtime);
    expect(fired).toEqual([]);
    await runAt('2026-10-31T23:59:59+08:00');
    expect(rounds()).toEqual([]);
    await runAt('2026-11-01T00:00:00+08:00');
    expect(rounds()).toEqual(['2026-10 2026-11-01 system:scheduler']);
    await runAt('2026-11-01T00:00:01+08:00');
    expect(rounds()).toHaveLength(1);
  });

  test('停机后逐期补齐，只需最后一次的只做最后一次', async () => {
    await runDueWork(runtime);
    await runAt('2027-01-02T10:00:00+08:00');
    expect(rounds().map((line) => line.split(' ')[0])).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(fired.filter((line) => line.startsWith('tidy'))).toEqual(['tidy 2027-01-02']);
  });

  test('时钟向前跳、向后跳、再走到原处，每期仍只一次', async () => {
    await runDueWork(runtime);
    await runAt('2027-03-01T00:00:00+08:00');
    await runAt('2026-10-30T10:00:00+08:00');
    await runAt('2026-12-01T00:00:00+08:00');
    await runAt('2027-04-01T00:00:00+08:00');
    expect(rounds().map((line) => line.split(' ')[0])).toEqual(['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03']);
  });

  test('重新启动、两个进程同时运行，每期仍只一次', async () => {
    await runDueWork(runtime);
    const second = start('2026-12-01T00:00:00+08:00');
    runtime.clock.moveTo('2026-12-01T00:00:00+08:00');
    await Promise.all([runDueWork(runtime), runDueWork(second), runDueWork(runtime)]);
    await runDueWork(start('2026-12-01T00:00:05+08:00'));
    expect(
      rounds()
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(['2026-10', '2026-11']);
  });

  test('失败的过一会儿再做，做成之前下一期等待', async () => {
    await runDueWork(runtime);
    failures = 1;
    await runAt('2026-12-01T00:00:00+08:00');
    expect(rounds()).toEqual([]);
    await runAt('2026-12-01T00:00:01+08:00');
    expect(rounds().map((line) => line.split(' ')[0])).toEqual(['2026-10', '2026-11']);
  });

  test('两项职责同名就拒绝启动', () => {
    expect(() => workOf([{ name: 'trial', jobs: [...trial.jobs, ...trial.jobs] }])).toThrow(/two reactions or jobs/);
  });
});
