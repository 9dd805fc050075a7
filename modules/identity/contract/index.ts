/** The public face of module identity. */
export { changeOrg, fieldsOfAct, holdingKindLabel, holdingKinds, maxMergedOrgs, orgFieldWords, orgRequestSchema } from './change-org.ts';
export type { ReachedOrg } from './grant.ts';
export type { HoldingKind, OrgField, OrgMove, OrgRequest } from './change-org.ts';
export { correctOrgChange } from './correct-org-change.ts';
export { divisionCodeSchema, divisionLevelLabel, divisionLevels, divisionSchema } from './division.ts';
export type { Division, DivisionLevel } from './division.ts';
export { findOrgs } from './find-orgs.ts';
export { getDivision } from './get-division.ts';
export { getOrg } from './get-org.ts';
export { getOrgTree } from './get-org-tree.ts';
export { listDivisions } from './list-divisions.ts';
export { orgEndpoints } from './org-endpoints.ts';
export { orgChanged } from './org-events.ts';
export { asOfSchema, changeIdSchema, daySchema, documentSchema, nameSchema, orgChangeSchema, orgHitSchema, orgSchema, reasonSchema } from './org.ts';
export type { ChangeId, Org, OrgChange, OrgHit } from './org.ts';
export { orgActLabel, orgActs } from './org-act.ts';
export type { OrgAct } from './org-act.ts';
export { accessEndpoints, accessEvents } from './access-endpoints.ts';
export { grantEnded, grantGiven } from './access-events.ts';
export {
  auditActorLabel,
  auditActors,
  auditFormatLabel,
  auditFormats,
  auditKindLabel,
  auditKinds,
  auditLineSchema,
  auditNetworkLabel,
  auditNetworks,
  exportAudit,
  listAudit,
  listMyAccesses,
} from './audit.ts';
export type { AuditActor, AuditFormat, AuditKind, AuditLine, AuditNetwork } from './audit.ts';
export { endGrant } from './end-grant.ts';
export { getPersonAccess } from './get-person-access.ts';
export { giveGrant, grantFaultCodes, heldPermissionSchema, previewGrant } from './give-grant.ts';
export { grantSchema, grantStateLabel, grantStates, newGrantSchema, orgRefSchema, planPathSchema, reachedOrgSchema } from './grant.ts';
export type { GrantState, GrantView, NewGrant } from './grant.ts';
export { grantSortLabel, grantSorts, listGrants } from './list-grants.ts';
export type { GrantSort } from './list-grants.ts';
export { identitySeparations } from './separations.ts';
export { decideApart, decideSeparation, declaredSeparations, defineSeparations, partyOf, separationRules } from './separation.ts';
export type { Party, SeparatedActs, SeparationFacts, SeparationRule } from './separation.ts';
export { orgKindLabel, orgKinds } from './org-kind.ts';
export type { OrgKind } from './org-kind.ts';
export { changePassword } from './change-password.ts';
export { getMe, meSchema } from './me.ts';
export type { Me } from './me.ts';
export { endMySession, listMySessions, sessionIdSchema } from './my-sessions.ts';
export type { SessionId } from './my-sessions.ts';
export {
  addPasskey,
  beginFactorPasskey,
  beginPasskey,
  beginPasskeySignIn,
  beginTotp,
  confirmTotp,
  listPasskeys,
  passkeyIdSchema,
  provePasskey,
  proveTotp,
  removePasskey,
  removeTotp,
  signInWithPasskey,
  webauthnResponseSchema,
} from './second-factor.ts';
export type { PasskeyId } from './second-factor.ts';
export { listAccounts, openAccount, renameAccount } from './accounts.ts';
export type { AccountRow } from './accounts.ts';
export { decideRecovery, listRecoveries, recover, recoveryStateLabel, recoveryStates, requestRecovery } from './recovery.ts';
export type { RecoveryId, RecoveryState } from './recovery.ts';
export { register, setUp } from './set-up.ts';
export { beginProvider, finishProvider } from './sign-in-with-provider.ts';
export { accountActLabel, accountActs, accountChanged, signInCleaned } from './sign-in-events.ts';
export type { AccountAct } from './sign-in-events.ts';
export { signInEndpoints } from './sign-in-endpoints.ts';
export { getSignInOptions } from './sign-in-options.ts';
export { signIn, signInAsDemo, signInReplySchema, signOut } from './sign-in.ts';
export { secondFactorLabel, secondFactors, signInMethodLabel, signInMethods, signInStepLabel, signInSteps } from './sign-in-words.ts';
export type { SecondFactor, SignInMethod, SignInStep } from './sign-in-words.ts';
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
export {
  delegate,
  delegationCauseLabel,
  delegationCauses,
  delegationIdSchema,
  delegationSchema,
  delegationStateLabel,
  delegationStates,
  listMyDelegations,
  revokeDelegation,
} from './delegation.ts';
export type { DelegationCause, DelegationId, DelegationState, DelegationView } from './delegation.ts';
export { findPeople, personHitSchema } from './find-people.ts';
export type { PersonHit } from './find-people.ts';
export {
  exportHandover,
  getHandover,
  exportHandovers,
  handoverActionLabel,
  handoverActions,
  handoverFilter,
  handoverIdSchema,
  handoverSortLabel,
  handoverSorts,
  handoverStateLabel,
  handoverStates,
  listHandovers,
  listUnheldDuties,
  noteHandover,
  planHandover,
  stepHandover,
} from './handover.ts';
export type { HandoverAction, HandoverId, HandoverRow, HandoverSort, HandoverState, HandoverView } from './handover.ts';
export { addPerson, appoint, changePerson, endPost, exportPeople, getPerson, listPeople, personRowSchema, personSortLabel, personSorts } from './people.ts';
export type { PersonRow, PersonSort } from './people.ts';
export { peopleEndpoints, peopleEvents } from './people-endpoints.ts';
export { delegationMade, delegationRevoked, handoverStepped, personChanged, personRegistered, postLeft, postTaken, registerImported } from './people-events.ts';
export { newPostSchema, postIdSchema, postSchema, postStateLabel, postStates } from './post.ts';
export type { NewPost, PostId, PostState, PostView } from './post.ts';
export {
  exportRegister,
  importRegister,
  maxRegisterBytes,
  maxRegisterRows,
  maxShownErrors,
  previewRegister,
  registerColumns,
  registerErrorSchema,
  registerSheetLabel,
  registerSheets,
} from './register.ts';
export type { RegisterError, RegisterSheet } from './register.ts';
