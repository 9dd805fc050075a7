/** What the worker does by itself: puts events in order, runs reactions, fires duties of the system. */
import type { Instant } from '../calendar.ts';
import type { DutySpec } from '../duty.ts';
import { ensureDutyOccurrences } from './duties.ts';
import { sendDue } from './deliveries.ts';
import type { Job, NamedJob } from './jobs.ts';
import { job } from './jobs.ts';
import { sendDigests } from './notify.ts';
import type { NamedReaction, Reaction } from './reactions.ts';
import { runJob } from './run-jobs.ts';
import { runReaction } from './run-reactions.ts';
import type { OnFailure } from './run-reactions.ts';
import { sequenceAll } from './sequence.ts';
import type { Runtime } from './use-case.ts';

/** The part of a module's manifest that runs by itself. */
export interface ActiveModule {
  readonly name: string;
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly Job[];
  readonly duties?: readonly DutySpec[];
}

export interface Work {
  readonly reactions: readonly NamedReaction[];
  readonly jobs: readonly NamedJob[];
}

/** Keeps the duty calendar a year ahead; at once when it is new, then every day. */
const dutyCalendarJob = (duties: readonly DutySpec[]): Job =>
  job({
    name: 'duty-calendar',
    label: '编排职责日历',
    schedule: { every: 'day' },
    catchUp: 'latest',
    startsAtOnce: true,
    run: async (_occasion, context) => void (await ensureDutyOccurrences(duties, context)),
  });

/** One message a day for everything that can wait, before the working day begins. */
const digestJob = job({
  name: 'notice-digest',
  label: '汇总提醒',
  schedule: { every: 'day', at: '08:00' },
  catchUp: 'latest',
  run: async (_occasion, context) => void (await sendDigests(context)),
});

function requireDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two reactions or jobs are named ${twice}`);
}

/** Collects the work of all modules. Throws when two share a name: they would share a cursor. */
export function workOf(modules: readonly ActiveModule[]): Work {
  const reactions = modules.flatMap((module) => (module.reactions ?? []).map((one) => ({ ...one, id: `${module.name}:${one.name}` })));
  const jobs = modules.flatMap((module) => (module.jobs ?? []).map((one) => ({ ...job(one), id: `${module.name}:${one.name}` })));
  jobs.push({ ...digestJob, id: 'kernel:notice-digest' });
  const duties = modules.flatMap((module) => module.duties ?? []);
  if (duties.length > 0) jobs.unshift({ ...dutyCalendarJob(duties), id: 'kernel:duty-calendar' });
  requireDistinct([...reactions, ...jobs].map(({ id }) => id));
  return { reactions, jobs };
}

export interface WorkDone {
  readonly sequenced: number;
  readonly reacted: number;
  readonly fired: number;
  /** messages that were tried to be sent */
  readonly sent: number;
}

/** A pass gives up after so many rounds; a reaction that keeps causing itself would never end. */
const mostRounds = 1000;

/**
 * Does everything that is due at `now`, until nothing is left: duties fire, their events are put in order, reactions run,
 * and so on. Tests call it with their own moment; the worker calls it once a second.
 */
export async function runDueWork(runtime: Runtime, now: Instant = runtime.clock.now(), onFailure?: OnFailure): Promise<WorkDone> {
  const work = runtime.work;
  if (work === undefined) throw new Error('this runtime carries no work: build it with workOf(modules)');
  const done = { sequenced: 0, reacted: 0, fired: 0, sent: 0 };
  for (let round = 0; round < mostRounds; round += 1) {
    let fired = 0;
    for (const one of work.jobs) fired += await runJob(runtime, one, now, onFailure);
    const sequenced = await sequenceAll(runtime.pool, runtime.region, now);
    let reacted = 0;
    for (const one of work.reactions) reacted += await runReaction(runtime, one, now, onFailure);
    done.fired += fired;
    done.sequenced += sequenced;
    done.reacted += reacted;
    if (fired + sequenced + reacted > 0) continue;
    const sent = await sendDue(runtime, now);
    done.sent += sent;
    if (sent === 0) return done;
  }
  throw new Error(`work does not come to rest after ${mostRounds} rounds`);
}
