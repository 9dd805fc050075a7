/**
 * Gives committed events their place in the region's log: a gapless index, taken from the pending table. One sequencer per
 * region at a time; it holds the row of the head until it commits.
 */
import { formatMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import type { RegionCode } from '../ids.ts';
import { statement, transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';

const openHead = statement({
  name: 'kernel.open-log-head',
  class: 'router',
  text: `insert into kernel.log_head (region_code, next_index) values ($1, 0) on conflict do nothing`,
  params: { region: 'text' },
  row: {},
});

const lockHead = statement({
  name: 'kernel.lock-log-head',
  class: 'router',
  text: `select next_index from kernel.log_head where region_code = $1 for update skip locked`,
  params: { region: 'text' },
  row: { next_index: 'int8' },
});

const appendEntries = statement({
  name: 'kernel.append-log-entries',
  class: 'router',
  text: `insert into kernel.log_entry (region_code, log_index, event_id, kind, version, subject, sequenced_at)
         select e.region_code, $2 + row_number() over (order by e.event_id) - 1, e.event_id, e.kind, e.version, e.subject, $4
         from (select event_id from kernel.event_pending where region_code = $1 order by event_id limit $3) p
           join kernel.event e on e.region_code = $1 and e.event_id = p.event_id`,
  params: { region: 'text', from: 'int8', limit: 'int8', at: 'timestamptz' },
  row: {},
});

const removePending = statement({
  name: 'kernel.remove-pending-events',
  class: 'router',
  text: `delete from kernel.event_pending p using kernel.log_entry l
         where p.region_code = $1 and l.region_code = $1 and l.log_index >= $2 and l.event_id = p.event_id`,
  params: { region: 'text', from: 'int8' },
  row: {},
});

const moveHead = statement({
  name: 'kernel.move-log-head',
  class: 'router',
  text: `update kernel.log_head set next_index = next_index + $2 where region_code = $1`,
  params: { region: 'text', count: 'int8' },
  row: {},
});

export const maxBatch = 1000;

async function sequenceBatch(tx: Tx, now: Instant, limit: number): Promise<number> {
  const region = tx.region;
  await tx.run(openHead, { region });
  const head = await tx.maybe(lockHead, { region });
  // Another sequencer is at work; it will take what is there.
  if (head === undefined) return 0;
  const from = head.next_index;
  const count = await tx.run(appendEntries, { region, from, limit: String(limit), at: formatMoment(now) });
  if (count === 0) return 0;
  await tx.run(removePending, { region, from });
  await tx.run(moveHead, { region, count: String(count) });
  return count;
}

/** Sequences one batch of pending events; returns how many. */
export function sequence(pool: Pool, region: RegionCode, now: Instant, limit: number = maxBatch): Promise<number> {
  return transaction(pool, { region, mode: 'write' }, (tx) => sequenceBatch(tx, now, Math.min(limit, maxBatch)));
}

/** Sequences until nothing is pending; returns how many. */
export async function sequenceAll(pool: Pool, region: RegionCode, now: Instant): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await sequence(pool, region, now);
    total += count;
    if (count < maxBatch) return total;
  }
}
