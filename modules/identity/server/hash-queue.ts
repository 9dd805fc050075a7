/**
 * A bounded queue in front of password hashing: few at a time, so that the morning's sign-ins leave the processor to
 * everybody else's requests; beyond the limit a request is turned away at once with the time after which to come back.
 */

export interface QueueLimits {
  readonly atOnce: number;
  readonly mostWaiting: number;
}

/** Runs a piece of work when its turn comes. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export interface HashQueue {
  /** Runs `work` when its turn comes. Throws what `full` gives when too many wait already; `work` is then not run. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Keeps one place for all of `work`, in which `inTurn` hashes once or several times. Throws what `full` gives before
   * anything of `work` has run: whoever is turned away has left no trace.
   */
  admit<T>(work: (inTurn: InTurn) => Promise<T>): Promise<T>;
  readonly running: number;
  readonly waiting: number;
}

/** One hash takes tens of milliseconds; used until the first one has been measured. */
const firstGuessMs = 50;

/** `full` makes the refusal from the seconds after which a place should be free. */
export function hashQueue(limits: QueueLimits, full: (seconds: number) => Error): HashQueue {
  const line: (() => void)[] = [];
  let running = 0;
  let admitted = 0;
  let usualMs = firstGuessMs;

  const enter = (): Promise<void> | undefined => {
    if (running >= limits.atOnce) return new Promise<void>((begin) => line.push(begin));
    running += 1;
    return undefined;
  };
  const leave = (): void => {
    const next = line.shift();
    // The place passes on to the next in line; it is free only when nobody waits.
    if (next === undefined) running -= 1;
    else next();
  };
  const inTurn: InTurn = async (work) => {
    await enter();
    const start = performance.now();
    try {
      return await work();
    } finally {
      usualMs = usualMs * 0.9 + (performance.now() - start) * 0.1;
      leave();
    }
  };
  const admit = async <T>(work: (inTurn: InTurn) => Promise<T>): Promise<T> => {
    if (admitted >= limits.atOnce + limits.mostWaiting) throw full(Math.max(1, Math.ceil((limits.mostWaiting * usualMs) / limits.atOnce / 1000)));
    admitted += 1;
    try {
      return await work(inTurn);
    } finally {
      admitted -= 1;
    }
  };
  return {
    run: (work) => admit((turn) => turn(work)),
    admit,
    get running() {
      return running;
    },
    get waiting() {
      return line.length;
    },
  };
}
