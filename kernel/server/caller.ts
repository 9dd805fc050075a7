/** What a request tells about the program that sent it, and the cookies that go back. Only sign-in asks for it. */
import type { EvidenceStamp } from '../evidence.ts';

/** Facts that the server knows itself or has checked; nothing here is believed because a client said so, except `agent` and cookies. */
export interface ClientFacts {
  /** address of the socket, or of the client behind a proxy that the configuration names */
  readonly address: string;
  /** User-Agent as sent: for the person's own list of sessions */
  readonly agent: string;
  /** scheme, host and port of our own pages as this browser sees them */
  readonly origin: string;
  /** the browser runs on this machine and came here directly (request-actor.ts) */
  readonly isAtThisMachine: boolean;
  /** by bare name, without the `__Host-` prefix */
  readonly cookies: Readonly<Record<string, string>>;
}

/** `value` null removes the cookie. Every cookie is HttpOnly, SameSite=Lax, for the whole site and gone with the browser. */
export interface CookieChange {
  readonly name: string;
  readonly value: string | null;
}

/** What the composition knows about the node and a few use cases need. */
export interface NodeFacts {
  readonly profile: 'development' | 'production' | 'test';
  readonly sealer: { seal(purpose: string, text: string): string; open(purpose: string, sealed: string): string };
  /** providers of single sign-on, as configured */
  readonly providers: readonly ProviderSettings[];
}

/**
 * A development node is a demonstration: its pages and prints say so, and there DEMO counts as well, so that the way from
 * evidence to state can be shown. Everywhere else only real evidence counts; SIM never does.
 */
export const isDemonstration = (node: Pick<NodeFacts, 'profile'> | undefined): boolean => node?.profile === 'development';

/** Stamps of evidence that count on this node. */
export const countedStamps = (node: Pick<NodeFacts, 'profile'> | undefined): readonly EvidenceStamp[] => (isDemonstration(node) ? ['real', 'demo'] : ['real']);

/** An OpenID provider that this node trusts. */
export interface ProviderSettings {
  readonly provider: string;
  /** Chinese name for the button */
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** the one algorithm with which the provider signs; a token that says otherwise is refused */
  readonly algorithm: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  /** whether a stranger with a valid identity becomes a citizen or enterprise account */
  readonly registers: boolean;
  /** what the provider says in `amr` or `acr` when it has checked a second factor; nothing listed, nothing believed */
  readonly secondFactor: { readonly amr: readonly string[]; readonly acr: readonly string[] };
}
