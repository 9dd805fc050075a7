/** What later modules may call. */
export { loadOrderRules } from './order/open-case.ts';
export type { OrderRules } from './order/open-case.ts';
export { proposeOrder } from './order/propose.ts';
export type { OrderOrigin } from './order/propose.ts';
export { revisedTableOf, tableOf } from './table.ts';
