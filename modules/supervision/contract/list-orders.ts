import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { orderColours, orderDetailsSchema, orderIdSchema, orderSources, orderStates, orderSummarySchema } from './order.ts';

export const orderStandings = ['open', 'overdue', 'due-soon', 'completed', 'closed', 'all'] as const;
export type OrderStanding = (typeof orderStandings)[number];
export const orderStandingLabel = { open: '在办', overdue: '逾期', 'due-soon': '七天内到期', completed: '已办结待销号', closed: '已了结', all: '全部' } satisfies Record<
  OrderStanding,
  string
>;

export const orderSorts = ['due', 'recent'] as const;
export type OrderSort = (typeof orderSorts)[number];
export const orderSortLabel = { due: '时限', recent: '最近变动' } satisfies Record<OrderSort, string>;

export const orderFilterShape = {
  q: z.string().trim().max(200, '「查找」不能超过200字').optional().meta({ label: '查找' }),
  standing: z.enum(orderStandings).default('open').meta({ label: '情况' }),
  state: z.enum(orderStates).optional().meta({ label: '状态' }),
  colour: z.enum(orderColours).optional().meta({ label: '颜色' }),
  source: z.enum(orderSources).optional().meta({ label: '来源' }),
  orgId: z.uuid().optional().meta({ label: '单位' }),
  object: z.string().max(200).optional().meta({ label: '对象' }),
};

export const listOrders = endpoint({
  id: 'supervision.list-orders',
  method: 'GET',
  path: '/api/orders',
  summary: '督办单列表：查找、筛选、排序、翻页',
  access: { permission: 'order.read', target: 'many' },
  query: z.strictObject({ ...orderFilterShape, sort: z.enum(orderSorts).default('due').meta({ label: '排序' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(orderSummarySchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    /** open orders of the filter by colour */
    byColour: z.record(z.enum(orderColours), z.int().nonnegative()),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

export const getOrder = endpoint({
  id: 'supervision.get-order',
  method: 'GET',
  path: '/api/orders/:orderId',
  summary: '督办单详情：状态、时限、配合单位、申请、来往、可办理的操作',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found'],
});

export const exportOrders = endpoint({
  id: 'supervision.export-orders',
  method: 'GET',
  path: '/api/orders/export',
  summary: '导出督办单台账（Excel）',
  access: { permission: 'order.read', target: 'many' },
  query: z.strictObject(orderFilterShape),
  reply: fileReplySchema,
  refusals: [],
});

export const getOrderDocument = endpoint({
  id: 'supervision.get-order-document',
  method: 'GET',
  path: '/api/orders/:orderId/document',
  summary: '督办单公文（Word）',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema }),
  reply: fileReplySchema,
  refusals: ['supervision.order_not_found'],
});
