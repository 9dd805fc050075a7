import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, planSummarySchema, planVersionSchema } from './plan.ts';

/** One plan with all its versions, newest first. */
export const getPlan = endpoint({
  id: 'plan.get-plan',
  method: 'GET',
  path: '/api/plans/:planId',
  summary: '一个方案及其全部版本',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema }),
  reply: z.strictObject({
    plan: planSummarySchema,
    versions: z.array(planVersionSchema),
    /** `plan.import` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found'],
});
