/** An official with an account of their own, a password and a dynamic code, made the way administrators make one. */
import { Secret, TOTP } from 'otpauth';
import { systemClock } from '#kernel/server/clock.ts';
import { signedInHeaders } from './sign-in.ts';

export interface Official {
  readonly account: string;
  readonly password: string;
  readonly orgId: string;
  readonly secret: string;
  /** the time step whose code set the factor up: a code works once */
  readonly usedStep: number;
}

const period = 30;
const stepNow = (): number => Math.floor(systemClock.now().epochMilliseconds / 1000 / period);
const codeOf = (secret: string, step: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * period * 1000 });

/** A code that was not used yet: that many steps after the first, or of now when time has gone on. */
export const codeAt = ({ secret, usedStep }: Pick<Official, 'secret' | 'usedStep'>, later: number): string => codeOf(secret, Math.max(usedStep + later, stepNow()));

async function send<T>(address: string, headers: Readonly<Record<string, string>>, body: object): Promise<{ readonly reply: T; readonly cookie: string | undefined }> {
  const response = await fetch(address, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return { reply: (await response.json()) as T, cookie: response.headers.get('set-cookie')?.split(';', 1)[0] };
}

export async function openOfficial(origin: string, role: string): Promise<Official> {
  const [system, security] = [await signedInHeaders(origin, 'system-admin'), await signedInHeaders(origin, 'security-admin')];
  const tree = (await (await fetch(`${origin}/api/orgs`, { headers: system })).json()) as { on: string; items: readonly { orgId: string; name: string }[] };
  const orgId = tree.items.find(({ name }) => name.includes('办公室'))?.orgId ?? tree.items[0]?.orgId ?? '';
  const { reply: person } = await send<{ userId: string }>(`${origin}/api/people`, system, { displayName: '真实账号主任' });
  await send(`${origin}/api/people/${person.userId}/posts`, security, { orgId, role, from: tree.on, to: null, reason: '任命' });
  const account = 'real.director';
  const opened = await send<{ firstPassword: string }>(`${origin}/api/people/${person.userId}/account`, system, { accountName: account, expectedRevision: 1 });
  const password = '青澜-Sluice-7204';
  let own: Record<string, string> = { origin };
  const signInAs = async (typed: string): Promise<void> => {
    const { cookie } = await send(`${origin}/api/sign-ins`, { origin }, { account, password: typed });
    own = { origin, cookie: cookie ?? '' };
  };
  await signInAs(opened.reply.firstPassword);
  await send(`${origin}/api/me/password-changes`, own, { current: opened.reply.firstPassword, next: password });
  await signInAs(password);
  const { reply: begun } = await send<{ secret: string }>(`${origin}/api/me/totp/enrolments`, own, { password });
  const usedStep = stepNow();
  await send(`${origin}/api/me/totp/confirmations`, own, { code: codeOf(begun.secret, usedStep) });
  return { account, password, orgId, secret: begun.secret, usedStep };
}
