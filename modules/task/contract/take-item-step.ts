import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { taskIdSchema } from './ids.ts';
import { reasonTextSchema, revisionSchema } from './shapes.ts';
import { itemStates } from './task-item.ts';

export const itemStepActions = ['apply', 'verify', 'send-back', 'rebound', 'suspend', 'resume', 'withdraw'] as const;
export type ItemStepAction = (typeof itemStepActions)[number];
export const itemStepActionLabel = {
  apply: '申请销号',
  verify: '核验通过',
  'send-back': '退回',
  rebound: '确认反弹',
  suspend: '中止',
  resume: '恢复',
  withdraw: '撤销',
} satisfies Record<ItemStepAction, string>;

/** One act on a task as an item of the ledger. */
export const takeItemStep = endpoint({
  id: 'task.take-item-step',
  method: 'POST',
  path: '/api/tasks/:taskId/item-steps',
  summary: '申请销号、核验、退回、反弹、中止、恢复、撤销',
  access: { permission: 'task.read', target: 'one' },
  params: z.strictObject({ taskId: taskIdSchema }),
  body: z.strictObject({ action: z.enum(itemStepActions).meta({ label: '操作' }), expectedRevision: revisionSchema, reason: reasonTextSchema }),
  reply: z.strictObject({ taskId: taskIdSchema, itemState: z.enum(itemStates), revision: revisionSchema, actions: z.array(actionOfferSchema) }),
  refusals: ['task.not_found', 'task.not_issued', 'task.changed_meanwhile', 'task.standard_unmet', 'task.own_verification', 'lifecycle.wrong_state'],
});
