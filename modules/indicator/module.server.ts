/** Manifest of module indicator for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { indicatorEvents, indicatorPermissions } from './contract/index.ts';
import { indicatorParams } from './server/params.ts';
import { indicatorRefusals } from './server/refusals.ts';
import { indicatorRoutes } from './server/routes.ts';

export const indicatorModule = defineModule({
  name: 'indicator',
  title: '指标数据',
  dependsOn: ['identity', 'plan'],
  permissions: indicatorPermissions,
  events: indicatorEvents,
  params: indicatorParams,
  endpoints: indicatorRoutes.map(({ endpoint }) => endpoint),
  // The refusal of a wrong step is told per figure, not as the answer to a request.
  refusalCodes: indicatorRefusals.codes,
  routes: indicatorRoutes,
  pages: [],
  commands: [],
}) satisfies ServerModule;
