/** What the clock does here: hand-overs take effect on their day, and every night somebody looks whether all duties are held. */
import { job } from '#kernel/server/jobs.ts';
import { bringDueIntoEffect } from './handover-steps.ts';

export const identityJobs = [
  job({
    name: 'handovers',
    label: '岗位移交到期生效',
    schedule: { every: 'day', at: '00:05' },
    catchUp: 'latest',
    run: (_occasion, context) => bringDueIntoEffect(context),
  }),
];
