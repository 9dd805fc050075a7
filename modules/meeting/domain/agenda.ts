/** The agenda that the system makes: groups in a fixed order, within a group by a printed formula (workflows §9). */
import { agendaGroups } from '../contract/index.ts';
import type { AgendaGroup } from '../contract/index.ts';

export interface AgendaCandidate {
  readonly group: AgendaGroup;
  /** what it is about, unique: `order:…`, `blockage:…`, `decision:…` */
  readonly ref: string;
  readonly title: string;
  readonly page: string;
  /** core 3, strong 2, supporting 1 */
  readonly priority: number;
  readonly daysRed: number;
  /** hundredths of the year's plan money, 0…100 */
  readonly moneyPercent: number;
}

export interface AgendaRules {
  readonly daysPerPoint: number;
  readonly moneyWeight: number;
}

export interface RankedItem extends AgendaCandidate {
  /** two decimals */
  readonly score: string;
  readonly formula: string;
}

export const formulaWords = ({ daysPerPoint, moneyWeight }: AgendaRules): string =>
  `先按类别：以往决定的落实、严重滞后事项、提请协调事项、提请裁定事项、待下达目标、提请审定清单、其他议题；同类按“优先级（核心3、较强2、支撑1）＋滞后天数÷${daysPerPoint}＋${moneyWeight}×占年度计划资金比重”从高到低。`;

/** In hundredths, so that equal scores are equal. */
export function scoreOf({ priority, daysRed, moneyPercent }: Pick<AgendaCandidate, 'priority' | 'daysRed' | 'moneyPercent'>, rules: AgendaRules): number {
  return priority * 100 + Math.round((daysRed * 100) / rules.daysPerPoint) + rules.moneyWeight * moneyPercent;
}
const twoPlaces = (hundredths: number): string => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;

export function rankAgenda(candidates: readonly AgendaCandidate[], rules: AgendaRules): readonly RankedItem[] {
  const scored = candidates.map((one) => ({ one, score: scoreOf(one, rules), group: agendaGroups.indexOf(one.group) }));
  scored.sort((a, b) => a.group - b.group || b.score - a.score || (a.one.ref < b.one.ref ? -1 : 1));
  return scored.map(({ one, score }) => ({
    ...one,
    score: twoPlaces(score),
    formula: `${one.priority}＋${one.daysRed}÷${rules.daysPerPoint}＋${rules.moneyWeight}×${twoPlaces(one.moneyPercent)}＝${twoPlaces(score)}`,
  }));
}

/** Half of the members, rounded up; a substitute counts. */
export function quorumOf(
  members: number,
  present: number,
  sharePercent: number,
): { readonly members: number; readonly present: number; readonly needed: number; readonly isMet: boolean } {
  const needed = Math.ceil((members * sharePercent) / 100);
  return { members, present, needed, isMet: members > 0 && present >= needed };
}

const secretWords = ['涉密', '绝密', '机密', '秘密★', '秘密级'];
/** No secret matter enters the system. */
export const namesSecret = (text: string): boolean => secretWords.some((word) => text.includes(word));
