/** The use cases of the module. */
import { getBurdenUseCase } from './burden.ts';
import { draftTasksUseCase } from './draft-tasks.ts';
import { excuseClauseUseCase } from './excuse-clause.ts';
import { exportDebtsUseCase, exportRoundUseCase } from './export-round.ts';
import { approveFormUseCase, draftFormUseCase, listFormsUseCase } from './forms.ts';
import { getDebtUseCase } from './get-debt.ts';
import { getTaskUseCase } from './get-task.ts';
import { getYearCoverageUseCase } from './get-year-coverage.ts';
import { answerOpinionUseCase, giveOpinionUseCase } from './give-opinion.ts';
import { getHomeUseCase } from './home.ts';
import { listDebtsUseCase } from './list-debts.ts';
import { listReportsUseCase } from './list-reports.ts';
import { listTasksUseCase } from './list-tasks.ts';
import { openReportUseCase } from './open-report.ts';
import { getPhotoUseCase, uploadPhotoUseCase } from './photos.ts';
import { proposeTasksUseCase } from './propose-tasks.ts';
import { getRoundUseCase, listRoundsUseCase, summariseRoundUseCase } from './rounds.ts';
import { remindUnitsOfRoundUseCase } from './remind-by-hand.ts';
import { reportNoChangeUseCase, saveReportUseCase } from './save-report.ts';
import { getTaskVersionUseCase, saveTaskUseCase } from './save-task.ts';
import { listFiltersUseCase, saveFilterUseCase } from './saved-filters.ts';
import { takeAssignmentStepUseCase } from './take-assignment-step.ts';
import { takeItemStepUseCase } from './take-item-step.ts';
import { takeReportStepsUseCase } from './take-report-steps.ts';
import { takeTaskStepsUseCase } from './take-task-steps.ts';
import { exportWorkPointsUseCase } from './export-work-points.ts';
import { exportTasksUseCase, importTasksUseCase, previewTaskImportUseCase } from './task-sheets.ts';
import { askUnlockUseCase, decideUnlockUseCase, listUnlocksUseCase } from './unlocks.ts';
import { getWorkPointsUseCase, publishWorkPointsUseCase } from './work-points.ts';

export const taskRoutes = [
  answerOpinionUseCase,
  approveFormUseCase,
  askUnlockUseCase,
  decideUnlockUseCase,
  draftFormUseCase,
  draftTasksUseCase,
  excuseClauseUseCase,
  exportDebtsUseCase,
  exportRoundUseCase,
  remindUnitsOfRoundUseCase,
  exportTasksUseCase,
  exportWorkPointsUseCase,
  getBurdenUseCase,
  getDebtUseCase,
  getHomeUseCase,
  getPhotoUseCase,
  getRoundUseCase,
  getTaskUseCase,
  getTaskVersionUseCase,
  getWorkPointsUseCase,
  getYearCoverageUseCase,
  giveOpinionUseCase,
  importTasksUseCase,
  listDebtsUseCase,
  listFiltersUseCase,
  listFormsUseCase,
  listReportsUseCase,
  listRoundsUseCase,
  listTasksUseCase,
  listUnlocksUseCase,
  openReportUseCase,
  previewTaskImportUseCase,
  proposeTasksUseCase,
  publishWorkPointsUseCase,
  reportNoChangeUseCase,
  saveFilterUseCase,
  saveReportUseCase,
  saveTaskUseCase,
  summariseRoundUseCase,
  takeAssignmentStepUseCase,
  takeItemStepUseCase,
  takeReportStepsUseCase,
  takeTaskStepsUseCase,
  uploadPhotoUseCase,
] as const;
