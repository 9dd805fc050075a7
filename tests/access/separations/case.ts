/** What a test needs to try a pair of acts that want two people, each act as whoever it is told. */
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import type { Role } from '#identity/contract';
import type { AcceptedTask } from '../../harness/accepted-tasks.ts';
import type { TaskWorld } from '../../harness/task-world.ts';

export interface SeparationCase {
  /** what somebody needs to be allowed both acts, were it not for the rule */
  readonly roles: readonly Role[];
  /** makes the object and does the first act on it */
  readonly first: (by: Actor) => Promise<string>;
  /** the code of the refusal, or `done` */
  readonly second: (by: Actor, made: string) => Promise<string>;
  /** the first part is to be given something, not to act */
  readonly isPassive?: true;
}

export interface Stage {
  readonly world: TaskWorld;
  readonly tasks: readonly AcceptedTask[];
  /** plans with an annex each */
  readonly annexPlans: readonly string[];
  readonly sealedRound: string;
  readonly openRound: string;
}

export const codeOf = async <E extends EndpointSpec>({ world }: Stage, useCase: UseCase<E>, raw: RawInput, by: Actor): Promise<string> => {
  try {
    await world.run(useCase, raw, by);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** A further one with every call. */
export const oneByOne = <T>(items: readonly T[]) => {
  let next = 0;
  return (): T => {
    const item = items[next];
    next += 1;
    if (item === undefined) throw new Error('the stage has no further one');
    return item;
  };
};

export type ReplyOf<U> = U extends UseCase<infer E> ? Reply<E> : never;
