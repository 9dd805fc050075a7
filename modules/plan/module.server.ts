/** Manifest of module plan for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import {
  addReviews,
  compareVersions,
  exportVersion,
  getCascade,
  getCoverage,
  getLedger,
  getPlan,
  getReviewMerge,
  getTrackability,
  getVersion,
  importPlan,
  importTaskTable,
  listPlans,
  listRecordReviews,
  listReviews,
  planEvents,
  planPermissions,
  previewPlan,
  previewTaskTable,
  searchVersion,
} from './contract/index.ts';
import { planCommands } from './server/commands.ts';
import { portalPages } from './server/portal-pages.ts';
import { planRefusals } from './server/refusals.ts';
import { planRoutes } from './server/routes.ts';

export const planModule = defineModule({
  name: 'plan',
  title: '方案台账',
  dependsOn: ['identity'],
  permissions: planPermissions,
  events: planEvents,
  endpoints: [
    listPlans,
    getPlan,
    previewPlan,
    importPlan,
    getVersion,
    getLedger,
    searchVersion,
    getCoverage,
    getTrackability,
    exportVersion,
    compareVersions,
    getCascade,
    listReviews,
    addReviews,
    listRecordReviews,
    getReviewMerge,
    previewTaskTable,
    importTaskTable,
  ],
  refusalCodes: planRefusals.codes,
  routes: planRoutes,
  pages: portalPages,
  commands: planCommands,
}) satisfies ServerModule;
