/** What a colour costs, the unit's objection to it, and the second look at a closed order. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { orderColours, orderDetailsSchema, orderIdSchema } from './order.ts';

const wordsSchema = (label: string) => z.string().trim().min(2, `请填写「${label}」（至少2个字）`).max(2000, `「${label}」不能超过2000字，请删减`).meta({ label });
const orderParams = z.strictObject({ orderId: orderIdSchema });

/** A colour's points, and whether it may be published: an open objection pauses publication, not the duty. */
export const publications = ['open', 'paused', 'withdrawn'] as const;
export type Publication = (typeof publications)[number];
export const publicationLabel = { open: '可以通报', paused: '异议待裁定，暂不通报', withdrawn: '异议成立，不通报、不扣分' } satisfies Record<Publication, string>;

export const orderObjectionSchema = z.strictObject({
  objectionId: z.uuid(),
  colour: z.enum(orderColours),
  reason: z.string(),
  raisedAt: z.string(),
  /** null = not decided yet */
  isUpheld: z.boolean().nullable(),
  ruling: z.string().nullable(),
});
export const orderReviewSchema = z.strictObject({
  reviewId: z.uuid(),
  reason: z.string(),
  dueOn: z.iso.date(),
  outcome: z.enum(['kept', 'reopened']).nullable(),
  note: z.string().nullable(),
});

/** Beside the order itself; read with it by the same persons. */
export const getOrderStanding = endpoint({
  id: 'supervision.get-order-standing',
  method: 'GET',
  path: '/api/orders/:orderId/standing',
  summary: '督办单的扣分、通报、异议与复核',
  access: { permission: 'order.read', target: 'one' },
  params: orderParams,
  reply: z.strictObject({
    points: z.int().nonnegative(),
    publication: z.enum(publications),
    /** last day on which the unit may object to the present colour; null without a colour */
    objectUntil: z.iso.date().nullable(),
    objections: z.array(orderObjectionSchema),
    reviews: z.array(orderReviewSchema),
    /** orders of yellow or red that the unit got in the year of this one, this one included */
    colouredOfYear: z.int().nonnegative(),
    /** the unit gets a letter: two or more yellow ones in a year */
    isLetterDue: z.boolean(),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['supervision.order_not_found'],
});

export const objectToColour = endpoint({
  id: 'supervision.object-to-colour',
  method: 'POST',
  path: '/api/orders/:orderId/objections',
  summary: '责任单位对督办单颜色提出异议',
  access: { permission: 'order.object', target: 'one' },
  params: orderParams,
  body: z.strictObject({ reason: wordsSchema('异议理由') }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.objection_late', 'supervision.objection_exists', 'supervision.no_colour', 'lifecycle.wrong_state'],
});

export const decideObjection = endpoint({
  id: 'supervision.decide-objection',
  method: 'POST',
  path: '/api/orders/:orderId/objections/:objectionId/decisions',
  summary: '裁定异议',
  access: { permission: 'order.rule-objection', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, objectionId: z.uuid() }),
  body: z.strictObject({ isUpheld: z.boolean().meta({ label: '结论' }), ruling: wordsSchema('裁定理由') }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.objection_not_found', 'supervision.objection_decided', 'order.own_application'],
});

export const settleReview = endpoint({
  id: 'supervision.settle-review',
  method: 'POST',
  path: '/api/orders/:orderId/reviews/:reviewId/outcomes',
  summary: '复核佐证撤回的督办单：维持销号（要重新办理的确认反弹）',
  access: { permission: 'order.rebound', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, reviewId: z.uuid() }),
  body: z.strictObject({ note: wordsSchema('维持销号的理由') }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.review_not_found'],
});

export const getUnitLetter = endpoint({
  id: 'supervision.get-unit-letter',
  method: 'GET',
  path: '/api/orders/:orderId/letter',
  summary: '致单位的函（一年内第二张黄色督办单起）',
  access: { permission: 'order.read', target: 'one' },
  params: orderParams,
  reply: fileReplySchema,
  refusals: ['supervision.order_not_found', 'supervision.letter_not_due'],
});
