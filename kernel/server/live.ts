/**
 * `GET /api/live`: tells signed-in pages that the region's log has advanced, so that they ask again; it carries
 * no content of its own. The rights of every open stream are read again twice a second: when the login ends or
 * the grants change, the stream says so and closes (trust.md G8).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { accessRefusals, requestRefusals } from '../standard-refusals.ts';
import type { Actor } from './actor.ts';
import { statement, transaction } from './db.ts';
import { factsOf } from './http.ts';
import type { RequestFacts, ResolveActor } from './request-actor.ts';
import { apiPolicy, setPolicy } from './security-headers.ts';
import type { Runtime } from './use-case.ts';

export interface LiveOptions {
  readonly runtime: Runtime;
  readonly resolveActor: ResolveActor;
  readonly logger: Pick<Logger, 'warn'>;
}

const recheckMilliseconds = 500;
const heartbeatPasses = 30;
const maxStreams = 2000;
const maxStreamsPerActor = 12;

const readHead = statement({
  name: 'kernel.read-log-head',
  class: 'router',
  text: 'select next_index from kernel.log_head where region_code = $1',
  params: { region: 'text' },
  row: { next_index: 'int8' },
});

/** Everything that decides what this person may see; another value means other rights. */
const rightsOf = (actor: Actor): string => JSON.stringify([actor.id, actor.onBehalfOf?.userId ?? null, actor.secondFactor, actor.grants]);

interface Stream {
  readonly reply: FastifyReply;
  readonly facts: RequestFacts;
  readonly actorId: string;
  readonly rights: string;
  sent: string;
  passes: number;
}

class LiveHub {
  readonly #options: LiveOptions;
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;
  #isPassing = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  async readHead(): Promise<string> {
    const { runtime } = this.#options;
    const row = await transaction(runtime.pool, { region: runtime.region, mode: 'read' }, (tx) => tx.maybe(readHead, { region: tx.region }));
    return row?.next_index ?? '0';
  }

  requireRoom(actor: Actor): void {
    const own = [...this.#streams].filter((stream) => stream.actorId === actor.id).length;
    if (this.#streams.size >= maxStreams || own >= maxStreamsPerActor) throw requestRefusals.too_many({ seconds: 30 });
  }

  add(stream: Stream): void {
    this.#streams.add(stream);
    stream.reply.raw.on('close', () => this.#remove(stream));
    this.#timer ??= setInterval(() => void this.#pass(), recheckMilliseconds);
  }

  closeAll(): void {
    for (const stream of this.#streams) this.#end(stream, 'stopping');
  }

  #remove(stream: Stream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #end(stream: Stream, event: 'rights' | 'stopping'): void {
    stream.reply.raw.end(`event: ${event}\ndata: {}\n\n`);
    this.#remove(stream);
  }

  /** A stream whose rights cannot be read is closed, like one whose rights are gone. */
  async #recheck(stream: Stream): Promise<boolean> {
    const actor = await this.#options.resolveActor({ ...stream.facts, isBackground: true }).catch(() => undefined);
    return actor !== undefined && rightsOf(actor) === stream.rights;
  }

  async #serve(stream: Stream, head: string | undefined): Promise<void> {
    if (!(await this.#recheck(stream))) return this.#end(stream, 'rights');
    stream.passes += 1;
    if (head !== undefined && head !== stream.sent) {
      stream.sent = head;
      stream.reply.raw.write(logMessage(head));
    } else if (stream.passes % heartbeatPasses === 0) stream.reply.raw.write(': alive\n\n');
  }

  async #pass(): Promise<void> {
    if (this.#isPassing) return;
    this.#isPassing = true;
    try {
      const head = await this.readHead().catch(() => undefined);
      await Promise.all([...this.#streams].map((stream) => this.#serve(stream, head)));
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'live pass failed');
    } finally {
      this.#isPassing = false;
    }
  }
}

const logMessage = (head: string): string => `id: ${head}\nevent: log\ndata: {"length":"${head}"}\n\n`;

async function openStream(request: FastifyRequest, reply: FastifyReply, hub: LiveHub, options: LiveOptions): Promise<void> {
  const facts = factsOf(request);
  const actor = await options.resolveActor(facts);
  if (actor.kind !== 'user') throw accessRefusals.not_signed_in();
  hub.requireRoom(actor);
  const head = await hub.readHead();
  setPolicy(reply, apiPolicy);
  reply.hijack();
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'private, no-store', 'x-accel-buffering': 'no' };
  reply.raw.writeHead(200, headers as Record<string, string>);
  // The first message lets a page that was away learn at once whether it missed something.
  reply.raw.write(`retry: 2000\n\n${logMessage(head)}`);
  hub.add({ reply, facts, actorId: actor.id, rights: rightsOf(actor), sent: head, passes: 0 });
}

/** Adds the stream; open ones end before the server closes. */
export function addLiveRoute(app: FastifyInstance, options: LiveOptions): void {
  const hub = new LiveHub(options);
  app.get('/api/live', { exposeHeadRoute: false }, (request, reply) => openStream(request, reply, hub, options));
  app.addHook('preClose', async () => hub.closeAll());
}
