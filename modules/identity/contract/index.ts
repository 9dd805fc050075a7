/** The public face of module identity. */
export { orgChanged } from './org-events.ts';
export { asOfSchema, changeIdSchema, daySchema, documentSchema, nameSchema, orgChangeSchema, orgHitSchema, orgSchema, reasonSchema } from './org.ts';
export type { ChangeId, Org, OrgChange, OrgHit } from './org.ts';
export { orgActLabel, orgActs } from './org-act.ts';
export type { OrgAct } from './org-act.ts';
export { orgKindLabel, orgKinds } from './org-kind.ts';
export type { OrgKind } from './org-kind.ts';
export { identityPermissions } from './permissions.ts';
export type { IdentityPermission } from './permissions.ts';
export {
  grantIdSchema,
  orgIdSchema,
  personKindLabel,
  personKinds,
  personStatuses,
  personStatusLabel,
  stampLabel,
  stamps,
  userIdSchema,
} from './person.ts';
export type { GrantId, OrgId, PersonKind, PersonStatus, Stamp, UserId } from './person.ts';
export { grantReaches, grantReachLabel, isAdminRole, isGrantable, normalReach, roleLabel, roles, roleSchema } from './roles.ts';
export type { GrantReach, Role } from './roles.ts';
