/** Limits of signing in, as dated parameters with their source. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { Context } from '#kernel/server/context.ts';
import { passwordProfileNames, passwordProfiles } from '../domain/index.ts';
import type { LockRule, PasswordProfile } from '../domain/index.ts';

const seconds = (label: string) => z.int().min(1).max(31_536_000).meta({ label });
const chosen = (document: string, article: string) => ({ document, article });

const asvsSessions = chosen('OWASP ASVS 5.0', '7.3.1、7.3.2：应有不活动时限和最长时限；数值是本系统的取值');
export const idleSeconds = declareParam({
  code: 'identity.session-idle-seconds',
  label: '登录不活动时限（秒）',
  note: '超过这段时间没有操作，登录自动结束',
  schema: seconds('秒数'),
  rows: [{ from: programStart, value: 1800, source: asvsSessions }],
});
export const longestSeconds = declareParam({
  code: 'identity.session-longest-seconds',
  label: '登录最长时限（秒）',
  note: '登录满这段时间后必须重新登录',
  schema: seconds('秒数'),
  rows: [{ from: programStart, value: 43_200, source: asvsSessions }],
});

const lockSchema = z.strictObject({ failures: z.int().min(1).max(1000).meta({ label: '失败次数' }), windowSeconds: seconds('时间段（秒）') });
const lockSource = chosen('GB/T 22239—2019', '8.1.4.1 b)：限制非法登录次数；数值是本系统的取值，只延迟、不永久锁定');
export const accountLock = declareParam({
  code: 'identity.lock-per-account',
  label: '同一账号连续失败后的等待',
  note: '时间段内失败达到次数后，要等最早一次失败满时间段才能再试',
  schema: lockSchema,
  rows: [{ from: programStart, value: { failures: 5, windowSeconds: 900 }, source: lockSource }],
});
export const addressLock = declareParam({
  code: 'identity.lock-per-address',
  label: '同一网络地址连续失败后的等待',
  note: '时间段内失败达到次数后，该地址要等待',
  schema: lockSchema,
  rows: [{ from: programStart, value: { failures: 30, windowSeconds: 60 }, source: lockSource }],
});
export const passwordProfile = declareParam({
  code: 'identity.password-profile',
  label: '密码规则',
  note: '选用哪一套密码规则；与另一套的不一致处在登录页和账户页说明',
  schema: z.enum(passwordProfileNames).meta({ label: '规则' }),
  rows: [{ from: programStart, value: 'gb-l3', source: chosen('GB/T 22239—2019', '8.1.4.1 a)') }],
});
export const codeSeconds = declareParam({
  code: 'identity.one-time-code-seconds',
  label: '一次性代码有效时间（秒）',
  note: '找回代码和首次设置代码发出后多久失效',
  schema: seconds('秒数'),
  rows: [{ from: programStart, value: 86_400 }],
});

export interface SignInRules {
  readonly idleSeconds: number;
  readonly longestSeconds: number;
  readonly accountLock: LockRule;
  readonly addressLock: LockRule;
  readonly profile: PasswordProfile;
  readonly codeSeconds: number;
}

/** All of them as they stand today, with one statement. */
export async function readSignInRules({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<SignInRules> {
  const read = await loadParams(tx, [idleSeconds, longestSeconds, accountLock, addressLock, passwordProfile, codeSeconds], { region: tx.region });
  return {
    idleSeconds: read(idleSeconds, today).value,
    longestSeconds: read(longestSeconds, today).value,
    accountLock: read(accountLock, today).value,
    addressLock: read(addressLock, today).value,
    profile: passwordProfiles[read(passwordProfile, today).value],
    codeSeconds: read(codeSeconds, today).value,
  };
}
