/** Rows of blockages and of the table of authorities. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { revisedTableOf, tableOf } from '../table.ts';

export const blockageTable = revisedTableOf({
  table: 'supervision.blockage',
  key: ['blockage_id'],
  row: {
    blockage_id: 'uuid',
    number: 'text',
    year: 'int4',
    serial: 'int4',
    type: 'text',
    title: 'text',
    what: 'text',
    state: 'text',
    level: 'text',
    level_since_on: 'date',
    raised_org_id: 'uuid',
    authority_org_id: 'uuid',
    object_kind: 'text',
    object_ref: 'text',
    object_title: 'text',
    since_on: 'date',
    opened_on: 'date',
    answered_on: 'date?',
    answered_by: 'text',
    closed_on: 'date?',
    answer: 'text?',
    is_silent_close: 'bool',
    promised_on: 'date?',
    missed_promises: 'int4',
    joined_to: 'uuid?',
    ruled_from_on: 'date?',
    ruled_to_on: 'date?',
    plan_path: 'text',
    stamp: 'text',
    machine_version: 'int4',
    revision: 'int4',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
});
export type BlockageRow = ValuesOf<typeof blockageTable.row>;

const authorityTable = tableOf({
  table: 'supervision.authority',
  key: ['authority_id'],
  row: { authority_id: 'uuid', type: 'text', level: 'text', org_id: 'uuid', from_on: 'date', to_on: 'date?', source: 'text', made_by: 'text', made_at: 'timestamptz' },
});
export type AuthorityRow = ValuesOf<typeof authorityTable.row>;

const columns = blockageTable.columns('b');
const findOne = statement({
  name: 'supervision.find-blockage',
  class: 'router',
  text: `select ${columns} from supervision.blockage b where b.region_code = $1 and b.blockage_id = $2`,
  params: { region: 'text', blockageId: 'uuid' },
  row: blockageTable.row,
});
const lockOne = statement({
  name: 'supervision.lock-blockage',
  class: 'router',
  text: `select ${columns} from supervision.blockage b where b.region_code = $1 and b.blockage_id = $2 for update`,
  params: { region: 'text', blockageId: 'uuid' },
  row: blockageTable.row,
});
const listOpen = statement({
  name: 'supervision.list-open-blockages',
  class: 'router',
  text: `select ${columns} from supervision.blockage b where b.region_code = $1 and b.state = any ($2) order by b.opened_on, b.blockage_id`,
  params: { region: 'text', states: 'text[]' },
  row: blockageTable.row,
});
const listSimilar = statement({
  name: 'supervision.list-similar-blockages',
  class: 'router',
  text: `select ${columns} from supervision.blockage b
         where b.region_code = $1 and b.type = $2 and b.authority_org_id = $3 and b.object_ref = $4 and b.state = any ($5) and b.blockage_id <> $6 order by b.blockage_id limit 20`,
  params: { region: 'text', type: 'text', authority: 'uuid', object: 'text', states: 'text[]', self: 'uuid' },
  row: blockageTable.row,
});
const lastSerial = statement({
  name: 'supervision.last-blockage-serial',
  class: 'router',
  text: 'select coalesce(max(b.serial), 0)::int4 as serial from supervision.blockage b where b.region_code = $1 and b.year = $2',
  params: { region: 'text', year: 'int4' },
  row: { serial: 'int4' },
});
const findAuthority = statement({
  name: 'supervision.find-authority',
  class: 'router',
  text: `select a.org_id from supervision.authority a
         where a.region_code = $1 and a.type = $2 and a.level = $3 and a.from_on <= $4 and (a.to_on is null or a.to_on >= $4)`,
  params: { region: 'text', type: 'text', level: 'text', day: 'date' },
  row: { org_id: 'uuid' },
});
const listAll = statement({
  name: 'supervision.list-authorities',
  class: 'router',
  text: `select a.authority_id, a.type, a.level, a.org_id, a.from_on, a.to_on, a.source, a.made_by, a.made_at
         from supervision.authority a where a.region_code = $1 order by a.type, a.level, a.from_on desc`,
  params: { region: 'text' },
  row: authorityTable.row,
});
const endAuthority = statement({
  name: 'supervision.end-authority',
  class: 'router',
  text: `update supervision.authority set to_on = $5::date - 1 where region_code = $1 and type = $2 and level = $3 and authority_id = $4`,
  params: { region: 'text', type: 'text', level: 'text', authorityId: 'uuid', from: 'date' },
  row: {},
});

export const blockageRows = {
  find: (tx: Tx, blockageId: string): Promise<BlockageRow | undefined> => tx.maybe(findOne, { region: tx.region, blockageId }),
  lock: (tx: Tx, blockageId: string): Promise<BlockageRow | undefined> => tx.maybe(lockOne, { region: tx.region, blockageId }),
  open: (tx: Tx, states: readonly string[]): Promise<BlockageRow[]> => tx.many(listOpen, { region: tx.region, states }),
  similar: (tx: Tx, row: Pick<BlockageRow, 'type' | 'authority_org_id' | 'object_ref' | 'blockage_id'>, states: readonly string[]): Promise<BlockageRow[]> =>
    row.object_ref === ''
      ? Promise.resolve([])
      : tx.many(listSimilar, { region: tx.region, type: row.type, authority: row.authority_org_id, object: row.object_ref, states, self: row.blockage_id }),
  insert: (tx: Tx, row: BlockageRow): Promise<number> => tx.run(blockageTable.insert, { region: tx.region, ...row }),
  update: (tx: Tx, row: BlockageRow): Promise<number> => tx.run(blockageTable.update, { region: tx.region, ...row }),
  lastSerial: async (tx: Tx, year: number): Promise<number> => (await tx.one(lastSerial, { region: tx.region, year })).serial,
  authorityOf: async (tx: Tx, wanted: { readonly type: string; readonly level: string; readonly day: string }): Promise<string | undefined> =>
    (await tx.maybe(findAuthority, { region: tx.region, ...wanted }))?.org_id,
  authorities: (tx: Tx): Promise<AuthorityRow[]> => tx.many(listAll, { region: tx.region }),
  insertAuthority: (tx: Tx, row: AuthorityRow): Promise<number> => tx.run(authorityTable.insert, { region: tx.region, ...row }),
  endAuthority: (tx: Tx, row: AuthorityRow, from: string): Promise<number> =>
    tx.run(endAuthority, { region: tx.region, type: row.type, level: row.level, authorityId: row.authority_id, from }),
};
