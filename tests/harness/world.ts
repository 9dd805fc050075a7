/** A region with a clock that tests move: use cases run as named persons, and the worker does what is due at that moment. */
import { parseMoment } from '#kernel/calendar.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { commandLine } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Clock } from '#kernel/server/clock.ts';
import { createPool } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, Runtime, UseCase } from '#kernel/server/use-case.ts';
import { runDueWork, workOf } from '#kernel/server/work.ts';
import type { WorkDone } from '#kernel/server/work.ts';
import type { Role } from '#identity/contract';
import { serverModules } from '../../app/modules.server.ts';
import { randomRegion } from '../access/open-app.ts';
import { testActor } from './test-actor.ts';

export interface World {
  readonly region: RegionCode;
  readonly pool: Pool;
  readonly runtime: Runtime;
  /** moves the clock: `2026-03-01` is nine in the morning of that day in Beijing */
  readonly goTo: (moment: string) => void;
  readonly person: (displayName: string, roles: readonly Role[], orgs?: readonly string[]) => Actor;
  readonly run: <E extends EndpointSpec>(actor: Actor, useCase: UseCase<E>, raw: RawInput) => Promise<Reply<E>>;
  /** events are put in order, reactions run, duties fire */
  readonly work: () => Promise<WorkDone>;
  readonly close: () => Promise<void>;
}

/** The command line, which may do everything: for setting the stage only. */
export const stageHand = (): Actor => commandLine(serverModules.flatMap(({ permissions }) => Object.keys(permissions)));

/** `working` names the modules whose reactions and duties run; left out = all. A story over years keeps the others' daily duties out. */
export async function openWorld(appUrl: string, start: string, options: { readonly working?: readonly string[] } = {}): Promise<World> {
  const pool = createPool({ connectionString: appUrl, max: 6, applicationName: 'luoshi-test' });
  const region = randomRegion();
  let now = parseMoment(start.includes('T') ? start : `${start}T09:00:00+08:00`);
  const clock: Clock = { now: () => now };
  const runtime: Runtime = {
    pool,
    clock,
    region,
    limits: { importBytes: 32 * 1024 * 1024 },
    publicOrigin: '',
    work: workOf(serverModules.filter(({ name }) => options.working?.includes(name) ?? true)),
  };
  await storeDefaultParams(pool, now);
  let serial = 0;
  return {
    region,
    pool,
    runtime,
    goTo: (moment) => {
      now = parseMoment(moment.includes('T') ? moment : `${moment}T09:00:00+08:00`);
    },
    person: (displayName, roles, orgs) => {
      serial += 1;
      return testActor({ roles, displayName, userId: `01900000-0000-7000-8000-${String(serial).padStart(12, '0')}`, ...(orgs === undefined ? {} : { orgs }) });
    },
    run: async (actor, useCase, raw) => (await runUseCase(useCase, raw, { actor, requestId: null }, runtime)).reply,
    work: () => runDueWork(runtime, now),
    close: () => pool.end(),
  };
}
