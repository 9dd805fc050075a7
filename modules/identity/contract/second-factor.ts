/** TOTP and passkeys: setting up, removing, proving. Secrets and challenges are shown once and never kept. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { totpCodeSchema, typedPasswordSchema } from './secret-text.ts';

export const passkeyIdSchema = id('PasskeyId').meta({ label: '通行密钥' });
export type PasskeyId = z.output<typeof passkeyIdSchema>;
const challengeIdSchema = id('ChallengeId').meta({ label: '验证请求' });

/** The browser's answer as WebAuthn level 3 writes it in JSON; its content is judged by the library. */
export const webauthnResponseSchema = z
  .looseObject({
    id: z.string().min(1).max(2000),
    rawId: z.string().min(1).max(2000),
    type: z.literal('public-key'),
    response: z.record(z.string(), z.json()),
    clientExtensionResults: z.record(z.string(), z.json()),
  })
  .meta({ label: '通行密钥的答复' });
const challengeReply = z.strictObject({ challengeId: challengeIdSchema, options: z.record(z.string(), z.json()) });
/** Proof that it is still the owner: needed while the session has not passed a second factor. */
const proof = z.strictObject({ password: typedPasswordSchema.optional() });
const proofRefusals = ['sign_in.failed', 'sign_in.locked', 'sign_in.busy', 'sign_in.factor_needed'] as const;
const own = { access: 'signed-in', method: 'POST' } as const;

export const beginTotp = endpoint({
  ...own,
  id: 'identity.begin-totp',
  path: '/api/me/totp/enrolments',
  summary: '设置动态口令：取得密钥',
  body: proof,
  reply: z.strictObject({ secret: z.string(), address: z.string() }),
  refusals: [...proofRefusals, 'sign_in.factor_exists'],
});

export const confirmTotp = endpoint({
  ...own,
  id: 'identity.confirm-totp',
  path: '/api/me/totp/confirmations',
  summary: '设置动态口令：用第一个口令确认',
  body: z.strictObject({ code: totpCodeSchema }),
  reply: z.strictObject({}),
  refusals: ['sign_in.enrolment_missing', 'sign_in.code_wrong', 'sign_in.locked'],
});

export const removeTotp = endpoint({
  ...own,
  id: 'identity.remove-totp',
  path: '/api/me/totp/removals',
  summary: '移除动态口令',
  body: z.strictObject({}),
  reply: z.strictObject({}),
  refusals: ['sign_in.factor_needed', 'sign_in.factor_missing', 'sign_in.last_factor'],
});

export const beginPasskey = endpoint({
  ...own,
  id: 'identity.begin-passkey',
  path: '/api/me/passkeys/options',
  summary: '设置通行密钥：取得验证请求',
  body: proof,
  reply: challengeReply,
  refusals: [...proofRefusals, 'sign_in.passkey_unusable'],
});

export const addPasskey = endpoint({
  ...own,
  id: 'identity.add-passkey',
  path: '/api/me/passkeys',
  summary: '设置通行密钥：登记',
  body: z.strictObject({ challengeId: challengeIdSchema, label: z.string().trim().min(1).max(40).meta({ label: '名称' }), response: webauthnResponseSchema }),
  reply: z.strictObject({ passkeyId: passkeyIdSchema }),
  refusals: ['sign_in.enrolment_missing', 'sign_in.passkey_wrong'],
});

export const listPasskeys = endpoint({
  ...own,
  method: 'GET',
  id: 'identity.list-passkeys',
  path: '/api/me/passkeys',
  summary: '我的通行密钥',
  reply: z.strictObject({ items: z.array(z.strictObject({ passkeyId: passkeyIdSchema, label: z.string(), createdAt: z.string(), usedAt: z.string().nullable() })) }),
  refusals: [],
});

export const removePasskey = endpoint({
  ...own,
  id: 'identity.remove-passkey',
  path: '/api/me/passkeys/:passkeyId/removals',
  summary: '移除通行密钥',
  params: z.strictObject({ passkeyId: passkeyIdSchema }),
  body: z.strictObject({}),
  reply: z.strictObject({}),
  refusals: ['sign_in.factor_needed', 'sign_in.passkey_not_found', 'sign_in.last_factor'],
});

export const proveTotp = endpoint({
  ...own,
  id: 'identity.prove-totp',
  path: '/api/me/factor/totp',
  summary: '第二因素：动态口令',
  body: z.strictObject({ code: totpCodeSchema }),
  reply: z.strictObject({}),
  refusals: ['sign_in.factor_missing', 'sign_in.code_wrong', 'sign_in.locked'],
});

export const beginFactorPasskey = endpoint({
  ...own,
  id: 'identity.begin-factor-passkey',
  path: '/api/me/factor/passkey-options',
  summary: '第二因素：通行密钥的验证请求',
  body: z.strictObject({}),
  reply: challengeReply,
  refusals: ['sign_in.factor_missing', 'sign_in.passkey_unusable'],
});

export const provePasskey = endpoint({
  ...own,
  id: 'identity.prove-passkey',
  path: '/api/me/factor/passkey',
  summary: '第二因素：通行密钥',
  body: z.strictObject({ challengeId: challengeIdSchema, response: webauthnResponseSchema }),
  reply: z.strictObject({}),
  refusals: ['sign_in.enrolment_missing', 'sign_in.passkey_wrong'],
});

export const beginPasskeySignIn = endpoint({
  id: 'identity.begin-passkey-sign-in',
  method: 'POST',
  path: '/api/passkey-sign-ins/options',
  summary: '用通行密钥登录：验证请求',
  access: 'public',
  body: z.strictObject({}),
  reply: challengeReply,
  refusals: ['sign_in.passkey_unusable'],
});

/** A passkey with user verification is two factors in one; it is not subject to the lock after wrong passwords. */
export const signInWithPasskey = endpoint({
  id: 'identity.sign-in-with-passkey',
  method: 'POST',
  path: '/api/passkey-sign-ins',
  summary: '用通行密钥登录',
  access: 'public',
  body: z.strictObject({ challengeId: challengeIdSchema, response: webauthnResponseSchema }),
  reply: z.strictObject({ next: z.literal('done'), displayName: z.string() }),
  refusals: ['sign_in.enrolment_missing', 'sign_in.passkey_wrong', 'sign_in.suspended', 'sign_in.locked'],
});

export const secondFactorEndpoints = [
  beginTotp,
  confirmTotp,
  removeTotp,
  beginPasskey,
  addPasskey,
  listPasskeys,
  removePasskey,
  proveTotp,
  beginFactorPasskey,
  provePasskey,
  beginPasskeySignIn,
  signInWithPasskey,
] as const;
