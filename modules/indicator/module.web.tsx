import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { areaCodeSchema, decimalSchema, directions, frequencies, indicatorIdSchema, indicatorOrigins, indicatorSorts, periodSchema, waitingStates } from './contract/index.ts';

const noSearch = z.object({});
const oneOf = z.object({ indicatorId: indicatorIdSchema });
const loadForm = async () => import('./web/define-indicator.page.tsx');

export const indicatorWebModule = defineWebModule({
  name: 'indicator',
  menu: [{ title: '指标', path: '/indicators', requires: 'indicator.read' }],
  home: [{ key: 'indicator', requires: 'indicator.approve', order: 60, load: () => import('./web/indicator-home.card.tsx') }],
  routes: [
    webRoute({
      path: '/indicators',
      title: '指标数据',
      requires: 'indicator.read',
      params: z.object({}),
      search: z.object({
        q: z.string().optional(),
        frequency: z.enum(frequencies).optional().catch(undefined),
        direction: z.enum(directions).optional().catch(undefined),
        origin: z.enum(indicatorOrigins).optional().catch(undefined),
        sort: z.enum(indicatorSorts).optional().catch(undefined),
        cursor: z.string().optional(),
        knownOn: z.iso.date().optional().catch(undefined),
      }),
      load: () => import('./web/indicator-list.page.tsx'),
    }),
    webRoute({
      path: '/indicators/new',
      title: '建立指标',
      requires: 'indicator.define',
      params: z.object({ indicatorId: indicatorIdSchema.optional() }),
      search: noSearch,
      load: loadForm,
    }),
    webRoute({
      path: '/indicators/enter',
      title: '填报统计数',
      requires: 'indicator.enter',
      params: z.object({}),
      search: z.object({
        way: z.enum(['grid', 'sheet']).optional().catch(undefined),
        frequency: z.enum(frequencies).optional().catch(undefined),
        from: z.string().max(12).optional().catch(undefined),
        to: z.string().max(12).optional().catch(undefined),
      }),
      load: () => import('./web/enter-values.page.tsx'),
    }),
    webRoute({
      path: '/indicators/waiting',
      title: '统计数核定',
      requires: 'indicator.read',
      params: z.object({}),
      search: z.object({
        state: z.enum(waitingStates).optional().catch(undefined),
        q: z.string().max(100).optional().catch(undefined),
        cursor: z.string().optional(),
        knownOn: z.iso.date().optional().catch(undefined),
      }),
      load: () => import('./web/waiting.page.tsx'),
    }),
    webRoute({
      path: '/indicators/$indicatorId',
      title: '指标',
      requires: 'indicator.read',
      params: oneOf,
      search: z.object({
        area: areaCodeSchema.optional().catch(undefined),
        target: z
          .string()
          .regex(/^-?[0-9]{1,24}(?:\.[0-9]{1,12})?(?::[0-9]{1,12}(?:\.[0-9]{1,12})?)?$/)
          .optional()
          .catch(undefined),
        /** in which unit of the plan target, low and high are given; left out = in that of the indicator */
        unit: z.string().max(40).optional().catch(undefined),
        low: decimalSchema.optional().catch(undefined),
        high: decimalSchema.optional().catch(undefined),
        due: periodSchema.optional().catch(undefined),
        knownOn: z.iso.date().optional().catch(undefined),
      }),
      load: () => import('./web/indicator.page.tsx'),
    }),
    webRoute({
      path: '/indicators/$indicatorId/definition',
      title: '调整口径',
      requires: 'indicator.define',
      params: z.object({ indicatorId: indicatorIdSchema.optional() }),
      search: noSearch,
      load: loadForm,
    }),
    webRoute({
      path: '/indicators/$indicatorId/observations/$area/$period',
      title: '统计数的修订',
      requires: 'indicator.read',
      params: z.object({ indicatorId: indicatorIdSchema, area: areaCodeSchema, period: periodSchema }),
      search: z.object({ knownOn: z.iso.date().optional().catch(undefined) }),
      load: () => import('./web/revisions.page.tsx'),
    }),
  ],
});
