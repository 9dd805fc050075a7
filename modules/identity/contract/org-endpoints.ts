/** Endpoints about divisions and units. */
import { changeOrg } from './change-org.ts';
import { correctOrgChange } from './correct-org-change.ts';
import { findOrgs } from './find-orgs.ts';
import { getDivision } from './get-division.ts';
import { getOrg } from './get-org.ts';
import { getOrgTree } from './get-org-tree.ts';
import { listDivisions } from './list-divisions.ts';

export const orgEndpoints = [listDivisions, getDivision, getOrgTree, findOrgs, getOrg, changeOrg, correctOrgChange] as const;
