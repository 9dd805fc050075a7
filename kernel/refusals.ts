/**
 * Typed refusals: a catalogue per module gives each code its status and Chinese text. A Refusal is
 * thrown by `refuse` and by stores only, and caught by the use case only (architecture 5.1).
 */
import type { Decision } from './decision.ts';
import type { ProblemField } from './problem.ts';

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 503;

export interface RefusalSpec<Facts> {
  readonly status: RefusalStatus;
  /** short Chinese name of the kind of problem */
  readonly title: string;
  /** Chinese sentences: what is wrong, what to do next */
  readonly detail: (facts: Facts) => string;
  /** facts that a program may read from the problem document */
  readonly facts?: (facts: Facts) => Readonly<Record<string, string | number>>;
}

export interface RefusalContent {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
  readonly fields?: readonly ProblemField[] | undefined;
}

/** An expected "no" with a code. Its message is the Chinese detail. */
export class Refusal extends Error implements RefusalContent {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, string | number>> | undefined;
  readonly fields: readonly ProblemField[] | undefined;

  constructor(content: RefusalContent) {
    super(content.detail);
    this.name = 'Refusal';
    this.code = content.code;
    this.status = content.status;
    this.title = content.title;
    this.detail = content.detail;
    this.facts = content.facts;
    this.fields = content.fields;
  }
}

type Catalogue = Readonly<Record<string, RefusalSpec<never>>>;

export type Refusals<C extends Catalogue> = {
  readonly [K in keyof C]: (...facts: Parameters<C[K]['detail']>) => Refusal;
} & {
  /** all codes, for the boot check and the coverage test */
  readonly codes: readonly string[];
};

/** Builds the factories of a catalogue; the code of `key` is `${module}.${key}`. */
export function refusals<const C extends Catalogue>(module: string, catalogue: C): Refusals<C> {
  const factories = Object.entries(catalogue).map(([key, spec]) => {
    const build = (facts: never): Refusal =>
      new Refusal({ code: `${module}.${key}`, status: spec.status, title: spec.title, detail: spec.detail(facts), facts: spec.facts?.(facts) });
    return [key, build] as const;
  });
  const codes = Object.keys(catalogue).map((key) => `${module}.${key}`);
  return Object.freeze({ ...Object.fromEntries(factories), codes }) as Refusals<C>;
}

/** Turns a negative decision into a refusal of the given status. */
export function refusalOf(decision: Extract<Decision, { allowed: false }>, status: 401 | 403 | 409): Refusal {
  const title = { 401: '需要登录', 403: '没有权限', 409: '当前状态不允许' }[status];
  return new Refusal({ code: decision.code, status, title, detail: decision.reason });
}
