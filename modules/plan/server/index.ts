/** What later modules and the start sequence may call. */
export { importPlanUseCase, storeCompiledFile } from './import-plan.ts';
export { listPlanTargets } from './list-plan-targets.ts';
export type { PlanTarget } from './list-plan-targets.ts';
export { readClauses } from './read-clauses.ts';
export type { PlanClause, PlanClauses } from './read-clauses.ts';
export { firstIdsOf, planPathOf } from './read-plan-paths.ts';
export { readPlanFile } from './read-plan-file.ts';
export { readPlan } from './get-plan.ts';
export { findEdition, findEditionByOrdinal } from './read-edition.ts';
export type { Edition } from './read-edition.ts';
