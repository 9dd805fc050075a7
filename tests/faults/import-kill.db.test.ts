// Kill -9 of the product and of PostgreSQL in the middle of an import: afterwards the whole version is there, or nothing.
// A round counts only if the killer saw the import's transaction open and writing.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { signedInHeaders } from '../../e2e/sign-in.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '#kernel/server/postgres/open-embedded.ts';

const root = resolve(import.meta.dirname, '../..');
const data = mkdtempSync(join(tmpdir(), 'luoshi-kill-'));
const log = join(data, 'test.log');
/** What the product said last, for the message of a failing round. */
const lastWords = (): string => readFileSync(log, 'utf8').slice(-3000);

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** About 100 kB and some 4,000 nodes, different in every round, so that writing takes a noticeable time. */
const planOf = (round: number): string => {
  const lines = [`第${round}轮水利方案`];
  for (let part = 0; part < 25; part += 1) {
    lines.push(`${'一二三四五六七八九十'[part % 10]}、部分${round}号${part}`);
    for (let measure = 1; measure <= 80; measure += 1) lines.push(`${measure}.任务${part}之${measure}。巡查河道，清理岸线。`);
  }
  return lines.join('\n');
};

interface Node {
  readonly child: ChildProcess;
  readonly origin: string;
}

let running: Node | undefined;

const start = async (): Promise<Node> => {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'bin/luoshi.mjs'), 'start', '--port', String(port), '--data', data], {
    cwd: root,
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < 90_000; waited += 200) {
    const isUp = await fetch(`${origin}/health`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (isUp) {
      running = { child, origin };
      return running;
    }
    await pause(200);
  }
  throw new Error('the node did not start');
};

const kill = async (child: ChildProcess): Promise<void> => {
  const over = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await over;
  }
};

/** Signed in anew each time: the node was killed before. */
const send = async (origin: string, text: string): Promise<number | undefined> => {
  const headers = await signedInHeaders(origin, 'office').catch(() => undefined);
  if (headers === undefined) return undefined;
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/plain' }), 'plan.txt');
  return fetch(`${origin}/api/plans/imports`, { method: 'POST', body: form, headers: { ...headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': randomUUID() } }).then(
    (reply) => reply.status,
    () => undefined,
  );
};

const postmasterPid = (): number => Number(readFileSync(join(data, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);

interface Kill {
  readonly watching: Promise<void>;
  readonly done: Promise<{ readonly killed: boolean; readonly query: string | null }>;
}

const watch = (adminUrl: string, victim: 'app' | 'postgres', pid: number, delay: number): Kill => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-in-import.ts'), adminUrl, victim, String(pid), String(delay)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let isWatching: () => void = () => undefined;
  const watching = new Promise<void>((ready) => {
    isWatching = ready;
  });
  const done = new Promise<{ killed: boolean; query: string | null }>((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const fact = JSON.parse(line) as { watching?: true; killed?: boolean; query?: string | null };
      if (fact.watching) isWatching();
      if (fact.killed !== undefined) found({ killed: fact.killed, query: fact.query ?? null });
    });
  });
  return { watching, done };
};

/** Versions with the number of their nodes as stored and as counted at import; and how many events tell of imports. */
const stored = async (adminUrl: string) => {
  const address = new URL(adminUrl);
  address.pathname = '/luoshi';
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  const versions = await client.query<{ title: string; nodes: string; events: string }>(`
    select v.title, (select count(*) from plan.node n where n.region_code = v.region_code and n.version_id = v.version_id)::text as nodes,
      (select count(*) from kernel.event_body b where b.region_code = v.region_code and b.value = v.version_id::text)::text as events
    from plan.version v order by v.version_id`);
  await client.end();
  return versions.rows;
};

afterAll(async () => {
  if (running !== undefined) await kill(running.child);
  if (existsSync(join(data, 'pg'))) {
    const server = await openEmbedded(data, () => undefined);
    await server.close();
  }
  rmSync(data, { recursive: true, force: true });
}, 120_000);

describe('导入途中断电一样的中断', () => {
  test('强制结束程序或数据库六次：每次要么整版都在，要么什么都没有', async () => {
    let node = await start();
    let counted = 0;
    for (const [round, { victim, delay }] of [
      { victim: 'app', delay: 0 },
      { victim: 'app', delay: 15 },
      { victim: 'app', delay: 60 },
      { victim: 'postgres', delay: 0 },
      { victim: 'postgres', delay: 15 },
      { victim: 'postgres', delay: 60 },
    ].entries() as Iterable<[number, { victim: 'app' | 'postgres'; delay: number }]>) {
      const observer = await openEmbedded(data, () => undefined);
      const killer = watch(observer.adminUrl, victim, victim === 'app' ? (node.child.pid ?? 0) : postmasterPid(), delay);
      await killer.watching;
      const reply = send(node.origin, planOf(round));
      const { killed } = await killer.done;
      const status = await reply;
      if (killed && status === undefined) counted += 1;
      await kill(node.child);
      await observer.close();
      node = await start();
      const again = await openEmbedded(data, () => undefined);
      const versions = await stored(again.adminUrl);
      const mine = versions.filter(({ title }) => title === `第${round}轮水利方案`);
      if (status === 201) expect(mine).toHaveLength(1);
      expect(mine.length).toBeLessThanOrEqual(1);
      for (const { nodes, events } of mine) {
        expect(Number(nodes)).toBeGreaterThan(2000);
        expect(Number(events)).toBeGreaterThan(0);
      }
      expect(await send(node.origin, planOf(round)), lastWords()).toBe(mine.length === 1 ? 200 : 201);
      expect((await stored(again.adminUrl)).filter(({ title }) => title === `第${round}轮水利方案`)).toHaveLength(1);
      await again.close();
    }
    console.warn(`中断导入：6 轮，其中 ${counted} 轮在写入途中被打断`);
    expect(counted).toBeGreaterThanOrEqual(2); // else nothing was in flight and the rounds prove nothing
  }, 600_000);
});
