import type { Outcome } from './expectation.ts';

/**
 * Routes whose rows name no place of their own: what the same role gets whose right is for another unit only, and for another part of the
 * plan only. Reviewed line by line against the design; a route that is in neither list and has no `places` fails the matrix.
 *
 * The sentences of the design that decide (design/trust.md, design/workflows.md):
 * - trust 3.1: a grant is user, unit, role, regions, plan-subtree paths and days; what it does not reach is 404 as if it were not there,
 *   what it reaches without the act is 403 with the reason.
 * - trust 3.3 no. 2: "has the right somewhere" is a class of faults, with a column of its own in the matrix.
 * - ADR 0034: what concerns a plan as a whole needs a right for all of it.
 */

/** Rows of a unit, of a task or of the county that the right does not reach: as if they were not there (trust 3.1). */
const notThere: Readonly<Record<string, Outcome>> = {
  'POST /api/orders/:orderId/objections': 'supervision.order_not_found',
  'POST /api/orders/:orderId/objections/:objectionId/decisions': 'supervision.order_not_found',
  'POST /api/orders/:orderId/reviews/:reviewId/outcomes': 'supervision.order_not_found',
  'POST /api/inspections/:inspectionId/findings': 'inspection.not_found',
  // Workflows 9: the leading group decides for the county; its papers are no unit's.
  'GET /api/meetings/:meetingId': 'meeting.not_found',
  'GET /api/meetings/:meetingId/minutes': 'meeting.not_found',
  'POST /api/meetings/:meetingId/acts': 'meeting.not_found',
};

/** Acts of the county as such, and what only those see who act there: a right at one unit or for a part of a plan is none (trust 3.3 no. 2). */
const ofTheCounty: readonly string[] = [
  // Workflows 17: an inspection is planned for a unit that the right reaches; the year's plan is issued once for all units.
  'POST /api/inspections',
  'POST /api/inspection-plans/:year/issues',
  // Workflows 1, 三员: exclusive of each other, for the whole node; workflows 16: a hand-over moves everything that hangs on a post, wherever it lies.
  'POST /api/grants/previews',
  'GET /api/audit',
  'GET /api/audit/export',
  'POST /api/orgs/changes',
  'POST /api/orgs/changes/:changeId/corrections',
  'POST /api/people',
  'PATCH /api/people/:userId',
  'POST /api/people/:userId/posts',
  'POST /api/posts/:postId/end',
  'POST /api/register/previews',
  'POST /api/register/imports',
  'GET /api/handovers/unheld-duties',
  'POST /api/handovers',
  'GET /api/accounts',
  'POST /api/people/:userId/account',
  'POST /api/people/:userId/account/names',
  'GET /api/recoveries',
  'POST /api/recoveries',
  'POST /api/recoveries/:recoveryId/decisions',
  // Workflows, head: every number is a value in a dated parameter set; workflows 0 and 2: one working calendar, one list of duties for all.
  'POST /api/parameters/:code/previews',
  'POST /api/parameters/:code/values',
  'POST /api/working-calendar/previews',
  'POST /api/working-calendar/imports',
  'POST /api/duties/:code/:period/exemptions',
  'POST /api/duties/:code/:period/exemptions/ends',
  // Workflows 14: a version is imported and proved complete as one text; its machine reading is judged as one (ADR 0034).
  'POST /api/plans/previews',
  'POST /api/plans/imports',
  'POST /api/plans/:planId/versions/:versionId/reviews',
  'POST /api/plans/:planId/versions/:versionId/task-table/previews',
  'POST /api/plans/:planId/versions/:versionId/task-table/imports',
  // Workflows 1, S12: official statistics are entered by the bureau of statistics for the county; trying out is part of entering.
  'GET /api/indicators/:indicatorId/links/suggestions',
  'POST /api/observations/checks',
  'GET /api/observations/ground',
  'GET /api/observation-sheets',
  'POST /api/observation-sheets/previews',
  // Workflows 8: one dated table of authorities; workflows 4: a round is summed up and dunned by the dispatcher for all who owe.
  'POST /api/authorities',
  'POST /api/rounds/:roundId/summaries',
  'POST /api/rounds/:roundId/reminders',
  // Workflows 17: a form adds to the burden of whole units and needs the director's approval.
  'POST /api/forms',
  'POST /api/forms/:formId/approvals',
];

/** What the right's place decides. */
const hiddenElsewhere: Readonly<Record<string, Outcome>> = { ...notThere, ...Object.fromEntries(ofTheCounty.map((route) => [route, 'access.out_of_scope'])) };

/** Facts without a unit and without a part of a plan, read by whoever works here at all. */
const forAllWhoWorkHere: readonly string[] = [
  // Trust 8: officials acting in office are public; account names and reasons are left out for those who do not administer.
  'GET /api/people',
  'GET /api/people/search',
  'GET /api/people/export',
  'GET /api/people/:userId',
  'GET /api/register/export',
  'GET /api/leading-group/members',
  // Workflows 14: benchmarks and values are the county's published series; verdicts and lights of every unit cite them.
  'GET /api/indicators',
  'GET /api/indicators/:indicatorId',
  'GET /api/indicators/:indicatorId/forecast',
  'GET /api/indicators/:indicatorId/rank',
  'GET /api/indicators/:indicatorId/export',
  'GET /api/indicators/:indicatorId/observations/:area/:period',
  'GET /api/observations',
  'GET /api/peer-sets',
  // Workflows 8: who can solve what is what everybody who raises a blockage has to know.
  'GET /api/authorities',
  // Workflows 2: owed by a role of the county; a duty that is not there is told before whose it is (settings.db.test.ts has the rest).
  'POST /api/duties/:code/:period/completions',
  'POST /api/duties/:code/:period/completions/ends',
];

/** What is asked of the caller's own things, wherever the right is for (workflows 16: both parties see and sign; S9: a delegate gets no more than is given). */
const ofOneself: readonly string[] = [
  'GET /api/my/delegations',
  'POST /api/my/delegations',
  'POST /api/delegations/:delegationId/revocations',
  'GET /api/handovers',
  'GET /api/handovers/export',
  'GET /api/handovers/:handoverId',
  'GET /api/handovers/:handoverId/sheet',
  'POST /api/handovers/:handoverId/steps',
  'POST /api/handovers/:handoverId/notes',
  'POST /api/answer-documents',
];

const sameElsewhere: readonly string[] = [...forAllWhoWorkHere, ...ofOneself];

/** `same` as if the right were for everything; `rows`: the same, without the rows that its `places` hide. */
export type Elsewhere = Outcome | 'same' | 'rows';

const all = (routes: readonly string[], said: Elsewhere): Readonly<Record<string, Elsewhere>> => Object.fromEntries(routes.map((route) => [route, said]));

const both: Readonly<Record<string, Elsewhere>> = { ...hiddenElsewhere, ...all(sameElsewhere, 'same') };

/** Rows whose `places` are of parts of the plan: what a right at another unit gets. */
const atAnotherUnit: Readonly<Record<string, Elsewhere>> = {
  // A clause belongs to no unit (ADR 0034; product: every unit can ask of any sentence): its answers, contracts, registers and lights are read by all who work here.
  ...all(
    [
      'GET /api/answer-documents/:documentId',
      'GET /api/plans/:planId/answers',
      'GET /api/plans/:planId/answers/export',
      'GET /api/plans/:planId/checks',
      'GET /api/plans/:planId/checks/export',
      'GET /api/plans/:planId/clause-contracts',
      'GET /api/plans/:planId/clauses/:clauseKey',
      'GET /api/plans/:planId/clauses/:clauseKey/duty-proofs',
      'GET /api/plans/:planId/doubts',
      'GET /api/plans/:planId/registers',
      'GET /api/plans/:planId/registers/:register/:itemKey/versions/:version/file',
      'GET /api/plans/:planId/targets',
      'GET /api/lights/clauses',
      'GET /api/lights/clauses/:planId/:clauseKey',
      'GET /api/lights/clauses/export',
      // The register of titles, documents and annexes is the plan's; which unit keeps an item is said by its assignment (workflows 12).
      'POST /api/plans/:planId/registers/:register/:itemKey/versions',
      'POST /api/plans/:planId/registers/:register/:itemKey/versions/:version/facts',
      'POST /api/plans/:planId/registers/:register/:itemKey/assignments',
      'POST /api/plans/:planId/registers/:register/:itemKey/steps',
      // An objection may be raised against evidence of any unit (workflows 2).
      'POST /api/evidence/:evidenceId/challenges',
      // Counts of the caller's own rows; the burden of every unit, which is published.
      'GET /api/task-home',
      'GET /api/burden',
      // How far the plan is taken up and the year's list of work are the county's documents; the bulletin of a round compares all units (workflows 4, 14).
      'GET /api/tasks/coverage',
      'GET /api/work-points',
      'GET /api/work-points/document',
      'GET /api/rounds',
      'GET /api/rounds/:roundId',
    ],
    'same',
  ),
  // Acts of the office on what has no unit (ADR 0057): a right at one unit is none.
  ...all(
    [
      'POST /api/plans/:planId/clause-contracts/proposals',
      'POST /api/plans/:planId/clause-contracts/decisions',
      'POST /api/plans/:planId/clause-registrations',
      'POST /api/plans/:planId/clauses/:clauseKey/contracts',
      'POST /api/plans/:planId/clauses/:clauseKey/duty-proofs',
      'POST /api/plans/:planId/clauses/:clauseKey/exclusions',
      'POST /api/plans/:planId/frozen-periods',
      'GET /api/tasks/proposals',
      'POST /api/tasks',
      'PUT /api/tasks/:taskId',
      'POST /api/opinions/:opinionId/answers',
      'POST /api/tasks/excuses',
      'POST /api/tasks/imports/previews',
      'POST /api/tasks/imports',
      'POST /api/work-points',
      // Evidence, photos and unlocks are of a unit that is named: another one.
      'POST /api/evidence/:evidenceId/releases',
      'POST /api/photos',
      'POST /api/rounds/:roundId/unlocks',
      'POST /api/unlocks/:unlockId/decisions',
    ],
    'access.out_of_scope',
  ),
  // Lists and acts on many: the rows of the right's own units and no others (trust 3.1).
  ...all(
    [
      'GET /api/tasks',
      'GET /api/tasks/export',
      'POST /api/tasks/steps',
      'GET /api/rounds/:roundId/export',
      'POST /api/rounds/:roundId/no-changes',
      'GET /api/debts',
      'GET /api/debts/export',
      'GET /api/reports',
      'POST /api/reports/steps',
      'GET /api/unlocks',
      'GET /api/orders/export',
      'GET /api/blockages/export',
      'GET /api/lights/marks',
      'GET /api/lights/tasks',
      'GET /api/lights/tasks/export',
      'GET /api/lights/stored/export',
    ],
    'rows',
  ),
  // One row of another unit: as if it were not there (trust 3.1).
  ...all(
    [
      'GET /api/tasks/:taskId',
      'GET /api/tasks/:taskId/versions/:revision',
      'POST /api/assignments/:assignmentId/steps',
      'POST /api/tasks/:taskId/item-steps',
      'POST /api/tasks/:taskId/opinions',
    ],
    'task.not_found',
  ),
  ...all(['GET /api/rounds/:roundId/debts/:assignmentId', 'PUT /api/rounds/:roundId/debts/:assignmentId/report', 'POST /api/reports/:reportId/openings'], 'task.debt_not_found'),
  'GET /api/photos/:photoId': 'task.photo_unknown',
  'GET /api/lights/tasks/:taskId': 'supervision.object_not_found',
  ...all(
    [
      'PATCH /api/orders/:orderId',
      'POST /api/orders/:orderId/urges',
      'POST /api/orders/:orderId/changes',
      'POST /api/orders/:orderId/colours',
      'POST /api/orders/:orderId/relations',
      'POST /api/orders/:orderId/publications',
      'POST /api/orders/:orderId/publications/:publicationId/stops',
      'GET /api/orders/:orderId/publications/:publicationId/document',
      'POST /api/orders/:orderId/letters',
      'GET /api/orders/:orderId/letters/:letterId',
    ],
    'supervision.order_not_found',
  ),
};

/** Rows whose `places` are of units: what a right for another part of the plan gets. */
const forAnotherPart: Readonly<Record<string, Elsewhere>> = {
  // Rights over people and the trial of rules are of the county (trust 3.3 no. 2).
  ...all(['POST /api/grants', 'POST /api/grants/:grantId/end', 'POST /api/light-rules/trials'], 'access.out_of_scope'),
  'GET /api/people/:userId/access': 'identity.person_unknown',
  // An inspection is of a unit, not of a clause: a right for a part of a plan does not reach it.
  ...all(
    [
      'POST /api/inspections/:inspectionId/acts',
      'POST /api/inspections/:inspectionId/files',
      'GET /api/inspections/:inspectionId/files/:fileId',
      'GET /api/inspections/:inspectionId/notice',
      'GET /api/inspections/:inspectionId/rectify-notice',
    ],
    'inspection.not_found',
  ),
  // Meetings are the county's (ADR 0034): their papers are not shown to a right for a part.
  'GET /api/meetings': 'rows',
  // Forms are asked of units, whatever part of a plan they are about.
  'GET /api/forms': 'same',
};

/** By the place of the right, by route: what its holder gets. */
export const elsewhere = { atAnotherUnit: { ...both, ...atAnotherUnit }, forAnotherPart: { ...both, ...forAnotherPart } } as const;
