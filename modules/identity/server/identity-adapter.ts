/**
 * What a provider of single sign-on has to give us, whatever its protocol (OpenID Connect, a provincial ticket service): an address to
 * send the browser to, and from what comes back a proven identity. `tests/conformance/identity-adapter.ts` is the kit for it.
 */

export interface ProvenIdentity {
  /** who says so; accounts are linked by issuer and subject, never by name or telephone number */
  readonly issuer: string;
  readonly subject: string;
  /** level of assurance as the provider names it, e.g. 实人、实名 */
  readonly loa: string | null;
  /** 自然人 or 法人 */
  readonly kind: 'natural' | 'legal';
  /** unified social credit code of a legal person */
  readonly orgCode: string | null;
  readonly displayName: string | null;
  /** the provider has checked more than one factor in this very sign-in */
  readonly hasSecondFactor: boolean;
}

export interface BegunSignIn {
  readonly address: string;
  /** what the answer is held against; kept sealed on the server, never in the browser */
  readonly checks: Readonly<Record<string, string>>;
}

export interface IdentityAdapter {
  readonly provider: string;
  readonly label: string;
  begin(redirectUri: string): Promise<BegunSignIn>;
  /** Throws ProviderFault for anything but a proven identity. */
  callback(answer: { readonly redirectUri: string; readonly search: string; readonly checks: Readonly<Record<string, string>> }): Promise<ProvenIdentity>;
}

/** The provider's answer proves nothing. The reason is for the log; users get one text. */
export class ProviderFault extends Error {}
