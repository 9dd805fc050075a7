import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';

export const identityWebModule = defineWebModule({
  name: 'identity',
  menu: [],
  routes: [
    webRoute({
      path: '/sign-in',
      title: '登录',
      params: z.object({}),
      search: z.object({ return: z.string().max(2000).optional().catch(undefined) }),
      load: () => import('./web/sign-in.page.tsx'),
    }),
  ],
});
