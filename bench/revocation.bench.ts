/**
 * How fast a right is gone: open streams of many people, then the grant, the person or the session of each ends.
 *
 *   node bench/revocation.bench.ts
 *
 * Gates (trust.md G8): the slowest stream is closed within 1 s of the commit, and the next request of everybody is refused.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '#kernel/server/postgres/open-embedded.ts';
import { changeUrl } from '#kernel/server/postgres/connect.ts';
import { cityRegions, holderOf, openWorld } from '../tests/access/matrix-base.ts';
import type { MatrixWorld } from '../tests/access/matrix-base.ts';
import { openStream } from '../tests/access/read-stream.ts';
import { buildTemplate, createClone } from '../tests/harness/database-template.ts';
import { conclude, gate, median } from './measure.ts';

const PEOPLE = 60;
const LIMIT_MS = 1000;

const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
const ways: readonly ((world: MatrixWorld, userId: string) => Promise<unknown>)[] = [
  (world, userId) => world.write(`update identity.person set status = 'suspended' where region_code = $1 and user_id = $2`, [world.region, userId]),
  (world, userId) =>
    world.write(`update identity.grant set ended_at = now(), ended_by = 'bench', ended_reason = '测' where region_code = $1 and user_id = $2`, [world.region, userId]),
  (world, userId) => world.send(userId, '/api/sign-outs', json),
];

async function measure(world: MatrixWorld): Promise<void> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => holderOf(world, 'security_admin')));
  const opened = await Promise.all(
    people.map(async (userId) => {
      const headers = await world.headers(userId);
      return { userId, headers, stream: await openStream(world.app.port, '/api/live', headers) };
    }),
  );
  gate(
    'streams are open before the revocation',
    opened.every(({ stream }) => stream.status === 200),
    `${opened.length} streams`,
  );
  const closed: number[] = [];
  let stillServed = 0;
  for (const [index, { userId, headers, stream }] of opened.entries()) {
    await ways[index % ways.length]?.(world, userId);
    const start = performance.now();
    const reply = await world.app.send('/api/grants', { headers });
    if (reply.status < 400) stillServed += 1;
    await stream.ended;
    closed.push(performance.now() - start);
  }
  gate('requests served after the revocation', stillServed === 0, `${stillServed} of ${PEOPLE}`);
  const worst = Math.max(...closed);
  gate('slowest stream to close, part of the limit of 1 s', worst <= LIMIT_MS, `${(worst / LIMIT_MS).toFixed(2)} (median ${(median(closed) / LIMIT_MS).toFixed(2)})`);
}

const data = mkdtempSync(join(tmpdir(), 'luoshi-bench-'));
const server = await openEmbedded(join(data, 'pg'), () => undefined);
try {
  const name = await createClone({ ...server, template: await buildTemplate(server) });
  const world = await openWorld(changeUrl(server.appUrl, { database: name }), cityRegions().home);
  await measure(world);
  await world.close();
} finally {
  await server.close();
  rmSync(data, { recursive: true, force: true });
}
conclude();
