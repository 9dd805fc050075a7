import type { OrderColour, OrderState } from '../contract/index.ts';

export interface OrderStep {
  readonly state: OrderState;
  /** only orders of this colour */
  readonly colour?: OrderColour;
  readonly words: string;
  /** any one of these makes it the holder's step */
  readonly permissions: readonly string[];
}

/** Whose step an order waits for, by the permission that takes it out of the state. */
export const orderSteps: readonly OrderStep[] = [
  { state: 'approving', words: '待审定', permissions: ['order.approve'] },
  { state: 'approving', colour: 'red', words: '待审定的红色警示单', permissions: ['order.approve-red'] },
  { state: 'issued', words: '待签收', permissions: ['order.sign-in'] },
  { state: 'returned', words: '退回重办', permissions: ['order.handle'] },
  { state: 'handling', words: '办理中', permissions: ['order.handle', 'order.assist'] },
  { state: 'countersigning', words: '待我单位审签', permissions: ['order.countersign'] },
  { state: 'reviewing', words: '待审核', permissions: ['order.review'] },
  { state: 'finalising', words: '待终审', permissions: ['order.finalise', 'order.finalise-blue'] },
  { state: 'completed', words: '待销号', permissions: ['order.close'] },
];
