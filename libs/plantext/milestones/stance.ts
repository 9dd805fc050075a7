/** How firmly a deed is promised and whose deed it is (plantext 3.5). */
import type { MilestoneRecord, Range } from '../model.ts';
import type { Reading } from '../projects/reading.ts';
import { MODALS } from '../lexicon/phrase-pack.ts';
import { SEEK_WORDS, SUPPORT_WORDS } from './title-words.ts';

/** How far before a verb its modal word may stand. */
const REACH = 60;

const RANK: Readonly<Record<string, number>> = { must: 3, strive: 2, explore: 1 };

/** The strongest modal word between the clause start and the end of the verb; `aim` without one. */
export const modalityOf = (reading: Reading, clause: Range, verbEnd: number): string => {
  let best = 'aim';
  for (let at = Math.max(clause.start, verbEnd - REACH); at < verbEnd; at++) {
    const hit = MODALS.startingAt(reading.plain, at, verbEnd);
    if (hit !== null && (RANK[hit.value] ?? 0) > (RANK[best] ?? 0)) best = hit.value;
  }
  return best;
};

/** support: another's deed is helped; seek: others decide; else the plan's own deed. */
export const controlOf = (reading: Reading, clause: Range, verb: Range): MilestoneRecord['control'] => {
  const before = reading.plain.slice(Math.max(clause.start, verb.end - REACH), verb.end);
  if (SUPPORT_WORDS.some((word) => reading.plain.startsWith(word, clause.start) || before.includes(`积极${word}`) || before.includes(`全力${word}`))) return 'support';
  return SEEK_WORDS.some((word) => before.includes(word)) ? 'seek' : 'owner';
};
