import type { Outcome } from './expectation.ts';

/**
 * Routes whose rows name no place of their own: what the same role gets whose right is for another unit only, and for another part of the
 * plan only. Reviewed line by line; a route that is in neither list and has no `places` fails the matrix.
 */

/** What is found there only by those whose right reaches it. */
export const hiddenElsewhere: Readonly<Record<string, Outcome>> = {
  'POST /api/orders/:orderId/objections': 'supervision.order_not_found',
  'POST /api/orders/:orderId/objections/:objectionId/decisions': 'supervision.order_not_found',
  'POST /api/orders/:orderId/reviews/:reviewId/outcomes': 'supervision.order_not_found',
  'POST /api/inspections': 'access.out_of_scope',
  'POST /api/inspections/:inspectionId/findings': 'inspection.not_found',
  'GET /api/meetings/:meetingId': 'meeting.not_found',
  'GET /api/meetings/:meetingId/minutes': 'meeting.not_found',
  'POST /api/meetings/:meetingId/acts': 'meeting.not_found',
};

/** Facts of the county that have no unit and no part of a plan: who holds the role at all may. */
const ofTheCounty: readonly string[] = [
  // People, units and rights are kept for the county as one; administrators hold their role over all units (grant_admin_reach).
  'POST /api/grants/previews',
  'GET /api/audit',
  'GET /api/audit/export',
  'POST /api/orgs/changes',
  'POST /api/orgs/changes/:changeId/corrections',
  'GET /api/people',
  'GET /api/people/search',
  'GET /api/people/export',
  'GET /api/people/:userId',
  'POST /api/people',
  'PATCH /api/people/:userId',
  'POST /api/people/:userId/posts',
  'POST /api/posts/:postId/end',
  'POST /api/register/previews',
  'POST /api/register/imports',
  'GET /api/register/export',
  'GET /api/handovers/unheld-duties',
  'POST /api/handovers',
  'GET /api/accounts',
  'POST /api/people/:userId/account',
  'POST /api/people/:userId/account/names',
  'GET /api/recoveries',
  'POST /api/recoveries',
  'POST /api/recoveries/:recoveryId/decisions',
  // Parameters, calendar and duties.
  'POST /api/parameters/:code/previews',
  'POST /api/parameters/:code/values',
  'POST /api/working-calendar/previews',
  'POST /api/working-calendar/imports',
  'POST /api/duties/:code/:period/completions',
  'POST /api/duties/:code/:period/completions/ends',
  'POST /api/duties/:code/:period/exemptions',
  'POST /api/duties/:code/:period/exemptions/ends',
  // A plan that is not there yet, and its machine reading as a whole.
  'POST /api/plans/:planId/versions/:versionId/reviews',
  'POST /api/plans/:planId/versions/:versionId/task-table/previews',
  'POST /api/plans/:planId/versions/:versionId/task-table/imports',
  'POST /api/plans/previews',
  'POST /api/plans/imports',
  // Statistics are the county's figures.
  'GET /api/indicators',
  'GET /api/indicators/:indicatorId',
  'GET /api/indicators/:indicatorId/forecast',
  'GET /api/indicators/:indicatorId/rank',
  'GET /api/indicators/:indicatorId/export',
  'GET /api/indicators/:indicatorId/observations/:area/:period',
  'GET /api/indicators/:indicatorId/links/suggestions',
  'GET /api/observations',
  'POST /api/observations/checks',
  'GET /api/observations/ground',
  'GET /api/peer-sets',
  'GET /api/observation-sheets',
  'POST /api/observation-sheets/previews',
  // Who decides what, who sits in the leading group, when a round opens, which forms there are.
  'GET /api/authorities',
  'POST /api/authorities',
  'GET /api/leading-group/members',
  'GET /api/rounds',
  'POST /api/rounds/:roundId/summaries',
  'POST /api/rounds/:roundId/reminders',
  'GET /api/forms',
  'POST /api/forms',
  'POST /api/forms/:formId/approvals',
  'POST /api/inspection-plans/:year/issues',
];

/** What is asked of the caller's own things, wherever the right is for. */
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

/** Lists and bulk acts answer everybody; which rows they show or refuse is said by the tests of their module and by the scope mutants. */
const rowByRow: readonly string[] = [
  'GET /api/grants',
  'POST /api/orders/acts',
  'POST /api/blockages/acts',
  'GET /api/inspections',
  'GET /api/inspections/export',
  'POST /api/inspections/acts',
  'GET /api/inspection-plans/:year',
  'GET /api/inspection-plans/:year/document',
  'GET /api/meetings',
  'GET /api/lights/stored',
  'GET /api/lights/stored/export',
  'GET /api/task-home',
];

export const sameElsewhere: readonly string[] = [...ofTheCounty, ...ofOneself, ...rowByRow];
