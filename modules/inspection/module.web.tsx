import { z } from 'zod';
import { allowOffline } from '#kernel/web/use-offline-queue.ts';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import {
  actOnInspection,
  addInspectionFile,
  inspectionIdSchema,
  inspectionSorts,
  inspectionStandings,
  inspectionStates,
  inspectionVerdicts,
  noteFinding,
} from './contract/index.ts';

// Cellars and building sites have no signal.
allowOffline(actOnInspection, noteFinding, addInspectionFile);

const noParams = z.object({});

export const inspectionWebModule = defineWebModule({
  name: 'inspection',
  menu: [{ title: '检查', path: '/inspections', requires: 'inspection.read' }],
  home: [{ key: 'inspections', requires: 'inspection.read', order: 22, load: () => import('./web/inspection-home.card.tsx') }],
  routes: [
    webRoute({
      path: '/inspections',
      title: '督查检查',
      params: noParams,
      search: z.object({
        q: z.string().max(200).optional().catch(undefined),
        standing: z.enum(inspectionStandings).optional().catch(undefined),
        state: z.enum(inspectionStates).optional().catch(undefined),
        verdict: z.enum(inspectionVerdicts).optional().catch(undefined),
        sort: z.enum(inspectionSorts).optional().catch(undefined),
        cursor: z.string().optional().catch(undefined),
      }),
      requires: 'inspection.read',
      load: () => import('./web/inspection-list.page.tsx'),
    }),
    webRoute({
      path: '/inspections/$inspectionId',
      title: '检查',
      params: z.object({ inspectionId: inspectionIdSchema }),
      search: noParams,
      requires: 'inspection.read',
      load: () => import('./web/inspection.page.tsx'),
    }),
    webRoute({
      path: '/inspection-plans/$year',
      title: '年度检查计划',
      params: z.object({ year: z.string().regex(/^2[01][0-9]{2}$/) }),
      search: noParams,
      requires: 'inspection.read',
      load: () => import('./web/year-plan.page.tsx'),
    }),
  ],
});
