/** Pure rules of the module. */
export { dayAfter, dayBefore } from './days.ts';
export { nameKey } from './name-key.ts';
export { foldOrgFacts, isInForce, lineageOf, orgsOn } from './org-history.ts';
export type { OrgHistory } from './org-history.ts';
export { orgFaultCodes } from './org-fact.ts';
export type { OrgDetails, OrgFact, OrgFactBody, OrgFault, OrgFaultCode, OrgLink, OrgVersion } from './org-fact.ts';
export { describeOrgFact, describeOrgVersion } from './describe-org-change.ts';
export { factsOfRequest, findFieldFaults } from './plan-org-change.ts';
export { grantFaults } from './check-grant.ts';
export type { GrantFacts, OtherGrant } from './check-grant.ts';
export { decideDelegation } from './decide-delegation.ts';
export type { GrantReachOnDay, OriginGrant } from './decide-delegation.ts';
