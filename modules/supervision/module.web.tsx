import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { orgIdSchema } from '#identity/contract';
import { answerSlots } from '#answer/web';
import { taskSlots } from '#task/web';
import {
  blockageIdSchema,
  blockageLevels,
  blockageStandings,
  blockageStates,
  blockageTypes,
  lightColours,
  lightObjectKinds,
  lightSorts,
  orderColours,
  orderIdSchema,
  orderSorts,
  orderSources,
  orderStandings,
  orderStates,
  replayModes,
} from './contract/index.ts';

const words = z.string().max(200).optional().catch(undefined);
const cursor = z.string().optional().catch(undefined);
const noParams = z.object({});

export const supervisionWebModule = defineWebModule({
  name: 'supervision',
  menu: [
    { title: '灯号', path: '/lights', requires: 'light.read' },
    { title: '督办', path: '/orders', requires: 'order.read' },
    { title: '协调', path: '/blockages', requires: 'blockage.read' },
  ],
  home: [
    { key: 'lights', requires: 'light.read', order: 25, load: () => import('./web/light-home.card.tsx') },
    { key: 'orders', requires: 'order.read', order: 20, load: () => import('./web/order-home.card.tsx') },
    { key: 'blockages', requires: 'blockage.read', order: 30, load: () => import('./web/blockage-home.card.tsx') },
  ],
  panels: [
    { slot: taskSlots.task, key: 'light', title: '灯号', requires: 'light.read', load: () => import('./web/task-light.panel.tsx') },
    { slot: answerSlots.clause, key: 'light', title: '灯号', requires: 'light.read', load: () => import('./web/clause-light.panel.tsx') },
    { slot: taskSlots.row, key: 'light', title: '灯号', requires: 'light.read', load: () => import('./web/task-light-mark.panel.tsx') },
  ],
  routes: [
    webRoute({
      path: '/lights',
      title: '任务灯号',
      params: noParams,
      search: z.object({
        q: words,
        colour: z.enum(lightColours).optional().catch(undefined),
        orgId: orgIdSchema.optional().catch(undefined),
        year: z
          .string()
          .regex(/^2[0-9]{3}$/)
          .optional()
          .catch(undefined),
        on: z.iso.date().optional().catch(undefined),
        mode: z.enum(replayModes).optional().catch(undefined),
        sort: z.enum(lightSorts).optional().catch(undefined),
        cursor,
        task: z.uuid().optional().catch(undefined),
      }),
      requires: 'light.read',
      load: () => import('./web/light-list.page.tsx'),
    }),
    webRoute({
      path: '/clause-lights',
      title: '条款灯号',
      params: noParams,
      search: z.object({
        planId: z.uuid().optional().catch(undefined),
        q: words,
        colour: z.enum(lightColours).optional().catch(undefined),
        on: z.iso.date().optional().catch(undefined),
        mode: z.enum(replayModes).optional().catch(undefined),
        cursor,
      }),
      requires: 'light.read',
      load: () => import('./web/clause-lights.page.tsx'),
    }),
    webRoute({
      path: '/stored-lights',
      title: '留存与勘误',
      params: noParams,
      search: z.object({
        on: z.iso.date().optional().catch(undefined),
        kind: z.enum(lightObjectKinds).optional().catch(undefined),
        q: words,
        differs: z.literal('1').optional().catch(undefined),
        cursor,
      }),
      requires: 'light.read',
      load: () => import('./web/stored-lights.page.tsx'),
    }),
    webRoute({
      path: '/light-rules',
      title: '判灯规则',
      params: noParams,
      search: z.object({ other: words }),
      requires: 'light.read',
      load: () => import('./web/light-rules.page.tsx'),
    }),
    webRoute({
      path: '/orders',
      title: '督办单',
      params: noParams,
      search: z.object({
        q: words,
        standing: z.enum(orderStandings).optional().catch(undefined),
        state: z.enum(orderStates).optional().catch(undefined),
        colour: z.enum(orderColours).optional().catch(undefined),
        source: z.enum(orderSources).optional().catch(undefined),
        sort: z.enum(orderSorts).optional().catch(undefined),
        cursor,
      }),
      requires: 'order.read',
      load: () => import('./web/order-list.page.tsx'),
    }),
    webRoute({
      path: '/orders/$orderId',
      title: '督办单',
      params: z.object({ orderId: orderIdSchema }),
      search: noParams,
      requires: 'order.read',
      load: () => import('./web/order.page.tsx'),
    }),
    webRoute({
      path: '/blockages',
      title: '需协调事项',
      params: noParams,
      search: z.object({
        q: words,
        standing: z.enum(blockageStandings).optional().catch(undefined),
        type: z.enum(blockageTypes).optional().catch(undefined),
        level: z.enum(blockageLevels).optional().catch(undefined),
        state: z.enum(blockageStates).optional().catch(undefined),
        cursor,
      }),
      requires: 'blockage.read',
      load: () => import('./web/blockage-list.page.tsx'),
    }),
    webRoute({
      path: '/authorities',
      title: '协调权责表',
      params: noParams,
      search: z.object({ type: z.enum(blockageTypes).optional().catch(undefined), history: z.literal('1').optional().catch(undefined) }),
      requires: 'blockage.read',
      load: () => import('./web/authorities.page.tsx'),
    }),
    webRoute({
      path: '/blockages/$blockageId',
      title: '需协调事项',
      params: z.object({ blockageId: blockageIdSchema }),
      search: noParams,
      requires: 'blockage.read',
      load: () => import('./web/blockage.page.tsx'),
    }),
  ],
});
