/** The use cases of the module. */
import { addReviewsUseCase } from './add-reviews.ts';
import { compareVersionsUseCase } from './compare-versions.ts';
import { exportVersionUseCase } from './export-version.ts';
import { getCascadeUseCase } from './get-cascade.ts';
import { getCoverageUseCase } from './get-coverage.ts';
import { getLedgerUseCase } from './get-ledger.ts';
import { getPlanUseCase } from './get-plan.ts';
import { getReviewMergeUseCase } from './get-review-merge.ts';
import { getTrackabilityUseCase } from './get-trackability.ts';
import { getVersionUseCase } from './get-version.ts';
import { importPlanUseCase } from './import-plan.ts';
import { importTaskTableUseCase } from './import-task-table.ts';
import { listPlansUseCase } from './list-plans.ts';
import { listRecordReviewsUseCase } from './list-record-reviews.ts';
import { listReviewsUseCase } from './list-reviews.ts';
import { previewPlanUseCase } from './preview-plan.ts';
import { previewTaskTableUseCase } from './preview-task-table.ts';
import { searchVersionUseCase } from './search-version.ts';

export const planRoutes = [
  listPlansUseCase,
  getPlanUseCase,
  previewPlanUseCase,
  importPlanUseCase,
  getVersionUseCase,
  getLedgerUseCase,
  searchVersionUseCase,
  getCoverageUseCase,
  getTrackabilityUseCase,
  exportVersionUseCase,
  compareVersionsUseCase,
  getCascadeUseCase,
  listReviewsUseCase,
  addReviewsUseCase,
  listRecordReviewsUseCase,
  getReviewMergeUseCase,
  previewTaskTableUseCase,
  importTaskTableUseCase,
] as const;
