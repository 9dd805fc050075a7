/** `/health`: 200 when the node can serve, 503 while it starts, stops or has no database. */
import type { FastifyInstance } from 'fastify';
import type { Pool } from './db.ts';

export interface HealthOptions {
  readonly version: string;
  readonly region: string;
  readonly profile: string;
  readonly pool: Pool;
  isReady(): boolean;
}

const probeSeconds = 3;

async function isDatabaseUp(pool: Pool): Promise<boolean> {
  const deadline = new Promise<false>((resolve) => setTimeout(resolve, probeSeconds * 1000, false).unref());
  const probe = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([probe, deadline]);
}

export function addHealthRoute(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health', { exposeHeadRoute: false, config: { rateLimit: false } }, async (_request, reply) => {
    const database = (await isDatabaseUp(options.pool)) ? 'ok' : 'down';
    const isOk = database === 'ok' && options.isReady();
    const body = { status: isOk ? 'ok' : 'unavailable', version: options.version, region: options.region, profile: options.profile, database };
    return reply
      .code(isOk ? 200 : 503)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(body));
  });
}
