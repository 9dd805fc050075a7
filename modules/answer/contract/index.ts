/** The public face of module answer: safe in browser, server, CLI and at partners. */
export {
  benchmarkRelationLabel,
  benchmarkRelations,
  coverageMeasures,
  coverageMeasureLabel,
  decimalText,
  factAggregateLabel,
  factAggregates,
  targetComparatorLabel,
  targetComparators,
  targetDirectionLabel,
  targetDirections,
  targetKindLabel,
  targetKinds,
  targetSchema,
  visitSubjectLabel,
  visitSubjects,
} from './target.ts';
export type { BenchmarkRelation, CoverageMeasure, FactAggregate, Slot, Target, TargetComparator, TargetDirection, TargetKind, TargetOf, VisitSubject } from './target.ts';
export { clauseStateLabel, clauseStates, usedParamSchema, verdictInputSchema, verdictOutcomeLabel, verdictOutcomes, verdictSchema } from './verdict.ts';
export type { ClauseState, UsedParam, Verdict, VerdictInput, VerdictOutcome } from './verdict.ts';
export { clauseKindLabel, clauseKinds, contractBodySchema, contractStatusLabel, contractStatuses } from './clause-contract.ts';
export { daySchema } from './day.ts';
export type { ClauseKind, ContractBody, ContractStatus } from './clause-contract.ts';
export {
  asOfSchema,
  clauseContractSchema,
  clauseKeySchema,
  clauseSummarySchema,
  contractIdSchema,
  documentIdSchema,
  evidenceIdSchema,
  shownEvidenceSchema,
  verificationMethodLabel,
  verificationMethods,
  verificationOutcomeLabel,
  verificationOutcomes,
} from './clause.ts';
export type { ClauseContract, ClauseSummary, ShownEvidence, VerificationMethod, VerificationOutcome } from './clause.ts';
export type { AnswerBoardPage } from './portal.ts';
export { exportPublicBoard, getPublicBoard, publicFormatLabel, publicFormats } from './public-board.ts';
export type { PublicEvidence, PublicFormat, PublicLine } from './public-board.ts';
export { releaseEvidence } from './release-evidence.ts';
export { answerSeparations } from './separations.ts';
export { checkFactorLabel, checkFactors, exportChecks, listChecks } from './checks.ts';
export type { CheckFactor } from './checks.ts';
export { decideContracts, excludeClause, listPendingContracts, proposeContract, proposeContracts, registerClauses } from './contracts.ts';
export {
  answerEvents,
  clauseExcluded,
  clausesRegistered,
  clauseStateChanged,
  contractDecided,
  contractProposed,
  doubtClosed,
  doubtOpened,
  erratumIssued,
  evidenceEntered,
  dutyProofSet,
  evidenceReleased,
  evidenceVerified,
  periodFrozen,
  registerItemAssigned,
  registerStepTaken,
  textVersionAdded,
  textVersionFactSaid,
} from './events.ts';
export {
  answerChallenge,
  challengeEvidence,
  correctEvidence,
  enterEvidence,
  entryContentSchema,
  getDocument,
  maxDocumentBytes,
  uploadDocument,
  verifyEvidence,
  withdrawEvidence,
} from './evidence-acts.ts';
export type { EntryContent } from './evidence-acts.ts';
export { exportBoard } from './export-board.ts';
export { getBoard } from './get-board.ts';
export { getClause } from './get-clause.ts';
export { answerPermissions } from './permissions.ts';
export type { AnswerPermission } from './permissions.ts';
export { freezePeriod, listTargets, yearSourceLabel, yearSources } from './boards.ts';
export type { YearSource } from './boards.ts';
export { listRegisters, maxOwnClauses, registerItemSchema, registerLabel, registers, registerStageLabel, registerStages, takeRegisterStep } from './registers.ts';
export type { Register, RegisterItem, RegisterStage } from './registers.ts';
export {
  actOnTextVersion,
  addTextVersion,
  annexBoundLabel,
  annexBounds,
  annexColumns,
  annexSlotLabel,
  annexSlots,
  assignRegisterItem,
  getTextVersion,
  maxAnnexRows,
  textRegisterLabel,
  textRegisters,
  versionActLabel,
  versionActs,
} from './register-versions.ts';
export type { AnnexBound, AnnexRow, AnnexSlot, TextRegister, TextVersion, VersionAct } from './register-versions.ts';
export { doubtStateLabel, doubtStates, listDoubts } from './doubts.ts';
export type { DoubtState } from './doubts.ts';
export { dutyProofWays, dutyProofWayLabel, listDutyProofs, setDutyProof } from './duty-proof.ts';
export type { DutyProofWay } from './duty-proof.ts';
