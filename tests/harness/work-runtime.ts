/** A runtime with reactions and jobs for tests of the clockwork; the clock is moved by hand. */
import { parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { createPool } from '#kernel/server/db.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { workOf } from '#kernel/server/work.ts';
import type { ActiveModule } from '#kernel/server/work.ts';

export interface MovableClock {
  now(): Instant;
  moveTo(moment: string): void;
}

export function movableClock(moment: string): MovableClock {
  let instant = parseMoment(moment);
  return {
    now: () => instant,
    moveTo: (next) => {
      instant = parseMoment(next);
    },
  };
}

export interface WorkRuntime extends Runtime {
  readonly clock: MovableClock;
  close(): Promise<void>;
}

export function workRuntime(options: { readonly appUrl: string; readonly region: RegionCode; readonly at: string; readonly modules: readonly ActiveModule[] }): WorkRuntime {
  const pool = createPool({ connectionString: options.appUrl, max: 4, applicationName: 'luoshi-test-worker' });
  return {
    pool,
    clock: movableClock(options.at),
    region: options.region,
    limits: { importBytes: 1024 * 1024 },
    work: workOf(options.modules),
    close: () => pool.end(),
  };
}
