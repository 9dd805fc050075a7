import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { ledgerSchema } from './ledger.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

/**
 * The compiled ledger of a version, `luoshi.plan/1`: the same bytes as `luoshi compile` prints
 * for the same file and compiler. `?download=1` adds a file name for saving.
 */
export const getLedger = endpoint({
  id: 'plan.get-ledger',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/ledger',
  summary: '方案版本的机读台账（luoshi.plan/1）',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ download: z.literal('1').optional().meta({ label: '下载' }) }),
  reply: ledgerSchema,
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
