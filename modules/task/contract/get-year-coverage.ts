import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { planIdSchema } from '#plan/contract';
import { taskIdSchema } from './ids.ts';
import { yearQuerySchema } from './shapes.ts';
import { coverageKinds } from './task-item.ts';

/** The proof that no active clause of the year was left out. */
export const getYearCoverage = endpoint({
  id: 'task.get-year-coverage',
  method: 'GET',
  path: '/api/tasks/coverage',
  summary: '年度分解的覆盖证明：每个条款有任务或有理由',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject({ planId: planIdSchema, year: yearQuerySchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    /** clauses of the plan, and those active in the year */
    clauses: z.int().nonnegative(),
    active: z.int().nonnegative(),
    counts: z.record(z.enum(coverageKinds), z.int().nonnegative()),
    assignments: z.int().nonnegative(),
    openAssignments: z.int().nonnegative(),
    isComplete: z.boolean(),
    publishedAt: z.string().nullable(),
    documentNo: z.string().nullable(),
    items: z.array(
      z.strictObject({
        clause: z.string(),
        label: z.string(),
        title: z.string(),
        section: z.string(),
        kind: z.enum(coverageKinds),
        excuse: z.string().nullable(),
        tasks: z.array(z.strictObject({ taskId: taskIdSchema, code: z.string(), title: z.string(), open: z.int().nonnegative() })),
      }),
    ),
    inactive: z.array(z.strictObject({ clause: z.string(), label: z.string(), title: z.string(), reason: z.string() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found'],
});
