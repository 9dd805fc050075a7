/** All use cases of the module, in the order of its endpoints. */
import type { AnyUseCase } from '#kernel/server/use-case.ts';
import { actOnBlockageUseCase, getBlockageUseCase } from './blockage/act-on-blockage.ts';
import { actOnBlockagesUseCase } from './blockage/act-on-blockages.ts';
import { exportBlockagesUseCase, listAuthoritiesUseCase, listBlockagesUseCase, setAuthorityUseCase } from './blockage/list-blockages.ts';
import { raiseBlockageUseCase } from './blockage/raise-blockage.ts';
import { exportClauseLightsUseCase, getClauseLightUseCase, listClauseLightsUseCase } from './lights/clause-lights.ts';
import { exportStoredLightsUseCase, listStoredLightsUseCase } from './lights/list-stored-lights.ts';
import { listLightMarksUseCase } from './lights/list-light-marks.ts';
import { exportTaskLightsUseCase, listTaskLightsUseCase } from './lights/list-task-lights.ts';
import { getTaskLightUseCase } from './lights/task-lights.ts';
import { tryLightRulesUseCase } from './lights/try-light-rules.ts';
import { actOnOrderUseCase, actOnOrdersUseCase } from './order/act-on-order.ts';
import { actOnChangeUseCase, applyChangeUseCase } from './order/change-order.ts';
import { exportOrdersUseCase, getOrderUseCase, listOrdersUseCase } from './order/list-orders.ts';
import { getOrderDocumentUseCase } from './order/order-document.ts';
import { decideObjectionUseCase, getOrderStandingUseCase, getUnitLetterUseCase, objectToColourUseCase, settleReviewUseCase } from './order/order-standing.ts';
import { getOrderPapersUseCase, getPublicationDocumentUseCase, publishOrderUseCase, stopPublicationUseCase } from './order/publish-order.ts';
import { getLetterUseCase, issueLetterUseCase } from './order/issue-letter.ts';
import { actOnPartyUseCase } from './order/party-acts.ts';
import { editOrderUseCase, proposeOrderUseCase } from './order/propose-order.ts';
import { colourOrderUseCase, relateOrderUseCase } from './order/relate-order.ts';
import { urgeOrderUseCase } from './order/urge-order.ts';

export const supervisionRoutes: readonly AnyUseCase[] = [
  listOrdersUseCase,
  exportOrdersUseCase,
  getOrderUseCase,
  getOrderDocumentUseCase,
  proposeOrderUseCase,
  editOrderUseCase,
  actOnOrderUseCase,
  actOnOrdersUseCase,
  actOnPartyUseCase,
  urgeOrderUseCase,
  applyChangeUseCase,
  actOnChangeUseCase,
  colourOrderUseCase,
  relateOrderUseCase,
  getOrderStandingUseCase,
  objectToColourUseCase,
  decideObjectionUseCase,
  settleReviewUseCase,
  getUnitLetterUseCase,
  getOrderPapersUseCase,
  publishOrderUseCase,
  stopPublicationUseCase,
  getPublicationDocumentUseCase,
  issueLetterUseCase,
  getLetterUseCase,
  listBlockagesUseCase,
  exportBlockagesUseCase,
  getBlockageUseCase,
  raiseBlockageUseCase,
  actOnBlockageUseCase,
  actOnBlockagesUseCase,
  listAuthoritiesUseCase,
  setAuthorityUseCase,
  listTaskLightsUseCase,
  exportTaskLightsUseCase,
  getTaskLightUseCase,
  listLightMarksUseCase,
  listClauseLightsUseCase,
  exportClauseLightsUseCase,
  getClauseLightUseCase,
  listStoredLightsUseCase,
  exportStoredLightsUseCase,
  tryLightRulesUseCase,
];
