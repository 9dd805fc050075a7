/**
 * Submissions that survive a dead network: tried at once; when no answer comes they wait and are sent again, in order, under
 * the same key, until the server has said yes or no. "No answer" is unknown, not failed, and the key makes a repetition harmless.
 */
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { call, newIdempotencyKey } from './call.ts';
import type { Submission, SubmissionStore } from './offline-store.ts';
import { asProblem, type ProblemError } from './problem-error.ts';

export type Submitted<R> = { readonly sent: true; readonly reply: R } | { readonly sent: false; readonly submission: Submission };

export interface QueueState {
  readonly items: readonly Submission[];
  /** set while the person has to sign in again before anything can be sent */
  readonly needsSignIn: boolean;
}

type Send = (endpoint: EndpointSpec, submission: Submission) => Promise<unknown>;

const sendByCall: Send = (endpoint, { id, input, file }) => {
  const attached = file === null ? {} : { file: new File([file.content], file.name, { type: file.content.type }) };
  return call(endpoint, { ...input, ...attached } as never, { idempotencyKey: id });
};

const isNoAnswer = (problem: ProblemError): boolean => problem.code === 'client.no_answer' || problem.problem.status >= 500 || problem.problem.status === 429;
const conflictStatus = 409;
const signInStatus = 401;

export interface QueueOptions {
  readonly ownerId: string;
  readonly store: SubmissionStore;
  /** endpoints whose submissions may wait; others are never queued */
  readonly endpoints: readonly EndpointSpec[];
  readonly send?: Send;
}

export class OfflineQueue {
  readonly #options: QueueOptions;
  readonly #listeners = new Set<() => void>();
  #state: QueueState = { items: [], needsSignIn: false };
  #flushing: Promise<void> | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** What waits, as one value that changes only when something does (for `useSyncExternalStore`). */
  readonly snapshot = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async refresh(needsSignIn: boolean = this.#state.needsSignIn): Promise<void> {
    this.#state = { items: await this.#options.store.list(this.#options.ownerId), needsSignIn };
    for (const listener of this.#listeners) listener();
  }

  /** Sends now, or keeps it for later when nobody answers. A refusal is thrown, as by `call`. */
  async submit<E extends EndpointSpec>(endpoint: E, input: ClientInput<E, File>, label: string): Promise<Submitted<Reply<E>>> {
    const { file, ...rest } = input as { readonly file?: File; readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };
    const ordinal = (this.#state.items.at(-1)?.ordinal ?? 0) + 1;
    const submission: Submission = {
      id: newIdempotencyKey(),
      ordinal,
      ownerId: this.#options.ownerId,
      endpointId: endpoint.id,
      label,
      input: rest,
      file: file === undefined ? null : { name: file.name, content: file },
      state: 'waiting',
      problem: null,
    };
    // Stored before it is sent: a phone that dies in between has lost nothing.
    await this.#options.store.save(submission);
    try {
      const reply = (await this.#send(endpoint, submission)) as Reply<E>;
      await this.#options.store.remove(submission.id);
      return { sent: true, reply };
    } catch (error) {
      const problem = asProblem(error);
      if (isNoAnswer(problem)) return { sent: false, submission };
      await this.#options.store.remove(submission.id);
      throw error;
    } finally {
      await this.refresh();
    }
  }

  /** Sends what waits, oldest first; stops at the first that gets no answer. Calls at the same time share one run. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** Tries a refused or conflicting one again, e.g. after the other side was corrected. */
  async retry(id: string): Promise<void> {
    const found = (await this.#options.store.list(this.#options.ownerId)).find((one) => one.id === id);
    if (found === undefined) return;
    await this.#options.store.save({ ...found, state: 'waiting', problem: null });
    await this.flush();
  }

  async discard(id: string): Promise<void> {
    await this.#options.store.remove(id);
    await this.refresh();
  }

  #send(endpoint: EndpointSpec, submission: Submission): Promise<unknown> {
    return (this.#options.send ?? sendByCall)(endpoint, submission);
  }

  async #flushAll(): Promise<void> {
    let needsSignIn = false;
    for (const one of await this.#options.store.list(this.#options.ownerId)) {
      if (one.state !== 'waiting') continue;
      const endpoint = this.#options.endpoints.find(({ id }) => id === one.endpointId);
      if (endpoint === undefined) continue;
      try {
        await this.#send(endpoint, one);
        await this.#options.store.remove(one.id);
      } catch (error) {
        const problem = asProblem(error);
        needsSignIn = problem.problem.status === signInStatus;
        if (needsSignIn || isNoAnswer(problem)) break;
        await this.#options.store.save({ ...one, state: problem.problem.status === conflictStatus ? 'conflict' : 'refused', problem: problem.problem });
      }
    }
    await this.refresh(needsSignIn);
  }
}
