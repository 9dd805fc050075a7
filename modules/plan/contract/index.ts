/** The public face of module plan: safe in browser, server, CLI and at partners. */
export { getLedger } from './get-ledger.ts';
export { getPlan } from './get-plan.ts';
export { getVersion } from './get-version.ts';
export { importOutcomeLabel, importOutcomes, importPlan } from './import-plan.ts';
export type { ImportOutcome } from './import-plan.ts';
export { comparators, findingSchema, findingSeverities, findingSeverityLabel, ledgerSchema, ledgerSchemaName } from './ledger.ts';
export type {
  FindingSeverity,
  Ledger,
  LedgerFinding,
  LedgerLink,
} from './ledger.ts';
export { listPlans, planSortLabel, planSorts, titleQuerySchema } from './list-plans.ts';
export type { PlanSort } from './list-plans.ts';
export { nodeKindLabel, nodeKindSchema, nodeKinds } from './node-kind.ts';
export type { NodeKind } from './node-kind.ts';
export { planPermissions } from './permissions.ts';
export { planCreated, planEvents, planRecordReviewed, planReviewsCarried, planVersionImported } from './events.ts';
export { fileRefusalCodes, maxPlanFileBytes, maxPlanLineBytes } from './plan-file.ts';
export {
  clauseAnchor,
  planCountsSchema,
  planIdSchema,
  planNodeSchema,
  planSummarySchema,
  planVersionSchema,
  recordListLabel,
  sha256Schema,
  sourceFormatLabel,
  sourceFormatSchema,
  sourceFormats,
  versionIdSchema,
} from './plan.ts';
export type { PlanCounts, PlanId, PlanNode, PlanSummary, PlanVersion, SourceFormat, VersionId } from './plan.ts';
export { previewPlan } from './preview-plan.ts';
export { searchHitSchema, searchVersion, searchWordsSchema } from './search-version.ts';
export type { SearchHit } from './search-version.ts';
export type { PlanListPage, PlanTextPage, PortalPage, ProblemPage } from './portal.ts';
export { addReviews, maxReviewsAtOnce } from './add-reviews.ts';
export { changedListLabel, changedLists, changedPlaceSchema, changeKindLabel, changeKinds, compareVersions, planChangeSchema } from './compare-versions.ts';
export type { ChangedList, ChangedPlace, ChangeKind, PlanChange } from './compare-versions.ts';
export { exportFormatLabel, exportFormatSchema, exportFormats, exportVersion } from './export-version.ts';
export type { ExportFormat } from './export-version.ts';
export { cascadeKindLabel, cascadeKinds, getCascade } from './get-cascade.ts';
export type { CascadeKind } from './get-cascade.ts';
export { coveredSentenceSchema, getCoverage } from './get-coverage.ts';
export type { CoveredSentence } from './get-coverage.ts';
export { getReviewMerge, mergedReviewSchema, mergeOutcomeLabel, mergeOutcomes } from './get-review-merge.ts';
export type { MergedReview, MergeOutcome } from './get-review-merge.ts';
export { getTrackability, measureTrackabilitySchema, trackabilityQuestionLabel, trackabilityQuestions } from './get-trackability.ts';
export type { MeasureTrackability, TrackabilityQuestion } from './get-trackability.ts';
export { importTaskTable } from './import-task-table.ts';
export { listRecordReviews } from './list-record-reviews.ts';
export { listReviews } from './list-reviews.ts';
export { previewTaskTable } from './preview-task-table.ts';
export { recordIdSchema, reviewedFieldSchema, reviewIdSchema, reviewSchema, reviewVerdictLabel, reviewVerdicts, taskFields, taskStateLabel, taskStates } from './review.ts';
export type { PlanReview, ReviewedField, ReviewId, ReviewVerdict, TaskField, TaskState } from './review.ts';
export { reviewFieldLabel, reviewFieldSchemas, taskFieldSchemas } from './review-fields.ts';
export type { RecordList, ReviewValueSchema } from './review-fields.ts';
export { maxTaskTableBytes, taskEditSchema, taskTableErrorCodes, taskTableErrorSchema, taskTableFile, taskTableWarningSchema } from './task-table.ts';
export type { TaskTableEdit, TaskTableError } from './task-table.ts';
