import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { changedLists, changeKinds, planIdSchema, planSorts, recordIdSchema, versionIdSchema } from './contract/index.ts';
import { compareViews } from './web/compare/compare-views.ts';
import { reviewTabs } from './web/review/review-tabs.ts';

const noSearch = z.object({});
const placeSearch = z.object({ node: z.string().optional(), q: z.string().optional(), imported: z.literal('1').optional().catch(undefined) });
const loadPlan = async () => import('./web/plan-reading.page.tsx');

export const planWebModule = defineWebModule({
  name: 'plan',
  menu: [{ title: '方案', path: '/plans' }],
  routes: [
    webRoute({
      path: '/plans',
      title: '方案',
      params: z.object({}),
      search: z.object({ q: z.string().optional(), sort: z.enum(planSorts).optional().catch(undefined), cursor: z.string().optional() }),
      load: () => import('./web/plan-list.page.tsx'),
    }),
    webRoute({
      path: '/plans/import',
      title: '导入方案',
      requires: 'plan.import',
      params: z.object({}),
      search: z.object({ planId: planIdSchema.optional().catch(undefined) }),
      load: () => import('./web/import-plan.page.tsx'),
    }),
    webRoute({ path: '/plans/$planId', title: '方案', params: z.object({ planId: planIdSchema, versionId: versionIdSchema.optional() }), search: placeSearch, load: loadPlan }),
    webRoute({
      path: '/plans/$planId/versions/$versionId',
      title: '方案',
      params: z.object({ planId: planIdSchema, versionId: versionIdSchema.optional() }),
      search: placeSearch,
      load: loadPlan,
    }),
    webRoute({
      path: '/plans/$planId/versions/$versionId/print',
      title: '打印方案',
      params: z.object({ planId: planIdSchema, versionId: versionIdSchema }),
      search: noSearch,
      load: () => import('./web/print-plan.page.tsx'),
    }),
    webRoute({
      path: '/plans/$planId/versions/$versionId/review',
      title: '审核方案',
      params: z.object({ planId: planIdSchema, versionId: versionIdSchema }),
      search: z.object({ tab: z.enum(reviewTabs).optional().catch(undefined), record: recordIdSchema.optional().catch(undefined) }),
      load: () => import('./web/review-plan.page.tsx'),
    }),
    webRoute({
      path: '/plans/$planId/compare',
      title: '比较方案',
      params: z.object({ planId: planIdSchema }),
      search: z.object({
        from: versionIdSchema.optional().catch(undefined),
        to: versionIdSchema.optional().catch(undefined),
        kind: z.enum(changeKinds).optional().catch(undefined),
        list: z.enum(changedLists).optional().catch(undefined),
        view: z.enum(compareViews).optional().catch(undefined),
        upper: versionIdSchema.optional().catch(undefined),
      }),
      load: () => import('./web/compare-plan.page.tsx'),
    }),
  ],
});
