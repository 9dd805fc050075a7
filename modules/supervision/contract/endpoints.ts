/** Every endpoint of the module, for its manifest. */
import { actOnBlockages } from './bulk-blockages.ts';
import { actOnBlockage, exportBlockages, getBlockage, listAuthorities, listBlockages, raiseBlockage, setAuthority } from './blockage-endpoints.ts';
import { exportTaskLights, getTaskLight, listLightMarks, listTaskLights } from './light-endpoints.ts';
import { exportClauseLights, getClauseLight, listClauseLights } from './clause-light-endpoints.ts';
import { tryLightRules } from './light-rule-endpoints.ts';
import { exportStoredLights, listStoredLights } from './stored-light-endpoints.ts';
import { exportOrders, getOrder, getOrderDocument, listOrders } from './list-orders.ts';
import { actOnChange, actOnOrder, actOnOrders, actOnParty, applyChange, colourOrder, editOrder, proposeOrder, relateOrder, urgeOrder } from './order-acts.ts';
import { getLetter, getOrderPapers, getPublicationDocument, issueLetter, publishOrder, stopPublication } from './order-papers.ts';
import { decideObjection, getOrderStanding, getUnitLetter, objectToColour, settleReview } from './order-reviews.ts';

export const supervisionEndpoints = [
  listOrders,
  exportOrders,
  getOrder,
  getOrderDocument,
  proposeOrder,
  editOrder,
  actOnOrder,
  actOnOrders,
  actOnParty,
  urgeOrder,
  applyChange,
  actOnChange,
  colourOrder,
  relateOrder,
  getOrderStanding,
  objectToColour,
  decideObjection,
  settleReview,
  getUnitLetter,
  getOrderPapers,
  publishOrder,
  stopPublication,
  getPublicationDocument,
  issueLetter,
  getLetter,
  listBlockages,
  exportBlockages,
  getBlockage,
  raiseBlockage,
  actOnBlockage,
  actOnBlockages,
  listAuthorities,
  setAuthority,
  listTaskLights,
  exportTaskLights,
  getTaskLight,
  listLightMarks,
  listClauseLights,
  exportClauseLights,
  getClauseLight,
  listStoredLights,
  exportStoredLights,
  tryLightRules,
] as const;
