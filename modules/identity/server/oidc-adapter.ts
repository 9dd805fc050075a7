/** OpenID Connect: code flow with PKCE, state, nonce and `iss`; signature always checked, with the one configured algorithm. */
import * as oidc from 'openid-client';
import type { ProviderSettings } from '#kernel/server/caller.ts';
import { ProviderFault } from './identity-adapter.ts';
import type { IdentityAdapter, ProvenIdentity } from './identity-adapter.ts';

/** Clocks of two bodies differ; OWASP and provider profiles allow up to a minute. */
const skewSeconds = 60;

export interface OidcOptions {
  /** plain http is for a provider on this machine in development and tests */
  readonly allowsHttp: boolean;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Only what the operator has listed for this provider counts: `otp` means a second factor at one provider and the only one at another. */
function provesSecondFactor(claims: Readonly<Record<string, unknown>>, { amr, acr }: ProviderSettings['secondFactor']): boolean {
  const methods: readonly unknown[] = Array.isArray(claims['amr']) ? claims['amr'] : [];
  return amr.some((value) => methods.includes(value)) || acr.some((value) => claims['acr'] === value);
}

function identityOf(claims: Readonly<Record<string, unknown>>, settings: ProviderSettings): ProvenIdentity {
  const orgCode = text(claims['org_code']);
  return {
    issuer: String(claims['iss']),
    subject: String(claims['sub']),
    // Provincial services name the level of real-name checking in a claim of their own.
    loa: text(claims['loa']) ?? text(claims['acr']),
    kind: orgCode === null ? 'natural' : 'legal',
    orgCode,
    displayName: text(claims['name']),
    hasSecondFactor: provesSecondFactor(claims, settings.secondFactor),
  };
}

export function oidcAdapter(settings: ProviderSettings, options: OidcOptions): IdentityAdapter {
  let known: Promise<oidc.Configuration> | undefined;
  const discover = async (): Promise<oidc.Configuration> => {
    const metadata = { client_secret: settings.clientSecret, id_token_signed_response_alg: settings.algorithm, [oidc.clockTolerance]: skewSeconds };
    const execute = options.allowsHttp ? [oidc.allowInsecureRequests] : [];
    const found = await oidc.discovery(new URL(settings.issuer), settings.clientId, metadata, oidc.ClientSecretBasic(settings.clientSecret), { execute, timeout: 10 });
    // A token that came over TLS need not be signed by the standard; ours must be.
    oidc.enableNonRepudiationChecks(found);
    return found;
  };
  const configuration = (): Promise<oidc.Configuration> => {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw new ProviderFault('discovery failed', { cause: error });
    });
    return known;
  };
  return {
    provider: settings.provider,
    label: settings.label,
    begin: async (redirectUri) => {
      const config = await configuration();
      const checks = { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        state: checks.state,
        nonce: checks.nonce,
      });
      return { address: address.href, checks };
    },
    callback: async ({ redirectUri, search, checks }) => {
      const config = await configuration();
      const url = new URL(redirectUri);
      url.search = search;
      const tokens = await oidc
        .authorizationCodeGrant(config, url, {
          pkceCodeVerifier: checks['verifier'] ?? '',
          expectedState: checks['state'] ?? '',
          expectedNonce: checks['nonce'] ?? '',
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          throw new ProviderFault(error instanceof Error ? error.message : 'grant failed', { cause: error });
        });
      const claims = tokens.claims();
      if (claims === undefined) throw new ProviderFault('no id token');
      return identityOf(claims, settings);
    },
  };
}
