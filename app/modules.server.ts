/** The modules of the server, in order: a later one may call an earlier one, never the reverse. */
import type { ServerModule } from '#kernel/server/server-module.ts';
import { identityModule } from '../modules/identity/module.server.ts';
import { settingsModule } from '../modules/settings/module.server.ts';
import { planModule } from '../modules/plan/module.server.ts';
import { indicatorModule } from '../modules/indicator/module.server.ts';
import { answerModule } from '../modules/answer/module.server.ts';
import { taskModule } from '../modules/task/module.server.ts';
import { supervisionModule } from '../modules/supervision/module.server.ts';
import { inspectionModule } from '../modules/inspection/module.server.ts';
import { meetingModule } from '../modules/meeting/module.server.ts';

export const serverModules: readonly ServerModule[] = [
  identityModule,
  settingsModule,
  planModule,
  indicatorModule,
  answerModule,
  taskModule,
  supervisionModule,
  inspectionModule,
  meetingModule,
];
