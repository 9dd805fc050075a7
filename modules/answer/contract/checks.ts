/** Three voices side by side: a ranked list of what to check first, and how far units are from the other voices. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema } from '#plan/contract';
import { asOfSchema } from './clause.ts';
import { clauseStates } from './verdict.ts';

export const checkFactors = ['divergent', 'selfOnly', 'ungraded', 'aging', 'doubtful'] as const;
export type CheckFactor = (typeof checkFactors)[number];
export const checkFactorLabel = {
  divergent: '各方说法不一',
  selfOnly: '只有单位自报',
  ungraded: '有未提供依据的说法',
  aging: '许久没有核查',
  doubtful: '来源数不一致',
} satisfies Record<CheckFactor, string>;

const filters = {
  asOf: asOfSchema,
  q: z.string().trim().max(200, '「查找」不能超过200字').optional().meta({ label: '查找' }),
  reason: z.enum(checkFactors, '「原因」不在可选的范围内').optional().meta({ label: '原因' }),
  /** what the unit itself says */
  state: z.enum(clauseStates, '「自报」不在可选的范围内').optional().meta({ label: '自报' }),
} as const;

export const listChecks = endpoint({
  id: 'answer.list-checks',
  method: 'GET',
  path: '/api/plans/:planId/checks',
  summary: '核查清单：先查哪些，为什么',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ ...filters, cursor: pageCursorSchema, limit: pageLimitSchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    isRegistered: z.boolean(),
    asOf: z.string(),
    isPast: z.boolean(),
    formula: z.string(),
    /** that match */
    total: z.int().nonnegative(),
    items: z.array(
      z.strictObject({
        /** in the whole list, whatever is looked for */
        place: z.int().positive(),
        clauseKey: z.string(),
        title: z.string(),
        groupLabel: z.string().nullable(),
        score: z.string(),
        reasons: z.array(z.strictObject({ factor: z.enum(checkFactors), points: z.string(), text: z.string() })),
        self: z.enum(clauseStates),
        signal: z.enum(clauseStates),
        check: z.enum(clauseStates),
      }),
    ),
    nextCursor: z.string().nullable(),
    /** self-reports that differ from another voice, per unit: (different ÷ judged), and (better − worse) ÷ judged */
    units: z.array(z.strictObject({ orgId: z.string().nullable(), orgName: z.string(), judged: z.int(), different: z.int(), divergence: z.string(), optimism: z.string() })),
  }),
  refusals: ['plan.not_found'],
});

export const exportChecks = endpoint({
  id: 'answer.export-checks',
  method: 'GET',
  path: '/api/plans/:planId/checks/export',
  summary: '核查清单导出（Excel）',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject(filters),
  reply: fileReplySchema,
  refusals: ['plan.not_found', 'answer.not_registered'],
});
