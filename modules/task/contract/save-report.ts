import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { reportCheckSchema } from './get-debt.ts';
import { assignmentIdSchema, reportIdSchema, roundIdSchema } from './ids.ts';
import { reportStates } from './report.ts';
import { reportContentSchema } from './shapes.ts';

/**
 * Saves the draft of a report, and submits it when asked. `expectedRevision` is 0 for the first save; the second of two
 * writers is refused with `task.changed_meanwhile` (409), `fields` say what differs.
 */
export const saveReport = endpoint({
  id: 'task.save-report',
  method: 'PUT',
  path: '/api/rounds/:roundId/debts/:assignmentId/report',
  summary: '保存填报草稿，可同时提交',
  access: { permission: 'report.write', target: 'one' },
  params: z.strictObject({ roundId: roundIdSchema, assignmentId: assignmentIdSchema }),
  body: z.strictObject({
    expectedRevision: z.int().nonnegative().meta({ label: '版本号' }),
    content: reportContentSchema,
    isSubmitted: z.boolean().default(false).meta({ label: '提交' }),
  }),
  reply: z.strictObject({ reportId: reportIdSchema, revision: z.int().positive(), state: z.enum(reportStates), checks: z.array(reportCheckSchema) }),
  refusals: [
    'task.debt_not_found',
    'task.changed_meanwhile',
    'task.period_locked',
    'task.round_not_open',
    'task.debt_dropped',
    'task.org_dissolved',
    'task.report_checks',
    'task.milestone_unknown',
    'task.photo_unknown',
    'task.fact_unknown',
    'lifecycle.wrong_state',
  ],
});
