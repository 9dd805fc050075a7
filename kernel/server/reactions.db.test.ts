import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inWriting } from '../../tests/harness/write-context.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { workRuntime } from '../../tests/harness/work-runtime.ts';
import type { WorkRuntime } from '../../tests/harness/work-runtime.ts';
import { formatMoment } from '../calendar.ts';
import { event } from '../event.ts';
import { regionCodeSchema } from '../ids.ts';
import { statement, transaction } from './db.ts';
import { record } from './record.ts';
import { reactionStore } from './reaction-store.ts';
import { on } from './reactions.ts';
import { resumeParked } from './run-reactions.ts';
import { sequence, sequenceAll } from './sequence.ts';
import { readWorkState } from './work-state.ts';
import { runDueWork } from './work.ts';

const database = databaseForFile();
const opened = event('trial.opened', { version: 1, subject: 'itemId', fields: { itemId: 'open', title: 'internal' } });
const answered = event('trial.answered', { version: 1, subject: 'itemId', fields: { itemId: 'open' } });
const at = '2026-11-27T09:00:00+08:00';

let seen: string[] = [];
let failing = new Set<string>();
const trial = {
  name: 'trial',
  reactions: [
    on(opened, async (one, context) => {
      if (failing.has(one.fields.title)) throw new Error(`不能处理 ${one.fields.title}`);
      await record(context, answered, { itemId: one.fields.itemId });
      seen.push(`${one.logIndex} ${one.subject} ${one.fields.title} ${context.actor.id}`);
    }),
  ],
};

let runtime: WorkRuntime;
let regionNumber = 340400;
beforeAll(() => undefined);
beforeEach(() => {
  seen = [];
  failing = new Set();
  regionNumber += 1;
  runtime = workRuntime({ appUrl: database().appUrl, region: regionCodeSchema.parse(String(regionNumber)), at, modules: [trial] });
  runtimes.push(runtime);
});
const runtimes: WorkRuntime[] = [];
afterAll(() => Promise.all(runtimes.map((one) => one.close())));

const open = (itemId: string, title: string) => inWriting({ pool: runtime.pool, region: runtime.region, at }, (context) => record(context, opened, { itemId, title }));
const entries = statement({
  name: 'trial.list-entries',
  class: 'router',
  text: 'select log_index, kind, subject from kernel.log_entry where region_code = $1 order by log_index',
  params: { region: 'text' },
  row: { log_index: 'int8', kind: 'text', subject: 'text' },
});
const log = () => transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.many(entries, { region: tx.region }));
const state = () => transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => readWorkState(tx, formatMoment(runtime.clock.now())));
const parked = () => transaction(runtime.pool, { region: runtime.region, mode: 'read' }, reactionStore.listParked);
const [reaction] = [{ ...trial.reactions[0], id: 'trial:trial.opened' } as never];

describe('日志的次序', () => {
  test('并发写入的事件全部编号，没有空号、没有遗漏，每批不超过规定', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => open(`i${index}`, `第${index}件`)));
    expect(await sequence(runtime.pool, runtime.region, runtime.clock.now(), 15)).toBe(15);
    const [first, second] = await Promise.all([sequenceAll(runtime.pool, runtime.region, runtime.clock.now()), sequenceAll(runtime.pool, runtime.region, runtime.clock.now())]);
    expect((first ?? 0) + (second ?? 0)).toBe(25);
    const rows = await log();
    expect(rows.map(({ log_index }) => Number(log_index))).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(40);
  });

  test('先开始后提交的事件不会被越过', async () => {
    const options = { pool: runtime.pool, region: runtime.region, at };
    await inWriting(options, async (context) => {
      await record(context, opened, { itemId: 'slow', title: '慢' });
      await open('quick', '快');
      expect(await sequenceAll(runtime.pool, runtime.region, runtime.clock.now())).toBe(1);
    });
    expect(await sequenceAll(runtime.pool, runtime.region, runtime.clock.now())).toBe(1);
    expect((await log()).map(({ subject }) => subject)).toEqual(['quick', 'slow']);
  });

  test('日志只增不改', async () => {
    await open('a', '甲');
    await sequenceAll(runtime.pool, runtime.region, runtime.clock.now());
    await expect(runtime.pool.query('update kernel.log_entry set subject = $1', ['x'])).rejects.toThrow(/permission denied|append_only/);
  });
});

describe('后续处理', () => {
  test('按次序各处理一次，产生的新事件接着排序；再跑一遍没有动作', async () => {
    await open('a', '甲');
    await open('b', '乙');
    expect(await runDueWork(runtime)).toEqual({ fired: 0, sequenced: 4, reacted: 2, sent: 0 });
    expect(seen).toEqual(['0 a 甲 system:reaction', '1 b 乙 system:reaction']);
    expect((await log()).map(({ kind }) => kind)).toEqual(['trial.opened', 'trial.opened', 'trial.answered', 'trial.answered']);
    expect(await runDueWork(runtime)).toEqual({ fired: 0, sequenced: 0, reacted: 0, sent: 0 });
  });

  test('两个工作进程同时处理，每件仍只一次', async () => {
    const other = workRuntime({ appUrl: database().appUrl, region: runtime.region, at, modules: [trial] });
    runtimes.push(other);
    for (let index = 0; index < 20; index += 1) await open(`i${index}`, `第${index}件`);
    await Promise.all([runDueWork(runtime), runDueWork(other)]);
    await runDueWork(runtime);
    expect(seen.length).toBe(20);
    expect(new Set(seen).size).toBe(20);
    expect((await log()).filter(({ kind }) => kind === 'trial.answered')).toHaveLength(20);
  });

  test('失败的不留下任何结果，过一会儿再试；五次不成就搁置，同一对象的后续等待，别的照常', async () => {
    failing.add('坏');
    await open('a', '坏');
    await open('b', '好');
    await open('a', '后到');
    const pauses = [0, 1, 4, 16, 64];
    for (const [index, seconds] of pauses.entries()) {
      runtime.clock.moveTo(formatMoment(runtime.clock.now().add({ seconds })));
      await runDueWork(runtime);
      expect(await parked(), `第${index + 1}次`).toHaveLength(index < 4 ? 0 : 2);
      expect((await state()).state).toBe('yellow');
    }
    expect(seen).toEqual(['1 b 好 system:reaction']);
    expect(await parked()).toMatchObject([
      { subject: 'a', state: 'failed', last_error: '不能处理 坏', log_index: '0' },
      { subject: 'a', state: 'waiting', last_error: null, log_index: '2' },
    ]);
    await open('a', '再后到');
    await runDueWork(runtime);
    expect(await parked()).toHaveLength(3);

    expect(await resumeParked(runtime, { reaction, subject: 'a' }, runtime.clock.now())).toBe(0);
    failing.clear();
    expect(await resumeParked(runtime, { reaction, subject: 'a' }, runtime.clock.now())).toBe(3);
    expect(seen.slice(1).map((line) => line.split(' ')[2])).toEqual(['坏', '后到', '再后到']);
    expect(await parked()).toEqual([]);
    await runDueWork(runtime);
    expect((await state()).state).toBe('ok');
    expect((await log()).filter(({ kind }) => kind === 'trial.answered')).toHaveLength(4);
  });

  test('再试的间隔未到不重试', async () => {
    failing.add('坏');
    await open('a', '坏');
    await runDueWork(runtime);
    failing.clear();
    await runDueWork(runtime);
    expect(seen).toEqual([]);
    runtime.clock.moveTo('2026-11-27T09:00:01+08:00');
    await runDueWork(runtime);
    expect(seen).toHaveLength(1);
  });

  test('没有后台工作的进程时，健康检查显示滞后', async () => {
    await open('a', '甲');
    runtime.clock.moveTo('2099-01-01T00:00:00+08:00');
    expect(await state()).toMatchObject({ state: 'yellow', pending: 1 });
  });
});
