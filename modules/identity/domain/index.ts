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
export { accountNameLength, nameFaultText, readAccountName, skeletonOf } from './account-name.ts';
export type { NameFault, ReadName } from './account-name.ts';
export { lockState, strictest } from './lock-out.ts';
export type { LockRule, LockState } from './lock-out.ts';
export {
  isPasswordExpired,
  passwordFaults,
  passwordFaultText,
  passwordForm,
  passwordProfileNames,
  passwordProfiles,
  passwordRuleTexts,
  profileDeviations,
} from './password-profile.ts';
export type { PasswordCheck, PasswordFault, PasswordProfile, PasswordProfileName } from './password-profile.ts';
export { demoPeople } from './demo-people.ts';
export type { DemoPerson } from './demo-people.ts';
export { handoverMachine } from './handover-machine.ts';
export type { HandoverFacts } from './handover-machine.ts';
export { readDay, readRegisterSheet, registerSheetOf } from './register-cells.ts';
export type { RegisterCell, RegisterRow } from './register-cells.ts';
export { divisionCodesIn, readRegister } from './read-register.ts';
export type { NewHolding, RegisterGround, RegisterRead } from './read-register.ts';
