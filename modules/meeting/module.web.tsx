import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { meetingIdSchema } from './contract/index.ts';

const noSearch = z.object({});
const params = z.object({ meetingId: meetingIdSchema });

export const meetingWebModule = defineWebModule({
  name: 'meeting',
  menu: [{ title: '会议', path: '/meetings', requires: 'meeting.read' }],
  home: [{ key: 'meeting', requires: 'meeting.read', order: 40, load: () => import('./web/meeting-home.card.tsx') }],
  routes: [
    webRoute({ path: '/meetings', title: '领导小组会议', params: z.object({}), search: noSearch, requires: 'meeting.read', load: () => import('./web/meeting-list.page.tsx') }),
    webRoute({ path: '/meetings/$meetingId', title: '会议', params, search: noSearch, requires: 'meeting.read', load: () => import('./web/meeting.page.tsx') }),
    webRoute({ path: '/meetings/$meetingId/screen', title: '会场投屏', params, search: noSearch, requires: 'meeting.read', load: () => import('./web/meeting-screen.page.tsx') }),
  ],
});
