import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema } from '#plan/contract';
import { asOfSchema } from './clause.ts';

/** The board as a workbook: one line per clause, with state, reason, evidence and the sentence of the plan. */
export const exportBoard = endpoint({
  id: 'answer.export-board',
  method: 'GET',
  path: '/api/plans/:planId/answers/export',
  summary: '应答总览导出（Excel）',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: fileReplySchema,
  refusals: ['plan.not_found', 'answer.not_registered'],
});
