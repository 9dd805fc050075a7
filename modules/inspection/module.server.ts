/** Manifest of module inspection for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { inspectionEndpoints, inspectionEvents, inspectionParams, inspectionPermissions } from './contract/index.ts';
import { inspectionDuties } from './server/duties.ts';
import { inspectionJobs } from './server/jobs.ts';
import { inspectionGuardCodes, inspectionRefusals } from './server/refusals.ts';
import { inspectionRoutes } from './server/routes.ts';

export const inspectionModule = defineModule({
  name: 'inspection',
  title: '督查检查',
  dependsOn: ['identity', 'task', 'supervision'],
  permissions: inspectionPermissions,
  events: inspectionEvents,
  params: inspectionParams,
  endpoints: inspectionEndpoints,
  refusalCodes: [...inspectionRefusals.codes, ...inspectionGuardCodes],
  routes: inspectionRoutes,
  pages: [],
  commands: [],
  jobs: inspectionJobs,
  dutySources: [inspectionDuties],
}) satisfies ServerModule;
