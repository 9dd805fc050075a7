/** The days that blockages of others took from orders, tasks and projects. */
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { blockedStretch } from '../../domain/index.ts';

export interface Stretch {
  readonly blockageId: string;
  readonly objectRef: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly isOpen: boolean;
}

const listStretches = statement({
  name: 'supervision.list-blocked-stretches',
  class: 'router',
  text: `select b.blockage_id, b.object_ref, b.state, b.opened_on, b.closed_on, b.ruled_from_on, b.ruled_to_on
         from supervision.blockage b where b.region_code = $1 and b.object_ref = any ($2) and b.object_ref <> '' order by b.blockage_id`,
  params: { region: 'text', refs: 'text[]' },
  row: { blockage_id: 'uuid', object_ref: 'text', state: 'text', opened_on: 'date', closed_on: 'date?', ruled_from_on: 'date?', ruled_to_on: 'date?' },
});

/** Withdrawn and joined ones block nothing by themselves: the one they were joined to does. */
export async function blockedStretchesOf(tx: Tx, refs: readonly string[], today: PlainDate): Promise<readonly Stretch[]> {
  const wanted = [...new Set(refs.filter((ref) => ref !== ''))];
  if (wanted.length === 0) return [];
  const rows = await tx.many(listStretches, { region: tx.region, refs: wanted });
  return rows.flatMap((row) => {
    const ruled = row.ruled_from_on === null || row.ruled_to_on === null ? null : { from: parseDay(row.ruled_from_on), to: parseDay(row.ruled_to_on) };
    const closedOn = row.closed_on === null ? null : parseDay(row.closed_on);
    const stretch = blockedStretch({ openedOn: parseDay(row.opened_on), closedOn, ruled, isVoid: row.state === 'withdrawn' || row.state === 'joined' }, today);
    return stretch === null ? [] : [{ blockageId: row.blockage_id, objectRef: row.object_ref, ...stretch, isOpen: closedOn === null }];
  });
}
