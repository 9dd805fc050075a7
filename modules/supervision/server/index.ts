/** What later modules may call. */
export { addEntry, listEntriesOf, presentEntry } from './entries.ts';
export { blockagesForGroup, lateOrders, objectionsAsked, orderFates, ordersOutOfExtensions } from './for-meetings.ts';
export type { AgendaMatter, OrderFate } from './for-meetings.ts';
export { loadOrderRules } from './order/open-case.ts';
export type { OrderRules } from './order/open-case.ts';
export { checkContent, proposeOrder } from './order/propose.ts';
export type { OrderOrigin } from './order/propose.ts';
export { noteSiteCheck, orderToCheck } from './site-check.ts';
export { planPathOf } from './plan-path-of.ts';
export { revisedTableOf, tableOf } from './table.ts';
