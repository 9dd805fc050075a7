import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { typedPasswordSchema } from './secret-text.ts';

/** Changes one's own password; every other session of the person ends, this one gets a new id. */
export const changePassword = endpoint({
  id: 'identity.change-password',
  method: 'POST',
  path: '/api/me/password-changes',
  summary: '修改我的密码',
  access: 'signed-in',
  body: z.strictObject({ current: typedPasswordSchema.meta({ label: '现在的密码' }), next: typedPasswordSchema.meta({ label: '新密码' }) }),
  reply: z.strictObject({ endedSessions: z.int().nonnegative() }),
  refusals: ['sign_in.failed', 'sign_in.locked', 'sign_in.busy', 'sign_in.no_password'],
});
