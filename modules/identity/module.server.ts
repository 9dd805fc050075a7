/** Manifest of module identity for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { accessEndpoints, accessEvents, identityPermissions, orgChanged, orgEndpoints, signInEndpoints } from './contract/index.ts';
import { accessRefusals } from './server/access-refusals.ts';
import { accessRoutes } from './server/access-routes.ts';
import { orgRefusals } from './server/org-refusals.ts';
import { orgRoutes } from './server/org-routes.ts';
import { signInRefusals } from './server/sign-in-refusals.ts';
import { signInRoutes } from './server/sign-in-routes.ts';

export const identityModule = defineModule({
  name: 'identity',
  title: '组织、人员与权限',
  dependsOn: [],
  permissions: identityPermissions,
  events: [...accessEvents, orgChanged],
  endpoints: [...accessEndpoints, ...orgEndpoints, ...signInEndpoints],
  refusalCodes: [...accessRefusals.codes, ...orgRefusals.codes, ...signInRefusals.codes],
  routes: [...accessRoutes, ...orgRoutes, ...signInRoutes],
  pages: [],
  commands: [],
}) satisfies ServerModule;
