/** Endpoints and events about grants and the audit trail. */
import { grantEnded, grantGiven } from './access-events.ts';
import { exportAudit, listAudit, listMyAccesses } from './audit.ts';
import { endGrant } from './end-grant.ts';
import { getPersonAccess } from './get-person-access.ts';
import { giveGrant, previewGrant } from './give-grant.ts';
import { listGrants } from './list-grants.ts';

export const accessEndpoints = [listGrants, giveGrant, previewGrant, endGrant, getPersonAccess, listAudit, exportAudit, listMyAccesses] as const;
export const accessEvents = [grantGiven, grantEnded] as const;
