/** The use cases of the module. */
import { freezePeriodUseCase, listTargetsUseCase } from './boards.ts';
import { exportChecksUseCase, listChecksUseCase } from './checks.ts';
import { decideContractsUseCase, excludeClauseUseCase, listPendingContractsUseCase, proposeContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { getDocumentUseCase, uploadDocumentUseCase } from './documents.ts';
import { listDutyProofsUseCase, setDutyProofUseCase } from './duty-proofs.ts';
import { answerChallengeUseCase, challengeEvidenceUseCase, correctEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase, withdrawEvidenceUseCase } from './evidence-acts.ts';
import { exportBoardUseCase } from './export-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';
import { registerClausesUseCase } from './register-clauses.ts';
import { listDoubtsUseCase } from './doubts.ts';
import { actOnTextVersionUseCase, addTextVersionUseCase, assignRegisterItemUseCase, getTextVersionUseCase } from './register-texts.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';

import { exportPublicBoardUseCase } from './export-public-board.ts';
import { getPublicBoardUseCase } from './public-board.ts';
import { releaseEvidenceUseCase } from './release-evidence.ts';

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
  listDutyProofsUseCase,
  setDutyProofUseCase,
  enterEvidenceUseCase,
  correctEvidenceUseCase,
  verifyEvidenceUseCase,
  withdrawEvidenceUseCase,
  challengeEvidenceUseCase,
  answerChallengeUseCase,
  releaseEvidenceUseCase,
  getPublicBoardUseCase,
  exportPublicBoardUseCase,
  uploadDocumentUseCase,
  getDocumentUseCase,
  listRegistersUseCase,
  takeRegisterStepUseCase,
  addTextVersionUseCase,
  getTextVersionUseCase,
  actOnTextVersionUseCase,
  assignRegisterItemUseCase,
  listTargetsUseCase,
  listChecksUseCase,
  listDoubtsUseCase,
  exportChecksUseCase,
  freezePeriodUseCase,
] as const;
