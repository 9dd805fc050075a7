/** The public face of module supervision. */
export {
  excuseKindLabel,
  excuseKinds,
  greyReasonLabel,
  greyReasons,
  lightCauseSchema,
  lightColourLabel,
  lightColours,
  lightDimensionLabel,
  lightDimensions,
  lightForecastSchema,
  lightReadingSchema,
  lightSchema,
  replayModeLabel,
  replayModes,
} from './light.ts';
export type { ExcuseKind, GreyReason, Light, LightCause, LightColour, LightDimension, LightForecast, LightReading, ReplayMode } from './light.ts';
export { lightFactSchema, lightObjectSchema } from './light-facts.ts';
export type { LightFact, LightFactKind, LightObject } from './light-facts.ts';
export { lightBandSchema, lightObjectKindLabel, lightObjectKinds, lightRuleSchema, lightRuleSetSchema } from './light-rules.ts';
export type { LightBand, LightObjectKind, LightRule, LightRuleSet } from './light-rules.ts';
