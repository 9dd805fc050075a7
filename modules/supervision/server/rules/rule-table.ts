/** What the table of automatic orders means: which colour waits for a person, and how long a unit has for its answer. */
import type { OrderColour } from '../../contract/index.ts';
import type { OrderRules } from '../order/open-case.ts';

/** Yellow and red wait for a person, and so does one more order for a unit that has its fill of them. */
export const actionOfRule = (colour: OrderColour, open: number, { ladder }: OrderRules): 'issue-by-rule' | 'propose-by-rule' =>
  colour === 'blue' && open < ladder.openOrdersPerUnit ? 'issue-by-rule' : 'propose-by-rule';

export const answerDaysOf = (colour: string, { ladder }: OrderRules): number =>
  colour === 'blue' ? ladder.blueAnswerDays : colour === 'yellow' ? ladder.yellowAnswerDays : ladder.redAnswerDays;
