/** Events of the module. Values are strings; ids and states are open, words of people are internal. */
import { event } from '#kernel/event.ts';

export const taskDrafted = event('task.drafted', { version: 1, subject: 'taskId', fields: { taskId: 'open', planId: 'open', year: 'open', clause: 'open', code: 'open' } });

/** The wording of a task changed; the version table has both texts. */
export const taskAmended = event('task.amended', { version: 1, subject: 'taskId', fields: { taskId: 'open', revision: 'open', reason: 'internal' } });

/** A row of one of the machines was taken. `machine` is task.assignment, task.item, task.round or task.report. */
export const taskStepTaken = event('task.step_taken', {
  version: 1,
  subject: 'objectId',
  fields: {
    objectId: 'open',
    machine: 'open',
    machineVersion: 'open',
    taskId: 'open',
    orgId: 'open',
    from: 'open',
    action: 'open',
    to: 'open',
    reasonCode: 'open',
    note: 'internal',
  },
});

export const roundOpened = event('task.round_opened', { version: 1, subject: 'roundId', fields: { roundId: 'open', period: 'open', closesOn: 'open', debts: 'open' } });
/** Carries the working day on which the silent get their orders. */
export const roundClosed = event('task.round_closed', {
  version: 1,
  subject: 'roundId',
  fields: { roundId: 'open', period: 'open', closesOn: 'open', ordersOn: 'open', silent: 'open' },
});
export const roundSealed = event('task.round_sealed', {
  version: 1,
  subject: 'roundId',
  fields: { roundId: 'open', period: 'open', locked: 'open', unapproved: 'open', missing: 'open' },
});

/** The system reminded a unit of what it owes in a round: `stage` is opened, due-soon or urged (催办); `people` may be 0 when nobody holds a post there. */
export const unitReminded = event('task.unit_reminded', {
  version: 1,
  subject: 'roundId',
  fields: { roundId: 'open', period: 'open', orgId: 'open', stage: 'open', debts: 'open', people: 'open' },
});

/** A debt that was not there when the round opened (补列). */
export const debtAdded = event('task.debt_added', { version: 1, subject: 'assignmentId', fields: { assignmentId: 'open', roundId: 'open', orgId: 'open', reason: 'internal' } });

/** The unit's head signed; a silent unit's order can close by it. */
export const reportSigned = event('task.report_signed', {
  version: 1,
  subject: 'reportId',
  fields: { reportId: 'open', roundId: 'open', assignmentId: 'open', taskId: 'open', orgId: 'open', isLate: 'open' },
});

export const clauseExcused = event('task.clause_excused', {
  version: 1,
  subject: 'clause',
  fields: { clause: 'open', planId: 'open', year: 'open', isExcused: 'open', reason: 'internal' },
});
export const workPointsPublished = event('task.work_points_published', {
  version: 1,
  subject: 'planId',
  fields: { planId: 'open', year: 'open', documentNo: 'open', sha256: 'open', points: 'open' },
});
export const unlockAsked = event('task.unlock_asked', {
  version: 1,
  subject: 'unlockId',
  fields: { unlockId: 'open', roundId: 'open', orgId: 'open', assignmentId: 'open', reason: 'internal' },
});
export const unlockDecided = event('task.unlock_decided', {
  version: 1,
  subject: 'unlockId',
  fields: { unlockId: 'open', isGranted: 'open', expiresOn: 'open', reason: 'internal' },
});
export const formRegistered = event('task.form_registered', { version: 1, subject: 'formId', fields: { formId: 'open', title: 'open' } });
export const formApproved = event('task.form_approved', { version: 1, subject: 'formId', fields: { formId: 'open', title: 'open' } });
/** The task is asked every month from now on, or no longer. */
export const taskWatched = event('task.watched', { version: 1, subject: 'taskId', fields: { taskId: 'open', isWatched: 'open', reason: 'internal' } });

/** A task, report or led task was handed over with a post; the id names kind and object. */
export const taskDutyMoved = event('task.duty_moved', {
  version: 1,
  subject: 'dutyId',
  fields: { dutyId: 'internal', orgId: 'open', fromUser: 'internal', toUser: 'internal', reason: 'internal' },
});

export const taskEvents = [
  taskDrafted,
  taskAmended,
  taskStepTaken,
  roundOpened,
  roundClosed,
  roundSealed,
  unitReminded,
  debtAdded,
  reportSigned,
  clauseExcused,
  workPointsPublished,
  unlockAsked,
  unlockDecided,
  formRegistered,
  formApproved,
  taskWatched,
  taskDutyMoved,
] as const;
