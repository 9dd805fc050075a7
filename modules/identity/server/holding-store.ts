/** Statements about rights held at a unit: posts and grants without a post, and what became of them in a merge or split. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const holdingRow = {
  grant_id: 'uuid',
  user_id: 'uuid',
  person_name: 'text',
  role: 'text',
  org_id: 'uuid?',
  reach: 'text',
  regions: 'text[]',
  plan_paths: 'text[]?',
  from_on: 'date',
  to_on: 'date?',
  is_delegable: 'bool',
  has_ended: 'bool',
  post_id: 'uuid?',
  title: 'text?',
  is_acting: 'bool?',
} as const;
export type Holding = ValuesOf<typeof holdingRow>;

const columns = `g.grant_id, g.user_id, p.display_name as person_name, g.role, g.org_id, g.reach, g.regions, g.plan_paths, g.from_on, g.to_on, g.is_delegable,
  g.ended_at is not null as has_ended, t.post_id, t.title, t.is_acting`;
const source = `from identity.grant g
  join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id
  left join identity.post t on t.region_code = g.region_code and t.grant_id = g.grant_id`;

const listAt = statement({
  name: 'identity.lock-holdings-at-orgs',
  class: 'router',
  text: `select ${columns} ${source}
         where g.region_code = $1 and g.org_id = any ($2) and g.ended_at is null and g.delegated_from is null and (g.to_on is null or g.to_on >= $3)
         order by g.org_id, p.display_name collate "C", g.grant_id for update of g`,
  params: { region: 'text', orgIds: 'uuid[]', day: 'date' },
  row: holdingRow,
});

const listByGrant = statement({
  name: 'identity.lock-holdings-by-grant',
  class: 'router',
  text: `select ${columns} ${source} where g.region_code = $1 and g.grant_id = any ($2) order by g.grant_id for update of g`,
  params: { region: 'text', grantIds: 'uuid[]' },
  row: holdingRow,
});

const listDelegated = statement({
  name: 'identity.list-grants-delegated-from',
  class: 'router',
  text: `select g.user_id, g.from_on, g.to_on, g.reason, x.delegation_id from identity.grant g
         left join identity.delegation_grant x on x.region_code = g.region_code and x.grant_id = g.grant_id
         where g.region_code = $1 and g.delegated_from = $2 and g.ended_at is null and (g.to_on is null or g.to_on >= $3) order by g.grant_id`,
  params: { region: 'text', grantId: 'uuid', day: 'date' },
  row: { user_id: 'uuid', from_on: 'date', to_on: 'date?', reason: 'text', delegation_id: 'uuid?' },
});

const linkDelegated = statement({
  name: 'identity.link-grant-to-delegation',
  class: 'router',
  text: 'insert into identity.delegation_grant (region_code, delegation_id, grant_id) values ($1, $2, $3)',
  params: { region: 'text', delegationId: 'uuid', grantId: 'uuid' },
  row: {},
});

const moveRow = { grant_id: 'uuid', new_grant_id: 'uuid?', from_id: 'uuid', to_id: 'uuid', first_on: 'date', last_on: 'date?' } as const;
export type StoredMove = ValuesOf<typeof moveRow>;

const insertMove = statement({
  name: 'identity.insert-org-move',
  class: 'router',
  text: `insert into identity.org_move (region_code, change_id, grant_id, new_grant_id, from_id, to_id, first_on, last_on) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', changeId: 'uuid', grantId: 'uuid', newGrantId: 'uuid?', fromId: 'uuid', toId: 'uuid', firstOn: 'date', lastOn: 'date?' },
  row: {},
});

const listMoves = statement({
  name: 'identity.list-org-moves',
  class: 'router',
  text: `select m.grant_id, m.new_grant_id, m.from_id, m.to_id, m.first_on, m.last_on from identity.org_move m where m.region_code = $1 and m.change_id = $2 order by m.grant_id`,
  params: { region: 'text', changeId: 'uuid' },
  row: moveRow,
});

export const holdingStore = {
  /** Not ended, in force on the day or later, own and not delegated. */
  listAt: (tx: Tx, orgIds: readonly string[], day: string) => tx.many(listAt, { region: tx.region, orgIds, day }),
  byGrant: (tx: Tx, grantIds: readonly string[]) => tx.many(listByGrant, { region: tx.region, grantIds }),
  listDelegated: (tx: Tx, grantId: string, day: string) => tx.many(listDelegated, { region: tx.region, grantId, day }),
  linkDelegated: (tx: Tx, delegationId: string, grantId: string) => tx.run(linkDelegated, { region: tx.region, delegationId, grantId }),
  addMove: (tx: Tx, changeId: string, move: StoredMove) =>
    tx.run(insertMove, {
      region: tx.region,
      changeId,
      grantId: move.grant_id,
      newGrantId: move.new_grant_id,
      fromId: move.from_id,
      toId: move.to_id,
      firstOn: move.first_on,
      lastOn: move.last_on,
    }),
  listMoves: (tx: Tx, changeId: string) => tx.many(listMoves, { region: tx.region, changeId }),
} as const;
