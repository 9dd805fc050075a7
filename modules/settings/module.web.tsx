import { z } from 'zod';
import { allowOffline } from '#kernel/web/use-offline-queue.ts';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { dutyStandings, inboxViews, paramCodeSchema, parameterLevels, readInbox, saveNoticePreferences } from './contract/index.ts';

allowOffline(readInbox, saveNoticePreferences);

const none = z.object({});
const month = z
  .string()
  .regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined);
const words = z.string().max(100).optional().catch(undefined);

export const settingsWebModule = defineWebModule({
  name: 'settings',
  isHousekeeping: true,
  menu: [
    { title: '职责日历', path: '/duties', requires: 'signed-in' },
    { title: '参数', path: '/parameters', requires: 'signed-in' },
  ],
  home: [{ key: 'duties', requires: 'signed-in', order: 35, load: () => import('./web/duty-home.card.tsx') }],
  routes: [
    webRoute({
      path: '/parameters',
      title: '参数',
      params: none,
      search: z.object({ q: words, level: z.enum(parameterLevels).optional().catch(undefined), module: words, on: z.iso.date().optional().catch(undefined) }),
      requires: 'signed-in',
      load: () => import('./web/parameter-list.page.tsx'),
    }),
    webRoute({
      path: '/parameters/$code',
      title: '参数',
      params: z.object({ code: paramCodeSchema }),
      search: none,
      requires: 'signed-in',
      load: () => import('./web/parameter.page.tsx'),
    }),
    webRoute({
      path: '/working-calendar',
      title: '工作日历',
      params: none,
      search: z.object({
        year: z
          .string()
          .regex(/^20[0-9]{2}$/)
          .optional()
          .catch(undefined),
      }),
      requires: 'signed-in',
      load: () => import('./web/working-calendar.page.tsx'),
    }),
    webRoute({
      path: '/duties',
      title: '职责日历',
      params: none,
      search: z.object({
        month,
        view: z.enum(['month', 'year']).optional().catch(undefined),
        standing: z.enum(dutyStandings).optional().catch(undefined),
        q: words,
        mine: z.enum(['yes']).optional().catch(undefined),
      }),
      requires: 'signed-in',
      load: () => import('./web/duties.page.tsx'),
    }),
    webRoute({
      path: '/inbox',
      title: '提醒',
      params: none,
      search: z.object({ view: z.enum(inboxViews).optional().catch(undefined), q: words, cursor: z.string().max(4096).optional().catch(undefined) }),
      requires: 'signed-in',
      load: () => import('./web/inbox.page.tsx'),
    }),
  ],
});
