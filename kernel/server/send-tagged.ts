/** Public reads that caches may keep: they ask again every time, and an unchanged content costs a 304 without a body (RFC 9110, 13.1.2). */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const tagOf = (body: string | Uint8Array): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** True when the client already holds this content; weak comparison, as for every GET. */
export function holdsTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
}

/** Sends the body with its tag, or 304 when the client has it. Content type and policy are set by the caller. */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, body: string | Uint8Array): FastifyReply {
  const tag = tagOf(body);
  reply.header('etag', tag).header('cache-control', 'public, no-cache');
  return holdsTag(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(body);
}
