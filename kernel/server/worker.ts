/** The worker loop: everything due, once a second, in this process. Several processes may run it at once. */
import type { Logger } from 'pino';
import type { Runtime } from './use-case.ts';
import { runDueWork } from './work.ts';

export interface Worker {
  /** Resolves when the pass under way has ended; no further one begins. */
  stop(): Promise<void>;
}

const pauseMilliseconds = 1000;

/** Starts the loop. A pass that fails is logged and tried again; the process goes on. */
export function startWorker(runtime: Runtime, logger: Pick<Logger, 'error' | 'warn'>): Worker {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMilliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      await runDueWork(runtime, runtime.clock.now(), (name, error) => logger.warn({ err: error, name }, 'work failed')).catch((error: unknown) =>
        logger.error({ err: error }, 'worker pass failed'),
      );
      if (!isStopping) await pause();
    }
  };
  const running = loop();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await running;
    },
  };
}
