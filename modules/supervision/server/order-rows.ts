/** Rows of orders and of what belongs to them. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { OrderLink } from '../domain/order/lineage.ts';
import { revisedTableOf, tableOf } from './table.ts';

export const orderTable = revisedTableOf({
  table: 'supervision.order',
  key: ['order_id'],
  row: {
    order_id: 'uuid',
    number: 'text?',
    year: 'int4?',
    serial: 'int4?',
    title: 'text',
    matter: 'text',
    standard: 'text',
    source_kind: 'text',
    source_ref: 'text',
    source_title: 'text',
    distinct_reason: 'text',
    rule_key: 'text',
    rule_note: 'text',
    lead_org_id: 'uuid',
    state: 'text',
    colour: 'text',
    colour_since_on: 'date',
    cycle: 'int4',
    returns: 'int4',
    start_on: 'date',
    due_original_on: 'date',
    due_on: 'date',
    issued_on: 'date?',
    answered_on: 'date?',
    completed_on: 'date?',
    closed_on: 'date?',
    suspended_on: 'date?',
    review_on: 'date?',
    object_ref: 'text',
    plan_path: 'text',
    handler_id: 'uuid?',
    first_reviewer: 'text?',
    final_reviewer: 'text?',
    stamp: 'text',
    machine_version: 'int4',
    revision: 'int4',
    created_by: 'text',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
});
export type OrderRow = ValuesOf<typeof orderTable.row>;

export const partyTable = revisedTableOf({
  table: 'supervision.order_party',
  key: ['order_id', 'org_id'],
  row: { order_id: 'uuid', org_id: 'uuid', state: 'text', due_on: 'date', note: 'text', revision: 'int4' },
});
export type PartyRow = ValuesOf<typeof partyTable.row>;

export const changeTable = revisedTableOf({
  table: 'supervision.order_change',
  key: ['change_id'],
  row: {
    change_id: 'uuid',
    order_id: 'uuid',
    kind: 'text',
    state: 'text',
    ground: 'text',
    reason: 'text',
    due_from_on: 'date',
    new_due_on: 'date?',
    review_on: 'date?',
    blockage_id: 'uuid?',
    applied_by: 'text',
    applied_at: 'timestamptz',
    decided_on: 'date?',
    revision: 'int4',
  },
});
export type ChangeRow = ValuesOf<typeof changeTable.row>;

const linkTable = tableOf({
  table: 'supervision.order_link',
  key: ['from_id', 'to_id'],
  row: { from_id: 'uuid', to_id: 'uuid', kind: 'text', made_by: 'text', made_at: 'timestamptz' },
});
export type LinkRow = ValuesOf<typeof linkTable.row>;

const versionTable = tableOf({
  table: 'supervision.order_version',
  key: ['order_id', 'revision'],
  row: { order_id: 'uuid', revision: 'int4', content: 'jsonb', saved_by: 'text', saved_at: 'timestamptz' },
});
export type VersionRow = ValuesOf<typeof versionTable.row>;

const findOrder = statement({
  name: 'supervision.find-order',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.order_id = $2`,
  params: { region: 'text', orderId: 'uuid' },
  row: orderTable.row,
});

/** Every write of an order waits here, so that two acts at once are taken one after the other. */
const lockOrder = statement({
  name: 'supervision.lock-order',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.order_id = $2 for update`,
  params: { region: 'text', orderId: 'uuid' },
  row: orderTable.row,
});

const findByRule = statement({
  name: 'supervision.find-order-by-rule',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.rule_key = $2`,
  params: { region: 'text', ruleKey: 'text' },
  row: orderTable.row,
});

const listInStates = statement({
  name: 'supervision.list-orders-in-states',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.state = any ($2) order by o.order_id`,
  params: { region: 'text', states: 'text[]' },
  row: orderTable.row,
});

const listParties = statement({
  name: 'supervision.list-order-parties',
  class: 'router',
  text: `select ${partyTable.columns('p')} from supervision.order_party p where p.region_code = $1 and p.order_id = any ($2) order by p.order_id, p.org_id`,
  params: { region: 'text', orderIds: 'uuid[]' },
  row: partyTable.row,
});

const listChanges = statement({
  name: 'supervision.list-order-changes',
  class: 'router',
  text: `select ${changeTable.columns('c')} from supervision.order_change c where c.region_code = $1 and c.order_id = $2 order by c.change_id`,
  params: { region: 'text', orderId: 'uuid' },
  row: changeTable.row,
});

const listLinks = statement({
  name: 'supervision.list-order-links',
  class: 'router',
  text: `select l.from_id, l.to_id, l.kind, l.made_by, l.made_at from supervision.order_link l where l.region_code = $1 and (l.from_id = $2 or l.to_id = $2)
         order by l.made_at, l.to_id`,
  params: { region: 'text', orderId: 'uuid' },
  row: linkTable.row,
});

/** Everything that can be reached from an order along its links; lineages are short. */
const listLineage = statement({
  name: 'supervision.list-order-lineage',
  class: 'router',
  text: `with recursive reached (id) as (
           select $2::uuid
           union
           select l.to_id from reached r join supervision.order_link l on l.region_code = $1 and l.from_id = r.id
         )
         select l.from_id, l.to_id from supervision.order_link l join reached r on r.id = l.from_id where l.region_code = $1`,
  params: { region: 'text', orderId: 'uuid' },
  row: { from_id: 'uuid', to_id: 'uuid' },
});

const findVersion = statement({
  name: 'supervision.find-order-version',
  class: 'router',
  text: `select v.order_id, v.revision, v.content, v.saved_by, v.saved_at from supervision.order_version v
         where v.region_code = $1 and v.order_id = $2 and v.revision <= $3 order by v.revision desc limit 1`,
  params: { region: 'text', orderId: 'uuid', revision: 'int4' },
  row: versionTable.row,
});

const lastSerial = statement({
  name: 'supervision.last-order-serial',
  class: 'router',
  text: 'select coalesce(max(o.serial), 0)::int4 as serial from supervision.order o where o.region_code = $1 and o.year = $2',
  params: { region: 'text', year: 'int4' },
  row: { serial: 'int4' },
});

const listOfObject = statement({
  name: 'supervision.list-orders-of-object',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.object_ref = $2 and o.state = any ($3) order by o.order_id`,
  params: { region: 'text', object: 'text', states: 'text[]' },
  row: orderTable.row,
});

const listOfOrg = statement({
  name: 'supervision.list-orders-of-org',
  class: 'router',
  text: `select ${orderTable.columns('o')} from supervision.order o where o.region_code = $1 and o.lead_org_id = $2 order by o.issued_on, o.order_id limit 2000`,
  params: { region: 'text', orgId: 'uuid' },
  row: orderTable.row,
});

const countOpen = statement({
  name: 'supervision.count-open-orders-of-org',
  class: 'router',
  text: 'select count(*)::int4 as total from supervision.order o where o.region_code = $1 and o.lead_org_id = $2 and o.state = any ($3)',
  params: { region: 'text', orgId: 'uuid', states: 'text[]' },
  row: { total: 'int4' },
});

const takeTurn = statement({
  name: 'supervision.take-number-turn',
  class: 'admin',
  text: 'select pg_advisory_xact_lock(hashtextextended($1 || $2, 0)) is null as taken',
  params: { region: 'text', what: 'text' },
  row: { taken: 'bool' },
});

/** Numbers of a region are given one after the other, without gaps and without doubles, until the transaction ends. */
export const takeNumberTurn = (tx: Tx, what: 'order' | 'blockage' | `letter-${string}`): Promise<unknown> => tx.one(takeTurn, { region: tx.region, what: `supervision.${what}` });

export const orderRows = {
  find: (tx: Tx, orderId: string): Promise<OrderRow | undefined> => tx.maybe(findOrder, { region: tx.region, orderId }),
  lock: (tx: Tx, orderId: string): Promise<OrderRow | undefined> => tx.maybe(lockOrder, { region: tx.region, orderId }),
  findByRule: (tx: Tx, ruleKey: string): Promise<OrderRow | undefined> => tx.maybe(findByRule, { region: tx.region, ruleKey }),
  inStates: (tx: Tx, states: readonly string[]): Promise<OrderRow[]> => tx.many(listInStates, { region: tx.region, states }),
  ofObject: (tx: Tx, object: string, states: readonly string[]): Promise<OrderRow[]> => tx.many(listOfObject, { region: tx.region, object, states }),
  ofOrg: (tx: Tx, orgId: string): Promise<OrderRow[]> => tx.many(listOfOrg, { region: tx.region, orgId }),
  insert: (tx: Tx, row: OrderRow): Promise<number> => tx.run(orderTable.insert, { region: tx.region, ...row }),
  /** 0 when somebody was faster */
  update: (tx: Tx, row: OrderRow): Promise<number> => tx.run(orderTable.update, { region: tx.region, ...row }),
  parties: (tx: Tx, orderIds: readonly string[]): Promise<PartyRow[]> => tx.many(listParties, { region: tx.region, orderIds }),
  insertParty: (tx: Tx, row: PartyRow): Promise<number> => tx.run(partyTable.insert, { region: tx.region, ...row }),
  updateParty: (tx: Tx, row: PartyRow): Promise<number> => tx.run(partyTable.update, { region: tx.region, ...row }),
  changes: (tx: Tx, orderId: string): Promise<ChangeRow[]> => tx.many(listChanges, { region: tx.region, orderId }),
  insertChange: (tx: Tx, row: ChangeRow): Promise<number> => tx.run(changeTable.insert, { region: tx.region, ...row }),
  updateChange: (tx: Tx, row: ChangeRow): Promise<number> => tx.run(changeTable.update, { region: tx.region, ...row }),
  links: (tx: Tx, orderId: string): Promise<LinkRow[]> => tx.many(listLinks, { region: tx.region, orderId }),
  lineageFrom: async (tx: Tx, orderId: string): Promise<readonly OrderLink[]> =>
    (await tx.many(listLineage, { region: tx.region, orderId })).map((row) => ({ fromId: row.from_id, toId: row.to_id })),
  insertLink: (tx: Tx, row: LinkRow): Promise<number> => tx.run(linkTable.insert, { region: tx.region, ...row }),
  /** the content as it stood at a revision */
  version: (tx: Tx, orderId: string, revision: number): Promise<VersionRow | undefined> => tx.maybe(findVersion, { region: tx.region, orderId, revision }),
  insertVersion: (tx: Tx, row: VersionRow): Promise<number> => tx.run(versionTable.insert, { region: tx.region, ...row }),
  lastSerial: async (tx: Tx, year: number): Promise<number> => (await tx.one(lastSerial, { region: tx.region, year })).serial,
  countOpen: async (tx: Tx, orgId: string, states: readonly string[]): Promise<number> => (await tx.one(countOpen, { region: tx.region, orgId, states })).total,
};
