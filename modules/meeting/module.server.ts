/** Manifest of module meeting for the server; only app/ imports it. */
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { meetingEndpoints, meetingEvents, meetingParams, meetingPermissions } from './contract/index.ts';
import { meetingDuties } from './server/duties.ts';
import { meetingGuardCodes, meetingRefusals } from './server/refusals.ts';
import { meetingRoutes } from './server/routes.ts';

export const meetingModule = defineModule({
  name: 'meeting',
  title: '领导小组会议',
  dependsOn: ['answer', 'identity', 'supervision', 'task'],
  permissions: meetingPermissions,
  events: meetingEvents,
  params: meetingParams,
  endpoints: meetingEndpoints,
  refusalCodes: [...meetingRefusals.codes, ...meetingGuardCodes],
  routes: meetingRoutes,
  pages: [],
  commands: [],
  dutySources: [meetingDuties],
}) satisfies ServerModule;
