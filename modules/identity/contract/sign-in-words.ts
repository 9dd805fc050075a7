/** Words of signing in: how somebody did it, and with which second factor. */

export const signInMethods = ['password', 'passkey', 'oidc', 'demo'] as const;
export type SignInMethod = (typeof signInMethods)[number];
export const signInMethodLabel = { password: '密码', passkey: '通行密钥', oidc: '统一身份认证', demo: '演示登录' } satisfies Record<SignInMethod, string>;

export const secondFactors = ['totp', 'passkey', 'provider', 'demo'] as const;
export type SecondFactor = (typeof secondFactors)[number];
export const secondFactorLabel = { totp: '动态口令', passkey: '通行密钥', provider: '统一身份认证', demo: '演示登录（免验证）' } satisfies Record<SecondFactor, string>;

/** Where the page leads after the password was right. */
export const signInSteps = ['done', 'factor', 'password'] as const;
export type SignInStep = (typeof signInSteps)[number];
export const signInStepLabel = { done: '登录完成', factor: '请验证第二因素', password: '请先修改密码' } satisfies Record<SignInStep, string>;
