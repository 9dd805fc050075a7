import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';

/** What the sign-in page offers. */
export const getSignInOptions = endpoint({
  id: 'identity.get-sign-in-options',
  method: 'GET',
  path: '/api/sign-in-options',
  summary: '可用的登录方式',
  access: 'public',
  reply: z.strictObject({
    /** empty outside the development profile */
    demo: z.array(z.strictObject({ account: z.string(), displayName: z.string(), roles: z.array(z.string()), orgName: z.string().nullable() })),
    providers: z.array(z.strictObject({ provider: z.string(), label: z.string() })),
    /** true until the three administrators have been set up */
    isSetupOpen: z.boolean(),
    canUsePasskeys: z.boolean(),
    password: z.strictObject({ profile: z.string(), rules: z.array(z.string()), source: z.string(), deviations: z.array(z.string()) }),
  }),
  refusals: [],
});
