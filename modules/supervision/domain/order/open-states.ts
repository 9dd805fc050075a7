/** Which states still owe something. */
import type { BlockageState, OrderState } from '../../contract/index.ts';

/** 已办结 waits for 销号 and is open too. */
export const openOrderStates: readonly OrderState[] = [
  'drafted',
  'approving',
  'issued',
  'handling',
  'countersigning',
  'reviewing',
  'finalising',
  'returned',
  'completed',
  'suspended',
];
/** The unit's clock runs. */
export const runningOrderStates: readonly OrderState[] = ['issued', 'handling', 'countersigning', 'reviewing', 'finalising', 'returned'];
export const openBlockageStates: readonly BlockageState[] = ['registered', 'handling', 'incomplete', 'answered'];
