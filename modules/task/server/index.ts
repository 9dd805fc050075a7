/** What later modules and the composition may call. */
export { addDebtsOf } from './add-debts.ts';
export { listRulingsAsked, listWorkPointsToAdopt } from './for-meetings.ts';
export type { ListToAdopt, RulingAsked } from './for-meetings.ts';
export { taskGroundForLights } from './light-ground.ts';
export type { TaskGroundForLights } from './light-ground.ts';
export { openRound, turnRounds } from './run-rounds.ts';
export { seedDemoTasks } from './seed-demo-tasks.ts';
export { findRound, listSilentDebts, roundsOrderedOn } from './silent-debts.ts';
export type { SilentDebt } from './silent-debts.ts';
export { taskRows } from './task-rows.ts';
export type { AssignmentRow, MilestoneRow, TaskRow } from './task-rows.ts';
export { watchTask } from './watch-task.ts';
export { listReportingOf } from './task-reporting.ts';
export { listUnsignedAssignments } from './unsigned.ts';
export type { UnsignedAssignment } from './unsigned.ts';
export { listTasksDue } from './tasks-due.ts';
export type { TaskDue } from './tasks-due.ts';
export { taskIdsOfAnchors } from './tasks-of-anchors.ts';
