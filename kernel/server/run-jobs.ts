/** Fires the duties of the system that are due: one occasion per transaction, oldest first. */
import { dayOf, formatMoment, parseMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import { occasionOf, occasionsBetween, periodOf } from '../schedule.ts';
import type { Occasion } from '../schedule.ts';
import { isRetryable, statement, transaction } from './db.ts';
import type { Tx } from './db.ts';
import type { NamedJob } from './jobs.ts';
import { errorLine } from './reaction-store.ts';
import type { OnFailure } from './run-reactions.ts';
import { systemContext } from './system-context.ts';
import type { Runtime } from './use-case.ts';

const openCursor = statement({
  name: 'kernel.open-job-cursor',
  class: 'router',
  text: `insert into kernel.job_cursor (region_code, job, caught_up_at, attempts) values ($1, $2, $3, 0) on conflict do nothing`,
  params: { region: 'text', job: 'text', from: 'timestamptz' },
  row: {},
});

const lockCursor = statement({
  name: 'kernel.lock-job-cursor',
  class: 'router',
  text: `select caught_up_at, attempts, retry_at from kernel.job_cursor where region_code = $1 and job = $2 for update skip locked`,
  params: { region: 'text', job: 'text' },
  row: { caught_up_at: 'timestamptz', attempts: 'int4', retry_at: 'timestamptz?' },
});

const moveCursor = statement({
  name: 'kernel.move-job-cursor',
  class: 'router',
  text: `update kernel.job_cursor set caught_up_at = greatest(caught_up_at, $3), attempts = 0, retry_at = null, last_error = null where region_code = $1 and job = $2`,
  params: { region: 'text', job: 'text', upTo: 'timestamptz' },
  row: {},
});

const countFailure = statement({
  name: 'kernel.count-job-failure',
  class: 'router',
  text: `update kernel.job_cursor set attempts = attempts + 1, retry_at = $3, last_error = $4 where region_code = $1 and job = $2`,
  params: { region: 'text', job: 'text', retryAt: 'timestamptz', error: 'text' },
  row: {},
});

const insertRun = statement({
  name: 'kernel.insert-job-run',
  class: 'router',
  text: `insert into kernel.job_run (region_code, job, period, due_at, fired_at, outcome) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
  params: { region: 'text', job: 'text', period: 'text', dueAt: 'timestamptz', firedAt: 'timestamptz', outcome: 'text' },
  row: {},
});

/** Not rules of business: how many occasions one pass looks ahead, and how patient the machine is with a failing job. */
const occasionsPerPass = 400;
const longestPauseSeconds = 3600;

class JobFailure extends Error {}

/** A job that is new begins now: what lies before is not made up for. */
function beginningOf(job: NamedJob, now: Instant): Instant {
  if (job.startsAtOnce !== true) return now;
  const last = occasionOf(job.schedule, periodOf(job.schedule.every, dayOf(now)));
  return last.at.subtract({ milliseconds: 1 });
}

async function fire(runtime: Runtime, job: NamedJob, occasion: Occasion, at: { readonly tx: Tx; readonly now: Instant; readonly outcome: 'fired' | 'skipped' }): Promise<void> {
  const { tx, now, outcome } = at;
  const isFirst = await tx.run(insertRun, {
    region: tx.region,
    job: job.id,
    period: occasion.period.key,
    dueAt: formatMoment(occasion.at),
    firedAt: formatMoment(now),
    outcome,
  });
  if (isFirst === 0 || outcome === 'skipped') return;
  try {
    await job.run(occasion, systemContext(runtime, tx, { part: 'scheduler', now }));
  } catch (cause) {
    throw isRetryable(cause) ? cause : new JobFailure('job failed', { cause });
  }
}

async function fireNext(runtime: Runtime, job: NamedJob, now: Instant, tx: Tx): Promise<boolean> {
  const { region } = tx;
  await tx.run(openCursor, { region, job: job.id, from: formatMoment(beginningOf(job, now)) });
  const cursor = await tx.maybe(lockCursor, { region, job: job.id });
  if (cursor === undefined) return false;
  if (cursor.retry_at !== null && now.epochMilliseconds < parseMoment(cursor.retry_at).epochMilliseconds) return false;
  const due = occasionsBetween(job.schedule, { after: parseMoment(cursor.caught_up_at), upTo: now }, occasionsPerPass);
  const passed = job.catchUp === 'latest' ? due.slice(0, -1) : [];
  for (const occasion of passed) await fire(runtime, job, occasion, { tx, now, outcome: 'skipped' });
  const next = job.catchUp === 'latest' ? due.at(-1) : due[0];
  if (next === undefined) return false;
  await fire(runtime, job, next, { tx, now, outcome: 'fired' });
  await tx.run(moveCursor, { region, job: job.id, upTo: formatMoment(next.at) });
  return true;
}

async function noteFailure(job: NamedJob, now: Instant, error: unknown, tx: Tx): Promise<void> {
  const cursor = await tx.maybe(lockCursor, { region: tx.region, job: job.id });
  const pause = Math.min(4 ** (cursor?.attempts ?? 0), longestPauseSeconds);
  await tx.run(countFailure, { region: tx.region, job: job.id, retryAt: formatMoment(now.add({ seconds: pause })), error: errorLine(error) });
}

/** Fires everything of a job that is due; returns how many transactions did something. */
export async function runJob(runtime: Runtime, job: NamedJob, now: Instant, onFailure: OnFailure = () => undefined): Promise<number> {
  const options = { region: runtime.region, mode: 'write' } as const;
  for (let count = 0; ; count += 1) {
    const hasFired = await transaction(runtime.pool, options, (tx) => fireNext(runtime, job, now, tx)).catch(async (error: unknown) => {
      if (!(error instanceof JobFailure)) throw error;
      onFailure(job.id, error.cause);
      await transaction(runtime.pool, options, (tx) => noteFailure(job, now, error.cause, tx));
      return false;
    });
    if (!hasFired) return count;
  }
}
