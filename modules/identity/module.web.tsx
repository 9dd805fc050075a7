import { z } from 'zod';
import { defineWebModule, webRoute } from '#kernel/web/web-module.ts';
import { auditKinds, grantSorts, grantStates, handoverIdSchema, orgIdSchema, personKinds, personSorts, personStatuses, roles, userIdSchema } from './contract/index.ts';

const noParams = z.object({});
const day = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)
  .optional()
  .catch(undefined);
const cursor = z.string().optional().catch(undefined);

export const identityWebModule = defineWebModule({
  name: 'identity',
  isHousekeeping: true,
  menu: [
    { title: '单位', path: '/orgs', requires: 'identity.read-people' },
    { title: '人员', path: '/people', requires: 'identity.read-people' },
    { title: '账号', path: '/accounts', requires: 'identity.administer-people' },
    { title: '找回', path: '/recoveries', requires: 'identity.recover-accounts' },
    { title: '代理', path: '/my/delegations', requires: 'identity.delegate' },
    { title: '移交', path: '/handovers', requires: 'identity.read-people' },
    { title: '授权', path: '/grants', requires: 'identity.read-grants' },
    { title: '审计', path: '/audit', requires: 'identity.read-audit' },
  ],
  routes: [
    webRoute({
      path: '/sign-in',
      title: '登录',
      params: z.object({}),
      search: z.object({ return: z.string().max(2000).optional().catch(undefined) }),
      load: () => import('./web/sign-in.page.tsx'),
    }),
    webRoute({
      path: '/orgs',
      title: '单位',
      params: noParams,
      search: z.object({ on: day, org: orgIdSchema.optional().catch(undefined) }),
      requires: 'signed-in',
      load: () => import('./web/orgs.page.tsx'),
    }),
    webRoute({ path: '/orgs/print', title: '打印单位树', params: noParams, search: z.object({ on: day }), requires: 'signed-in', load: () => import('./web/print-orgs.page.tsx') }),
    webRoute({
      path: '/people',
      title: '人员',
      params: noParams,
      search: z.object({
        q: z.string().optional(),
        orgId: orgIdSchema.optional().catch(undefined),
        under: z.literal('1').optional().catch(undefined),
        role: z.enum(roles).optional().catch(undefined),
        status: z.enum(personStatuses).optional().catch(undefined),
        sort: z.enum(personSorts).optional().catch(undefined),
        cursor,
      }),
      requires: 'identity.read-people',
      load: () => import('./web/people.page.tsx'),
    }),
    webRoute({
      path: '/people/$userId',
      title: '人员',
      params: z.object({ userId: userIdSchema }),
      search: noParams,
      requires: 'identity.read-people',
      load: () => import('./web/person.page.tsx'),
    }),
    webRoute({
      path: '/people/$userId/access',
      title: '能看到什么',
      params: z.object({ userId: userIdSchema }),
      search: z.object({ on: day }),
      requires: 'identity.read-grants',
      load: () => import('./web/person-access.page.tsx'),
    }),
    webRoute({
      path: '/grants',
      title: '授权',
      params: noParams,
      search: z.object({
        q: z.string().optional(),
        role: z.enum(roles).optional().catch(undefined),
        orgId: orgIdSchema.optional().catch(undefined),
        state: z.enum(grantStates).optional().catch(undefined),
        sort: z.enum(grantSorts).optional().catch(undefined),
        cursor,
      }),
      requires: 'identity.read-grants',
      load: () => import('./web/grants.page.tsx'),
    }),
    webRoute({
      path: '/audit',
      title: '审计',
      params: noParams,
      search: z.object({
        q: z.string().optional(),
        kind: z.enum(auditKinds).optional().catch(undefined),
        action: z.string().optional(),
        subject: z.string().optional(),
        from: day,
        to: day,
        cursor,
      }),
      requires: 'identity.read-audit',
      load: () => import('./web/audit.page.tsx'),
    }),
    webRoute({
      path: '/my/accesses',
      title: '谁看过我的信息',
      params: noParams,
      search: z.object({ cursor }),
      requires: 'signed-in',
      load: () => import('./web/my-accesses.page.tsx'),
    }),
    webRoute({ path: '/my/delegations', title: '我的代理', params: noParams, search: noParams, requires: 'identity.delegate', load: () => import('./web/delegations.page.tsx') }),
    webRoute({
      path: '/handovers',
      title: '岗位移交',
      params: noParams,
      search: z.object({ state: z.enum(['open', 'closed']).optional().catch(undefined), cursor }),
      requires: 'signed-in',
      load: () => import('./web/handovers.page.tsx'),
    }),
    webRoute({
      path: '/handovers/$handoverId',
      title: '岗位移交',
      params: z.object({ handoverId: handoverIdSchema }),
      search: noParams,
      requires: 'signed-in',
      load: () => import('./web/handover.page.tsx'),
    }),
    webRoute({ path: '/sign-in/return', title: '统一身份认证', params: z.object({}), search: z.looseObject({}), load: () => import('./web/provider-return.page.tsx') }),
    webRoute({ path: '/setup', title: '首次设置', params: z.object({}), search: z.object({}), load: () => import('./web/setup.page.tsx') }),
    webRoute({ path: '/recover', title: '找回账号', params: z.object({}), search: z.object({}), load: () => import('./web/recover.page.tsx') }),
    webRoute({ path: '/register', title: '注册', params: z.object({}), search: z.object({}), load: () => import('./web/register.page.tsx') }),
    webRoute({
      path: '/accounts',
      title: '账号',
      requires: 'identity.administer-people',
      params: z.object({}),
      search: z.object({ q: z.string().optional(), kind: z.enum(personKinds).optional().catch(undefined), cursor: z.string().optional() }),
      load: () => import('./web/accounts.page.tsx'),
    }),
    webRoute({
      path: '/recoveries',
      title: '找回账号',
      requires: 'identity.recover-accounts',
      params: z.object({}),
      search: z.object({}),
      load: () => import('./web/recoveries.page.tsx'),
    }),
    webRoute({ path: '/account', title: '我的账户', requires: 'signed-in', params: z.object({}), search: z.object({}), load: () => import('./web/account.page.tsx') }),
  ],
});
