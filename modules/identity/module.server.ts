/** Manifest of module identity for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import {
  accessEndpoints,
  accessEvents,
  accountChanged,
  identityPermissions,
  orgChanged,
  orgEndpoints,
  peopleEndpoints,
  peopleEvents,
  signInCleaned,
  signInEndpoints,
} from './contract/index.ts';
import { delegationDuties } from './server/delegation-duties.ts';
import { accessRefusals } from './server/access-refusals.ts';
import { accessRoutes } from './server/access-routes.ts';
import { identityJobs } from './server/identity-jobs.ts';
import { orgRefusals } from './server/org-refusals.ts';
import { orgRoutes } from './server/org-routes.ts';
import { peopleRefusals } from './server/people-refusals.ts';
import { peopleRoutes } from './server/people-routes.ts';
import { accountRefusals } from './server/account-refusals.ts';
import { signInRefusals } from './server/sign-in-refusals.ts';
import { signInRoutes } from './server/sign-in-routes.ts';

export const identityModule = defineModule({
  name: 'identity',
  title: '组织、人员与权限',
  dependsOn: [],
  permissions: identityPermissions,
  events: [...accessEvents, accountChanged, orgChanged, ...peopleEvents, signInCleaned],
  endpoints: [...accessEndpoints, ...orgEndpoints, ...peopleEndpoints, ...signInEndpoints],
  refusalCodes: [...accessRefusals.codes, ...orgRefusals.codes, ...peopleRefusals.codes, ...accountRefusals.codes, ...signInRefusals.codes],
  routes: [...accessRoutes, ...orgRoutes, ...peopleRoutes, ...signInRoutes],
  pages: [],
  commands: [],
  jobs: identityJobs,
  dutySources: [delegationDuties],
}) satisfies ServerModule;
