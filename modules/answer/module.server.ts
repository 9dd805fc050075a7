/** Manifest of module answer for the server; only app/ imports it. */
import { evidenceEvents, evidenceRefusals } from '#kernel/evidence.ts';
import { defineModule } from '#kernel/module.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import {
  answerChallenge,
  answerEvents,
  answerPermissions,
  challengeEvidence,
  correctEvidence,
  decideContracts,
  enterEvidence,
  excludeClause,
  exportBoard,
  exportChecks,
  exportPublicBoard,
  freezePeriod,
  getBoard,
  getClause,
  getDocument,
  getPublicBoard,
  listChecks,
  listPendingContracts,
  listRegisters,
  listTargets,
  proposeContract,
  proposeContracts,
  registerClauses,
  releaseEvidence,
  takeRegisterStep,
  uploadDocument,
  verifyEvidence,
  withdrawEvidence,
} from './contract/index.ts';
import { answerDuties } from './server/duties.ts';
import { answerPortalPages } from './server/portal-pages.ts';
import { answerRefusals } from './server/answer-refusals.ts';
import { answerJobs, answerReactions } from './server/reactions.ts';
import { answerRoutes } from './server/routes.ts';

export const answerModule = defineModule({
  name: 'answer',
  title: '条款应答',
  dependsOn: ['identity', 'settings', 'plan', 'indicator'],
  permissions: answerPermissions,
  // The kernel has no manifest: its evidence is announced by the first module that works with it.
  events: [...evidenceEvents, ...answerEvents],
  endpoints: [
    getBoard,
    exportBoard,
    getClause,
    registerClauses,
    proposeContract,
    proposeContracts,
    decideContracts,
    listPendingContracts,
    excludeClause,
    enterEvidence,
    correctEvidence,
    verifyEvidence,
    withdrawEvidence,
    challengeEvidence,
    answerChallenge,
    releaseEvidence,
    getPublicBoard,
    exportPublicBoard,
    uploadDocument,
    getDocument,
    listRegisters,
    takeRegisterStep,
    listTargets,
    listChecks,
    exportChecks,
    freezePeriod,
  ],
  refusalCodes: [...answerRefusals.codes, ...evidenceRefusals.codes],
  routes: answerRoutes,
  pages: answerPortalPages,
  commands: [],
  reactions: answerReactions,
  jobs: answerJobs,
  dutySources: [answerDuties],
}) satisfies ServerModule;
