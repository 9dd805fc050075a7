/** By the evidence of which clause a recurring duty is found done (ADR 0055). */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { evidenceGrades } from '#kernel/evidence.ts';
import { planIdSchema } from '#plan/contract';
import { clauseKeySchema } from './clause.ts';

export const dutyProofWays = ['count', 'met', 'ended'] as const;
export type DutyProofWay = (typeof dutyProofWays)[number];
export const dutyProofWayLabel = { count: '本期有效证据达到件数', met: '条款在本期判定达标', ended: '不再认定' } satisfies Record<DutyProofWay, string>;

const clauseParams = z.strictObject({ planId: planIdSchema, clauseKey: clauseKeySchema });
const dutyCodeSchema = z
  .string()
  .regex(/^[A-Z][0-9]{2}(-[0-9]+)?$/, '「职责」请从列表中选择')
  .meta({ label: '职责' });

export const dutyProofSchema = z.strictObject({
  dutyCode: z.string(),
  label: z.string(),
  basis: z.enum(dutyProofWays),
  atLeast: z.int().positive(),
  minGrade: z.enum(evidenceGrades),
  reason: z.string(),
});

export const listDutyProofs = endpoint({
  id: 'answer.list-duty-proofs',
  method: 'GET',
  path: '/api/plans/:planId/clauses/:clauseKey/duty-proofs',
  summary: '条款的证据认定哪些职责',
  access: { permission: 'answer.read', target: 'one' },
  params: clauseParams,
  reply: z.strictObject({
    items: z.array(dutyProofSchema),
    /** duties that may be proved by evidence and are not yet proved by a clause */
    duties: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    maySet: z.boolean(),
  }),
  refusals: ['answer.clause_not_found'],
});

export const setDutyProof = endpoint({
  id: 'answer.set-duty-proof',
  method: 'POST',
  path: '/api/plans/:planId/clauses/:clauseKey/duty-proofs',
  summary: '以条款的证据认定一项职责，或不再认定',
  access: { permission: 'answer.approve', target: 'many' },
  params: clauseParams,
  body: z.strictObject({
    dutyCode: dutyCodeSchema,
    basis: z.enum(dutyProofWays).meta({ label: '认定办法' }),
    atLeast: z.int('「件数」应为整数').min(1, '「件数」至少1件').max(1000, '「件数」不能超过1000').default(1).meta({ label: '件数' }),
    minGrade: z.enum(evidenceGrades).default('B').meta({ label: '最低等级' }),
    reason: z.string().trim().min(1, '「依据」要写明').max(500, '「依据」不能超过500字').meta({ label: '依据' }),
  }),
  reply: z.strictObject({ dutyCode: z.string(), basis: z.enum(dutyProofWays) }),
  refusals: ['answer.clause_not_found', 'answer.clause_withdrawn', 'answer.duty_not_provable', 'answer.duty_proved_elsewhere', 'answer.duty_not_proved'],
});
