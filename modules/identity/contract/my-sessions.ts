import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { secondFactors, signInMethods } from './sign-in-words.ts';

export const sessionIdSchema = id('SessionId').meta({ label: '登录' });
export type SessionId = z.output<typeof sessionIdSchema>;

export const listMySessions = endpoint({
  id: 'identity.list-my-sessions',
  method: 'GET',
  path: '/api/me/sessions',
  summary: '我的登录',
  access: 'signed-in',
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        sessionId: sessionIdSchema,
        isThis: z.boolean(),
        method: z.enum(signInMethods),
        secondFactor: z.enum(secondFactors).nullable(),
        address: z.string(),
        agent: z.string(),
        startedAt: z.string(),
        seenAt: z.string(),
        endsAt: z.string(),
      }),
    ),
  }),
  refusals: [],
});

/** Ends one of one's own sessions, or with `others` all but this one. */
export const endMySession = endpoint({
  id: 'identity.end-my-session',
  method: 'POST',
  path: '/api/me/sessions/ends',
  summary: '结束我的登录',
  access: 'signed-in',
  body: z.strictObject({ session: z.union([sessionIdSchema, z.literal('others')]).meta({ label: '登录' }) }),
  reply: z.strictObject({ ended: z.int().nonnegative() }),
  refusals: ['sign_in.session_not_found'],
});
