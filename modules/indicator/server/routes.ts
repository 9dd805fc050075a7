/** The use cases of the module. */
import { decideValuesUseCase, submitValuesUseCase } from './act-on-values.ts';
import { checkValuesUseCase } from './check-values.ts';
import { defineIndicatorUseCase } from './define-indicator.ts';
import { enterValuesUseCase } from './enter-values.ts';
import { exportSeriesUseCase } from './export-series.ts';
import { getEntryGroundUseCase } from './get-entry-ground.ts';
import { getForecastUseCase } from './get-forecast.ts';
import { getIndicatorUseCase } from './get-indicator.ts';
import { getRevisionsUseCase } from './get-revisions.ts';
import { getSheetUseCase } from './get-sheet.ts';
import { importSheetUseCase, previewSheetUseCase } from './import-sheet.ts';
import { linkClauseUseCase, unlinkClauseUseCase } from './link-clause.ts';
import { listIndicatorsUseCase } from './list-indicators.ts';
import { listWaitingUseCase } from './list-waiting.ts';
import { addPeerListUseCase, getRankUseCase, listPeerSetsUseCase } from './peer-sets.ts';
import { redefineIndicatorUseCase } from './redefine-indicator.ts';
import { suggestLinksUseCase } from './suggest-links.ts';

export const indicatorRoutes = [
  listIndicatorsUseCase,
  defineIndicatorUseCase,
  getIndicatorUseCase,
  redefineIndicatorUseCase,
  enterValuesUseCase,
  checkValuesUseCase,
  submitValuesUseCase,
  decideValuesUseCase,
  getEntryGroundUseCase,
  listWaitingUseCase,
  getRevisionsUseCase,
  getForecastUseCase,
  listPeerSetsUseCase,
  addPeerListUseCase,
  getRankUseCase,
  suggestLinksUseCase,
  linkClauseUseCase,
  unlinkClauseUseCase,
  exportSeriesUseCase,
  getSheetUseCase,
  previewSheetUseCase,
  importSheetUseCase,
] as const;
