import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { newGrantSchema, reachedOrgSchema } from './grant.ts';
import { grantIdSchema } from './person.ts';

export const grantFaultCodes = [
  'identity.grant_person_unknown',
  'identity.grant_person_inactive',
  'identity.grant_person_kind',
  'identity.grant_role_fixed',
  'identity.grant_to_self',
  'identity.grant_org_missing',
  'identity.grant_org_unknown',
  'identity.grant_region_foreign',
  'identity.grant_days_reversed',
  'identity.grant_in_past',
  'identity.grant_admin_reach',
  'identity.grant_exists',
  'access.separation',
] as const;

/** Gives a role to a person. Nobody gives one to themselves; administrators hold nothing else (S10). */
export const giveGrant = endpoint({
  id: 'identity.give-grant',
  method: 'POST',
  path: '/api/grants',
  summary: '授权',
  access: { permission: 'identity.administer-grants', target: 'many' },
  body: newGrantSchema,
  reply: z.strictObject({ grantId: grantIdSchema }),
  refusals: [...grantFaultCodes],
});

/** What a permission reaches, for "what can this person see". */
export const heldPermissionSchema = z.strictObject({
  permission: z.string(),
  label: z.string(),
  needsSecondFactor: z.boolean(),
  /** by the grant asked about; false = held already */
  isNew: z.boolean(),
});

/** Checks a grant without giving it: every fault, and what the person could do with it. */
export const previewGrant = endpoint({
  id: 'identity.preview-grant',
  method: 'POST',
  path: '/api/grants/previews',
  summary: '授权预览：有什么问题、授权后能做什么',
  access: { permission: 'identity.administer-grants', target: 'many' },
  body: newGrantSchema,
  reply: z.strictObject({
    faults: z.array(z.strictObject({ code: z.string(), reason: z.string() })),
    permissions: z.array(heldPermissionSchema),
    /** units that the grant reaches on its first day, dissolved ones whose affairs they have taken over last; null = all */
    orgs: z.array(reachedOrgSchema).nullable(),
  }),
  refusals: [],
});
