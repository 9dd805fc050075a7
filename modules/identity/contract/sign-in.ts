import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { signInSteps } from './sign-in-words.ts';
import { typedAccountSchema, typedPasswordSchema } from './secret-text.ts';

export const signInReplySchema = z.strictObject({ next: z.enum(signInSteps), displayName: z.string() });

/**
 * Opens a login session; the cookie carries its id. A wrong account and a wrong password get the same answer after the same
 * work. After too many failures: `sign_in.locked` (429) with the seconds to wait.
 */
export const signIn = endpoint({
  id: 'identity.sign-in',
  method: 'POST',
  path: '/api/sign-ins',
  summary: '用账号和密码登录',
  access: 'public',
  body: z.strictObject({ account: typedAccountSchema, password: typedPasswordSchema }),
  reply: signInReplySchema,
  refusals: ['sign_in.failed', 'sign_in.locked', 'sign_in.busy', 'sign_in.suspended'],
});

/** One click, in the development profile and from this machine only. */
export const signInAsDemo = endpoint({
  id: 'identity.sign-in-as-demo',
  method: 'POST',
  path: '/api/demo-sign-ins',
  summary: '以演示账号登录（仅开发模式）',
  access: 'public',
  body: z.strictObject({ account: typedAccountSchema }),
  reply: signInReplySchema,
  refusals: ['sign_in.no_demo'],
});

/** Ends the session of the cookie, if there is one. */
export const signOut = endpoint({
  id: 'identity.sign-out',
  method: 'POST',
  path: '/api/sign-outs',
  summary: '退出登录',
  access: 'public',
  body: z.strictObject({}),
  reply: z.strictObject({}),
  refusals: [],
});
