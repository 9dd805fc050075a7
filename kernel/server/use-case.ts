/**
 * A use case is an endpoint with its handler. `runUseCase` supplies validated input, permission,
 * transaction, actor and clock, and parses the reply with its schema, so a column that leaks into a
 * handler never leaves it (architecture 5.2). It is the same for HTTP, the command line and tests.
 */
import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import { buildUrl } from '../endpoint.ts';
import type { EndpointSpec, Reply, ReplyInput, ServerInput, UrlValue } from '../endpoint.ts';
import type { RegionCode } from '../ids.ts';
import { fieldsOf } from '../messages.ts';
import { Refusal, refusalOf } from '../refusals.ts';
import { accessRefusals, invalidRequest, requestRefusals, serverRefusals } from '../standard-refusals.ts';
import { decidePermission, standingFor } from './actor.ts';
import type { Actor } from './actor.ts';
import type { Channels } from './channels.ts';
import type { Clock } from './clock.ts';
import type { Context, Refuse } from './context.ts';
import type { ClientFacts, CookieChange, NodeFacts } from './caller.ts';
import { isRetryable, transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';
import { findKeptReply, fingerprintOf, keepReply, requireKeyForm } from './kept-replies.ts';
import type { KeyedRequest } from './kept-replies.ts';
import { newId } from './new-id.ts';
import type { FileFolder } from './files/file-folder.ts';
import type { Work } from './work.ts';

export interface PrepareContext {
  readonly actor: Actor;
  readonly limits: { readonly importBytes: number };
  /** contents of uploaded files; left out where none are taken */
  readonly files?: FileFolder | undefined;
  /** A transaction of its own, committed whatever becomes of the rest, e.g. to count an attempt before it is judged. */
  inTransaction<T>(work: (context: Context) => Promise<T>): Promise<T>;
}

/** How a reply leaves when plain JSON is not enough. */
export interface Presentation {
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UseCaseOptions<E extends EndpointSpec> {
  /** 201 when the reply says that something was created; default 200 */
  readonly statusOf?: (reply: Reply<E>) => 200 | 201;
  /** a read that records whose data it shows: it runs in a transaction that may write */
  readonly recordsViews?: true;
  /** the reply shows something once (a code, a seed): it is never kept for a repeated request */
  readonly isShownOnce?: true;
  /** a public read that caches may keep as long as its tag holds */
  readonly isTagged?: true;
  /** own bytes for the reply, e.g. a file for saving */
  readonly present?: (reply: Reply<E>, input: ServerInput<E>) => Presentation;
}

export interface UseCase<E extends EndpointSpec = EndpointSpec> extends UseCaseOptions<E> {
  readonly endpoint: E;
  /** work before the transaction, e.g. compiling a text: no transaction waits for it */
  readonly prepare: (input: ServerInput<E>, context: PrepareContext) => Promise<unknown>;
  readonly handler: (input: ServerInput<E>, context: Context, prepared: unknown) => Promise<ReplyInput<E>>;
}

/** A use case as the list of routes holds it, whatever its endpoint. */
export interface AnyUseCase {
  readonly endpoint: EndpointSpec;
  readonly prepare: (input: never, context: PrepareContext) => Promise<unknown>;
  readonly handler: (input: never, context: Context, prepared: unknown) => Promise<unknown>;
  readonly statusOf?: (reply: never) => 200 | 201;
  readonly recordsViews?: true;
  readonly isShownOnce?: true;
  readonly isTagged?: true;
  readonly present?: (reply: never, input: never) => Presentation;
}

/** A handler that needs nothing prepared. */
export function useCase<E extends EndpointSpec>(
  endpoint: E,
  handler: (input: ServerInput<E>, context: Context) => Promise<ReplyInput<E>>,
  options: UseCaseOptions<E> = {},
): UseCase<E> {
  return Object.freeze({ ...options, endpoint, prepare: async () => undefined, handler });
}

/** A handler with a first step outside the transaction. */
export function preparedUseCase<E extends EndpointSpec, P>(
  endpoint: E,
  steps: UseCaseOptions<E> & {
    readonly prepare: (input: ServerInput<E>, context: PrepareContext) => Promise<P>;
    readonly handler: (input: ServerInput<E>, context: Context, prepared: P) => Promise<ReplyInput<E>>;
  },
): UseCase<E> {
  const handler = (input: ServerInput<E>, context: Context, prepared: unknown) => steps.handler(input, context, prepared as P);
  return Object.freeze({ ...steps, endpoint, handler });
}

/** Writes down who did what, in the transaction of the act; module identity fills it. A failing trail fails the act. */
export type RecordAct = (context: Context, act: { readonly action: string; readonly subject: string | null }) => Promise<void>;

/** What every run needs from the outside. */
export interface Runtime {
  readonly recordAct?: RecordAct;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly region: RegionCode;
  readonly limits: { readonly importBytes: number };
  /** contents of uploaded files, in the data folder */
  readonly files?: FileFolder;
  /** what the worker runs by itself; left out where nothing does */
  readonly work?: Work;
  /** ways for messages out of the node; those left out are not configured */
  readonly channels?: Channels;
  /** address of the node for files that leave it; none on the command line */
  readonly publicOrigin?: string;
  readonly node?: NodeFacts;
}

/** Who calls, and under which request id. */
export interface Call {
  readonly actor: Actor;
  readonly requestId: string | null;
  /** header Idempotency-Key of a write by somebody signed in */
  readonly idempotencyKey?: string | undefined;
  readonly client?: ClientFacts | undefined;
}

/** The unparsed parts of a request. */
export interface RawInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly file?: unknown;
}

export const refuse: Refuse = Object.assign(
  (refusal: Refusal): never => {
    throw refusal;
  },
  {
    unless: (decision: Parameters<Refuse['unless']>[0]): void => {
      if (!decision.allowed) throw refusalOf(decision, decision.code.startsWith('access.') ? 403 : 409);
    },
  },
);

/** Throws unless the actor may call the endpoint at all; rows are decided again by the handler. */
export function requireAccess(endpoint: EndpointSpec, actor: Actor): void {
  const { access } = endpoint;
  if (access === 'public') return;
  // Signing in may help; the console leads there. Somebody signed in learns which right is lacking.
  if (actor.kind === 'visitor') throw accessRefusals.not_signed_in();
  if (access === 'signed-in') return;
  refuse.unless(decidePermission(actor, access.permission));
}

/** Parses the names in the path; a path that names nothing is `request.not_found`. */
export function parseParams<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw requestRefusals.not_found();
  return result.data;
}

/** Parses query or body; all faults are listed together. */
export function parseFields<S extends z.ZodType>(schema: S, part: 'query' | 'body', value: unknown): z.output<S> {
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw invalidRequest(fieldsOf(part, schema, result.error.issues));
  return result.data;
}

/** Parses all parts of a request by the schemas of its endpoint. */
export function parseInput(endpoint: EndpointSpec, raw: RawInput): ServerInput<EndpointSpec> {
  const params = endpoint.params === undefined ? undefined : parseParams(endpoint.params, raw.params);
  const query = endpoint.query === undefined ? undefined : parseFields(endpoint.query, 'query', raw.query);
  const body = endpoint.body === undefined ? undefined : parseFields(endpoint.body, 'body', raw.body);
  return { params, query, body, file: raw.file } as ServerInput<EndpointSpec>;
}

/** The ids in the address: what the act was about. */
function subjectOf(endpoint: EndpointSpec, input: ServerInput<EndpointSpec>): string | null {
  const params = input.params as Readonly<Record<string, UrlValue>> | undefined;
  return params === undefined || Object.keys(params).length === 0 ? null : buildUrl(endpoint, { params });
}

function keyedRequestOf(value: UseCase, input: ServerInput<EndpointSpec>, call: Call, now: Instant): KeyedRequest | undefined {
  const { endpoint } = value;
  const key = call.idempotencyKey;
  // A visitor has no identity to which a kept reply could belong; what is shown once is never kept.
  if (key === undefined || endpoint.method === 'GET' || call.actor.kind === 'visitor' || value.isShownOnce === true) return undefined;
  requireKeyForm(key);
  return { actor: call.actor.id, key, sha256: fingerprintOf(endpoint, input), now };
}

export interface Outcome<E extends EndpointSpec> {
  readonly reply: Reply<E>;
  readonly input: ServerInput<E>;
  /** true when the reply is that of an earlier request with the same Idempotency-Key */
  readonly isReplayed: boolean;
  /** to be set in the browser, now that everything is committed */
  readonly cookies: readonly CookieChange[];
}

function actorFor({ access }: EndpointSpec, actor: Actor, runtime: Runtime): Actor {
  return typeof access === 'object' ? standingFor(actor, access.permission, dayOf(runtime.clock.now())) : actor;
}

/**
 * Runs a use case: permission → input → preparation → transaction → handler → trail → reply parsed by its schema.
 * Throws a Refusal for every expected "no"; anything else that is thrown is a fault of ours.
 */
export async function runUseCase<E extends EndpointSpec>(value: UseCase<E>, raw: RawInput, asked: Call, runtime: Runtime): Promise<Outcome<E>> {
  const { endpoint } = value;
  requireAccess(endpoint, asked.actor);
  const call = { ...asked, actor: actorFor(endpoint, asked.actor, runtime) };
  const input = parseInput(endpoint, raw) as ServerInput<E>;
  const request = keyedRequestOf(value as unknown as UseCase, input as ServerInput<EndpointSpec>, call, runtime.clock.now());
  const inTransaction: PrepareContext['inTransaction'] = (work) => runWrite(runtime, call, work);
  const prepared = await value.prepare(input, { actor: call.actor, limits: runtime.limits, files: runtime.files, inTransaction });
  const isRead = endpoint.method === 'GET';
  try {
    return await transaction(runtime.pool, { region: runtime.region, mode: isRead && value.recordsViews !== true ? 'read' : 'write' }, async (tx) => {
      const kept = request === undefined ? undefined : await findKeptReply(tx, request);
      if (kept !== undefined) return { reply: JSON.parse(kept) as Reply<E>, input, isReplayed: true, cookies: [] };
      // A repeated transaction starts with an empty tray.
      const cookies: CookieChange[] = [];
      const context = contextOf(tx, call, runtime, cookies);
      const reply = endpoint.reply.parse(await value.handler(input, context, prepared)) as Reply<E>;
      if (!isRead) await runtime.recordAct?.(context, { action: endpoint.id, subject: subjectOf(endpoint, input as ServerInput<EndpointSpec>) });
      if (request !== undefined) await keepReply(tx, request, reply);
      return { reply, input, isReplayed: false, cookies };
    });
  } catch (error) {
    if (isRetryable(error)) throw serverRefusals.busy();
    throw error;
  }
}

function contextOf(tx: Tx, call: Call, runtime: Runtime, cookies: CookieChange[]): Context {
  const now = runtime.clock.now();
  const setCookie = (change: CookieChange): void => {
    cookies.push(change);
  };
  const { actor, requestId, client } = call;
  return { tx, actor, requestId, client, now, today: dayOf(now), newId, refuse, publicOrigin: runtime.publicOrigin ?? '', node: runtime.node, files: runtime.files, setCookie };
}

/** Runs a write outside any endpoint, e.g. data of a demonstration: one transaction, the same context. */
export async function runWrite<T>(runtime: Runtime, call: Call, write: (context: Context) => Promise<T>): Promise<T> {
  return transaction(runtime.pool, { region: runtime.region, mode: 'write' }, (tx) => write(contextOf(tx, call, runtime, [])));
}

/** Runs a read outside any endpoint, e.g. for a public page: one read-only snapshot, the same context. */
export async function readSnapshot<T>(runtime: Runtime, call: Call, read: (context: Context) => Promise<T>): Promise<T> {
  return transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => read(contextOf(tx, call, runtime, [])));
}
