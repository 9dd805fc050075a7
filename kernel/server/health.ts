/** `/health`: 200 when the node can serve, 503 while it starts, stops or has no database. */
import type { FastifyInstance } from 'fastify';
import { formatMoment } from '../calendar.ts';
import type { RegionCode } from '../ids.ts';
import type { Clock } from './clock.ts';
import { transaction } from './db.ts';
import type { Pool } from './db.ts';
import { readWorkState } from './work-state.ts';
import type { WorkState } from './work-state.ts';

export interface HealthOptions {
  readonly version: string;
  readonly region: RegionCode;
  readonly clock: Clock;
  readonly profile: string;
  readonly pool: Pool;
  isReady(): boolean;
}

const probeSeconds = 3;

/** How far the worker is behind; undefined when the database does not answer in time. */
async function probe(options: HealthOptions): Promise<WorkState | undefined> {
  const deadline = new Promise<undefined>((resolve) => setTimeout(resolve, probeSeconds * 1000, undefined).unref());
  const read = transaction(options.pool, { region: options.region, mode: 'read' }, (tx) => readWorkState(tx, formatMoment(options.clock.now()))).catch(() => undefined);
  return Promise.race([read, deadline]);
}

export function addHealthRoute(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health', { exposeHeadRoute: false, config: { rateLimit: false } }, async (_request, reply) => {
    const work = await probe(options);
    const database = work === undefined ? 'down' : 'ok';
    const isOk = database === 'ok' && options.isReady();
    const body = {
      status: isOk ? 'ok' : 'unavailable',
      version: options.version,
      region: options.region,
      profile: options.profile,
      database,
      ...(work === undefined ? {} : { work }),
    };
    return reply
      .code(isOk ? 200 : 503)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body));
  });
}
