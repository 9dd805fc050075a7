import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { planIdSchema } from '#plan/contract';
import { checkFactors, clauseKeySchema, clauseStates, daySchema, doubtStates, registers } from './contract/index.ts';
import { answerViews } from './web/answer-paths.ts';

const asOf = daySchema('截至日期').optional().catch(undefined);

export const answerWebModule = defineWebModule({
  name: 'answer',
  menu: [{ title: '应答', path: '/answers', requires: 'answer.read' }],
  home: [{ key: 'answer', requires: 'answer.read', order: 50, load: () => import('./web/answer-home.card.tsx') }],
  routes: [
    webRoute({
      path: '/answers',
      title: '条款应答',
      requires: 'answer.read',
      params: z.object({}),
      search: z.object({
        planId: planIdSchema.optional().catch(undefined),
        view: z.enum(answerViews).optional().catch(undefined),
        asOf,
        q: z.string().max(200).optional().catch(undefined),
        state: z.enum(clauseStates).optional().catch(undefined),
        reason: z.enum(checkFactors).optional().catch(undefined),
        register: z.enum(registers).optional().catch(undefined),
        cursor: z.string().max(400).optional().catch(undefined),
        doubt: z.enum(doubtStates).optional().catch(undefined),
        doubtCursor: z.string().max(400).optional().catch(undefined),
      }),
      load: () => import('./web/answers.page.tsx'),
    }),
    webRoute({
      path: '/answers/$planId/clauses/$clauseKey',
      title: '条款',
      requires: 'answer.read',
      params: z.object({ planId: planIdSchema, clauseKey: clauseKeySchema }),
      search: z.object({ asOf }),
      load: () => import('./web/clause.page.tsx'),
    }),
  ],
});
