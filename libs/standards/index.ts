/** The public face: national standards as pure functions on strings. Nothing else of this folder is public. */
export { hasOrgCodeCheck, orgCodeCheckCharacter } from './org-code.ts';
export {
  divisionLevelLabel,
  divisionLevelOf,
  divisionLevels,
  divisionPathOf,
  isDivisionWithin,
  isStatisticalZone,
  parentDivisionOf,
  readDivisionCode,
} from './divisions.ts';
export type { DivisionLevel, DivisionReading } from './divisions.ts';
export { readUscc, tidyCode, usccAlphabet, usccCheckCharacter, usccDepartmentLabel, usccFaults, usccKindLabel } from './uscc.ts';
export type { UsccFault, UsccReading } from './uscc.ts';
