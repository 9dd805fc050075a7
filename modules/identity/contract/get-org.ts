import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { orgActs } from './org-act.ts';
import { asOfSchema, changeIdSchema, orgChangeSchema, orgSchema } from './org.ts';
import { orgIdSchema } from './person.ts';

export const orgLinkSchema = z.strictObject({
  act: z.enum(orgActs).extract(['merge', 'split']),
  on: z.string(),
  changeId: changeIdSchema,
  from: z.strictObject({ orgId: orgIdSchema, name: z.string() }),
  to: z.strictObject({ orgId: orgIdSchema, name: z.string() }),
});
/** A unit with everything that is known of it: all its versions, its changes newest first, where it came from and went to. */
export const getOrg = endpoint({
  id: 'identity.get-org',
  method: 'GET',
  path: '/api/orgs/:orgId',
  summary: '一个单位的登记、沿革和来龙去脉',
  access: 'signed-in',
  params: z.strictObject({ orgId: orgIdSchema }),
  query: z.strictObject({ on: asOfSchema }),
  reply: z.strictObject({
    on: z.string(),
    /** as it is on the day; null = not in being then */
    org: orgSchema.nullable(),
    /** last known name */
    name: z.string(),
    /** oldest first; empty when its establishment was voided */
    versions: z.array(orgSchema.extend({ parentName: z.string().nullable(), divisionName: z.string().nullable() })),
    /** wanted back by every change */
    revision: z.int().positive(),
    path: z.array(z.string()),
    childCount: z.int().nonnegative(),
    changes: z.array(orgChangeSchema),
    cameFrom: z.array(orgLinkSchema),
    wentTo: z.array(orgLinkSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['identity.org_not_found'],
});
