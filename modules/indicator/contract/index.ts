/** The public face of module indicator: safe in browser, server, CLI and at partners. */
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
