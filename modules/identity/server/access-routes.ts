/** Use cases about grants and the audit trail. */
import { endGrantUseCase } from './end-grant.ts';
import { exportAuditUseCase } from './export-audit.ts';
import { getPersonAccessUseCase } from './get-person-access.ts';
import { giveGrantUseCase, previewGrantUseCase } from './give-grant.ts';
import { listAuditUseCase, listMyAccessesUseCase } from './list-audit.ts';
import { listGrantsUseCase } from './list-grants.ts';

export const accessRoutes = [
  listGrantsUseCase,
  giveGrantUseCase,
  previewGrantUseCase,
  endGrantUseCase,
  getPersonAccessUseCase,
  listAuditUseCase,
  exportAuditUseCase,
  listMyAccessesUseCase,
] as const;
