/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header; bad input I1, I2): a reply is kept in the transaction
 * of the write, so a repeated request gets the first answer and has no second effect. "No answer" means
 * unknown to a client; this is how it asks again. The key of the table decides; the lock only tells a request
 * that its twin is still at work.
 */
import { createHash } from 'node:crypto';
import { formatMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import type { EndpointSpec, ServerInput, UploadedFile } from '../endpoint.ts';
import { requestRefusals } from '../standard-refusals.ts';
import { statement } from './db.ts';
import type { Tx } from './db.ts';

const keyForm = /^[!-~]{1,200}$/;
/** After this a key may be used anew; an hour is what the draft calls short, a day covers a shift. */
const keptHours = 24;

const lockKey = statement({
  name: 'kernel.lock-kept-reply',
  class: 'reference',
  text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 8340)) as is_mine',
  params: { place: 'text' },
  row: { is_mine: 'bool' },
});

const readReply = statement({
  name: 'kernel.read-kept-reply',
  class: 'router',
  text: 'select request_sha256, reply from kernel.kept_reply where region_code = $1 and actor = $2 and key = $3',
  params: { region: 'text', actor: 'text', key: 'text' },
  row: { request_sha256: 'bytea', reply: 'text' },
});

const insertReply = statement({
  name: 'kernel.insert-kept-reply',
  class: 'router',
  text: 'insert into kernel.kept_reply (region_code, actor, key, request_sha256, reply, kept_at) values ($1, $2, $3, $4, $5, $6)',
  params: { region: 'text', actor: 'text', key: 'text', sha256: 'bytea', reply: 'text', keptAt: 'timestamptz' },
  row: {},
});

/** The own key first: however many are overdue, an old reply is neither given again nor in the way of the new one. */
const dropOldReplies = statement({
  name: 'kernel.drop-old-kept-replies',
  class: 'router',
  text: `delete from kernel.kept_reply where region_code = $1 and kept_at <= $2 and ((actor, key) = ($3, $4) or (actor, key) in (
           select k.actor, k.key from kernel.kept_reply k where k.region_code = $1 and k.kept_at <= $2 order by k.kept_at limit 50))`,
  params: { region: 'text', until: 'timestamptz', actor: 'text', key: 'text' },
  row: {},
});

/** Refuses a key that is not 1 to 200 printable ASCII characters. */
export function requireKeyForm(key: string): void {
  if (!keyForm.test(key)) throw requestRefusals.idempotency_key();
}

/** What the request asks for: endpoint, parsed parts and the bytes of its file. */
export function fingerprintOf(endpoint: EndpointSpec, input: ServerInput<EndpointSpec>): Uint8Array {
  const file = input.file as UploadedFile | undefined;
  const hash = createHash('sha256').update(JSON.stringify([endpoint.id, input.params ?? null, input.query ?? null, input.body ?? null, file?.name ?? null]));
  return (file === undefined ? hash : hash.update(file.bytes)).digest();
}

export interface KeyedRequest {
  readonly actor: string;
  readonly key: string;
  readonly sha256: Uint8Array;
  readonly now: Instant;
}

const limitOf = (now: Instant): string => formatMoment(now.subtract({ hours: keptHours }));

/** The kept reply as JSON text; undefined when this is the first request of its key. */
export async function findKeptReply(tx: Tx, request: KeyedRequest): Promise<string | undefined> {
  const { is_mine } = await tx.one(lockKey, { place: `${tx.region} ${request.actor} ${request.key}` });
  if (!is_mine) throw requestRefusals.idempotency_running();
  const { actor, key } = request;
  await tx.run(dropOldReplies, { region: tx.region, until: limitOf(request.now), actor, key });
  const kept = await tx.maybe(readReply, { region: tx.region, actor, key });
  if (kept === undefined) return undefined;
  if (!Buffer.from(kept.request_sha256).equals(request.sha256)) throw requestRefusals.idempotency_mismatch();
  return kept.reply;
}

export async function keepReply(tx: Tx, request: KeyedRequest, reply: unknown): Promise<void> {
  const { actor, key, sha256, now } = request;
  await tx.run(insertReply, { region: tx.region, actor, key, sha256, reply: JSON.stringify(reply), keptAt: formatMoment(now) });
}
