import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { orgIdSchema } from '#identity/contract';
import { planIdSchema } from '#plan/contract';
import { assignmentStates } from './assignment.ts';
import { taskSummarySchema, yearQuerySchema } from './shapes.ts';
import { itemStates, taskTiers } from './task-item.ts';

export const taskSorts = ['code', 'due'] as const;
export type TaskSort = (typeof taskSorts)[number];
export const taskSortLabel = { code: '编号', due: '完成时限' } satisfies Record<TaskSort, string>;

/** Filters of the list; the export takes the same. */
export const taskFilterSchema = {
  q: z.string().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
  planId: planIdSchema.optional(),
  year: yearQuerySchema.optional(),
  clause: z.string().max(120).optional().meta({ label: '条款' }),
  orgId: orgIdSchema.optional(),
  itemState: z.enum(itemStates).optional().meta({ label: '事项状态' }),
  assignmentState: z.enum(assignmentStates).optional().meta({ label: '分工状态' }),
  tier: z.enum(taskTiers).optional().meta({ label: '填报周期' }),
  /** past its due day and not closed; derived */
  overdue: z.literal('1').optional().meta({ label: '只看逾期' }),
};

/** Yearly tasks that the caller may see, by filter. */
export const listTasks = endpoint({
  id: 'task.list-tasks',
  method: 'GET',
  path: '/api/tasks',
  summary: '年度任务列表，可查找、筛选、排序、翻页',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject({ ...taskFilterSchema, sort: z.enum(taskSorts).default('code').meta({ label: '排序' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({ items: z.array(taskSummarySchema), nextCursor: z.string().nullable(), total: z.int().nonnegative(), actions: z.array(actionOfferSchema) }),
  refusals: [],
});
