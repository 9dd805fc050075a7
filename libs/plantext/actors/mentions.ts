import type { ActorRecord, ParsedText } from '../model.ts';
import type { DutyActors } from './duty-records.ts';
import type { PlanTree } from './tree.ts';
export function mentionedActors(_p: ParsedText, _t: PlanTree, _d: DutyActors): ActorRecord[] {
  return [];
}
