import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { reportIdSchema } from './ids.ts';

/** The signer or reviewer opened it: from now on the level below cannot pull it back, and the content is frozen. */
export const openReport = endpoint({
  id: 'task.open-report',
  method: 'POST',
  path: '/api/reports/:reportId/openings',
  summary: '登记审签人或审核员已打开',
  access: { permission: 'round.read', target: 'one' },
  params: z.strictObject({ reportId: reportIdSchema }),
  reply: z.strictObject({ reportId: reportIdSchema, openedBy: z.enum(['signer', 'reviewer', 'nobody']) }),
  refusals: ['task.report_not_found'],
});
