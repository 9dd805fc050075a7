/** The use cases of the module. */
import { freezePeriodUseCase, listChecksUseCase, listTargetsUseCase } from './boards.ts';
import { decideContractsUseCase, excludeClauseUseCase, listPendingContractsUseCase, proposeContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { getDocumentUseCase, uploadDocumentUseCase } from './documents.ts';
import { answerChallengeUseCase, challengeEvidenceUseCase, correctEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase, withdrawEvidenceUseCase } from './evidence-acts.ts';
import { exportBoardUseCase } from './export-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';
import { registerClausesUseCase } from './register-clauses.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';

export const answerRoutes = [
  getBoardUseCase,
  exportBoardUseCase,
  getClauseUseCase,
  registerClausesUseCase,
  proposeContractUseCase,
  proposeContractsUseCase,
  decideContractsUseCase,
  listPendingContractsUseCase,
  excludeClauseUseCase,
  enterEvidenceUseCase,
  correctEvidenceUseCase,
  verifyEvidenceUseCase,
  withdrawEvidenceUseCase,
  challengeEvidenceUseCase,
  answerChallengeUseCase,
  uploadDocumentUseCase,
  getDocumentUseCase,
  listRegistersUseCase,
  takeRegisterStepUseCase,
  listTargetsUseCase,
  listChecksUseCase,
  freezePeriodUseCase,
] as const;
