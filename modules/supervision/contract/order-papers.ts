/** Papers of an order: 公示 of its result, looks on the spot, and letters issued about it as numbered files. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { orderDetailsSchema, orderIdSchema } from './order.ts';

export const orderLetterKinds = ['urge', 'query', 'talk', 'circular'] as const;
export type OrderLetterKind = (typeof orderLetterKinds)[number];
export const orderLetterKindLabel = { urge: '催办通知单', query: '督查函', talk: '约谈通知书', circular: '督查通报' } satisfies Record<OrderLetterKind, string>;

const orderParams = z.strictObject({ orderId: orderIdSchema });
const daySchema = z.iso.date();
const wordsSchema = (label: string) => z.string().trim().min(2, `请填写「${label}」（至少2个字）`).max(2000, `「${label}」不能超过2000字，请删减`).meta({ label });

export const orderLetterSchema = z.strictObject({
  letterId: z.uuid(),
  kind: z.enum(orderLetterKinds),
  number: z.string(),
  words: z.string(),
  meetsOn: daySchema.nullable(),
  meetsAt: z.string(),
  issuedOn: daySchema,
  by: z.string(),
});

export const orderPublicationSchema = z.strictObject({
  publicationId: z.uuid(),
  fromOn: daySchema,
  toOn: daySchema,
  place: z.string(),
  result: z.string(),
  /** hangs on the public portal, too */
  isPosted: z.boolean(),
  stoppedOn: daySchema.nullable(),
  stopReason: z.string().nullable(),
  by: z.string(),
});

/** Beside the order itself; read with it by the same persons. */
export const getOrderPapers = endpoint({
  id: 'supervision.get-order-papers',
  method: 'GET',
  path: '/api/orders/:orderId/papers',
  summary: '督办单的公示、现场核查与督查文书',
  access: { permission: 'order.read', target: 'one' },
  params: orderParams,
  reply: z.strictObject({
    /** working days of 公示 that the colour wants before 销号; null = none */
    publicDays: z.int().nonnegative().nullable(),
    wantsCheck: z.boolean(),
    /** null = nobody looked in this cycle */
    isCheckPassed: z.boolean().nullable(),
    publications: z.array(orderPublicationSchema),
    letters: z.array(orderLetterSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['supervision.order_not_found'],
});

export const publishOrder = endpoint({
  id: 'supervision.publish-order',
  method: 'POST',
  path: '/api/orders/:orderId/publications',
  summary: '公示办结结果；公示期满次日起可以销号',
  access: { permission: 'order.publish', target: 'one' },
  params: orderParams,
  body: z.strictObject({
    place: z.string().trim().min(2, '请填写「公示地点」').max(100, '「公示地点」不能超过100字').meta({ label: '公示地点' }),
    result: wordsSchema('公示内容'),
    isPosted: z.boolean().default(false).meta({ label: '登在公开门户' }),
  }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.publication_exists', 'supervision.publication_not_needed', 'lifecycle.wrong_state'],
});

export const stopPublication = endpoint({
  id: 'supervision.stop-publication',
  method: 'POST',
  path: '/api/orders/:orderId/publications/:publicationId/stops',
  summary: '停止公示：收到属实的异议，或内容有误；销号前须重新公示',
  access: { permission: 'order.publish', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, publicationId: z.uuid() }),
  body: z.strictObject({ reason: wordsSchema('停止的理由') }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.publication_not_found', 'lifecycle.wrong_state'],
});

export const getPublicationDocument = endpoint({
  id: 'supervision.get-publication-document',
  method: 'GET',
  path: '/api/orders/:orderId/publications/:publicationId/document',
  summary: '办结结果公示（Word）',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, publicationId: z.uuid() }),
  reply: fileReplySchema,
  refusals: ['supervision.order_not_found', 'supervision.publication_not_found'],
});

export const issueLetter = endpoint({
  id: 'supervision.issue-letter',
  method: 'POST',
  path: '/api/orders/:orderId/letters',
  summary: '印发督查文书：催办通知单、督查函、约谈通知书、督查通报',
  access: { permission: 'order.letter', target: 'one' },
  params: orderParams,
  body: z.strictObject({
    kind: z.enum(orderLetterKinds).meta({ label: '文书' }),
    words: wordsSchema('正文'),
    meetsOn: daySchema.optional().meta({ label: '约谈日期' }),
    meetsAt: z.string().trim().max(100, '「约谈地点」不能超过100字').default('').meta({ label: '约谈地点' }),
  }),
  reply: orderDetailsSchema,
  refusals: [
    'supervision.order_not_found',
    'supervision.letter_not_due',
    'supervision.letter_needs_red',
    'supervision.circular_paused',
    'supervision.meeting_missing',
    'supervision.due_unfit',
    'lifecycle.wrong_state',
  ],
});

/** The file as it was issued; later facts do not change it. */
export const getLetter = endpoint({
  id: 'supervision.get-letter',
  method: 'GET',
  path: '/api/orders/:orderId/letters/:letterId',
  summary: '已印发的督查文书（Word）',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, letterId: z.uuid() }),
  reply: fileReplySchema,
  refusals: ['supervision.order_not_found', 'supervision.letter_not_found'],
});
