/** Drafting and deciding evidence contracts: two different persons. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { contractBodySchema } from './clause-contract.ts';
import { asOfSchema, clauseContractSchema, clauseKeySchema, contractIdSchema } from './clause.ts';

export const proposeContract = endpoint({
  id: 'answer.propose-contract',
  method: 'POST',
  path: '/api/plans/:planId/clauses/:clauseKey/contracts',
  summary: '起草证据约定（新版本）',
  access: { permission: 'answer.propose', target: 'many' },
  params: z.strictObject({ planId: planIdSchema, clauseKey: clauseKeySchema }),
  body: z.strictObject({
    body: contractBodySchema,
    /** the contract in force that this one takes the place of */
    replaces: contractIdSchema.nullable(),
    note: z.string().trim().max(500, '「说明」不能超过500字').meta({ label: '说明' }),
  }),
  reply: clauseContractSchema,
  refusals: ['answer.clause_not_found', 'answer.clause_withdrawn', 'answer.contract_pending', 'answer.contract_overlaps', 'answer.contract_stale', 'answer.not_judged'],
});

/** Adopts what the compiler proposes for every clause that has no contract yet. */
export const proposeContracts = endpoint({
  id: 'answer.propose-contracts',
  method: 'POST',
  path: '/api/plans/:planId/clause-contracts/proposals',
  summary: '按原文批量起草证据约定',
  access: { permission: 'answer.propose', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  body: z.strictObject({}),
  reply: z.strictObject({ proposed: z.int().nonnegative(), withoutProposal: z.int().nonnegative() }),
  refusals: ['plan.not_found', 'answer.not_registered'],
});

export const decideContracts = endpoint({
  id: 'answer.decide-contracts',
  method: 'POST',
  path: '/api/plans/:planId/clause-contracts/decisions',
  summary: '审定证据约定',
  access: { permission: 'answer.approve', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  body: z
    .strictObject({
      contractIds: z.array(contractIdSchema).min(1, '至少选择一份约定').max(1000, '一次最多审定1000份').meta({ label: '约定' }),
      decision: z.enum(['approved', 'rejected']).meta({ label: '结论' }),
      reason: z.string().trim().max(500, '「理由」不能超过500字').meta({ label: '理由' }),
    })
    .refine(({ decision, reason }) => decision === 'approved' || reason !== '', { path: ['reason'], message: '不通过要写明「理由」' }),
  reply: z.strictObject({ decided: z.int().nonnegative() }),
  refusals: ['answer.contract_not_found', 'answer.contract_decided', 'answer.same_person', 'answer.contract_overlaps', 'answer.contract_stale'],
});

export const listPendingContracts = endpoint({
  id: 'answer.list-pending-contracts',
  method: 'GET',
  path: '/api/plans/:planId/clause-contracts',
  summary: '待审定的证据约定',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: z.strictObject({
    asOf: z.string(),
    isPast: z.boolean(),
    items: z.array(z.strictObject({ clauseKey: z.string(), title: z.string(), groupLabel: z.string().nullable(), contract: clauseContractSchema })),
    people: z.record(z.string(), z.string()),
  }),
  refusals: ['plan.not_found'],
});

export const excludeClause = endpoint({
  id: 'answer.exclude-clause',
  method: 'POST',
  path: '/api/plans/:planId/clauses/:clauseKey/exclusions',
  summary: '认定条款不适用，或恢复适用',
  access: { permission: 'answer.approve', target: 'many' },
  params: z.strictObject({ planId: planIdSchema, clauseKey: clauseKeySchema }),
  body: z.strictObject({ isExcluded: z.boolean().meta({ label: '不适用' }), reason: z.string().trim().min(1, '「理由」要写明').max(500).meta({ label: '理由' }) }),
  reply: z.strictObject({ isExcluded: z.boolean() }),
  refusals: ['answer.clause_not_found', 'answer.exclusion_same'],
});

export const registerClauses = endpoint({
  id: 'answer.register-clauses',
  method: 'POST',
  path: '/api/plans/:planId/clause-registrations',
  summary: '登记方案最新版本的条款',
  access: { permission: 'answer.propose', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  body: z.strictObject({}),
  reply: z.strictObject({ clauses: z.int().nonnegative(), added: z.int().nonnegative(), withdrawn: z.int().nonnegative() }),
  refusals: ['plan.not_found'],
});
