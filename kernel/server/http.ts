/**
 * The HTTP face: one Fastify instance with our guards in front of every route and problem documents
 * for every error. Routes are built from endpoint values; nothing else adds an API route.
 */
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { EndpointSpec } from '../endpoint.ts';
import { problemMediaType } from '../problem.ts';
import { fileRefusals, requestRefusals } from '../standard-refusals.ts';
import type { Actor } from './actor.ts';
import { cookieLine } from './cookies.ts';
import { requireContentType } from './content-type.ts';
import { readJson } from './json-guard.ts';
import { newId } from './new-id.ts';
import { formatBytes, problemOf, refusalFrom } from './problem.ts';
import { readMultipart } from './read-multipart.ts';
import { clientOf, isHttps, requireSameOrigin } from './request-actor.ts';
import type { OriginPolicy, RequestFacts, ResolveActor } from './request-actor.ts';
import { apiPolicy, registerSecurityHeaders, setPolicy } from './security-headers.ts';
import { sendTagged } from './send-tagged.ts';
import { requireAccess, runUseCase } from './use-case.ts';
import type { AnyUseCase, RawInput, Runtime, UseCase } from './use-case.ts';

export const maxJsonBytes = 1024 * 1024;
/** Envelope of a multipart body around its file: boundaries, headers and text fields. */
const multipartEnvelopeBytes = 2 * 1024 * 1024;

/** Shows an error of a public page as HTML; undefined when the pages are not built. */
export type ShowPageProblem = (request: FastifyRequest, reply: FastifyReply, problem: ReturnType<typeof problemOf>) => FastifyReply;

export interface HttpOptions {
  readonly logger: Logger;
  readonly runtime: Runtime;
  readonly origin: OriginPolicy;
  /** who calls: asked once per request, before anything of the body is read */
  readonly resolveActor: ResolveActor;
  readonly requestsPerMinute: number;
  readonly showPageProblem: ShowPageProblem;
  /** addresses of proxies whose X-Forwarded-For is believed */
  readonly trustedProxies: readonly string[];
}

export function factsOf(request: FastifyRequest): RequestFacts {
  const { socket } = request.raw;
  return { method: request.method, remoteAddress: socket.remoteAddress, clientAddress: request.ip, localPort: socket.localPort, headers: request.headers };
}

/** True for addresses whose errors are read by programs. */
export function isApiPath(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return path === '/api' || path.startsWith('/api/') || path === '/health';
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown, options: HttpOptions): FastifyReply {
  const limits = { json: formatBytes(maxJsonBytes), file: formatBytes(options.runtime.limits.importBytes) };
  const refusal = refusalFrom(error, limits);
  if (refusal === undefined) request.log.error({ err: error }, 'request failed');
  else if (refusal !== error && refusal.status >= 500) request.log.warn({ err: error }, 'request put off');
  const problem = problemOf(refusal, request.id);
  // The router's own errors come before any hook, so these headers are not there yet.
  reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  if (!isApiPath(request.url)) return options.showPageProblem(request, reply, problem);
  setPolicy(reply, apiPolicy);
  const wait = refusal?.facts?.['retryAfterSeconds'];
  if (wait !== undefined) reply.header('retry-after', String(wait));
  return reply.code(problem.status).header('content-type', problemMediaType).header('cache-control', 'no-store').serializer(JSON.stringify).send(problem);
}

async function registerRateLimit(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_request, context) => requestRefusals.too_many({ seconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
  });
}

/** The bare instance: guards, parsers, error documents; no route yet. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: maxJsonBytes,
    // A proxy is believed about its client only when the operator names its address.
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply as unknown as FastifyReply, error, options);
    },
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, options));
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, requestRefusals.not_found(), options));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    requireSameOrigin(factsOf(request), options.origin);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  await registerSecurityHeaders(app, { https: options.origin.publicOrigin.startsWith('https://') });
  await registerRateLimit(app, options);
  return app;
}

const actors = new WeakMap<FastifyRequest, Promise<Actor>>();

/** The actor of a request; the port is asked once, so guard and handler see the same person. */
export function actorOfRequest(request: FastifyRequest, options: Pick<HttpOptions, 'resolveActor'>): Promise<Actor> {
  const known = actors.get(request) ?? options.resolveActor(factsOf(request));
  actors.set(request, known);
  return known;
}

/** Query parameters as the router read them, without a prototype in the way. */
function queryOf(request: FastifyRequest): Record<string, unknown> {
  return { ...(request.query as Record<string, unknown>) };
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
}

function requireFittingLength(endpoint: EndpointSpec, request: FastifyRequest, maxBytes: number): void {
  const declared = Number(request.headers['content-length'] ?? '0');
  if (endpoint.file !== undefined && declared > maxBytes + multipartEnvelopeBytes) throw fileRefusals.too_large({ limit: formatBytes(maxBytes) });
}

async function rawInputOf(endpoint: EndpointSpec, request: FastifyRequest, maxBytes: number): Promise<RawInput> {
  const head = { params: request.params, query: queryOf(request) };
  if (endpoint.file === undefined) return { ...head, body: request.body };
  return { ...head, ...(await readMultipart(request, endpoint.file, maxBytes)) };
}

/**
 * Adds the route of a use case. The order matters: content type, declared length and permission come
 * before the body is read, so a stranger cannot make the server take in a large file.
 */
export function addRoute(app: FastifyInstance, anyUseCase: AnyUseCase, options: HttpOptions): void {
  const value = anyUseCase as unknown as UseCase;
  const { endpoint } = value;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: false,
    onRequest: async (request) => {
      requireContentType(endpoint, request.headers);
      requireFittingLength(endpoint, request, options.runtime.limits.importBytes);
      requireAccess(endpoint, await actorOfRequest(request, options));
    },
    handler: async (request, reply) => {
      const actor = await actorOfRequest(request, options);
      const raw = await rawInputOf(endpoint, request, options.runtime.limits.importBytes);
      const call = { actor, requestId: request.id, idempotencyKey: idempotencyKeyOf(request), client: clientOf(factsOf(request), options.origin) };
      const { reply: content, input, isReplayed, cookies } = await runUseCase(value, raw, call, options.runtime);
      for (const change of cookies) reply.header('set-cookie', cookieLine(change, isHttps(options.origin)));
      setPolicy(reply, apiPolicy);
      if (isReplayed) reply.header('idempotent-replayed', 'true');
      reply.code(value.statusOf?.(content) ?? 200).header('cache-control', 'private, no-store');
      const shown = value.present?.(content, input);
      const body = shown === undefined ? JSON.stringify(content) : shown.body;
      reply.headers(shown?.headers ?? { 'content-type': 'application/json; charset=utf-8' });
      return value.isTagged === true ? sendTagged(request, reply, body) : reply.send(body);
    },
  });
}

/** Adds all use cases; the multipart parser exists only in the scope of those that declare a file. */
export async function addRoutes(app: FastifyInstance, useCases: readonly AnyUseCase[], options: HttpOptions): Promise<void> {
  for (const one of useCases.filter((candidate) => candidate.endpoint.accepts !== 'multipart')) addRoute(app, one, options);
  await app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false });
    for (const one of useCases.filter((candidate) => candidate.endpoint.accepts === 'multipart')) addRoute(scope, one, options);
  });
}
