import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { OfflineQueue } from './offline-queue.ts';
import type { Submission, SubmissionStore } from './offline-store.ts';
import { noAnswer, ProblemError } from './problem-error.ts';

const report = endpoint({
  id: 'trial.report',
  method: 'POST',
  path: '/api/trial',
  summary: '报送',
  access: 'signed-in',
  body: z.strictObject({ text: z.string() }),
  reply: z.strictObject({ ok: z.boolean() }),
  refusals: [],
});

const refusal = (status: number, code: string) => new ProblemError({ type: 'about:blank', code, title: '不行', detail: `${code}。`, status, requestId: '' });

function memory(): SubmissionStore & { readonly rows: Map<string, Submission> } {
  const rows = new Map<string, Submission>();
  return {
    rows,
    list: async (ownerId) => [...rows.values()].filter((one) => one.ownerId === ownerId).sort((a, b) => a.ordinal - b.ordinal),
    save: async (one) => void rows.set(one.id, one),
    remove: async (id) => void rows.delete(id),
  };
}

/** A server that remembers keys, behind a network that can be cut before or after it has acted. */
function setUp(ownerId = 'u1', store = memory()) {
  const acted = new Map<string, string>();
  const order: string[] = [];
  const network: { state: 'up' | 'down' | 'answer lost'; refuse: ProblemError | undefined } = { state: 'up', refuse: undefined };
  const queue = new OfflineQueue({
    ownerId,
    store,
    endpoints: [report],
    send: async (_endpoint, { id, input }) => {
      if (network.state === 'down') throw noAnswer();
      if (network.refuse !== undefined) throw network.refuse;
      const { text } = input.body as { text: string };
      if (!acted.has(id)) order.push(text);
      acted.set(id, text);
      if (network.state === 'answer lost') throw noAnswer();
      return { ok: true };
    },
  });
  return { queue, network, order, store };
}
const submit = (queue: OfflineQueue, text: string) => queue.submit(report, { body: { text } }, `报送${text}`);

test('有网时直接提交，不留下什么', async () => {
  const { queue, order, store } = setUp();
  expect(await submit(queue, '甲')).toEqual({ sent: true, reply: { ok: true } });
  expect([order, store.rows.size]).toEqual([['甲'], 0]);
});

test('断网时留存，联网后按先后提交', async () => {
  const { queue, network, order } = setUp();
  network.state = 'down';
  expect(await submit(queue, '甲')).toMatchObject({ sent: false });
  await submit(queue, '乙');
  await queue.flush();
  expect(queue.snapshot().items.map(({ label }) => label)).toEqual(['报送甲', '报送乙']);
  network.state = 'up';
  await Promise.all([queue.flush(), queue.flush()]);
  expect([order, queue.snapshot().items]).toEqual([['甲', '乙'], []]);
});

test('答复丢失的再提交用同一个编号，服务器只办一次', async () => {
  const { queue, network, order } = setUp();
  network.state = 'answer lost';
  await submit(queue, '甲');
  await queue.flush();
  network.state = 'up';
  await queue.flush();
  expect([order, queue.snapshot().items]).toEqual([['甲'], []]);
});

test('冲突和不被接受的留下说明，其余照常；可以放弃或再试', async () => {
  const { queue, network } = setUp();
  network.state = 'down';
  await submit(queue, '甲');
  network.state = 'up';
  network.refuse = refusal(409, 'task.changed');
  await queue.flush();
  const [conflict] = queue.snapshot().items;
  expect(conflict).toMatchObject({ state: 'conflict', problem: { detail: 'task.changed。' } });
  network.refuse = refusal(422, 'request.invalid');
  await queue.retry(conflict?.id ?? '');
  expect(queue.snapshot().items).toMatchObject([{ state: 'refused' }]);
  await queue.discard(conflict?.id ?? '');
  expect(queue.snapshot().items).toEqual([]);
});

test('当场被拒绝的像平常一样报错，不留存', async () => {
  const { queue, network, store } = setUp();
  network.refuse = refusal(422, 'request.invalid');
  await expect(submit(queue, '甲')).rejects.toMatchObject({ code: 'request.invalid' });
  expect(store.rows.size).toBe(0);
});

test('登录过期的等重新登录，不当作拒绝；别人登录不会替他提交', async () => {
  const { queue, network, store } = setUp();
  network.state = 'down';
  await submit(queue, '甲');
  network.state = 'up';
  network.refuse = refusal(401, 'access.not_signed_in');
  await queue.flush();
  expect(queue.snapshot()).toMatchObject({ needsSignIn: true, items: [{ state: 'waiting' }] });
  const other = setUp('u2', store);
  await other.queue.flush();
  expect([other.order, store.rows.size]).toEqual([[], 1]);
});
