import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { planSummarySchema } from './plan.ts';

export const planSorts = ['updated', 'title'] as const;
export type PlanSort = (typeof planSorts)[number];
export const planSortLabel = { updated: '最近更新', title: '名称' } satisfies Record<PlanSort, string>;

/** A part of a title as typed by the user; taken literally, `%` and `_` included. */
export const titleQuerySchema = z.string().max(200, '「名称」不能超过200字').meta({ label: '名称' });

/** Plans, newest change first or by title (pinyin order); `q` is a part of the title. */
export const listPlans = endpoint({
  id: 'plan.list-plans',
  method: 'GET',
  path: '/api/plans',
  summary: '方案列表，可按名称查找',
  access: 'public',
  query: z.strictObject({
    q: titleQuerySchema.optional(),
    sort: z.enum(planSorts).default('updated').meta({ label: '排序' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({
    items: z.array(planSummarySchema),
    nextCursor: z.string().nullable(),
    /** plans that match `q` */
    total: z.int().nonnegative(),
    /** `plan.import` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
