import { expect, test } from 'vitest';
import { parseDay, parseMoment } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { environment } from '#kernel/server/config.ts';
import { transaction, watchStatements } from '#kernel/server/db.ts';
import { runDueWork } from '#kernel/server/work.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { workRuntime } from '../harness/work-runtime.ts';
import type { WorkRuntime } from '../harness/work-runtime.ts';
import { cutConnections, killedWorkers, numbers } from './kill-work.ts';
import { killPoints, listLog, trialWork } from './trial-work.ts';

/** Full size: `LUOSHI_FAULT_ROUNDS=1000 vitest run --project db tests/faults/work-kill`; a smaller share in the daily run. */
const fullSize = environment()['LUOSHI_FAULT_ROUNDS'];
const killedProcesses = Number(fullSize ?? '18');
const cutRounds = Number(fullSize ?? '200');
const database = databaseForFile();

const start = parseDay('2026-01-01');
const momentOn = (days: number): string => `${start.add({ days }).toString()}T00:00:00+08:00`;

/** Exactly one firing and one answer per day of the span, and a log without gap. */
async function expectOnce(runtime: WorkRuntime, days: number): Promise<void> {
  const rows = await transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.many(listLog, { region: tx.region }));
  const wanted = Array.from({ length: days }, (_, index) => start.add({ days: index + 1 }).toString());
  const subjects = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => row.subject)
      .sort();
  expect(subjects('trial.fired')).toEqual(wanted);
  expect(subjects('trial.answered')).toEqual(wanted);
  expect(rows.map((row) => Number(row.log_index))).toEqual(rows.map((_, index) => index));
}

test(`${cutRounds} 轮：两个工作进程，任意一处断开，时钟前跳后跳，每项职责仍只执行一次`, async () => {
  const region = regionCodeSchema.parse('340801');
  const next = numbers(20261127);
  const open = (at: string) => workRuntime({ appUrl: database().appUrl, region, at, modules: [trialWork] });
  let last = 0;
  let inFlight = 0;
  let runtimes = [open(momentOn(0)), open(momentOn(0))];
  for (const runtime of runtimes) await runDueWork(runtime);
  for (let round = 0; round < cutRounds; round += 1) {
    const jump = [1, 1, 0, -3, 2, 1][next(6)] ?? 1;
    const day = Math.max(0, last + jump);
    last = Math.max(last, day);
    const [victim, other] = runtimes as [WorkRuntime, WorkRuntime];
    for (const runtime of runtimes) runtime.clock.moveTo(momentOn(day));
    const point = killPoints[next(killPoints.length)];
    let statements = 0;
    const stop = watchStatements(({ name }) => {
      statements += 1;
      if (name === point && statements > 1) inFlight += cutConnections(victim.pool) > 0 ? 1 : 0;
    });
    await Promise.all([runDueWork(victim).catch(() => undefined), round % 4 === 0 ? runDueWork(other).catch(() => undefined) : undefined]);
    stop();
    if (round % 50 === 49) {
      await Promise.all(runtimes.map((runtime) => runtime.close()));
      runtimes = [open(momentOn(day)), open(momentOn(day))];
    }
  }
  // Kills count only while something was under way.
  expect(inFlight).toBeGreaterThan(cutRounds / 4);
  const [survivor] = runtimes as [WorkRuntime];
  survivor.clock.moveTo(`${momentOn(last).slice(0, 10)}T23:00:00+08:00`);
  await runDueWork(survivor);
  survivor.clock.moveTo(
    parseMoment(momentOn(last + 1))
      .subtract({ seconds: 1 })
      .toString(),
  );
  await runDueWork(survivor);
  await expectOnce(survivor, last);
  await Promise.all(runtimes.map((runtime) => runtime.close()));
}, 600_000);

const runChild = killedWorkers();

test(`${killedProcesses} 个进程在指定处被 kill -9，其间时钟前跳后跳，每项职责仍只执行一次`, async () => {
  const region = regionCodeSchema.parse('340802');
  const runtime = workRuntime({ appUrl: database().appUrl, region, at: momentOn(0), modules: [trialWork] });
  await runDueWork(runtime);
  const next = numbers(7);
  let killed = 0;
  let inFlight = 0;
  let last = 0;
  let started = 0;
  // A process that finds nothing to do at its place ends by itself and does not count.
  while (killed < killedProcesses && started < 5 * killedProcesses) {
    const jump = [1, 1, 0, -3, 2, 1][next(6)] ?? 1;
    const day = Math.max(0, last + jump);
    last = Math.max(last, day);
    const point = killPoints[started % killPoints.length] ?? '';
    started += 1;
    const { signal, output } = await runChild([database().appUrl, region, momentOn(day), point, String(1 + next(2)), 'trial']);
    if (signal !== 'SIGKILL') continue;
    killed += 1;
    if (Number(/in flight ([0-9]+)/.exec(output)?.[1] ?? '0') > 0) inFlight += 1;
  }
  expect(killed).toBe(killedProcesses);
  expect(inFlight).toBe(killed);
  runtime.clock.moveTo(momentOn(last));
  await runDueWork(runtime);
  await runDueWork(runtime);
  await expectOnce(runtime, last);
  await runtime.close();
}, 3_600_000);
