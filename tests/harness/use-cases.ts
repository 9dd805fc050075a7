/** Runs use cases of any module as chosen actors on a test database, with a clock that the test moves. */
import { parseMoment } from '#kernel/calendar.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { createPool } from '#kernel/server/db.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, Runtime, UseCase } from '#kernel/server/use-case.ts';
import { randomRegion } from '../access/open-app.ts';

export interface UseCaseBench {
  readonly runtime: Runtime;
  run<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Reply<E>>;
  /** the refusal, or a fault of the test when there was none */
  refused<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Refusal>;
  /** ISO 8601 with offset */
  setNow(moment: string): void;
  close(): Promise<void>;
}

export function useCaseBench(appUrl: string, at: string, region = randomRegion()): UseCaseBench {
  const pool = createPool({ connectionString: appUrl, max: 6, applicationName: 'luoshi-test' });
  let now = parseMoment(at);
  const runtime: Runtime = { pool, clock: { now: () => now }, region, limits: { importBytes: 32 * 1024 * 1024 } };
  const run = async <E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Reply<E>> =>
    (await runUseCase(useCase, raw, { actor, requestId: null }, runtime)).reply;
  return {
    runtime,
    run,
    refused: async (useCase, raw, actor) => {
      try {
        await run(useCase, raw, actor);
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
      throw new Error(`${useCase.endpoint.id} was expected to be refused`);
    },
    setNow: (moment) => {
      now = parseMoment(moment);
    },
    close: () => pool.end(),
  };
}
