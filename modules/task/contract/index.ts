/** The public face of module task: safe in browser, server, CLI and at partners. */
export { assignmentRoleLabel, assignmentRoles, assignmentStateLabel, assignmentStates, refusalGroundLabel, refusalGrounds } from './assignment.ts';
export type { AssignmentRole, AssignmentState, RefusalGround } from './assignment.ts';
export { cellKindLabel, cellKinds, formStateLabel, formStates } from './burden.ts';
export type { CellKind, FormState } from './burden.ts';
export { assignmentIdSchema, photoIdSchema, reportIdSchema, roundIdSchema, taskIdSchema, taskMilestoneIdSchema, unlockIdSchema } from './ids.ts';
export type { AssignmentId, PhotoId, ReportId, RoundId, TaskId, TaskMilestoneId, UnlockId } from './ids.ts';
export { taskPermissions } from './permissions.ts';
export type { TaskPermission } from './permissions.ts';
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
export { coverageKindLabel, coverageKinds, itemStateLabel, itemStates, standardKindLabel, standardKinds, taskTierLabel, taskTiers } from './task-item.ts';
export type { CoverageKind, ItemState, StandardKind, TaskTier } from './task-item.ts';
