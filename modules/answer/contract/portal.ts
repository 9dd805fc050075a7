/** Data of the public page of the board. */
import type { Reply } from '#kernel/endpoint.ts';
import type { getPublicBoard } from './public-board.ts';
import type { ClauseState } from './verdict.ts';

/** `/plans/:planId/answers`; `?asOf=`, `?q=`, `?state=`, `?cursor=` turn it. */
export interface AnswerBoardPage {
  readonly page: 'answer-board';
  readonly data: { readonly q: string; readonly state: ClauseState | null; readonly isFirst: boolean; readonly board: Reply<typeof getPublicBoard> };
}
