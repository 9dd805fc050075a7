/** Work for the fault tests: a duty of every day that records an event, and a reaction that records another. */
import type { Context } from '#kernel/server/context.ts';
import { event } from '#kernel/event.ts';
import { statement } from '#kernel/server/db.ts';
import { job } from '#kernel/server/jobs.ts';
import { on } from '#kernel/server/reactions.ts';
import { record } from '#kernel/server/record.ts';

const fired = event('trial.fired', { version: 1, subject: 'period', fields: { period: 'open' } });
const answered = event('trial.answered', { version: 1, subject: 'period', fields: { period: 'open' } });

export const trialWork = {
  name: 'trial',
  jobs: [
    job({
      name: 'daily',
      label: '每日',
      schedule: { every: 'day' },
      catchUp: 'every',
      run: async ({ period }, context: Context) => void (await record(context, fired, { period: period.key })),
    }),
  ],
  reactions: [on(fired, async ({ fields }, context) => void (await record(context, answered, { period: fields.period })))],
};

/** Places in the work where a process may die: the statement about to be sent. */
export const killPoints = [
  'kernel.insert-job-run',
  'kernel.insert-event',
  'kernel.insert-event-body',
  'kernel.move-job-cursor',
  'kernel.append-log-entries',
  'kernel.remove-pending-events',
  'kernel.move-log-head',
  'kernel.list-event-fields',
  'kernel.move-reaction-cursor',
] as const;

/** Every event of the region with its place in the log. */
export const listLog = statement({
  name: 'trial.list-log',
  class: 'router',
  text: `select e.kind, e.subject, l.log_index from kernel.event e left join kernel.log_entry l on l.region_code = e.region_code and l.event_id = e.event_id
         where e.region_code = $1 order by l.log_index`,
  params: { region: 'text' },
  row: { kind: 'text', subject: 'text', log_index: 'int8?' },
});
