/** The public face of module task: safe in browser, server, CLI and at partners. */
export { answerOpinion } from './answer-opinion.ts';
export { approveForm } from './approve-form.ts';
export { askUnlock } from './ask-unlock.ts';
export { taskSeparations } from './separations.ts';
export { assignmentRoleLabel, assignmentRoles, assignmentStateLabel, assignmentStates, refusalGroundLabel, refusalGrounds } from './assignment.ts';
export type { AssignmentRole, AssignmentState, RefusalGround } from './assignment.ts';
export { cellKindLabel, cellKinds, formStateLabel, formStates } from './burden.ts';
export type { CellKind, FormState } from './burden.ts';
export { decideUnlock } from './decide-unlock.ts';
export { draftForm } from './draft-form.ts';
export { draftTasks } from './draft-tasks.ts';
export {
  clauseExcused,
  debtAdded,
  formApproved,
  formRegistered,
  reportSigned,
  roundClosed,
  roundOpened,
  roundSealed,
  taskAmended,
  taskDrafted,
  taskEvents,
  taskStepTaken,
  taskDutyMoved,
  taskWatched,
  unitReminded,
  unlockAsked,
  unlockDecided,
  workPointsPublished,
} from './events.ts';
export { excuseClause } from './excuse-clause.ts';
export { exportDebts } from './export-debts.ts';
export { exportRound } from './export-round.ts';
export { exportTasks } from './export-tasks.ts';
export { exportWorkPoints } from './export-work-points.ts';
export { getBurden } from './get-burden.ts';
export { getDebt, heldFactSchema, reportCheckSchema } from './get-debt.ts';
export { getHome } from './get-home.ts';
export { getPhoto } from './get-photo.ts';
export { getRound } from './get-round.ts';
export { getTaskVersion } from './get-task-version.ts';
export { getTask, opinionViewSchema, taskReportViewSchema } from './get-task.ts';
export { getWorkPoints, workPointSchema } from './get-work-points.ts';
export type { WorkPoint } from './get-work-points.ts';
export { getYearCoverage } from './get-year-coverage.ts';
export { giveOpinion } from './give-opinion.ts';
export { assignmentIdSchema, photoIdSchema, reportIdSchema, roundIdSchema, taskIdSchema, taskMilestoneIdSchema, unlockIdSchema } from './ids.ts';
export type { AssignmentId, PhotoId, ReportId, RoundId, TaskId, TaskMilestoneId, UnlockId } from './ids.ts';
export { importTasks } from './import-tasks.ts';
export { listDebts } from './list-debts.ts';
export { listFilters } from './list-filters.ts';
export { formEveries, formEveryLabel, formViewSchema, listForms } from './list-forms.ts';
export type { FormEvery } from './list-forms.ts';
export { listReports } from './list-reports.ts';
export { listRounds } from './list-rounds.ts';
export { listTasks, taskFilterSchema, taskSortLabel, taskSorts } from './list-tasks.ts';
export type { TaskSort } from './list-tasks.ts';
export { listUnlocks } from './list-unlocks.ts';
export { openReport } from './open-report.ts';
export { taskPermissions } from './permissions.ts';
export type { TaskPermission } from './permissions.ts';
export { previewTaskImport } from './preview-task-import.ts';
export { proposeTasks } from './propose-tasks.ts';
export { publishWorkPoints } from './publish-work-points.ts';
export { remindUnitsOfRound } from './remind-units.ts';
export { reportNoChange } from './report-no-change.ts';
export {
  debtStandingLabel,
  debtStandings,
  factAnswerLabel,
  factAnswers,
  judgementLabel,
  judgements,
  reportStateLabel,
  reportStates,
  returnGroundLabel,
  returnGrounds,
  roundStateLabel,
  roundStates,
} from './report.ts';
export type { DebtStanding, FactAnswer, Judgement, ReportState, ReturnGround, RoundState } from './report.ts';
export { saveFilter } from './save-filter.ts';
export { saveReport } from './save-report.ts';
export { saveTask } from './save-task.ts';
export {
  assignmentViewSchema,
  claimSchema,
  debtViewSchema,
  milestoneViewSchema,
  originSchema,
  periodSchema,
  personRefSchema,
  rateSchema,
  ratesSchema,
  reasonTextSchema,
  reportContentSchema,
  revisionSchema,
  roundViewSchema,
  rowResultSchema,
  stepViewSchema,
  taskDaySchema,
  taskSummarySchema,
  unitRefSchema,
  wordsSchema,
  yearQuerySchema,
  yearSchema,
} from './shapes.ts';
export type { AssignmentView, DebtView, ReportContentInput, RoundView, RowResult, TaskSummary } from './shapes.ts';
export { summariseRound } from './summarise-round.ts';
export { assignmentStepActionLabel, assignmentStepActions, takeAssignmentStep } from './take-assignment-step.ts';
export type { AssignmentStepAction } from './take-assignment-step.ts';
export { itemStepActionLabel, itemStepActions, takeItemStep } from './take-item-step.ts';
export type { ItemStepAction } from './take-item-step.ts';
export { reportStepActionLabel, reportStepActions, takeReportSteps } from './take-report-steps.ts';
export type { ReportStepAction } from './take-report-steps.ts';
export { takeTaskSteps, taskStepActionLabel, taskStepActions } from './take-task-steps.ts';
export type { TaskStepAction } from './take-task-steps.ts';
export { taskFieldsSchema } from './task-input.ts';
export type { TaskFields } from './task-input.ts';
export { coverageKindLabel, coverageKinds, itemStateLabel, itemStates, standardKindLabel, standardKinds, taskTierLabel, taskTiers } from './task-item.ts';
export type { CoverageKind, ItemState, StandardKind, TaskTier } from './task-item.ts';
export { maxTaskSheetBytes, taskSheetEditSchema, taskSheetErrorSchema, taskSheetFile } from './task-sheet.ts';
export { photoFile, uploadPhoto } from './upload-photo.ts';
