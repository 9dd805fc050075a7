/** Manifest of module identity for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { identityPermissions, orgChanged, orgEndpoints } from './contract/index.ts';
import { orgRoutes } from './server/org-routes.ts';
import { orgRefusals } from './server/org-refusals.ts';

export const identityModule = defineModule({
  name: 'identity',
  title: '组织、人员与权限',
  dependsOn: [],
  permissions: identityPermissions,
  events: [orgChanged],
  endpoints: [...orgEndpoints],
  refusalCodes: [...orgRefusals.codes],
  routes: [...orgRoutes],
  pages: [],
  commands: [],
}) satisfies ServerModule;
