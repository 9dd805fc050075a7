import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { orgIdSchema } from '#identity/contract';
import { assignmentIdSchema, reportIdSchema, roundIdSchema, taskIdSchema } from './ids.ts';
import { judgements, reportStates } from './report.ts';
import { unitRefSchema } from './shapes.ts';

/** The queue of those who sign, review and confirm. */
export const listReports = endpoint({
  id: 'task.list-reports',
  method: 'GET',
  path: '/api/reports',
  summary: '待审签、待审核的填报',
  access: { permission: 'round.read', target: 'many' },
  query: z.strictObject({
    state: z.enum(reportStates).optional().meta({ label: '填报状态' }),
    roundId: roundIdSchema.optional(),
    orgId: orgIdSchema.optional(),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        reportId: reportIdSchema,
        roundId: roundIdSchema,
        assignmentId: assignmentIdSchema,
        taskId: taskIdSchema,
        period: z.string(),
        code: z.string(),
        title: z.string(),
        org: unitRefSchema,
        state: z.enum(reportStates),
        isNoChange: z.boolean(),
        done: z.string(),
        judgement: z.enum(judgements),
        /** explanations of soft checks, disputes and claims: what a reviewer looks at first */
        flags: z.array(z.string()),
        submittedAt: z.string().nullable(),
        revision: z.int().positive(),
        actions: z.array(actionOfferSchema),
      }),
    ),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
  }),
  refusals: [],
});
