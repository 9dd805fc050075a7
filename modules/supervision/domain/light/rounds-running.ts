/** For so many rounds running the unit's light was yellow or worse, or red: the ladder's triggers (workflows §6). */
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import { knownRounds } from './measures.ts';
import { severity } from './rule-set.ts';
import type { CompiledRuleSet } from './rule-set.ts';

/** nobody asks for more than a year of rounds */
const mostRounds = 12;

export function roundsRunning({ view }: Judgement, set: CompiledRuleSet): { readonly yellow: number; readonly red: number } {
  const closings = [...new Set(knownRounds(view).flatMap(({ closes }) => (closes < view.day ? [closes] : [])))].slice(0, mostRounds);
  let yellow = 0;
  let red = 0;
  for (const closes of closings) {
    const { unitLight } = judge(view.object, { day: closes + 1, known: view.known, workingDays: view.workingDays }, set);
    const height = severity(unitLight);
    if (height === 0) break;
    if (height > 1 && red === yellow) red += 1;
    yellow += 1;
  }
  return { yellow, red };
}
