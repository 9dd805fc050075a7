/** Manifest of module supervision for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { supervisionEndpoints, supervisionEvents, supervisionParams, supervisionPermissions } from './contract/index.ts';
import { supervisionDuties } from './server/duties.ts';
import { supervisionJobs, supervisionReactions } from './server/jobs.ts';
import { guardCodes, supervisionRefusals } from './server/refusals.ts';
import { supervisionPortalPages } from './server/portal-pages.ts';
import { supervisionRoutes } from './server/routes.ts';

export const supervisionModule = defineModule({
  name: 'supervision',
  title: '督查督办',
  dependsOn: ['identity', 'settings', 'plan', 'indicator', 'answer', 'task'],
  permissions: supervisionPermissions,
  events: supervisionEvents,
  params: supervisionParams,
  endpoints: supervisionEndpoints,
  refusalCodes: [...supervisionRefusals.codes, ...guardCodes],
  routes: supervisionRoutes,
  pages: supervisionPortalPages,
  commands: [],
  jobs: supervisionJobs,
  reactions: supervisionReactions,
  dutySources: [supervisionDuties],
}) satisfies ServerModule;
