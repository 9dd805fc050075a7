/** Parts of a context that only requests over HTTP and a composed node have. */
import type { ClientFacts, NodeFacts } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';

export function nodeOf(context: Pick<Context, 'node'>): NodeFacts {
  if (context.node === undefined) throw new Error('this use case runs on a composed node only');
  return context.node;
}

export function clientOf(context: Pick<Context, 'client'>): ClientFacts {
  if (context.client === undefined) throw new Error('this use case is called over HTTP only');
  return context.client;
}
