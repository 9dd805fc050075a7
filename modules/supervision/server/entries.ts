/** What happened to an order, a blockage or an object of a later module, line by line; never changed (workflows §0, transition record). */
import { signatureOf } from '#kernel/signature.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { Entry } from '../contract/index.ts';
import { tableOf } from './table.ts';

const entryTable = tableOf({
  table: 'supervision.entry',
  key: ['entry_id'],
  row: {
    entry_id: 'uuid',
    machine: 'text',
    machine_version: 'int4',
    object_id: 'uuid',
    action: 'text',
    label: 'text',
    from_state: 'text?',
    to_state: 'text?',
    reason: 'text',
    note: 'text',
    details: 'jsonb',
    cycle: 'int4',
    actor: 'text',
    actor_name: 'text',
    on_behalf_of: 'text?',
    day_on: 'date',
    taken_at: 'timestamptz',
  },
});
export type EntryRow = ValuesOf<typeof entryTable.row>;

const listEntries = statement({
  name: 'supervision.list-entries',
  class: 'router',
  text: `select ${entryTable.columns('e')} from supervision.entry e where e.region_code = $1 and e.object_id = $2 order by e.entry_id`,
  params: { region: 'text', objectId: 'uuid' },
  row: entryTable.row,
});

export const listEntriesOf = (tx: Tx, objectId: string): Promise<EntryRow[]> => tx.many(listEntries, { region: tx.region, objectId });

export interface NewEntry {
  readonly machine: string;
  readonly machineVersion: number;
  readonly objectId: string;
  readonly action: string;
  readonly label: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string;
  readonly note?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cycle?: number;
}

export async function addEntry({ tx, actor, now, today, newId }: Context, entry: NewEntry): Promise<void> {
  await tx.run(entryTable.insert, {
    region: tx.region,
    entry_id: newId(),
    machine: entry.machine,
    machine_version: entry.machineVersion,
    object_id: entry.objectId,
    action: entry.action,
    label: entry.label,
    from_state: entry.from ?? null,
    to_state: entry.to ?? null,
    reason: entry.reason ?? '',
    note: entry.note ?? '',
    details: entry.details ?? {},
    cycle: entry.cycle ?? 1,
    actor: signatureOf(actor),
    actor_name: actor.displayName,
    on_behalf_of: actor.onBehalfOf?.displayName ?? null,
    day_on: today.toString(),
    taken_at: formatMoment(now),
  });
}

export const presentEntry = (row: EntryRow): Entry => ({
  entryId: row.entry_id,
  action: row.action,
  label: row.label,
  from: row.from_state,
  to: row.to_state,
  reason: row.reason,
  note: row.note,
  by: row.actor_name,
  onBehalfOf: row.on_behalf_of,
  at: formatMoment(parseMoment(row.taken_at)),
});
