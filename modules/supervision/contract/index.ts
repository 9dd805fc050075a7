/** The public face of module supervision. */
export { supervisionSeparations } from './separations.ts';
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
export { exportTaskLights, getTaskLight, listLightMarks, lightSortLabel, lightSorts, listTaskLights } from './light-endpoints.ts';
export { tryLightRules } from './light-rule-endpoints.ts';
export { exportClauseLights, getClauseLight, listClauseLights } from './clause-light-endpoints.ts';
export { exportStoredLights, listStoredLights } from './stored-light-endpoints.ts';
export type { LightSort } from './light-endpoints.ts';
export { lightFactSchema, lightObjectSchema } from './light-facts.ts';
export type { LightFact, LightFactKind, LightObject } from './light-facts.ts';
export { lightBandSchema, lightObjectKindLabel, lightObjectKinds, lightRuleSchema, lightRuleSetSchema } from './light-rules.ts';
export type { LightBand, LightObjectKind, LightRule, LightRuleSet } from './light-rules.ts';
export { defaultLightRules, otherLightRules } from './default-light-rules.ts';
export {
  blockageAnswerLabel,
  blockageAnswers,
  blockageDetailsSchema,
  blockageIdSchema,
  blockageLevelLabel,
  blockageLevels,
  blockageStateLabel,
  blockageStates,
  blockageSummarySchema,
  blockageTypeLabel,
  blockageTypes,
  blockedObjectKindLabel,
  blockedObjectKinds,
} from './blockage.ts';
export type { BlockageAnswer, BlockageDetails, BlockageId, BlockageLevel, BlockageState, BlockageSummary, BlockageType, BlockedObjectKind } from './blockage.ts';
export {
  automaticTriggerLabel,
  automaticTriggers,
  entrySchema,
  ladderTriggerLabel,
  ladderTriggers,
  orderChangeIdSchema,
  orderChangeKindLabel,
  orderChangeKinds,
  orderChangeStateLabel,
  orderChangeStates,
  orderColourLabel,
  orderColours,
  orderContentFieldLabel,
  orderContentFields,
  orderContentSchema,
  orderDetailsSchema,
  orderIdSchema,
  orderLinkKindLabel,
  orderLinkKinds,
  orderReturnGroundLabel,
  orderReturnGrounds,
  orderSourceLabel,
  orderSources,
  orderStateLabel,
  orderStates,
  orderSummarySchema,
  orgRefSchema,
  partyStateLabel,
  partyStates,
  suspensionGroundLabel,
  suspensionGrounds,
  urgeWays,
  urgeWayLabel,
} from './order.ts';
export type {
  AutomaticTrigger,
  Entry,
  LadderTrigger,
  OrderChangeKind,
  OrderChangeState,
  OrderColour,
  OrderContent,
  OrderContentField,
  OrderDetails,
  OrderId,
  OrderLinkKind,
  OrderReturnGround,
  OrderSource,
  OrderState,
  OrderSummary,
  PartyState,
  SuspensionGround,
  UrgeWay,
} from './order.ts';
export {
  blockageParam,
  ladderParam,
  lightRulesParam,
  orderAnnounceParam,
  orderChangeParam,
  orderClockParam,
  orderClosingParam,
  orderLetterParam,
  orderNumberParam,
  orderRulesParam,
  supervisionParams,
} from './params.ts';
export { supervisionPermissions } from './permissions.ts';
export type { SupervisionPermission } from './permissions.ts';
export {
  authoritySet,
  blockageStepped,
  lightErratumIssued,
  targetsForecast,
  supervisionDutyMoved,
  lightsStored,
  orderChangeStepped,
  orderColourRaised,
  orderEdited,
  orderLinked,
  orderLetterIssued,
  orderObjectionStepped,
  orderPartyStepped,
  orderPublicationStepped,
  orderReviewStepped,
  orderStepped,
  orderUrged,
  supervisionEvents,
} from './events.ts';
export {
  exportOrders,
  getOrder,
  getOrderDocument,
  listOrders,
  orderFilterShape,
  orderSortLabel,
  orderSorts,
  orderStandingLabel,
  orderStandings,
} from './list-orders.ts';
export type { OrderSort, OrderStanding } from './list-orders.ts';
export {
  actOnChange,
  actOnOrder,
  actOnOrders,
  actOnParty,
  applyChange,
  changeActLabel,
  changeActs,
  colourOrder,
  editOrder,
  orderActLabel,
  orderActs,
  partyActLabel,
  partyActs,
  proposeOrder,
  relateOrder,
  urgeOrder,
} from './order-acts.ts';
export type { ChangeAct, OrderAct, PartyAct } from './order-acts.ts';
export { decideObjection, getOrderStanding, getUnitLetter, objectToColour, publicationLabel, publications, settleReview } from './order-reviews.ts';
export type { Publication } from './order-reviews.ts';
export {
  getLetter,
  getOrderPapers,
  getPublicationDocument,
  issueLetter,
  orderLetterKindLabel,
  orderLetterKinds,
  publishOrder,
  stopPublication,
} from './order-papers.ts';
export type { OrderLetterKind } from './order-papers.ts';
export type { Announcement, AnnouncementsPage } from './announcements.ts';
export { supervisionEndpoints } from './endpoints.ts';
export {
  actOnBlockage,
  authoritySchema,
  blockageActLabel,
  blockageActs,
  blockageStandingLabel,
  blockageStandings,
  exportBlockages,
  getBlockage,
  listAuthorities,
  listBlockages,
  raiseBlockage,
  setAuthority,
} from './blockage-endpoints.ts';
export type { BlockageAct, BlockageStanding } from './blockage-endpoints.ts';
export { actOnBlockages, bulkBlockageActLabel, bulkBlockageActs } from './bulk-blockages.ts';
export type { BulkBlockageAct } from './bulk-blockages.ts';
