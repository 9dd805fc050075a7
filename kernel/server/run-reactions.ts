/**
 * Runs reactions: one event per transaction, in log order. After five failures the event is parked; later events of the
 * same subject wait behind it, all others go on.
 */
import type { Instant } from '../calendar.ts';
import { isRetryable, transaction } from './db.ts';
import type { Tx } from './db.ts';
import { reactionStore } from './reaction-store.ts';
import type { NamedReaction } from './reactions.ts';
import { systemContext } from './system-context.ts';
import type { Runtime } from './use-case.ts';

/** Not a rule of business: how patient the machine is before it asks a person. */
export const attemptsBeforeParking = 5;
const firstPauseSeconds = 1;
const pauseFactor = 4;

type Step = 'acted' | 'idle';

/** A failed handler takes its transaction with it; the failure is noted in the next one. */
class HandlerFailure extends Error {
  readonly index: string;

  constructor(index: string, cause: unknown) {
    super('reaction failed', { cause });
    this.index = index;
  }
}

async function takeNext(runtime: Runtime, reaction: NamedReaction, now: Instant, tx: Tx): Promise<Step> {
  const cursor = await reactionStore.lockCursor(tx, reaction.id);
  if (cursor === undefined) return 'idle';
  if (cursor.retry_at !== null && now.epochMilliseconds < Date.parse(cursor.retry_at)) return 'idle';
  const entry = await reactionStore.findNext(tx, reaction, cursor.next_index);
  if (entry === undefined) return 'idle';
  if (await reactionStore.isSubjectParked(tx, reaction.id, entry.subject)) {
    await reactionStore.park(tx, reaction.id, entry, { state: 'waiting', error: undefined, now });
  } else {
    const event = await reactionStore.readEvent(tx, entry);
    try {
      await reaction.handler(event as never, systemContext(runtime, tx, { part: 'reaction', now }));
    } catch (cause) {
      // A lost race is tried again by the transaction itself.
      throw isRetryable(cause) ? cause : new HandlerFailure(entry.log_index, cause);
    }
  }
  await reactionStore.moveBehind(tx, reaction.id, entry.log_index);
  return 'acted';
}

/** Counts the failure; the fifth parks the event and the cursor moves on. */
async function noteFailure(reaction: NamedReaction, now: Instant, failure: HandlerFailure, tx: Tx): Promise<Step> {
  const cursor = await reactionStore.lockCursor(tx, reaction.id);
  if (cursor === undefined) return 'idle';
  const entry = await reactionStore.findNext(tx, reaction, cursor.next_index);
  // Another worker has taken the event in meanwhile.
  if (entry?.log_index !== failure.index) return 'acted';
  if (cursor.attempts + 1 < attemptsBeforeParking) {
    const pause = firstPauseSeconds * pauseFactor ** cursor.attempts;
    await reactionStore.countFailure(tx, reaction.id, now.add({ seconds: pause }), failure.cause);
    return 'idle';
  }
  await reactionStore.park(tx, reaction.id, entry, { state: 'failed', error: failure.cause, now });
  await reactionStore.moveBehind(tx, reaction.id, entry.log_index);
  return 'acted';
}

/** What the worker tells the log when a handler failed. */
export type OnFailure = (reaction: string, error: unknown) => void;

/** Takes in all events that are there; returns how many acted or were put aside. */
export async function runReaction(runtime: Runtime, reaction: NamedReaction, now: Instant, onFailure: OnFailure = () => undefined): Promise<number> {
  const options = { region: runtime.region, mode: 'write' } as const;
  for (let count = 0; ; count += 1) {
    const step = await transaction(runtime.pool, options, (tx) => takeNext(runtime, reaction, now, tx)).catch(async (error: unknown) => {
      if (!(error instanceof HandlerFailure)) throw error;
      onFailure(reaction.id, error.cause);
      return transaction(runtime.pool, options, (tx) => noteFailure(reaction, now, error, tx));
    });
    if (step === 'idle') return count;
  }
}

/** Runs the parked events of a subject again, oldest first, each in its own transaction; stops at the first that fails again. */
export async function resumeParked(runtime: Runtime, { reaction, subject }: { readonly reaction: NamedReaction; readonly subject: string }, now: Instant): Promise<number> {
  const options = { region: runtime.region, mode: 'write' } as const;
  for (let count = 0; ; count += 1) {
    let index = '';
    const isDone = await transaction(runtime.pool, options, async (tx) => {
      await reactionStore.waitForCursor(tx, reaction.id);
      const entry = await reactionStore.lockFirstParked(tx, reaction.id, subject);
      if (entry === undefined) return true;
      index = entry.log_index;
      await reaction.handler((await reactionStore.readEvent(tx, entry)) as never, systemContext(runtime, tx, { part: 'reaction', now }));
      await reactionStore.unpark(tx, reaction.id, index);
      return false;
    }).catch(async (error: unknown) => {
      if (index === '') throw error;
      await transaction(runtime.pool, options, (tx) => reactionStore.noteParkedError(tx, reaction.id, index, error));
      return true;
    });
    if (isDone) return count;
  }
}
