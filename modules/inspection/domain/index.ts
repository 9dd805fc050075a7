/** The pure rules of module inspection. */
export { inspectionLifecycle } from './inspection-lifecycle.ts';
export type { InspectionAction, InspectionFacts } from './inspection-lifecycle.ts';
export { lifecycles } from './lifecycles.ts';
export { checkFormula, checkScore, decideInspection, quarterOf, rankChecks } from './limits.ts';
export type { CheckCandidate, InspectionLimits, InspectionLoad } from './limits.ts';
export { daysLateOf, toVisitStates } from './standing.ts';
