import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { assignmentIdSchema, roundIdSchema } from './ids.ts';
import { rowResultSchema } from './shapes.ts';

/** 无变化 for many debts in one click, each for itself, submitted for signature. */
export const reportNoChange = endpoint({
  id: 'task.report-no-change',
  method: 'POST',
  path: '/api/rounds/:roundId/no-changes',
  summary: '一键「无变化」，逐项给出结果',
  access: { permission: 'report.write', target: 'many' },
  params: z.strictObject({ roundId: roundIdSchema }),
  body: z.strictObject({ assignmentIds: z.array(assignmentIdSchema).min(1, '请至少选择一项').max(100).meta({ label: '应报项' }) }),
  reply: z.strictObject({ done: z.int().nonnegative(), refused: z.int().nonnegative(), items: z.array(rowResultSchema) }),
  refusals: ['task.round_not_found'],
});
