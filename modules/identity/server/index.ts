/** What later modules and the composition may call. */
export { recordAct, recordView } from './audit-trail.ts';
export type { View } from './audit-trail.ts';
export { divisionNames } from './division-names.ts';
export { openSession } from './open-session.ts';
export { issueSetupCode } from './set-up.ts';
export { seedDemoPeople } from './seed-demo-people.ts';
export type { DemoKeys } from './seed-demo-people.ts';
export { sessionActors } from './session-actor.ts';
export { loadActor, readGrants } from './load-actor.ts';
export { findOrg, listOrgNames, livingOrgs, orgsUnder } from './org-names.ts';
export type { FoundOrg } from './org-names.ts';
export { orgsByName, registeredNames } from './orgs-by-name.ts';
export { holdersAt, holdersOf, personNames } from './people-names.ts';
export { signatureNames } from './signature-names.ts';
export type { RoleHolder } from './people-names.ts';
export { demoOrgIds, seedDemoOrgs } from './seed-demo-orgs.ts';
export { findUnheldDuties, moveDuties, openDutiesOf } from './open-duties.ts';
