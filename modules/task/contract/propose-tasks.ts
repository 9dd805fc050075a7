import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { originSchema, yearQuerySchema } from './shapes.ts';
import { taskFieldsSchema } from './task-input.ts';

/** A draft for every active clause that has no task yet, as far as the text goes. Nothing is stored or issued. */
export const proposeTasks = endpoint({
  id: 'task.propose-tasks',
  method: 'GET',
  path: '/api/tasks/proposals',
  summary: '由方案条款拟出年度任务草案，不保存',
  access: { permission: 'task.draft', target: 'many' },
  query: z.strictObject({ planId: planIdSchema, year: yearQuerySchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    items: z.array(
      z.strictObject({
        clause: z.string(),
        label: z.string(),
        words: z.string(),
        fields: taskFieldsSchema,
        origin: originSchema,
        /** units that the text names and the register does not know */
        unknownUnits: z.array(z.string()),
      }),
    ),
  }),
  refusals: ['plan.not_found', 'calendar.year_missing'],
});
