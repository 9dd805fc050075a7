/** First item of a sorted list at or after a place, found through an index of the list instead of a search. */
import type { Range } from '../model.ts';
import { once } from './memo.ts';

/** A place's block is its offset without the last bits. */
const BLOCK_BITS = 5;

/** Block → first item whose start is not before the block. */
const blocksOf = once((list: readonly Range[], count: number): Int32Array => {
  const blocks = new Int32Array(((list[count - 1]?.start ?? 0) >> BLOCK_BITS) + 1);
  let item = 0;
  for (let block = 0; block < blocks.length; block++) {
    while (item < count && (list[item] as Range).start < block << BLOCK_BITS) item++;
    blocks[block] = item;
  }
  return blocks;
});

/** Index of the first item whose start is at or after `at`; the list is in order of starts and stays as it is. */
export const firstFrom = (list: readonly Range[], at: number): number => {
  const count = list.length;
  if (count === 0 || at <= (list[0] as Range).start) return 0;
  if (at > (list[count - 1] as Range).start) return count;
  let item = blocksOf(list, count)[at >> BLOCK_BITS] as number;
  while ((list[item] as Range).start < at) item++;
  return item;
};
