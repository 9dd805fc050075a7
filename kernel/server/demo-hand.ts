/** Data of a demonstration is written through the use cases, by parts that are kept apart as persons would be. Development and tests only. */
import { declaredPermissions } from '../access.ts';
import type { EndpointSpec, Reply } from '../endpoint.ts';
import { systemActor } from './actor.ts';
import type { Context } from './context.ts';
import { runUseCase, runWrite } from './use-case.ts';
import type { Call, RawInput, Runtime, UseCase } from './use-case.ts';

export interface DemoHand {
  /** as `system:demo-<part>`: separation of duty holds here too, so each act of a pair wants a part of its own */
  run<E extends EndpointSpec>(part: string, useCase: UseCase<E>, raw: RawInput): Promise<Reply<E>>;
  write<T>(part: string, work: (context: Context) => Promise<T>): Promise<T>;
}

export function demoHand(runtime: Runtime): DemoHand {
  /** what a demo actor states bears the DEMO stamp */
  const as = (part: string): Call => ({ actor: { ...systemActor(`demo-${part}`, declaredPermissions()), isDemo: true }, requestId: null });
  return {
    run: async (part, useCase, raw) => (await runUseCase(useCase, raw, as(part), runtime)).reply,
    write: (part, work) => runWrite(runtime, as(part), work),
  };
}
