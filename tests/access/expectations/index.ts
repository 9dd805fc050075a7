import type { ModuleExpectations } from './expectation.ts';
import { answerExpectations } from './answer.ts';
import { identityAccessExpectations } from './identity-access.ts';
import { identityOrgExpectations } from './identity-orgs.ts';
import { identityPeopleExpectations } from './identity-people.ts';
import { identitySignInExpectations } from './identity-sign-in.ts';
import { indicatorExpectations } from './indicator.ts';
import { inspectionExpectations } from './inspection.ts';
import { kernelExpectations } from './kernel.ts';
import { meetingExpectations } from './meeting.ts';
import { planExpectations } from './plan.ts';
import { supervisionExpectations } from './supervision.ts';
import { settingsExpectations } from './settings.ts';
import { taskExpectations } from './task.ts';

/** One file per module or area, one line here. */
export const allExpectations: readonly ModuleExpectations[] = [
  kernelExpectations,
  identityAccessExpectations,
  identityOrgExpectations,
  identityPeopleExpectations,
  identitySignInExpectations,
  settingsExpectations,
  planExpectations,
  indicatorExpectations,
  answerExpectations,
  supervisionExpectations,
  inspectionExpectations,
  meetingExpectations,
  taskExpectations,
];
