import type { AnyUseCase } from '#kernel/server/use-case.ts';
import { actOnInspectionUseCase, actOnInspectionsUseCase, getInspectionUseCase } from './act-on-inspection.ts';
import { getInspectionNoticeUseCase, getRectifyNoticeUseCase } from './documents.ts';
import { addInspectionFileUseCase, getInspectionFileUseCase } from './files.ts';
import { noteFindingUseCase } from './findings.ts';
import { exportInspectionsUseCase, listInspectionsUseCase } from './list-inspections.ts';
import { planInspectionUseCase } from './plan-inspection.ts';
import { getYearPlanDocumentUseCase, getYearPlanUseCase, issueYearPlanUseCase } from './year-plan.ts';

export const inspectionRoutes: readonly AnyUseCase[] = [
  listInspectionsUseCase,
  exportInspectionsUseCase,
  planInspectionUseCase,
  actOnInspectionsUseCase,
  getInspectionUseCase,
  actOnInspectionUseCase,
  noteFindingUseCase,
  addInspectionFileUseCase,
  getInspectionFileUseCase,
  getInspectionNoticeUseCase,
  getRectifyNoticeUseCase,
  getYearPlanUseCase,
  issueYearPlanUseCase,
  getYearPlanDocumentUseCase,
];
