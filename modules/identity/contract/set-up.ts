/** First run: the three administrators, by a code that only the console of the server shows. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { displayNameSchema, oneTimeCodeSchema, typedAccountSchema, typedPasswordSchema } from './secret-text.ts';

const administrator = z.strictObject({ displayName: displayNameSchema, accountName: typedAccountSchema, password: typedPasswordSchema });

export const setUp = endpoint({
  id: 'identity.set-up',
  method: 'POST',
  path: '/api/setup',
  summary: '首次设置：建立三名管理员',
  access: 'public',
  body: z.strictObject({
    code: oneTimeCodeSchema,
    systemAdmin: administrator.meta({ label: '系统管理员' }),
    securityAdmin: administrator.meta({ label: '安全管理员' }),
    auditAdmin: administrator.meta({ label: '审计管理员' }),
  }),
  reply: z.strictObject({ accounts: z.array(z.string()) }),
  refusals: ['account.setup_closed', 'account.code_wrong', 'account.name_invalid', 'account.name_taken', 'sign_in.locked', 'sign_in.busy'],
});

/** Citizens and enterprises register themselves; their accounts never hold posts. */
export const register = endpoint({
  id: 'identity.register',
  method: 'POST',
  path: '/api/registrations',
  summary: '群众、企业注册账号',
  access: 'public',
  body: z.strictObject({
    kind: z.enum(['citizen', 'enterprise']).meta({ label: '类别' }),
    displayName: displayNameSchema,
    accountName: typedAccountSchema,
    password: typedPasswordSchema,
  }),
  reply: z.strictObject({ accountName: z.string() }),
  refusals: ['account.name_invalid', 'account.name_taken', 'sign_in.locked', 'sign_in.busy'],
});
export const setUpEndpoints = [setUp, register] as const;
