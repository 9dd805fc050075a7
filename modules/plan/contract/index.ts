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
  LedgerActor,
  LedgerCondition,
  LedgerDocument,
  LedgerFinding,
  LedgerMilestone,
  LedgerProject,
  LedgerRecurring,
  LedgerTarget,
} from './ledger.ts';
export { listPlans, planSortLabel, planSorts, titleQuerySchema } from './list-plans.ts';
export type { PlanSort } from './list-plans.ts';
export { nodeKindLabel, nodeKindSchema, nodeKinds } from './node-kind.ts';
export type { NodeKind } from './node-kind.ts';
export { planPermissions } from './permissions.ts';
export type { PlanPermission } from './permissions.ts';
export { planCreated, planEvents, planVersionImported } from './events.ts';
export { fileRefusalCodes, maxPlanFileBytes } from './plan-file.ts';
export {
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
export type { PlanListPage, PlanTextPage, PortalPage, ProblemPage, RenderPortalPage } from './portal.ts';
