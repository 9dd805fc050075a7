/** Recovery of an account by two security administrators: one asks, another approves, the person uses a code once. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { userIdSchema } from './person.ts';
import { oneTimeCodeSchema, reasonSchema, typedAccountSchema, typedPasswordSchema } from './secret-text.ts';

export const recoveryIdSchema = id('RecoveryId').meta({ label: '找回申请' });
export type RecoveryId = z.output<typeof recoveryIdSchema>;

export const recoveryStates = ['waiting', 'approved', 'refused', 'used', 'expired'] as const;
export type RecoveryState = (typeof recoveryStates)[number];
export const recoveryStateLabel = { waiting: '待另一名管理员批准', approved: '已批准，待使用', refused: '不批准', used: '已完成', expired: '代码已过期' } satisfies Record<
  RecoveryState,
  string
>;

const permitted = { permission: 'identity.recover-accounts', target: 'many' } as const;

export const listRecoveries = endpoint({
  id: 'identity.list-recoveries',
  method: 'GET',
  path: '/api/recoveries',
  summary: '找回申请，最近的100件',
  access: permitted,
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        recoveryId: recoveryIdSchema,
        displayName: z.string(),
        accountName: z.string().nullable(),
        reason: z.string(),
        state: z.enum(recoveryStates),
        requestedBy: z.string(),
        requestedAt: z.string(),
        decidedBy: z.string().nullable(),
        /** whether the caller may decide: somebody else asked, and it is not their own account */
        canDecide: z.boolean(),
      }),
    ),
  }),
  refusals: [],
});

export const requestRecovery = endpoint({
  id: 'identity.request-recovery',
  method: 'POST',
  path: '/api/recoveries',
  summary: '申请为某人找回账号',
  access: permitted,
  body: z.strictObject({ account: typedAccountSchema, reason: reasonSchema }),
  reply: z.strictObject({ recoveryId: recoveryIdSchema }),
  refusals: ['account.unknown', 'account.own', 'account.recovery_waiting', 'sign_in.offline_account'],
});

/** Approving shows the code once, to be handed over in person. */
export const decideRecovery = endpoint({
  id: 'identity.decide-recovery',
  method: 'POST',
  path: '/api/recoveries/:recoveryId/decisions',
  summary: '批准或不批准找回',
  access: { permission: 'identity.recover-accounts', target: 'one' },
  params: z.strictObject({ recoveryId: recoveryIdSchema }),
  body: z.strictObject({ approves: z.boolean().meta({ label: '批准' }) }),
  reply: z.strictObject({ code: z.string().nullable(), endsAt: z.string().nullable() }),
  refusals: ['account.recovery_unknown', 'account.same_administrator', 'account.own', 'account.recovery_decided'],
});

/** New password for the code; factors and sessions of before are gone. */
export const recover = endpoint({
  id: 'identity.recover',
  method: 'POST',
  path: '/api/recovery-uses',
  summary: '凭一次性代码找回账号',
  access: 'public',
  body: z.strictObject({ account: typedAccountSchema, code: oneTimeCodeSchema, password: typedPasswordSchema.meta({ label: '新密码' }) }),
  reply: z.strictObject({ userId: userIdSchema }),
  refusals: ['account.code_wrong', 'sign_in.locked', 'sign_in.busy'],
});

export const recoveryEndpoints = [listRecoveries, requestRecovery, decideRecovery, recover] as const;
