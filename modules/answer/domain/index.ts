/** The pure rules of module answer. */
export { checkFactors, checkFormula, checkScore, defaultCheckWeights } from './check-ranking.ts';
export type { CheckFacts, CheckReason, CheckWeights } from './check-ranking.ts';
export { clauseState, nextChange, selfAgainst, stateRule, voiceOutcomes } from './clause-state.ts';
export type { ClauseGround, NextChange, StateOutcome, VoiceOutcome } from './clause-state.ts';
export type { Fact } from './facts.ts';
export { showTargetFigure, unitLabel } from './figures.ts';
export { defaultJudgeParams, judgeParamKeys } from './judge-params.ts';
export type { JudgeParam, JudgeParamKey, JudgeParams } from './judge-params.ts';
export { outermost, subsetFault } from './judge-level.ts';
export { judgeTarget } from './judge-target.ts';
export type { Ground } from './judged.ts';
