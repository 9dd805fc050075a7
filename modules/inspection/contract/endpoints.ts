import { actOnInspection, actOnInspections, addInspectionFile, getInspection, getInspectionFile, noteFinding, planInspection } from './inspection-acts.ts';
import { exportInspections, getInspectionNotice, getRectifyNotice, getYearPlan, getYearPlanDocument, issueYearPlan, listInspections } from './list-inspections.ts';

export const inspectionEndpoints = [
  listInspections,
  exportInspections,
  planInspection,
  actOnInspections,
  getInspection,
  actOnInspection,
  noteFinding,
  addInspectionFile,
  getInspectionFile,
  getInspectionNotice,
  getRectifyNotice,
  getYearPlan,
  issueYearPlan,
  getYearPlanDocument,
] as const;
