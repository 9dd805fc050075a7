import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { grantIdSchema } from './person.ts';

/** Ends a grant now; it stays readable. The last living administrator of a kind cannot lose the role. */
export const endGrant = endpoint({
  id: 'identity.end-grant',
  method: 'POST',
  path: '/api/grants/:grantId/end',
  summary: '结束授权',
  access: { permission: 'identity.administer-grants', target: 'one' },
  params: z.strictObject({ grantId: grantIdSchema }),
  body: z.strictObject({ reason: z.string().trim().min(1).max(500).meta({ label: '结束原因' }) }),
  reply: z.strictObject({ grantId: grantIdSchema, endedAt: z.string() }),
  refusals: ['identity.grant_not_found', 'identity.grant_ended_already', 'identity.grant_last_admin', 'identity.grant_to_self'],
});
