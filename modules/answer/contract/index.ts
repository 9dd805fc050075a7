/** The public face of module answer: safe in browser, server, CLI and at partners. */
export {
  benchmarkRelationLabel,
  benchmarkRelations,
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
} from './target.ts';
export type { BenchmarkRelation, FactAggregate, Slot, Target, TargetComparator, TargetDirection, TargetKind, TargetOf } from './target.ts';
export { clauseStateLabel, clauseStates, usedParamSchema, verdictInputSchema, verdictOutcomeLabel, verdictOutcomes, verdictSchema } from './verdict.ts';
export type { ClauseState, UsedParam, Verdict, VerdictInput, VerdictOutcome } from './verdict.ts';
export { clauseKindLabel, clauseKinds, contractBodySchema, contractStatusLabel, contractStatuses, daySchema } from './clause-contract.ts';
export type { ClauseKind, ContractBody, ContractStatus } from './clause-contract.ts';
