/** The public page of the board: read by the same function as the public API. */
import type { PortalRoute } from '#kernel/server/ssr.ts';
import { parseFields, parseParams } from '#kernel/server/use-case.ts';
import { getPublicBoard } from '../contract/index.ts';
import { readPublicPage } from './public-board.ts';

/** Names it does not know are left out, for the address of a public page may carry a stranger's; empty fields of a form are not filled in. */
function knownOf(query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(query).filter(([name, value]) => name in getPublicBoard.query.shape && value !== ''));
}

export const answerPortalPages: readonly PortalRoute[] = [
  {
    path: '/plans/:planId/answers',
    isTagged: true,
    read: async ({ params, query }, context) => {
      const { planId } = parseParams(getPublicBoard.params, params);
      const asked = parseFields(getPublicBoard.query, 'query', knownOf(query));
      return {
        page: 'answer-board',
        data: { q: asked.q ?? '', state: asked.state ?? null, isFirst: asked.cursor === undefined, board: await readPublicPage(planId, asked, context) },
      };
    },
  },
];
