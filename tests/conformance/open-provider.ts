/** A real OpenID provider (npm oidc-provider) on a port of this machine, with one form for signing in; and a proxy mode that spoils answers. */
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { ProviderSettings } from '#kernel/server/caller.ts';

export interface OpenProvider {
  readonly settings: ProviderSettings;
  /** Who signs in next when a browser comes along by itself. */
  expect(subject: string): void;
  /** Walks the browser's way for a person; returns the query with which it comes back. */
  consent(address: string, subject: string): Promise<string>;
  /** changes token answers of the provider on their way, for negative tests */
  spoil(change: ((answer: Record<string, unknown>) => Promise<Record<string, unknown>>) | undefined): void;
  /** signs with the provider's own key, for answers that are wrong in one thing only */
  sign(text: string, algorithm: 'RS256' | 'PS256'): string;
  close(): Promise<void>;
}

const people: Readonly<Record<string, object>> = {
  'natural-1': { name: '周洋', loa: '实名' },
  'natural-2': { name: '周洋', loa: '实名' },
  'legal-1': { name: '青澜建设公司', loa: '实名', org_code: '91340323MA2TXYC14F' },
};

async function finishInteraction(provider: Provider, request: IncomingMessage, response: ServerResponse, subject: string): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: subject } }, { mergeWithLastSubmission: false });
  const grant = new provider.Grant({ accountId: String(details.session?.accountId), clientId: String(details.params['client_id']) });
  grant.addOIDCScope('openid profile');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

export async function openProvider(redirectUri: string): Promise<OpenProvider> {
  let subject = '';
  let change: Parameters<OpenProvider['spoil']>[0];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test-key', use: 'sig' } as never] },
    clients: [
      { client_id: 'luoshi', client_secret: 'a-secret-of-the-test-client-0123456789', redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'org_code', 'loa'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    cookies: { keys: ['test-cookie-key'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) {
      void finishInteraction(provider, request, response, subject);
      return;
    }
    if (request.url?.startsWith('/token') === true && change !== undefined) spoilAnswer(response, change);
    void callback(request, response);
  };
  return {
    settings: {
      provider: 'test',
      label: '测试认证',
      issuer,
      clientId: 'luoshi',
      clientSecret: 'a-secret-of-the-test-client-0123456789',
      algorithm: 'RS256',
      registers: true,
      secondFactor: { amr: ['mfa'], acr: [] },
    },
    expect: (who) => {
      subject = who;
    },
    consent: async (address, who) => {
      subject = who;
      const jar = new Map<string, string>();
      let url = address;
      for (let step = 0; step < 12; step += 1) {
        const reply = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
        for (const line of reply.headers.getSetCookie()) {
          const [pair = ''] = line.split(';', 1);
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const next = reply.headers.get('location');
        if (next === null) throw new Error(`provider: ${reply.status} ${await reply.text()}`);
        url = new URL(next, url).href;
        if (url.startsWith(redirectUri)) return new URL(url).search;
      }
      throw new Error('provider: no way back');
    },
    spoil: (next) => {
      change = next;
    },
    sign: (text, algorithm) => {
      const padding = algorithm === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
      return sign('sha256', Buffer.from(text), { key: privateKey, ...padding }).toString('base64url');
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Rewrites the JSON that the provider sends. */
function spoilAnswer(response: ServerResponse, change: (answer: Record<string, unknown>) => Promise<Record<string, unknown>>): void {
  const end = response.end.bind(response);
  response.end = ((body: unknown) => {
    void change(JSON.parse(String(body)) as Record<string, unknown>).then((answer) => {
      const changed = JSON.stringify(answer);
      response.setHeader('content-length', Buffer.byteLength(changed));
      end(changed);
    });
    return response;
  }) as typeof response.end;
}
