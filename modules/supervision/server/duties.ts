/** What people and offices owe in orders and blockages, for the hand-over of a post (workflows §16). */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { DutyMove } from '#kernel/server/duty-sources.ts';
import { record } from '#kernel/server/record.ts';
import { defineTableDuties } from '#kernel/server/table-duties.ts';
import { supervisionDutyMoved } from '../contract/index.ts';

const place = `o.title, o.due_on, '/orders/' || o.order_id`;

/** From signing in to the closing the handler answers; besides, every state waits for an office, as the machine has it. */
const orders = `
  select 'order:' || o.order_id as id, '督办单（责任人）' as kind, ${place} as href, o.handler_id as user_id, o.lead_org_id as org_id, 'order.handle' as office
  from supervision.order o
  where o.region_code = $1 and (o.handler_id is not null or o.state in ('handling', 'returned')) and o.state in ('handling', 'returned', 'countersigning', 'reviewing', 'finalising', 'suspended')
  union all
  select 'order-' || o.state || ':' || o.order_id, w.kind, ${place}, null, case when w.is_units then o.lead_org_id end,
    case when o.state = 'approving' and o.colour = 'red' then 'order.approve-red' when o.state = 'finalising' and o.colour in ('none', 'blue') then 'order.finalise-blue' else w.office end
  from supervision.order o
  join (values ('drafted', '拟办督办单', false, 'order.propose'), ('approving', '待审定督办单', false, 'order.approve'), ('issued', '待签收督办单', true, 'order.sign-in'),
      ('countersigning', '待审签办结报告', true, 'order.countersign'), ('reviewing', '待初审督办单', false, 'order.review'), ('finalising', '待终审督办单', false, 'order.finalise'),
      ('completed', '待销号督办单', false, 'order.close'), ('suspended', '中止待复查督办单', false, 'order.review')) w (state, kind, is_units, office) on w.state = o.state
  where o.region_code = $1`;

const parties = `
  select 'party:' || p.order_id || ':' || p.org_id, case p.state when 'refused' then '配合单位退签待处理' else '督办配合事项' end, o.title, p.due_on, '/orders/' || o.order_id, null,
    case when p.state <> 'refused' then p.org_id end, case p.state when 'refused' then 'order.excuse' else 'order.assist' end
  from supervision.order_party p join supervision.order o on o.region_code = p.region_code and o.order_id = p.order_id
  where p.region_code = $1 and p.state in ('awaiting', 'signed', 'working', 'returned', 'refused') and o.state in ('issued', 'handling', 'returned', 'suspended')
  union all
  select 'change:' || c.change_id, case c.kind when 'extension' then '延期申请' else '中止申请' end || case c.state when 'applied' then '待初审' when 'examined' then '待批准' else '待补充' end,
    o.title, o.due_on, '/orders/' || o.order_id, null, case c.state when 'incomplete' then o.lead_org_id end,
    case c.state when 'applied' then 'order.review' when 'examined' then 'order.decide' else 'order.apply-change' end
  from supervision.order_change c join supervision.order o on o.region_code = c.region_code and o.order_id = c.order_id
  where c.region_code = $1 and c.state in ('applied', 'examined', 'incomplete')`;

/** Closed orders whose evidence was withdrawn, and objections that wait for a ruling. */
const secondLooks = `
  select 'review:' || r.review_id, '待复核的已销号督办单', o.title, r.due_on, '/orders/' || o.order_id, null, null, 'order.rebound'
  from supervision.order_review r join supervision.order o on o.region_code = r.region_code and o.order_id = r.order_id
  where r.region_code = $1 and r.outcome is null
  union all
  select 'objection:' || b.objection_id, '待裁定的督办异议', o.title, null, '/orders/' || o.order_id, null, null, 'order.rule-objection'
  from supervision.order_objection b join supervision.order o on o.region_code = b.region_code and o.order_id = b.order_id
  where b.region_code = $1 and b.is_upheld is null`;

/** Owed by whoever can solve it until answered, then by whoever raised it. */
const blockages = `
  select 'blockage:' || b.blockage_id, case when b.state in ('registered', 'handling') then case when b.promised_on is null then '待答复的需协调事项' else '已承诺时限的需协调事项' end
      when b.state = 'incomplete' then '待补正的需协调事项' else '待确认的需协调事项' end,
    b.title, b.promised_on, '/blockages/' || b.blockage_id, null, case when b.state in ('registered', 'handling') then b.authority_org_id else b.raised_org_id end,
    case when b.state in ('registered', 'handling') then 'blockage.answer' else 'blockage.raise' end
  from supervision.blockage b where b.region_code = $1 and b.state in ('registered', 'handling', 'incomplete', 'answered')
  union all
  select 'raised:' || b.blockage_id, '提出的需协调事项', b.title, b.promised_on, '/blockages/' || b.blockage_id, null, b.raised_org_id, 'blockage.raise'
  from supervision.blockage b where b.region_code = $1 and b.state in ('registered', 'handling')`;

const moveOrders = statement({
  name: 'supervision.move-orders-to-person',
  class: 'router',
  text: 'update supervision.order set handler_id = $3, revision = revision + 1 where region_code = $1 and order_id = any ($2)',
  params: { region: 'text', ids: 'uuid[]', to: 'uuid' },
  row: {},
});

async function move(context: Context, { ids, from, to, orgId, reason }: DutyMove): Promise<void> {
  const { tx } = context;
  const of = (prefix: string) => ids.flatMap((id) => (id.startsWith(`${prefix}:`) ? [id.slice(prefix.length + 1)] : []));
  await tx.run(moveOrders, { region: tx.region, ids: of('order'), to });
  for (const dutyId of ids) await record(context, supervisionDutyMoved, { dutyId, orgId, fromUser: from, toUser: to, reason });
}

export const supervisionDuties = defineTableDuties({
  name: 'supervision',
  label: '督办与协调',
  open: [orders, parties, secondLooks, blockages].join('\n  union all\n'),
  move,
});
