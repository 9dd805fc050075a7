/** The public face of module indicator: safe in browser, server, CLI and at partners. */
export { indicatorSeparations } from './separations.ts';
export { frequencies, frequencyLabel, frequencyOf, periodExample, periodSchema } from './period.ts';
export type { Frequency, Period } from './period.ts';
export { indicatorUnitCodes, indicatorUnitSchema, unitByLabel, unitKindLabel, unitKinds, unitLabel, unitOf } from './unit.ts';
export type { IndicatorUnit, UnitKind, UnitSpec } from './unit.ts';
export {
  aggregationLabel,
  aggregations,
  decimalSchema,
  directionLabel,
  directions,
  entryFlagLabel,
  entryFlags,
  forecastMethodLabel,
  forecastMethods,
  gapReasonLabel,
  gapReasons,
  observationActLabel,
  observationActs,
  observationStateLabel,
  observationStates,
  paceLabel,
  paces,
  precisionLabel,
  precisions,
  priceBaseLabel,
  priceBases,
  qualities,
  qualityLabel,
  stampLabel,
  stamps,
  unknownCodeLabel,
  unknownCodes,
} from './words.ts';
export type {
  Aggregation,
  Direction,
  EntryFlag,
  ForecastMethod,
  GapReason,
  ObservationAct,
  ObservationState,
  Pace,
  Precision,
  PriceBase,
  Quality,
  Stamp,
  UnknownCode,
} from './words.ts';
export { indicatorPermissions } from './permissions.ts';
export type { IndicatorPermission } from './permissions.ts';
export { clauseLinked, clauseUnlinked, indicatorDefined, indicatorEvents, peerListAdded, valueActed, valueEntered } from './events.ts';
export { areaCodeSchema, definitionInputSchema, definitionSchema, indicatorIdSchema, indicatorStampSchema, seriesIdSchema } from './definition.ts';
export type { Definition, DefinitionInput, IndicatorId, SeriesId } from './definition.ts';
export { entryInputSchema, maxEntriesAtOnce, pointSchema, seriesSchema } from './observation.ts';
export type { CheckedEntry, EntryInput, IndicatorSeries, Point, Revision, WaitingFigure } from './observation.ts';
export { defineIndicator } from './define-indicator.ts';
export { redefineIndicator } from './redefine-indicator.ts';
export { indicatorOriginLabel, indicatorOrigins, indicatorSortLabel, indicatorSorts, listIndicators } from './list-indicators.ts';
export type { IndicatorOrigin, IndicatorSort, IndicatorSummary } from './list-indicators.ts';
export { getIndicator } from './get-indicator.ts';
export { clauseLinkSchema, linkClause, linkIdSchema, unlinkClause } from './link-clause.ts';
export type { ClauseLinkId } from './link-clause.ts';
export { suggestLinks } from './suggest-links.ts';
export type { LinkSuggestion } from './suggest-links.ts';
export { enterValues } from './enter-values.ts';
export { checkValues } from './check-values.ts';
export { getEntryGround } from './get-entry-ground.ts';
export { decideValues, maxActsAtOnce, submitValues, valueDecisionLabel, valueDecisions } from './act-on-values.ts';
export type { ActResult, ValueDecision } from './act-on-values.ts';
export { listWaiting, waitingStateLabel, waitingStates } from './list-waiting.ts';
export type { WaitingState } from './list-waiting.ts';
export { getRevisions } from './get-revisions.ts';
export { forecastStateLabel, forecastStates, getForecast } from './get-forecast.ts';
export type { ForecastState } from './get-forecast.ts';
export { addPeerList, getRank, listPeerSets } from './peer-sets.ts';
export type { PeerSet, PeerSetId } from './peer-sets.ts';
export { exportSeries, seriesFormatLabel, seriesFormats } from './export-series.ts';
export type { SeriesFormat } from './export-series.ts';
export { getSheet, importSheet, maxSheetBytes, maxSheetRows, previewSheet, sheetTakeLabel, sheetTakes } from './observation-sheet.ts';
export type { SheetEdit, SheetError, SheetTake } from './observation-sheet.ts';
