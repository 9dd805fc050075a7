/** A node within the test's own process whose clock the test moves; database, pages and demo people are the real ones. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMoment } from '#kernel/calendar.ts';
import { commandLine } from '#kernel/server/actor.ts';
import { loadConfig } from '#kernel/server/config.ts';
import { createLogger } from '#kernel/server/logging.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { runDueWork } from '#kernel/server/work.ts';
import { seedDemoPeople } from '#identity/server';
import { importPlanUseCase, readPlanFile } from '#plan/server';
import { seedDemoTasks } from '#task/server';
import { buildApp, permissionsOf } from '../app/build-app.ts';
import { serverModules } from '../app/modules.server.ts';
import { examplePlan, openRuntime } from '../app/server.ts';
import { movableClock } from '../tests/harness/work-runtime.ts';

export interface ClockedNode {
  readonly origin: string;
  readonly runtime: Runtime;
  /** moves the clock and lets the worker do what is due */
  moveTo(moment: string): Promise<void>;
  close(): Promise<void>;
}

const silent = (): void => undefined;

/** Starts with the example plan, demo people and demo tasks as of the moment. */
export async function startClockedNode(moment: string): Promise<ClockedNode> {
  const data = mkdtempSync(join(tmpdir(), 'luoshi-clocked-'));
  const config = loadConfig({}, { data, port: '0', host: '127.0.0.1', profile: 'development', log: 'silent' });
  const opened = await openRuntime(config, silent);
  const clock = movableClock(moment);
  const runtime: Runtime = { ...opened.runtime, clock };
  await runDueWork(runtime, clock.now());
  const file = await readPlanFile(examplePlan, runtime.limits.importBytes);
  const input = { body: {}, file: { name: file.fileName, mediaType: 'text/plain', bytes: file.bytes } };
  const { reply } = await runUseCase(importPlanUseCase, input, { actor: commandLine(permissionsOf(serverModules)), requestId: null }, runtime);
  const { people } = await seedDemoPeople(runtime);
  await seedDemoTasks(runtime, reply.planId, people);
  const app = await buildApp({ runtime, origin: config, logger: createLogger('silent') });
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  app.setReady(true);
  const bound = app.http.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    runtime,
    moveTo: async (next) => {
      clock.moveTo(next);
      await runDueWork(runtime, parseMoment(next));
    },
    close: async () => {
      await app.http.close();
      await opened.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
