import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { ratesSchema, roundViewSchema } from './shapes.ts';

/** What the first screen of a person counts: each number opens its list. */
export const getHome = endpoint({
  id: 'task.get-home',
  method: 'GET',
  path: '/api/task-home',
  summary: '首页数字：任务、调度、待办',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject({}),
  reply: z.strictObject({
    round: z.strictObject({ round: roundViewSchema, rates: ratesSchema }).nullable(),
    /** of the caller's units */
    owed: z.int().nonnegative(),
    owedMinutes: z.string(),
    ownSilent: z.int().nonnegative(),
    returned: z.int().nonnegative(),
    toAccept: z.int().nonnegative(),
    toSign: z.int().nonnegative(),
    /** of the office */
    toReview: z.int().nonnegative(),
    silent: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    unsigned: z.int().nonnegative(),
    unlocks: z.int().nonnegative(),
    toVerify: z.int().nonnegative(),
    /** of the tasks that the caller reaches */
    overdue: z.int().nonnegative(),
    dueSoon: z.int().nonnegative(),
    led: z.int().nonnegative(),
    drafts: z.int().nonnegative(),
  }),
  refusals: [],
});
