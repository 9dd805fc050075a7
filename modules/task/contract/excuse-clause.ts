import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { reasonTextSchema, yearSchema } from './shapes.ts';

/** Says why an active clause has no task in a year; `reason` null takes the excuse back. */
export const excuseClause = endpoint({
  id: 'task.excuse-clause',
  method: 'POST',
  path: '/api/tasks/excuses',
  summary: '说明某条款本年度不列任务的理由，或收回',
  access: { permission: 'task.draft', target: 'many' },
  body: z.strictObject({ planId: planIdSchema, year: yearSchema, clause: z.string().min(1).max(120).meta({ label: '条款' }), reason: reasonTextSchema.nullable() }),
  reply: z.strictObject({ clause: z.string(), isExcused: z.boolean() }),
  refusals: ['plan.not_found', 'task.clause_unknown', 'task.clause_has_task', 'task.excuse_missing', 'task.work_points_published'],
});
