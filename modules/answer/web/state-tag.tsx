import { type ClauseState, clauseStateLabel } from '../contract/index.ts';

/** The state in words with a colour beside it; colour alone never tells. */
export const StateTag = ({ state }: { readonly state: ClauseState }) => <span className={`state-tag state-${state}`}>{clauseStateLabel[state]}</span>;
