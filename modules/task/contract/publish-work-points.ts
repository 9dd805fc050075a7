import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { wordsSchema, yearSchema } from './shapes.ts';

/** Publishes the year's work points; refused until coverage is complete and every assignment accepted. */
export const publishWorkPoints = endpoint({
  id: 'task.publish-work-points',
  method: 'POST',
  path: '/api/work-points',
  summary: '印发年度工作要点',
  access: { permission: 'task.publish', target: 'many' },
  body: z.strictObject({ planId: planIdSchema, year: yearSchema, documentNo: wordsSchema('文号', 60).refine((text) => text.trim() !== '', '请填写「文号」') }),
  reply: z.strictObject({ documentNo: z.string(), publishedAt: z.string(), sha256: z.string(), points: z.int().positive() }),
  refusals: ['plan.not_found', 'task.coverage_incomplete', 'task.work_points_published'],
});
