/**
 * The killer, a process of its own so that it does not share the load's event loop. It waits until the product's role
 * has a transaction open that has already written, waits some more, and kills -9 the processes given; with `postgres`
 * all backends as well. One JSON line says that it watches, one what it found and did.
 *
 * node kill-in-import.ts ADMIN_URL app|postgres PID DELAY_MS
 */
import pg from 'pg';

const [adminUrl = '', victim = 'app', pid = '0', delay = '0'] = process.argv.slice(2);
const client = new pg.Client({ connectionString: adminUrl });
client.on('error', () => undefined); // our own connection dies with the server: that is the point
await client.connect();

interface Backend {
  readonly pid: number;
  readonly writes: boolean;
  readonly query: string;
}

const look = async (): Promise<Backend[]> =>
  (await client.query<Backend>(`select pid, usename = 'luoshi_app' and backend_xid is not null as writes, left(query, 60) as query from pg_stat_activity`)).rows;

const say = (fact: object): void => {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
};

say({ watching: true });
const started = performance.now();
let backends = await look();
while (!backends.some(({ writes }) => writes) && performance.now() - started < 100_000) backends = await look();
const writer = backends.find(({ writes }) => writes);
if (Number(delay) > 0) await new Promise((wake) => setTimeout(wake, Number(delay)));
const pids = victim === 'postgres' ? [Number(pid), ...backends.map((backend) => backend.pid)] : [Number(pid)];
if (writer !== undefined) {
  for (const one of pids) {
    try {
      process.kill(one, 'SIGKILL');
    } catch (error) {
      say({ gone: one, why: String(error) }); // a backend may end by itself between the look and the blow
    }
  }
}
say({ killed: writer !== undefined, victim, query: writer?.query ?? null });
process.exit(0);
