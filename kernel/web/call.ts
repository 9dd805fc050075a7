import { Temporal } from 'temporal-polyfill';
import { formatMoment } from '../calendar.ts';
import { buildUrl, type ClientInput, type EndpointSpec, type Reply, type UrlValue } from '#kernel/endpoint.ts';
import { noAnswer, readProblem, unreadableAnswer } from './problem-error.ts';

interface LooseInput {
  readonly params?: Readonly<Record<string, UrlValue>>;
  readonly query?: Readonly<Record<string, UrlValue>>;
  readonly body?: unknown;
  readonly file?: File;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** same key + same content → the server returns the same reply instead of writing twice */
  readonly idempotencyKey?: string;
}

/** A fresh key for one intended write; keep it while the user may press the same button again. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

/** What the clock of this device says, for things noted without a network; the server judges it. */
export const deviceMoment = (): string => formatMoment(Temporal.Now.instant());

const multipartBody = (endpoint: EndpointSpec, input: LooseInput): FormData => {
  const form = new FormData();
  // Fields first: a streaming reader knows them before the file arrives.
  for (const [name, value] of Object.entries((input.body ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) form.append(name, String(value));
  }
  if (input.file !== undefined && endpoint.file !== undefined) form.append(endpoint.file.field, input.file, input.file.name);
  return form;
};

const requestFor = (endpoint: EndpointSpec, input: LooseInput, options: CallOptions): RequestInit => {
  const headers = new Headers({ accept: 'application/json' });
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
  if (options.signal !== undefined) init.signal = options.signal;
  if (endpoint.method === 'GET') return init;
  headers.set('idempotency-key', options.idempotencyKey ?? newIdempotencyKey());
  if (endpoint.accepts === 'multipart') return { ...init, body: multipartBody(endpoint, input) };
  // Also where nothing is to be said: a write without this content type is refused.
  headers.set('content-type', 'application/json');
  return { ...init, body: JSON.stringify(input.body ?? {}) };
};

/**
 * Calls an endpoint of the same origin. The reply is checked against the endpoint's schema.
 * Throws `ProblemError` for every refusal, for no answer and for an answer the contract does not know;
 * an aborted call throws the browser's AbortError.
 */
export const call = async <E extends EndpointSpec>(endpoint: E, input: ClientInput<E, File>, options: CallOptions = {}): Promise<Reply<E>> => {
  const loose = input as LooseInput;
  const response = await fetch(buildUrl(endpoint, loose), requestFor(endpoint, loose, options)).catch((error: unknown) => {
    throw options.signal?.aborted === true ? error : noAnswer();
  });
  if (!response.ok) throw await readProblem(response);
  const body: unknown = await response.json().catch((error: unknown) => {
    // An answer cut off on its way (the page is left, the network is gone) is no answer; only what is no JSON breaks the contract.
    if (error instanceof SyntaxError) return undefined;
    throw options.signal?.aborted === true ? error : noAnswer();
  });
  const parsed = endpoint.reply.safeParse(body);
  if (!parsed.success) {
    console.error(`${endpoint.id}: reply does not match the contract`, parsed.error.issues);
    throw unreadableAnswer(response.status);
  }
  return parsed.data as Reply<E>;
};
