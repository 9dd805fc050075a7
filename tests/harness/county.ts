/**
 * A county for scenarios: units, one person per post, dated parameters as the program brings them, and a clock that is moved
 * by hand. Use cases run as the server runs them; nothing is written past them but units and persons.
 */
import { randomInt } from 'node:crypto';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { parseMoment } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import { runDueWork } from '#kernel/server/work.ts';
import type { ActiveModule } from '#kernel/server/work.ts';
import type { Role } from '#identity/contract';
import { peopleSeeder } from './seed-people.ts';
import { testActor } from './test-actor.ts';
import { workRuntime } from './work-runtime.ts';
import type { WorkRuntime } from './work-runtime.ts';

export interface County {
  readonly runtime: WorkRuntime;
  org(name: string): Promise<string>;
  /** a person with one post; `orgId` null = the whole county */
  person(name: string, role: Role, orgId?: string | null): Promise<Actor>;
  /** moves the clock and runs everything that is due, as the worker does */
  goTo(moment: string): Promise<void>;
  call<E extends EndpointSpec>(useCase: UseCase<E>, actor: Actor, input: RawInput): Promise<Reply<E>>;
  /** the code with which an act is refused */
  refusal<E extends EndpointSpec>(useCase: UseCase<E>, actor: Actor, input: RawInput): Promise<string>;
  close(): Promise<void>;
}

export async function openCounty(options: { readonly appUrl: string; readonly at: string; readonly modules: readonly ActiveModule[] }): Promise<County> {
  const region = regionCodeSchema.parse(String(randomInt(100_000, 999_999)));
  const runtime = workRuntime({ ...options, region });
  await storeDefaultParams(runtime.pool, parseMoment(options.at));
  const seed = peopleSeeder(runtime.pool, region);
  const call: County['call'] = async (useCase, actor, input) => (await runUseCase(useCase, input, { actor, requestId: null }, runtime)).reply;
  return {
    runtime,
    org: (name) => seed.org({ name }),
    person: async (name, role, orgId = null) => {
      const userId = await seed.person({ name });
      await seed.grant({ userId, role, orgId });
      return testActor({ roles: [role], userId, displayName: name, ...(orgId === null ? {} : { orgs: [orgId] }) });
    },
    goTo: async (moment) => {
      runtime.clock.moveTo(moment);
      await runDueWork(runtime);
    },
    call,
    refusal: async (useCase, actor, input) => {
      try {
        await call(useCase, actor, input);
        return 'done';
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
    close: () => runtime.close(),
  };
}
