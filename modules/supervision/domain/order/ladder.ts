/** The colour ladder (workflows §6): which colour an order must have, by which trigger. Colours only rise, one explained step at a time. */
import type { LadderTrigger, OrderColour } from '../../contract/index.ts';

export interface LadderRules {
  readonly longOverdueDays: number;
  readonly returnsToRaise: number;
}

export interface LadderFacts {
  readonly colour: OrderColour;
  /** days late after blocked days are taken out */
  readonly unitDelay: number;
  readonly returns: number;
  /** the day for an answer of the present colour is over and no answer is in */
  readonly isUnanswered: boolean;
  /** the due day is near and no closing report is in */
  readonly isDueSoon: boolean;
  /** an approved suspension stops the ladder */
  readonly isSuspended: boolean;
}

export interface LadderStep {
  readonly to: OrderColour;
  readonly trigger: LadderTrigger;
}

const height: Readonly<Record<OrderColour, number>> = { none: 0, blue: 1, yellow: 2, red: 3 };
export const isHigher = (a: OrderColour, b: OrderColour): boolean => height[a] > height[b];

/** The step that the facts demand now; undefined when the colour is high enough. The highest demand wins. */
export function ladderStep(facts: LadderFacts, rules: LadderRules): LadderStep | undefined {
  if (facts.isSuspended) return undefined;
  const demands: LadderStep[] = [];
  if (facts.unitDelay > rules.longOverdueDays) demands.push({ to: 'red', trigger: 'long-overdue' });
  else if (facts.unitDelay >= 1) demands.push({ to: 'yellow', trigger: 'overdue' });
  if (facts.returns >= rules.returnsToRaise) demands.push({ to: 'yellow', trigger: 'second-return' });
  if (facts.isDueSoon && facts.unitDelay < 1) demands.push({ to: 'blue', trigger: 'due-soon' });
  if (facts.isUnanswered && facts.colour === 'blue') demands.push({ to: 'yellow', trigger: 'unanswered' });
  if (facts.isUnanswered && facts.colour === 'yellow') demands.push({ to: 'red', trigger: 'unanswered' });
  const due = demands.filter(({ to }) => isHigher(to, facts.colour)).sort((a, b) => height[b.to] - height[a.to]);
  return due[0];
}

/** The next colour up; red is the highest. */
export const raised = (colour: OrderColour): OrderColour => (colour === 'none' ? 'blue' : colour === 'blue' ? 'yellow' : 'red');

/** Silence at closing: the first silent round is blue, the second running is yellow. */
export const colourOfSilence = (roundsRunning: number): LadderStep & { readonly trigger: 'silent-twice' | 'silent-at-closing' } =>
  roundsRunning >= 2 ? { to: 'yellow', trigger: 'silent-twice' } : { to: 'blue', trigger: 'silent-at-closing' };
