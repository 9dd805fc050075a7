/** The public face of module inspection. */
export { inspectionSeparations } from './separations.ts';
export {
  inspectionDetailsSchema,
  inspectionFileIdSchema,
  inspectionFileSchema,
  inspectionFileSideLabel,
  inspectionFileSides,
  inspectionFindingIdSchema,
  inspectionFindingSchema,
  inspectionIdSchema,
  inspectionMemberSchema,
  inspectionStateLabel,
  inspectionStates,
  inspectionSummarySchema,
  inspectionVerdictLabel,
  inspectionVerdicts,
  teamMemberStateLabel,
  teamMemberStates,
} from './inspection.ts';
export type {
  InspectionDetails,
  InspectionFile,
  InspectionFileSide,
  InspectionFinding,
  InspectionId,
  InspectionState,
  InspectionSummary,
  InspectionVerdict,
  TeamMemberState,
} from './inspection.ts';
export {
  exportInspections,
  getInspectionNotice,
  getRectifyNotice,
  getYearPlan,
  getYearPlanDocument,
  inspectionFilterShape,
  inspectionSortLabel,
  inspectionSorts,
  inspectionStandingLabel,
  inspectionStandings,
  issueYearPlan,
  listInspections,
  yearPlanSchema,
} from './list-inspections.ts';
export type { InspectionSort, InspectionStanding } from './list-inspections.ts';
export {
  actOnInspection,
  actOnInspections,
  addInspectionFile,
  getInspection,
  getInspectionFile,
  inspectionActLabel,
  inspectionActs,
  noteFinding,
  planInspection,
} from './inspection-acts.ts';
export type { InspectionAct } from './inspection-acts.ts';
export { inspectionEndpoints } from './endpoints.ts';
export { findingNoted, inspectionDutyMoved, inspectionEvents, inspectionFileAdded, inspectionPlanIssued, inspectionStepped } from './events.ts';
export { inspectionNumberParam, inspectionParam, inspectionParams, inspectionTeamParam } from './params.ts';
export { inspectionPermissions } from './permissions.ts';
export type { InspectionPermission } from './permissions.ts';
