import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { seriesIdSchema } from './definition.ts';
import { periodSchema } from './period.ts';
import { observationStates } from './words.ts';

export const maxActsAtOnce = 200;

const targetSchema = z.strictObject({
  seriesId: seriesIdSchema,
  period: periodSchema,
  revision: z.int().positive().meta({ label: '修订' }),
});

/** One line per figure: done, or refused with the reason; a refused one does not hold up the others. */
const resultSchema = z.strictObject({
  seriesId: seriesIdSchema,
  period: periodSchema,
  revision: z.int().positive(),
  done: z.boolean(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(observationStates).nullable(),
});
export type ActResult = z.output<typeof resultSchema>;

/** Hands drafts in for approval. */
export const submitValues = endpoint({
  id: 'indicator.submit-values',
  method: 'POST',
  path: '/api/observations/submissions',
  summary: '提交统计数审核',
  access: { permission: 'indicator.enter', target: 'many' },
  body: z.strictObject({ items: z.array(targetSchema).min(1).max(maxActsAtOnce).meta({ label: '统计数' }) }),
  reply: z.strictObject({ results: z.array(resultSchema) }),
  refusals: [],
});

export const valueDecisions = ['approve', 'return', 'unapprove', 'lock'] as const;
export type ValueDecision = (typeof valueDecisions)[number];
export const valueDecisionLabel = { approve: '核定', return: '退回', unapprove: '撤销核定', lock: '锁定' } satisfies Record<ValueDecision, string>;

/** Approves, returns, un-approves or locks figures; never by the person who entered them. */
export const decideValues = endpoint({
  id: 'indicator.decide-values',
  method: 'POST',
  path: '/api/observations/decisions',
  summary: '核定、退回、撤销核定、锁定统计数',
  access: { permission: 'indicator.approve', target: 'many' },
  body: z
    .strictObject({
      decision: z.enum(valueDecisions).meta({ label: '决定' }),
      items: z.array(targetSchema).min(1).max(maxActsAtOnce).meta({ label: '统计数' }),
      reason: z.string().trim().max(500).default('').meta({ label: '理由' }),
    })
    .refine(({ decision, reason }) => (decision !== 'return' && decision !== 'unapprove') || reason !== '', {
      path: ['reason'],
      message: '退回或撤销核定要写明理由，请填写「理由」',
    }),
  reply: z.strictObject({ results: z.array(resultSchema) }),
  refusals: [],
});
