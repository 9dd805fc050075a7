/**
 * Duties of the system itself: they fire at their time, exactly once per period, whatever happens to the process or to the
 * clock. A job's effects and the row that it has fired commit together.
 */
import type { Occasion, Schedule } from '../schedule.ts';
import type { Context } from './context.ts';

export interface Job {
  /** unique within the module */
  readonly name: string;
  /** Chinese name for the operator */
  readonly label: string;
  readonly schedule: Schedule;
  /** after a standstill: every missed occasion in turn, or the last one only */
  readonly catchUp: 'every' | 'latest';
  /** a job that is new begins with the last occasion before now instead of the next one */
  readonly startsAtOnce?: true;
  readonly run: (occasion: Occasion, context: Context) => Promise<void>;
}

/** Declares a job. `run` has no effect outside its transaction, because it may be run again; it gives work out by events. */
export function job(spec: Job): Job {
  return Object.freeze(spec);
}

/** A job with the name under which its occasions are kept. */
export interface NamedJob extends Job {
  /** `module:name` */
  readonly id: string;
}
