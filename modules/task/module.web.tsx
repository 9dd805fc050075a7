import { z } from 'zod';
import { allowOffline } from '#kernel/web/use-offline-queue.ts';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { orgIdSchema } from '#identity/contract';
import { planIdSchema } from '#plan/contract';
import {
  assignmentIdSchema,
  assignmentStates,
  debtStandings,
  itemStates,
  reportStates,
  roundIdSchema,
  saveReport,
  taskIdSchema,
  taskSorts,
  uploadPhoto,
} from './contract/index.ts';

allowOffline(uploadPhoto, saveReport);

const noParams = z.object({});
const noSearch = z.object({});
const cursor = z.string().optional().catch(undefined);
const year = z
  .string()
  .regex(/^[12][0-9]{3}$/)
  .optional()
  .catch(undefined);
const one = <const V extends readonly [string, ...string[]]>(values: V) => z.enum(values).optional().catch(undefined);

const debtListSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  standing: one(debtStandings),
  roundId: roundIdSchema.optional().catch(undefined),
  orgId: orgIdSchema.optional().catch(undefined),
  cursor,
  at: z.string().max(100).optional().catch(undefined),
});

export const taskWebModule = defineWebModule({
  name: 'task',
  menu: [
    { title: '任务', path: '/tasks', requires: 'task.read' },
    { title: '应报', path: '/my-debts', requires: 'report.write' },
    { title: '调度', path: '/rounds', requires: 'round.read' },
    { title: '审签', path: '/review/signing', requires: 'report.sign' },
    { title: '审核', path: '/review', requires: 'report.approve' },
    { title: '负担', path: '/burden', requires: 'burden.read' },
  ],
  home: [{ key: 'task', requires: 'task.read', order: 10, load: () => import('./web/task-home.card.tsx') }],
  routes: [
    webRoute({
      path: '/tasks',
      title: '任务台账',
      params: noParams,
      search: z.object({
        q: z.string().max(100).optional().catch(undefined),
        year,
        orgId: orgIdSchema.optional().catch(undefined),
        itemState: one(itemStates),
        assignmentState: one(assignmentStates),
        overdue: z.literal('1').optional().catch(undefined),
        sort: one(taskSorts),
        cursor,
      }),
      requires: 'task.read',
      load: () => import('./web/tasks.page.tsx'),
    }),
    webRoute({
      path: '/tasks/$taskId',
      title: '任务',
      params: z.object({ taskId: taskIdSchema }),
      search: noSearch,
      requires: 'task.read',
      load: () => import('./web/task.page.tsx'),
    }),
    webRoute({
      path: '/decompose',
      title: '任务分解',
      params: noParams,
      search: z.object({ planId: planIdSchema.optional().catch(undefined), year: z.string().max(4).optional().catch(undefined) }),
      requires: 'task.read',
      load: () => import('./web/decompose.page.tsx'),
    }),
    webRoute({
      path: '/my-debts',
      title: '应报清单',
      params: noParams,
      search: debtListSearch,
      requires: 'round.read',
      load: () => import('./web/my-debts.page.tsx'),
    }),
    webRoute({ path: '/rounds', title: '调度', params: noParams, search: z.object({ cursor }), requires: 'round.read', load: () => import('./web/rounds.page.tsx') }),
    webRoute({
      path: '/rounds/$roundId',
      title: '调度看板',
      params: z.object({ roundId: roundIdSchema }),
      search: z.object({ q: z.string().max(100).optional().catch(undefined), want: one(['silent', 'missing', 'returned', 'review']) }),
      requires: 'round.read',
      load: () => import('./web/round.page.tsx'),
    }),
    webRoute({
      path: '/rounds/$roundId/debts/$assignmentId',
      title: '填报',
      params: z.object({ roundId: roundIdSchema, assignmentId: assignmentIdSchema }),
      search: z.object({ list: z.string().max(400).optional().catch(undefined), next: z.string().max(100).optional().catch(undefined) }),
      requires: 'round.read',
      load: () => import('./web/report.page.tsx'),
    }),
    webRoute({
      path: '/review',
      title: '填报审核',
      params: noParams,
      search: z.object({ state: one(reportStates), tab: z.literal('unlocks').optional().catch(undefined), cursor }),
      requires: 'round.read',
      load: () => import('./web/review.page.tsx'),
    }),
    webRoute({
      path: '/review/signing',
      title: '单位审签',
      params: noParams,
      search: z.object({ state: one(reportStates), tab: z.literal('unlocks').optional().catch(undefined), cursor }),
      requires: 'round.read',
      load: () => import('./web/review.page.tsx'),
    }),
    webRoute({
      path: '/burden',
      title: '填报负担',
      params: noParams,
      search: z.object({
        month: z
          .string()
          .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
          .optional()
          .catch(undefined),
      }),
      requires: 'burden.read',
      load: () => import('./web/burden.page.tsx'),
    }),
  ],
});
