/** What later modules and the start sequence may call. */
export { importPlanUseCase, storeCompiledFile } from './import-plan.ts';
export { readPlanFile } from './read-plan-file.ts';
