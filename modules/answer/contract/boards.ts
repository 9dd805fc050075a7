/** Other views of the same states: targets by year, what to check first, sealed periods. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { daySchema } from './day.ts';
import { asOfSchema } from './clause.ts';
import { targetKinds } from './target.ts';
import { clauseStates } from './verdict.ts';

/** Where the year of a target comes from: a text without one gets it by decision, and until then only a proposal. */
export const yearSources = ['text', 'decided', 'proposed'] as const;
export type YearSource = (typeof yearSources)[number];
export const yearSourceLabel = { text: '原文', decided: '以决定补充', proposed: '建议，尚未决定' } satisfies Record<YearSource, string>;

export const listTargets = endpoint({
  id: 'answer.list-targets',
  method: 'GET',
  path: '/api/plans/:planId/targets',
  summary: '目标一览：按年度的指标、口径、现状',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    isRegistered: z.boolean(),
    asOf: z.string(),
    years: z.array(z.int()),
    items: z.array(
      z.strictObject({
        clauseKey: z.string(),
        title: z.string(),
        groupLabel: z.string().nullable(),
        groupTitle: z.string().nullable(),
        kind: z.enum(targetKinds),
        year: z.int().nullable(),
        yearSource: z.enum(yearSources),
        required: z.string(),
        actual: z.string().nullable(),
        share: z.string().nullable(),
        factsUntil: z.string().nullable(),
        state: z.enum(clauseStates),
        reason: z.string(),
        isBonus: z.boolean(),
        stretchOf: z.string().nullable(),
        partOf: z.string().nullable(),
        hasContract: z.boolean(),
        /** what does not fit together, e.g. a part above its whole */
        fault: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['plan.not_found'],
});

export const freezePeriod = endpoint({
  id: 'answer.freeze-period',
  method: 'POST',
  path: '/api/plans/:planId/frozen-periods',
  summary: '封存一个期间：以后的更正只列更正表',
  access: { permission: 'answer.freeze', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  body: z
    .strictObject({ from: daySchema('期间起'), to: daySchema('期间止'), reason: z.string().trim().min(1, '「依据」要写明').max(300).meta({ label: '依据' }) })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: '「期间止」不能早于「期间起」' }),
  reply: z.strictObject({ from: z.string(), to: z.string() }),
  refusals: ['plan.not_found', 'answer.already_frozen', 'answer.period_not_over'],
});
