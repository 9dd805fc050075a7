import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { typedPasswordSchema } from './secret-text.ts';

const provider = z.string().min(1).max(40).meta({ label: '认证方' });

/** Leads to the provider. With `links` the identity is tied to the signed-in account, which thereby loses its local password. */
export const beginProvider = endpoint({
  id: 'identity.begin-provider',
  method: 'POST',
  path: '/api/oidc/:provider/beginnings',
  summary: '统一身份认证：取得登录地址',
  access: 'public',
  params: z.strictObject({ provider }),
  body: z.strictObject({ returnPath: z.string().max(2000).default('/').meta({ label: '返回页面' }), links: z.boolean().default(false), password: typedPasswordSchema.optional() }),
  reply: z.strictObject({ address: z.string() }),
  refusals: ['sign_in.provider_unknown', 'sign_in.provider_silent', 'sign_in.failed', 'sign_in.locked', 'sign_in.busy', 'sign_in.factor_needed'],
});

/** The query with which the provider sent the browser back to our page. */
export const finishProvider = endpoint({
  id: 'identity.finish-provider',
  method: 'POST',
  path: '/api/oidc/returns',
  summary: '统一身份认证：完成登录或关联',
  access: 'public',
  body: z.strictObject({ search: z.string().max(8000).meta({ label: '认证方的答复' }) }),
  reply: z.strictObject({ displayName: z.string(), returnPath: z.string(), isLinked: z.boolean() }),
  refusals: ['sign_in.provider_refused', 'sign_in.provider_unknown', 'sign_in.not_linked', 'sign_in.linked_elsewhere', 'sign_in.suspended'],
});

export const providerEndpoints = [beginProvider, finishProvider] as const;
