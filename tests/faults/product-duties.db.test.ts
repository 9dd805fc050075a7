import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDay, parseMoment } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { environment } from '#kernel/server/config.ts';
import { transaction, watchStatements } from '#kernel/server/db.ts';
import { runDueWork, workOf } from '#kernel/server/work.ts';
import { serverModules } from '../../app/modules.server.ts';
import { acceptedTasks } from '../harness/accepted-tasks.ts';
import { openTaskWorld } from '../harness/task-world.ts';
import type { TaskWorld } from '../harness/task-world.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { workRuntime } from '../harness/work-runtime.ts';
import type { WorkRuntime } from '../harness/work-runtime.ts';
import { cutConnections, killedWorkers, numbers } from './kill-work.ts';
import { effects, listRuns, listTwiceTold } from './product-work.ts';
import { listLog } from './trial-work.ts';

/** Full size: `LUOSHI_FAULT_ROUNDS=1000 vitest run --project db tests/faults/product-duties`; a smaller share in the daily run. */
const fullSize = environment()['LUOSHI_FAULT_ROUNDS'];
const cutRounds = Number(fullSize ?? '16');
const killedProcesses = Number(fullSize ?? '4');
/** Two rounds from opening to sealing; at full size eight, within the year whose working days are known. */
const spanDays = fullSize === undefined ? 45 : 240;
const start = parseDay('2026-03-30');
const momentOn = (days: number): string => `${start.add({ days }).toString()}T00:50:00+08:00`;
const calendarDays = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => start.add({ days: index + 1 }).toString());
const jobs = workOf(serverModules).jobs;

const database = databaseForFile();
const runChild = killedWorkers();
const worlds: TaskWorld[] = [];
/** The same work without any disturbance. */
let calm: TaskWorld;
/** Every statement that the product's work sends: any of them may be the last of a process. */
const points: string[] = [];

/** Three units, nobody ever reports: rounds open, close and seal, orders for silence arise and rise. */
async function openWorld(region: RegionCode): Promise<TaskWorld> {
  const world = await openTaskWorld(database().appUrl, { at: `${start.toString()}T09:00:00+08:00`, units: 3, region });
  worlds.push(world);
  await acceptedTasks(
    world,
    2026,
    [0, 1, 2].map((index) => ({ clause: index, units: [index, (index + 1) % 3], change: { tier: 'monthly' as const } })),
  );
  // What the import of the plan causes belongs to the first day, wherever the clock goes next.
  await runDueWork(world.runtime);
  return world;
}

/** Two steps forward, one back: where the clock of the machine stands in a round. */
function dayOfRound(round: number, rounds: number, jump: number): number {
  const even = Math.floor(((round + 1) * spanDays) / rounds);
  return Math.min(spanDays, Math.max(0, even + ([0, 1, 2, -3, 0, -1][jump] ?? 0)));
}

const read = async (runtime: WorkRuntime, what: (typeof effects)[keyof typeof effects] | typeof listTwiceTold): Promise<readonly string[]> =>
  (await transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.many(what, { region: tx.region }))).map(({ line }) => line);

/** Each duty of each day once; what is made up for after a standstill is what the undisturbed machine did. */
async function expectOnce(runtime: WorkRuntime): Promise<void> {
  const runs = await transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.many(listRuns, { region: tx.region }));
  for (const { id, catchUp } of jobs) {
    const own = runs.filter(({ job, period }) => job === id && period > start.toString());
    expect(
      own.map(({ period }) => period),
      id,
    ).toEqual(calendarDays(own.length));
    // What runs at 00:50 or earlier has run on the last day as well; later ones the day before.
    expect(own.length, id).toBeGreaterThanOrEqual(spanDays - 1);
    if (catchUp === 'every') expect(new Set(own.map(({ outcome }) => outcome)), id).toEqual(new Set(['fired']));
  }
  for (const [name, statement] of Object.entries(effects)) expect(await read(runtime, statement), name).toEqual(await read(calm.runtime, statement));
  expect(await read(runtime, listTwiceTold)).toEqual([]);
  const log = await transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.many(listLog, { region: tx.region }));
  expect(log.map((row) => Number(row.log_index))).toEqual(log.map((_, index) => index));
}

/** The machine runs on for the rest of the last day, so that what waited after a failure is tried again. */
async function settle(runtime: WorkRuntime): Promise<void> {
  for (const time of ['00:50', '12:00', '20:00']) await runDueWork(runtime, parseMoment(`${start.add({ days: spanDays }).toString()}T${time}:00+08:00`));
}

beforeAll(async () => {
  calm = await openWorld(regionCodeSchema.parse('340803'));
  const names = new Set<string>();
  const stop = watchStatements(({ name }) => void names.add(name));
  for (let day = 5; day <= spanDays; day += 5) await runDueWork(calm.runtime, parseMoment(momentOn(day)));
  await settle(calm.runtime);
  stop();
  points.push(...[...names].sort());
}, 600_000);
afterAll(() => Promise.all(worlds.map((world) => world.close())));

test('没有干扰时，几个月里的调度、督办单、灯号、职责都有了结果：以下比较不是空对空', async () => {
  expect((await read(calm.runtime, effects.turns)).filter((line) => line.startsWith('task.round_sealed')).length).toBeGreaterThanOrEqual(2);
  expect((await read(calm.runtime, effects.orders)).length).toBeGreaterThanOrEqual(6);
  expect((await read(calm.runtime, effects.fulfilments)).length).toBeGreaterThanOrEqual(2);
  expect((await read(calm.runtime, effects.lights)).length).toBeGreaterThanOrEqual(spanDays);
  expect((await read(calm.runtime, effects.reminders)).length).toBeGreaterThan(10);
  expect([...new Set(points.map((name) => name.split('.')[0]))]).toEqual(expect.arrayContaining(['kernel', 'identity', 'answer', 'task', 'supervision', 'inspection']));
});

test(`${cutRounds} 轮：几个月里工作进程在任意一条语句断开，时钟前跳后跳，产品的每项职责仍只执行一次`, async () => {
  const world = await openWorld(regionCodeSchema.parse('340804'));
  const next = numbers(20261127);
  const open = () => workRuntime({ appUrl: database().appUrl, region: world.region, at: momentOn(0), modules: serverModules });
  let runtimes = [open(), open()];
  let inFlight = 0;
  for (let round = 0; round < cutRounds; round += 1) {
    const at = momentOn(dayOfRound(round, cutRounds, next(6)));
    const [victim, other] = runtimes as [WorkRuntime, WorkRuntime];
    for (const runtime of runtimes) runtime.clock.moveTo(at);
    const point = points[next(points.length)];
    const nth = 1 + next(3);
    let seen = 0;
    const stop = watchStatements(({ name }) => {
      if (name !== point) return;
      seen += 1;
      if (seen === nth) inFlight += cutConnections(victim.pool) > 0 ? 1 : 0;
    });
    await Promise.all([runDueWork(victim).catch(() => undefined), round % 4 === 0 ? runDueWork(other).catch(() => undefined) : undefined]);
    stop();
    if (round % 50 === 49) {
      await Promise.all(runtimes.map((runtime) => runtime.close()));
      runtimes = [open(), open()];
    }
  }
  expect(inFlight).toBeGreaterThan(cutRounds / 4);
  const [survivor] = runtimes as [WorkRuntime];
  await settle(survivor);
  await expectOnce(survivor);
  await Promise.all(runtimes.map((runtime) => runtime.close()));
}, 3_600_000);

test(`${killedProcesses} 个工作进程在任意一条语句被 kill -9，其间时钟前跳后跳，产品的每项职责仍只执行一次`, async () => {
  const world = await openWorld(regionCodeSchema.parse('340805'));
  const next = numbers(7);
  let killed = 0;
  let inFlight = 0;
  // A process that does not come to its statement ends by itself and does not count.
  for (let started = 0; killed < killedProcesses && started < 6 * killedProcesses; started += 1) {
    const at = momentOn(dayOfRound(killed, killedProcesses, next(6)));
    const { signal, output } = await runChild([database().appUrl, world.region, at, points[next(points.length)] ?? '', String(1 + next(3)), 'product']);
    if (signal !== 'SIGKILL') continue;
    killed += 1;
    if (Number(/in flight ([0-9]+)/.exec(output)?.[1] ?? '0') > 0) inFlight += 1;
  }
  expect(killed).toBe(killedProcesses);
  expect(inFlight).toBe(killed);
  await settle(world.runtime);
  await expectOnce(world.runtime);
}, 7_200_000);
