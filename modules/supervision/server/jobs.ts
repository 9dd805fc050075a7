/** What the module does by itself every day, with nobody clicking (workflows §2, §5.2, §6, §8). */
import { evidenceStatusChanged } from '#kernel/evidence.ts';
import { job } from '#kernel/server/jobs.ts';
import type { Job } from '#kernel/server/jobs.ts';
import { on } from '#kernel/server/reactions.ts';
import type { Reaction } from '#kernel/server/reactions.ts';
import { reportSigned, taskStepTaken } from '#task/contract';
import { forecastTargets } from './lights/forecast-targets.ts';
import { dayBefore, issueLightErrata, storeLights } from './lights/store-lights.ts';
import { keepBlockages } from './rules/keep-blockages.ts';
import { keepOrders } from './rules/keep-orders.ts';
import { orderByLights } from './rules/order-by-lights.ts';
import { closeByApplication, orderTheDue } from './rules/order-the-due.ts';
import { closeByReport, orderTheSilent } from './rules/order-the-silent.ts';
import { closeBySignature, orderTheUnsigned } from './rules/order-the-unsigned.ts';
import { reviewClosed } from './rules/review-closed.ts';

export const supervisionJobs: readonly Job[] = [
  job({
    name: 'forecast-targets',
    label: '灯号：按统计数推算目标能否如期实现',
    schedule: { every: 'day', at: '00:03' },
    catchUp: 'latest',
    run: async ({ on }, context) => void (await forecastTargets({ ...context, today: on })),
  }),
  job({
    name: 'store-lights',
    label: '灯号：保存前一天的灯号',
    schedule: { every: 'day', at: '00:05' },
    catchUp: 'every',
    run: async ({ on }, context) => void (await storeLights({ ...context, today: on }, dayBefore(on))),
  }),
  job({
    name: 'issue-light-errata',
    label: '灯号：以后的事实改变已存灯号时出勘误',
    schedule: { every: 'day', at: '00:40' },
    catchUp: 'latest',
    run: async ({ on }, context) => void (await issueLightErrata({ ...context, today: on })),
  }),
  job({
    name: 'keep-orders',
    label: '督办单：到期提醒、升级、中止复核、归档',
    schedule: { every: 'day', at: '00:10' },
    catchUp: 'every',
    run: ({ on }, context) => keepOrders({ ...context, today: on }),
  }),
  job({
    name: 'keep-blockages',
    label: '需协调事项：默认确认、承诺到期、自动升级',
    schedule: { every: 'day', at: '00:15' },
    catchUp: 'every',
    run: ({ on }, context) => keepBlockages({ ...context, today: on }),
  }),
  job({
    name: 'order-the-silent',
    label: '督办单：调度截止未报送的单位',
    schedule: { every: 'day', at: '00:20' },
    catchUp: 'every',
    run: (occasion, context) => orderTheSilent({ ...context, today: occasion.on }),
  }),
  job({
    name: 'order-the-unsigned',
    label: '督办单：下达后逾期未签收的任务',
    schedule: { every: 'day', at: '00:25' },
    catchUp: 'every',
    run: (occasion, context) => orderTheUnsigned({ ...context, today: occasion.on }),
  }),
  job({
    name: 'order-by-lights',
    label: '督办单：责任单位转黄灯、连续两轮黄灯或红灯',
    schedule: { every: 'day', at: '00:30' },
    catchUp: 'every',
    run: ({ on }, context) => orderByLights({ ...context, today: on }),
  }),
  job({
    name: 'order-the-due',
    label: '督办单：临期未申请销号的任务',
    schedule: { every: 'day', at: '00:35' },
    catchUp: 'every',
    run: ({ on }, context) => orderTheDue({ ...context, today: on }),
  }),
];

export const supervisionReactions: readonly Reaction[] = [
  on(reportSigned, closeByReport),
  on(taskStepTaken, closeBySignature),
  on(taskStepTaken, closeByApplication, { name: 'close-by-application' }),
  on(evidenceStatusChanged, reviewClosed),
];
