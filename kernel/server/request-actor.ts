/**
 * Where a request comes from: whether our own pages sent it, and whether its browser runs on this machine. The latter takes four
 * facts together: development profile, loopback socket, a loopback Host with our own port (a page that rebinds its name to
 * 127.0.0.1 still sends its own Host), and a same-origin request. Only demo sign-in asks for it (ADR 0010).
 */
import { requestRefusals } from '../standard-refusals.ts';
import type { Actor } from './actor.ts';
import type { ClientFacts } from './caller.ts';
import { readCookies } from './cookies.ts';

export interface RequestFacts {
  readonly method: string;
  /** address of the socket */
  readonly remoteAddress: string | undefined;
  /** the same, or the client's address as a trusted proxy gives it */
  readonly clientAddress?: string | undefined;
  readonly localPort: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** a stream that is open asks again whether it may stay: nobody did anything, so a login grows no younger by it */
  readonly isBackground?: true;
}

/** The port through which the HTTP layer learns who calls; asked for every request, so a revoked right is gone with the next one. */
export type ResolveActor = (facts: RequestFacts) => Promise<Actor>;

export interface OriginPolicy {
  readonly profile: 'development' | 'production' | 'test';
  /** scheme, host and port as users see them; it decides in production */
  readonly publicOrigin: string;
}

const loopbackAddresses = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** A proxy on this machine makes strangers look local; its headers give it away. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function header(facts: RequestFacts, name: string): string | undefined {
  const value = facts.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function isLoopbackHost(host: string | undefined, port: number | undefined): boolean {
  if (host === undefined || port === undefined) return false;
  const colon = host.lastIndexOf(':');
  const hasPort = colon > host.lastIndexOf(']');
  const name = hasPort ? host.slice(0, colon) : host;
  return loopbackHosts.has(name.toLowerCase()) && (hasPort ? host.slice(colon + 1) : '80') === String(port);
}

function ownOrigin(facts: RequestFacts, policy: OriginPolicy): string | undefined {
  if (policy.profile === 'production') return policy.publicOrigin;
  const host = header(facts, 'host');
  return host === undefined ? undefined : `http://${host.toLowerCase()}`;
}

/** True when the browser (or a program that says so) states that the request comes from our own pages. */
export function isSameOrigin(facts: RequestFacts, policy: OriginPolicy): boolean {
  const site = header(facts, 'sec-fetch-site');
  const origin = header(facts, 'origin');
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined && origin.toLowerCase() !== ownOrigin(facts, policy)) return false;
  return site !== undefined || origin !== undefined;
}

/** Refuses a write that does not come from our own pages (CSRF, architecture 10.5). */
export function requireSameOrigin(facts: RequestFacts, policy: OriginPolicy): void {
  const isWrite = facts.method !== 'GET' && facts.method !== 'HEAD';
  if (isWrite && !isSameOrigin(facts, policy)) throw requestRefusals.origin();
}

/** Whether the browser runs on this machine and came here directly; never in production. */
export function isAtThisMachine(facts: RequestFacts, policy: OriginPolicy): boolean {
  return (
    policy.profile === 'development' &&
    loopbackAddresses.has(facts.remoteAddress ?? '') &&
    forwardingHeaders.every((name) => facts.headers[name] === undefined) &&
    isLoopbackHost(header(facts, 'host'), facts.localPort) &&
    isSameOrigin(facts, policy)
  );
}

/** True when users reach the node over https, which decides about the form of cookies. */
export function isHttps(policy: Pick<OriginPolicy, 'publicOrigin'>): boolean {
  return policy.publicOrigin.startsWith('https://');
}

export function clientOf(facts: RequestFacts, policy: OriginPolicy): ClientFacts {
  return {
    address: facts.clientAddress ?? facts.remoteAddress ?? 'unknown',
    agent: header(facts, 'user-agent') ?? '',
    origin: ownOrigin(facts, policy) ?? policy.publicOrigin,
    isAtThisMachine: isAtThisMachine(facts, policy),
    cookies: readCookies(header(facts, 'cookie'), isHttps(policy)),
  };
}
