import { job } from '#kernel/server/jobs.ts';
import { turnRounds } from './run-rounds.ts';

/** Rounds turn at midnight; after a standstill every missed day is made up in order. */
export const taskJobs = [
  job({
    name: 'turn-rounds',
    label: '调度轮次：开放、截止、封账',
    schedule: { every: 'day' },
    catchUp: 'every',
    run: (occasion, context) => turnRounds(context, occasion.on),
  }),
] as const;
