import { event } from '#kernel/event.ts';

/** What happens to an account and to the proofs that belong to it. */
export const accountActs = [
  'created',
  'registered',
  'renamed',
  'suspended',
  'resumed',
  'closed',
  'password-changed',
  'password-reset',
  'factor-added',
  'factor-removed',
  'recovery-requested',
  'recovery-approved',
  'recovery-refused',
  'recovered',
  'linked',
] as const;
export type AccountAct = (typeof accountActs)[number];
export const accountActLabel = {
  created: '建立账号',
  registered: '自行注册',
  renamed: '改名',
  suspended: '停用',
  resumed: '恢复使用',
  closed: '注销',
  'password-changed': '修改密码',
  'password-reset': '重设密码',
  'factor-added': '增加第二因素',
  'factor-removed': '移除第二因素',
  'recovery-requested': '申请找回',
  'recovery-approved': '批准找回',
  'recovery-refused': '不批准找回',
  recovered: '完成找回',
  linked: '关联统一身份认证',
} satisfies Record<AccountAct, string>;

export const accountChanged = event('identity.account_changed', { version: 1, subject: 'userId', fields: { userId: 'internal', act: 'internal', note: 'internal' } });

/** Traces of signing in that had served their time were deleted: how many, and the days in force. */
export const signInCleaned = event('identity.sign_in_cleaned', {
  version: 1,
  subject: 'cleanUpId',
  fields: { cleanUpId: 'internal', attempts: 'internal', sessions: 'internal', codes: 'internal', keepAttempts: 'internal', keepSessions: 'internal', keepCodes: 'internal' },
});
