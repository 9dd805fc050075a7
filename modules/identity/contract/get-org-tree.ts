import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { asOfSchema, orgSchema } from './org.ts';

/** All units in being on a day, parents before children, siblings in their order. */
export const getOrgTree = endpoint({
  id: 'identity.get-org-tree',
  method: 'GET',
  path: '/api/orgs',
  summary: '某日的单位树',
  access: 'signed-in',
  query: z.strictObject({ on: asOfSchema }),
  reply: z.strictObject({
    on: z.string(),
    items: z.array(orgSchema),
    /** `identity.administer-people` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
