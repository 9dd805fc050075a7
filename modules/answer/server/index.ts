/** What later modules may call. */
export { listAwaitedTargets } from './awaited-targets.ts';
export type { AwaitedTarget } from './awaited-targets.ts';
export { sealPeriod } from './boards.ts';
export { agreedUnmet } from './closing-verdict.ts';
export { readBoard } from './get-board.ts';
export { clauseGroundForLights, plansForLights } from './light-ground.ts';
export type { ClauseGroundForLights } from './light-ground.ts';
export { findClause, findOpenClause, readLatestVersion } from './read-clause.ts';
export type { FoundClause, LatestVersion } from './read-clause.ts';
export { planPathOfClause } from './clause-store.ts';
export type { ClausePlace } from './clause-store.ts';
export { recompute } from './recompute.ts';
export { registerVersions } from './register-clauses.ts';
export { seedDemoAnswers } from './seed-demo-answers.ts';
