/** The sheet: what is on it, whether it is complete, and the digest that is signed. */
import { createHash } from 'node:crypto';
import type { Context } from '#kernel/server/context.ts';
import { handoverStore } from './handover-store.ts';
import type { StoredHandover, StoredItem } from './handover-store.ts';
import { openDutiesOf } from './open-duties.ts';
import type { GatheredDuty } from './open-duties.ts';

export interface Sheet {
  readonly items: readonly StoredItem[];
  readonly notes: Awaited<ReturnType<typeof handoverStore.listNotes>>;
  /** open duties that are not on the sheet yet */
  readonly missing: readonly GatheredDuty[];
  readonly openKeys: ReadonlySet<string>;
  readonly sha256: string;
}

export const itemKey = (source: string, dutyId: string): string => JSON.stringify([source, dutyId]);

function digestOf(handover: StoredHandover, items: readonly StoredItem[], notes: Sheet['notes']): string {
  const { handover_id, post_id, outgoing_id, incoming_id, deputy_id, effective_on } = handover;
  const content = {
    handover: [handover_id, post_id, outgoing_id, incoming_id, deputy_id, effective_on],
    items: items.map(({ ordinal, source, duty_id, kind, title, due_on }) => [ordinal, source, duty_id, kind, title, due_on]),
    notes: notes.map(({ ordinal, body, author_name, noted_at }) => [ordinal, body, author_name, noted_at]),
  };
  return createHash('sha256').update(JSON.stringify(content), 'utf8').digest('hex');
}

export async function readSheet({ tx, today }: Pick<Context, 'tx' | 'today'>, handover: StoredHandover): Promise<Sheet> {
  const items = await handoverStore.listItems(tx, handover.handover_id);
  const notes = await handoverStore.listNotes(tx, handover.handover_id);
  // What waits for the office goes with the post: once that has ended, it is no longer the outgoing person's.
  const office = handover.has_ended ? {} : { role: handover.role };
  const open = await openDutiesOf(tx, { userId: handover.outgoing_id, orgId: handover.org_id, today: today.toString(), ...office });
  const listed = new Set(items.map(({ source, duty_id }) => itemKey(source, duty_id)));
  return {
    items,
    notes,
    missing: open.filter(({ source, id }) => !listed.has(itemKey(source, id))),
    openKeys: new Set(open.map(({ source, id }) => itemKey(source, id))),
    sha256: digestOf(handover, items, notes),
  };
}
