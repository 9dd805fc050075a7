import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, planNodeSchema, planSummarySchema, planVersionSchema, versionIdSchema } from './plan.ts';

/** One version: description, the whole text and its outline, for the page that shows both side by side. */
export const getVersion = endpoint({
  id: 'plan.get-version',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId',
  summary: '方案的一个版本：全文与目录',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  reply: z.strictObject({
    plan: planSummarySchema,
    version: planVersionSchema,
    /** the decoded text; every offset refers to it */
    text: z.string(),
    /** in text order; a node's children follow it */
    nodes: z.array(planNodeSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
