/** Statements of the tree: facts, their units, and the versions that are their fold. */
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { dayBefore } from '../domain/index.ts';
import type { OrgFactBody, OrgVersion } from '../domain/index.ts';

const takeTurn = statement({
  name: 'identity.take-org-turn',
  class: 'router',
  text: `insert into identity.org_turn (region_code, taken_at) values ($1, $2)
         on conflict (region_code) do update set taken_at = excluded.taken_at`,
  params: { region: 'text', at: 'timestamptz' },
  row: {},
});

const changeRow = {
  change_id: 'uuid',
  batch_id: 'uuid',
  ordinal: 'int4',
  act: 'text',
  effective_on: 'date',
  body: 'jsonb',
  reason: 'text',
  document: 'text?',
  replaces: 'uuid?',
  is_void: 'bool',
  recorded_name: 'text',
  recorded_at: 'timestamptz',
  is_replaced: 'bool',
} as const;
export type StoredChange = ValuesOf<typeof changeRow>;

const columns = `c.change_id, c.batch_id, c.ordinal, c.act, c.effective_on, c.body, c.reason, c.document, c.replaces, c.is_void, c.recorded_name, c.recorded_at,
  exists (select from identity.org_change r where r.region_code = c.region_code and r.replaces = c.change_id) as is_replaced`;

const listChanges = statement({
  name: 'identity.list-org-changes',
  class: 'router',
  text: `select ${columns} from identity.org_change c where c.region_code = $1 order by c.effective_on, c.ordinal, c.change_id`,
  params: { region: 'text' },
  row: changeRow,
});

const listChangesOfUnit = statement({
  name: 'identity.list-changes-of-org',
  class: 'router',
  text: `select ${columns} from identity.org_change_unit u
         join identity.org_change c on c.region_code = u.region_code and c.change_id = u.change_id
         where u.region_code = $1 and u.org_id = $2 order by c.effective_on desc, c.ordinal desc, c.change_id desc`,
  params: { region: 'text', orgId: 'uuid' },
  row: changeRow,
});

const insertOrgs = statement({
  name: 'identity.insert-orgs',
  class: 'router',
  text: `insert into identity.org (region_code, org_id, stamp, revision, created_at)
         select $1, n.org_id, $3, 1, $4 from unnest($2::uuid[]) as n (org_id)
         on conflict (region_code, org_id) do update set revision = identity.org.revision + 1`,
  params: { region: 'text', orgIds: 'uuid[]', stamp: 'text', at: 'timestamptz' },
  row: {},
});

const insertChanges = statement({
  name: 'identity.insert-org-changes',
  class: 'router',
  text: `insert into identity.org_change (region_code, change_id, batch_id, ordinal, act, effective_on, body, reason, document, replaces, is_void,
           recorded_by, recorded_name, recorded_at)
         select $1, n.change_id, $2, n.ordinal, n.act, n.effective_on::date, n.body::jsonb, $7, $8, n.replaces::uuid, $10, $11, $12, $13
         from unnest($3::uuid[], $4::int4[], $5::text[], $6::text[], $9::text[], $14::text[]) as n (change_id, ordinal, act, effective_on, replaces, body)`,
  params: {
    region: 'text',
    batchId: 'uuid',
    changeIds: 'uuid[]',
    ordinals: 'int4[]',
    acts: 'text[]',
    days: 'text[]',
    reason: 'text',
    document: 'text?',
    replaces: 'text?[]',
    isVoid: 'bool',
    by: 'text',
    name: 'text',
    at: 'timestamptz',
    bodies: 'text[]',
  },
  row: {},
});

const insertUnits = statement({
  name: 'identity.insert-org-change-units',
  class: 'router',
  text: `insert into identity.org_change_unit (region_code, org_id, change_id)
         select $1, n.org_id, n.change_id from unnest($2::uuid[], $3::uuid[]) as n (org_id, change_id) on conflict do nothing`,
  params: { region: 'text', orgIds: 'uuid[]', changeIds: 'uuid[]' },
  row: {},
});

const deleteVersions = statement({
  name: 'identity.delete-org-versions',
  class: 'router',
  text: 'delete from identity.org_version where region_code = $1 and org_id = any ($2)',
  params: { region: 'text', orgIds: 'uuid[]' },
  row: {},
});

const insertVersions = statement({
  name: 'identity.insert-org-versions',
  class: 'router',
  text: `insert into identity.org_version (region_code, org_id, from_on, to_on, name, short_name, kind, parent_id, uscc, division_code, sort, change_id)
         select $1, n.org_id, n.from_on::date, n.to_on::date, n.name, n.short_name, n.kind, n.parent_id::uuid, n.uscc, n.division_code, n.sort, n.change_id
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int4[], $12::uuid[])
           as n (org_id, from_on, to_on, name, short_name, kind, parent_id, uscc, division_code, sort, change_id)`,
  params: {
    region: 'text',
    orgIds: 'uuid[]',
    froms: 'text[]',
    tos: 'text?[]',
    names: 'text[]',
    shortNames: 'text?[]',
    kinds: 'text[]',
    parents: 'text?[]',
    usccs: 'text?[]',
    divisions: 'text?[]',
    sorts: 'int4[]',
    changeIds: 'uuid[]',
  },
  row: {},
});

const readRevision = statement({
  name: 'identity.read-org-revision',
  class: 'router',
  text: 'select revision, stamp from identity.org where region_code = $1 and org_id = $2',
  params: { region: 'text', orgId: 'uuid' },
  row: { revision: 'int4', stamp: 'text' },
});

/** A fact on its way into the store. */
export interface NewChange {
  readonly changeId: string;
  readonly ordinal: number;
  readonly on: string;
  readonly body: OrgFactBody;
  readonly replaces: string | null;
  readonly units: readonly string[];
}

export interface ChangeBatch {
  readonly reason: string;
  readonly document: string | null;
  readonly isVoid: boolean;
  readonly stamp: 'real' | 'demo';
}

export const orgStore = {
  takeTurn: ({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<number> => tx.run(takeTurn, { region: tx.region, at: formatMoment(now) }),

  listChanges: (tx: Tx): Promise<readonly StoredChange[]> => tx.many(listChanges, { region: tx.region }),

  listChangesOf: (tx: Tx, orgId: string): Promise<readonly StoredChange[]> => tx.many(listChangesOfUnit, { region: tx.region, orgId }),

  readRevision: (tx: Tx, orgId: string) => tx.maybe(readRevision, { region: tx.region, orgId }),

  saveChanges: async ({ tx, actor, now, newId }: Context, changes: readonly NewChange[], batch: ChangeBatch): Promise<void> => {
    const at = formatMoment(now);
    const units = [...new Set(changes.flatMap((change) => change.units))].sort();
    await tx.run(insertOrgs, { region: tx.region, orgIds: units, stamp: batch.stamp, at });
    await tx.run(insertChanges, {
      region: tx.region,
      batchId: newId(),
      changeIds: changes.map(({ changeId }) => changeId),
      ordinals: changes.map(({ ordinal }) => ordinal),
      acts: changes.map(({ body }) => body.act),
      days: changes.map(({ on }) => on),
      reason: batch.reason,
      document: batch.document,
      replaces: changes.map(({ replaces }) => replaces),
      isVoid: batch.isVoid,
      by: actor.id,
      name: actor.displayName,
      at,
      bodies: changes.map(({ body }) => JSON.stringify(body)),
    });
    const pairs = changes.flatMap((change) => change.units.map((orgId) => ({ orgId, changeId: change.changeId })));
    await tx.run(insertUnits, { region: tx.region, orgIds: pairs.map(({ orgId }) => orgId), changeIds: pairs.map(({ changeId }) => changeId) });
  },

  replaceVersions: async (tx: Tx, orgIds: readonly string[], versions: readonly OrgVersion[]): Promise<void> => {
    await tx.run(deleteVersions, { region: tx.region, orgIds });
    await tx.run(insertVersions, {
      region: tx.region,
      orgIds: versions.map(({ orgId }) => orgId),
      froms: versions.map(({ from }) => from),
      tos: versions.map(({ until }) => (until === null ? null : dayBefore(until))),
      names: versions.map(({ name }) => name),
      shortNames: versions.map(({ shortName }) => shortName),
      kinds: versions.map(({ kind }) => kind),
      parents: versions.map(({ parentId }) => parentId),
      usccs: versions.map(({ uscc }) => uscc),
      divisions: versions.map(({ divisionCode }) => divisionCode),
      sorts: versions.map(({ sort }) => sort),
      changeIds: versions.map(({ changeId }) => changeId),
    });
  },
} as const;
