import { blockageLifecycle } from './blockage/blockage-lifecycle.ts';
import { changeLifecycle } from './order/change-lifecycle.ts';
import { orderLifecycle } from './order/order-lifecycle.ts';
import { partyLifecycle } from './order/party-lifecycle.ts';

/** All machines of the module, in the order of its README. */
export const lifecycles = [orderLifecycle, partyLifecycle, changeLifecycle, blockageLifecycle] as const;
