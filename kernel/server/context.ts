/** What a handler is given: transaction, actor, day, moment. It may be run again and touches nothing else. */
import type { Decision } from '../decision.ts';
import type { Instant, PlainDate } from '../calendar.ts';
import type { Refusal } from '../refusals.ts';
import type { Actor } from './actor.ts';
import type { ClientFacts, CookieChange, NodeFacts } from './caller.ts';
import type { Tx } from './db.ts';
import type { FileFolder } from './files/file-folder.ts';

export interface Refuse {
  (refusal: Refusal): never;
  /** Refuses with 403 (a code of `access.`) or 409 unless the decision is positive. */
  unless(decision: Decision): void;
}

export interface Context {
  readonly tx: Tx;
  readonly actor: Actor;
  /** the day in Asia/Shanghai */
  readonly today: PlainDate;
  readonly now: Instant;
  newId(): string;
  readonly refuse: Refuse;
  /** contents of uploaded files */
  readonly files?: FileFolder | undefined;
  readonly requestId: string | null;
  /** `https://…` under which the node is reached, for addresses inside exported files; empty on the command line */
  readonly publicOrigin: string;
  /** the program that sent the request; absent on the command line and in the worker */
  readonly client?: ClientFacts | undefined;
  /** goes out with the reply once the transaction has been committed; without effect where there is no browser */
  readonly setCookie?: (change: CookieChange) => void;
  readonly node?: NodeFacts | undefined;
}

/** The part that writing an event needs. */
export type WriteContext = Pick<Context, 'tx' | 'actor' | 'now' | 'requestId'>;
