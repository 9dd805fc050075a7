/** Bodies of a plan: who leads, who answers, who helps, who is named (contract 7.6). */
import type { ActorRecord, ParsedText } from '../model.ts';
import { dutyActors } from './duty-records.ts';
import { mentionedActors } from './mentions.ts';
import { inOrder, treeOf } from './tree.ts';

/**
 * Reads every body of the plan. One record per body and measure; roles lead, owner and support come from duty texts,
 * `mentioned` from acting or addressed bodies elsewhere. Text order. Never throws.
 */
export function extractActors(parsed: ParsedText): readonly ActorRecord[] {
  const tree = treeOf(parsed);
  const duties = dutyActors(parsed, tree);
  const mentions = mentionedActors(parsed, tree, duties);
  return inOrder([...duties.records, ...mentions], (a, b) => a.name.start - b.name.start || a.name.end - b.name.end);
}
