/** The use cases of the module. */
import { getLedgerUseCase } from './get-ledger.ts';
import { getPlanUseCase } from './get-plan.ts';
import { getVersionUseCase } from './get-version.ts';
import { importPlanUseCase } from './import-plan.ts';
import { listPlansUseCase } from './list-plans.ts';
import { previewPlanUseCase } from './preview-plan.ts';
import { searchVersionUseCase } from './search-version.ts';

export const planRoutes = [listPlansUseCase, getPlanUseCase, previewPlanUseCase, importPlanUseCase, getVersionUseCase, getLedgerUseCase, searchVersionUseCase] as const;
