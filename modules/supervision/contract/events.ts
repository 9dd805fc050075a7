/** Events of the module. Ids, states and colours are open; words are internal. */
import { event } from '#kernel/event.ts';

/** Any step of an order, by a person or by rule. */
export const orderStepped = event('supervision.order_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', action: 'open', from: 'open', to: 'open', colour: 'open', leadOrgId: 'open', source: 'open', sourceRef: 'open', note: 'internal' },
});
export const orderColourRaised = event('supervision.order_colour_raised', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', from: 'open', to: 'open', trigger: 'open', facts: 'internal' },
});
export const orderEdited = event('supervision.order_edited', { version: 1, subject: 'orderId', fields: { orderId: 'open', revision: 'open', fields: 'open' } });
export const orderChangeStepped = event('supervision.order_change_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', changeId: 'open', kind: 'open', action: 'open', to: 'open', newDueOn: 'open', note: 'internal' },
});
export const orderPartyStepped = event('supervision.order_party_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', orgId: 'open', action: 'open', to: 'open', note: 'internal' },
});
export const orderUrged = event('supervision.order_urged', { version: 1, subject: 'orderId', fields: { orderId: 'open', way: 'open', note: 'internal' } });
export const orderLinked = event('supervision.order_linked', { version: 1, subject: 'orderId', fields: { orderId: 'open', otherId: 'open', kind: 'open' } });
/** A closed order is to be looked at again, or was; `outcome` is empty, kept or reopened. */
export const orderReviewStepped = event('supervision.order_review_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', reviewId: 'open', evidenceId: 'open', outcome: 'open', note: 'internal' },
});
/** A unit objected to the colour of its order, or the office decided; `decision` is empty, upheld or rejected. */
export const orderObjectionStepped = event('supervision.order_objection_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', objectionId: 'open', colour: 'open', decision: 'open', words: 'internal' },
});
/** 公示 of a completed order began or was stopped; `reason` is empty at the beginning. */
export const orderPublicationStepped = event('supervision.order_publication_stepped', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', publicationId: 'open', step: 'open', toOn: 'open', place: 'open', words: 'internal' },
});
export const orderLetterIssued = event('supervision.order_letter_issued', {
  version: 1,
  subject: 'orderId',
  fields: { orderId: 'open', letterId: 'open', kind: 'open', number: 'open', sha256: 'open', words: 'internal' },
});
export const blockageStepped = event('supervision.blockage_stepped', {
  version: 1,
  subject: 'blockageId',
  fields: { blockageId: 'open', action: 'open', from: 'open', to: 'open', level: 'open', authorityOrgId: 'open', note: 'internal' },
});
export const authoritySet = event('supervision.authority_set', {
  version: 1,
  subject: 'authorityId',
  fields: { authorityId: 'open', type: 'open', level: 'open', orgId: 'open', fromOn: 'open', source: 'open' },
});
export const lightsStored = event('supervision.lights_stored', { version: 1, subject: 'day', fields: { day: 'open', objects: 'open', ruleRef: 'open' } });
/** Estimates whether targets are reached; `changed` of them are others than before. */
export const targetsForecast = event('supervision.targets_forecast', { version: 1, subject: 'day', fields: { day: 'open', changed: 'open' } });

/** A stored day would be coloured otherwise by what is known now; the stored light stays. */
export const lightErratumIssued = event('supervision.light_erratum_issued', {
  version: 1,
  subject: 'objectId',
  fields: { kind: 'open', objectId: 'open', from: 'open', to: 'open', wasObject: 'open', wasUnit: 'open', nowObject: 'open', nowUnit: 'open' },
});

/** An order was handed over with a post; the id names kind and object. */
export const supervisionDutyMoved = event('supervision.duty_moved', {
  version: 1,
  subject: 'dutyId',
  fields: { dutyId: 'internal', orgId: 'open', fromUser: 'internal', toUser: 'internal', reason: 'internal' },
});

export const supervisionEvents = [
  orderStepped,
  orderColourRaised,
  orderEdited,
  orderChangeStepped,
  orderPartyStepped,
  orderUrged,
  orderLinked,
  orderReviewStepped,
  orderObjectionStepped,
  orderPublicationStepped,
  orderLetterIssued,
  blockageStepped,
  authoritySet,
  lightsStored,
  targetsForecast,
  lightErratumIssued,
  supervisionDutyMoved,
] as const;
