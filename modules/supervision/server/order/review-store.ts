/** Duties to look again at closed orders, and objections of units to a colour. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { tableOf } from '../table.ts';

const reviewTable = tableOf({
  table: 'supervision.order_review',
  key: ['review_id'],
  row: {
    review_id: 'uuid',
    order_id: 'uuid',
    evidence_id: 'uuid',
    reason: 'text',
    due_on: 'date',
    opened_at: 'timestamptz',
    outcome: 'text?',
    note: 'text?',
    settled_by: 'text?',
    settled_at: 'timestamptz?',
  },
});
export type ReviewRow = ValuesOf<typeof reviewTable.row>;

const objectionTable = tableOf({
  table: 'supervision.order_objection',
  key: ['objection_id'],
  row: {
    objection_id: 'uuid',
    order_id: 'uuid',
    colour: 'text',
    reason: 'text',
    raised_by: 'text',
    raised_at: 'timestamptz',
    is_upheld: 'bool?',
    ruling: 'text?',
    decided_by: 'text?',
    decided_at: 'timestamptz?',
  },
});
export type ObjectionRow = ValuesOf<typeof objectionTable.row>;

const listReviews = statement({
  name: 'supervision.list-order-reviews',
  class: 'router',
  text: `select ${reviewTable.columns('r')} from supervision.order_review r where r.region_code = $1 and r.order_id = any ($2) order by r.opened_at, r.review_id`,
  params: { region: 'text', orderIds: 'uuid[]' },
  row: reviewTable.row,
});
const settleReviews = statement({
  name: 'supervision.settle-order-reviews',
  class: 'router',
  text: `update supervision.order_review set outcome = $4, note = $5, settled_by = $6, settled_at = $7
         where region_code = $1 and order_id = $2 and outcome is null and ($3::uuid is null or review_id = $3)`,
  params: { region: 'text', orderId: 'uuid', reviewId: 'uuid?', outcome: 'text', note: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});
/** Closed orders about a task, or closed with the envelope as their proof. */
const listClosedOn = statement({
  name: 'supervision.list-closed-orders-on-evidence',
  class: 'router',
  text: `select o.order_id, o.title from supervision.order o
         where o.region_code = $1 and o.state = 'closed' and (o.object_ref = any ($2) or exists (
           select from supervision.entry e where e.region_code = o.region_code and e.object_id = o.order_id and e.details -> 'proofs' ? $3)) order by o.order_id`,
  params: { region: 'text', refs: 'text[]', evidenceId: 'text' },
  row: { order_id: 'uuid', title: 'text' },
});
const listObjections = statement({
  name: 'supervision.list-order-objections',
  class: 'router',
  text: `select ${objectionTable.columns('b')} from supervision.order_objection b where b.region_code = $1 and b.order_id = any ($2) order by b.raised_at, b.objection_id`,
  params: { region: 'text', orderIds: 'uuid[]' },
  row: objectionTable.row,
});
const listOpenObjections = statement({
  name: 'supervision.list-open-order-objections',
  class: 'router',
  text: `select ${objectionTable.columns('b')} from supervision.order_objection b where b.region_code = $1 and b.is_upheld is null order by b.raised_at, b.objection_id`,
  params: { region: 'text' },
  row: objectionTable.row,
});
const decideObjection = statement({
  name: 'supervision.decide-order-objection',
  class: 'router',
  text: `update supervision.order_objection set is_upheld = $3, ruling = $4, decided_by = $5, decided_at = $6
         where region_code = $1 and objection_id = $2 and is_upheld is null`,
  params: { region: 'text', objectionId: 'uuid', isUpheld: 'bool', ruling: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

export const reviewStore = {
  reviews: (tx: Tx, orderIds: readonly string[]): Promise<ReviewRow[]> => (orderIds.length === 0 ? Promise.resolve([]) : tx.many(listReviews, { region: tx.region, orderIds })),
  addReview: (tx: Tx, row: ReviewRow): Promise<number> => tx.run(reviewTable.insert, { region: tx.region, ...row }),
  /** `reviewId` null = all that are open; returns how many were settled */
  settle: (tx: Tx, one: { orderId: string; reviewId: string | null; outcome: 'kept' | 'reopened'; note: string; by: string; at: string }): Promise<number> =>
    tx.run(settleReviews, { region: tx.region, ...one }),
  closedOn: (tx: Tx, refs: readonly string[], evidenceId: string) => tx.many(listClosedOn, { region: tx.region, refs, evidenceId }),
  objections: (tx: Tx, orderIds: readonly string[]): Promise<ObjectionRow[]> =>
    orderIds.length === 0 ? Promise.resolve([]) : tx.many(listObjections, { region: tx.region, orderIds }),
  openObjections: (tx: Tx): Promise<ObjectionRow[]> => tx.many(listOpenObjections, { region: tx.region }),
  addObjection: (tx: Tx, row: ObjectionRow): Promise<number> => tx.run(objectionTable.insert, { region: tx.region, ...row }),
  /** 0 when somebody decided before */
  decide: (tx: Tx, one: { objectionId: string; isUpheld: boolean; ruling: string; by: string; at: string }): Promise<number> =>
    tx.run(decideObjection, { region: tx.region, ...one }),
};
