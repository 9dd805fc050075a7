import { expect, test } from 'vitest';
import { hashQueue } from './hash-queue.ts';

const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { passed, open };
};
const full = (seconds: number) => new Error(`full ${seconds}`);

test('同时最多两个，其余按先后等待；第 101 个等待者被拒绝，不排队', async () => {
  const queue = hashQueue({ atOnce: 2, mostWaiting: 100 }, full);
  const gates = Array.from({ length: 102 }, gate);
  let most = 0;
  const order: number[] = [];
  const runs = gates.map(({ passed }, index) =>
    queue.run(async () => {
      most = Math.max(most, queue.running);
      order.push(index);
      await passed;
    }),
  );
  await Promise.resolve();
  expect([queue.running, queue.waiting]).toEqual([2, 100]);
  let ran = false;
  await expect(
    queue.run(async () => {
      ran = true;
    }),
  ).rejects.toThrow(/^full [1-9]/);
  expect(ran).toBe(false);
  for (const { open } of gates) open();
  await Promise.all(runs);
  expect([most, queue.running, queue.waiting]).toEqual([2, 0, 0]);
  expect(order).toEqual([...gates.keys()]);
});

test('失败的工作让出位置', async () => {
  const queue = hashQueue({ atOnce: 1, mostWaiting: 1 }, full);
  const failing = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
  expect(queue.running).toBe(0);
});

test('占一个位置可以先后算几次；满员时一步也不做', async () => {
  const queue = hashQueue({ atOnce: 1, mostWaiting: 0 }, full);
  const { passed, open } = gate();
  const first = queue.admit(async (inTurn) => {
    await passed;
    return [await inTurn(async () => 'one'), await inTurn(async () => 'two')];
  });
  let began = false;
  await expect(
    queue.admit(async () => {
      began = true;
    }),
  ).rejects.toThrow('full 1');
  expect(began).toBe(false);
  open();
  expect(await first).toEqual(['one', 'two']);
  expect(await queue.run(async () => 'free')).toBe('free');
});
