import type { WebModule } from '#kernel/web/web-module.ts';
import { answerWebModule } from '../modules/answer/module.web.tsx';
import { identityWebModule } from '../modules/identity/module.web.tsx';
import { inspectionWebModule } from '../modules/inspection/module.web.tsx';
import { settingsWebModule } from '../modules/settings/module.web.tsx';
import { planWebModule } from '../modules/plan/module.web.tsx';
import { indicatorWebModule } from '../modules/indicator/module.web.tsx';
import { taskWebModule } from '../modules/task/module.web.tsx';
import { meetingWebModule } from '../modules/meeting/module.web.tsx';
import { supervisionWebModule } from '../modules/supervision/module.web.tsx';

/** The ordered list of modules with pages in the console; a new module adds one line. */
export const webModules: readonly WebModule[] = [
  identityWebModule,
  planWebModule,
  indicatorWebModule,
  answerWebModule,
  taskWebModule,
  supervisionWebModule,
  inspectionWebModule,
  meetingWebModule,
  settingsWebModule,
];
