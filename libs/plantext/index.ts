/** The public face of the plan compiler. Nothing else of this folder is public. */
export { unitNamesOf } from './actors/unit-cell.ts';
export { compilePlan } from './compile.ts';
export type { PlanSource } from './compile.ts';
export { recordId } from './ids.ts';
export type {
  ActorRecord,
  Comparator,
  CompiledPlan,
  ConditionRecord,
  Dec,
  DocumentRecord,
  Finding,
  LinkRecord,
  MilestoneRecord,
  Modality,
  NodeKind,
  OutlineNode,
  Period,
  PlanStats,
  ProjectAttribute,
  ProjectRecord,
  ProjectStage,
  Range,
  RecurringRecord,
  ReferenceRecord,
  Severity,
  SourceFormat,
  Span,
  TargetClass,
  TargetRecord,
  TermRecord,
  Why,
  WhyCode,
} from './model.ts';
export { partitionOf } from './outline/partition.ts';
export type { Piece } from './outline/partition.ts';
export { outlineTree } from './outline/tree.ts';
export { parseText } from './parse.ts';
export { readNumberText } from './quantities/read-number-text.ts';
export type { NoNumberReason, NumberText } from './quantities/read-number-text.ts';
export { sha256Hex } from './sha256.ts';
export { decodeText } from './source/decode.ts';
export type { Decoded, TextEncodingName } from './source/decode.ts';
export { sniffFormat } from './source/sniff.ts';
export type { Sniffed } from './source/sniff.ts';
export { canonicalView } from './source/view.ts';
export { coverageOf } from './coverage/coverage.ts';
export type { Coverage, SentenceCoverage } from './coverage/coverage.ts';
export { changeKindLabel, changeKinds, changedLists } from './diff/changes.ts';
export type { Change, ChangeKind, ChangedList } from './diff/changes.ts';
export { cascadeKindLabel, cascadeKinds, compareLevels } from './diff/compare-levels.ts';
export type { CascadeKind, CascadeRow } from './diff/compare-levels.ts';
export { diffPlans } from './diff/diff-plans.ts';
export type { PlanDiff, PlanEdition } from './diff/diff-plans.ts';
export { toAkomaNtoso } from './export/akoma-ntoso.ts';
export { rearm, toCsv } from './export/csv.ts';
export { toICalendar } from './export/icalendar.ts';
export { readTaskRows } from './export/read-task-rows.ts';
export type { TableCell, TaskEdit, TaskTableError, TaskTableReading } from './export/read-task-rows.ts';
export { taskColumns, taskStates, toTaskRows } from './export/task-rows.ts';
export type { TaskColumn, TaskRow, TaskState } from './export/task-rows.ts';
export { toWebAnnotations } from './export/web-annotation.ts';
export { lint, trackabilityOfAll } from './lint/index.ts';
export type { Trackability, TrackabilityAnswer } from './lint/index.ts';
export { anchorOf, findAnchor } from './overlay/anchor.ts';
export type { Anchor } from './overlay/anchor.ts';
export { machineValue, mergeOutcomeLabel, mergeOutcomes, mergeReviews, recordsById } from './overlay/merge-reviews.ts';
export type { MergeOutcome, MergedReview } from './overlay/merge-reviews.ts';
export { latestReviews, problemOfReview, reviewVerdictLabel, reviewVerdicts } from './overlay/reviews.ts';
export type { Review, ReviewProblem, ReviewVerdict } from './overlay/reviews.ts';
