/** The use cases of the module. */
import { changeOrgUseCase } from './change-org.ts';
import { correctOrgChangeUseCase } from './correct-org-change.ts';
import { findOrgsUseCase } from './find-orgs.ts';
import { getDivisionUseCase } from './get-division.ts';
import { getOrgTreeUseCase } from './get-org-tree.ts';
import { getOrgUseCase } from './get-org.ts';
import { listDivisionsUseCase } from './list-divisions.ts';

/** Units and divisions. */
export const orgRoutes = [listDivisionsUseCase, getDivisionUseCase, getOrgTreeUseCase, findOrgsUseCase, getOrgUseCase, changeOrgUseCase, correctOrgChangeUseCase] as const;
