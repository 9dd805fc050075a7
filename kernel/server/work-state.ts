/** How far the worker is behind, for the health page and the operator. */
import { statement } from './db.ts';
import type { Tx } from './db.ts';

const readState = statement({
  name: 'kernel.read-work-state',
  class: 'router',
  text: `select
      (select count(*)::int4 from kernel.event_pending where region_code = $1) as pending,
      (select least(greatest(coalesce(extract(epoch from $2 - min(e.recorded_at)), 0), 0), 2000000000)::int4 from kernel.event_pending p
         join kernel.event e on e.region_code = p.region_code and e.event_id = p.event_id where p.region_code = $1) as oldest_seconds,
      (select count(*)::int4 from kernel.reaction_parked where region_code = $1) as parked,
      (select count(*)::int4 from kernel.reaction_cursor where region_code = $1 and attempts > 0) as failing_reactions,
      (select count(*)::int4 from kernel.job_cursor where region_code = $1 and attempts > 0) as failing_jobs,
      (select next_index from kernel.log_head where region_code = $1) as log_length
    from (select $1::text as region_code) as here where region_code = $1`,
  params: { region: 'text', now: 'timestamptz' },
  row: { pending: 'int4', oldest_seconds: 'int4', parked: 'int4', failing_reactions: 'int4', failing_jobs: 'int4', log_length: 'int8?' },
});

export interface WorkState {
  /** yellow: something waits for a person, or the worker does not keep up */
  readonly state: 'ok' | 'yellow';
  readonly pending: number;
  readonly lagSeconds: number;
  readonly parked: number;
  readonly failing: number;
  readonly logLength: string;
}

/** Events that wait longer mean that no worker runs. */
const lateSeconds = 60;

export async function readWorkState(tx: Tx, now: string): Promise<WorkState> {
  const row = await tx.one(readState, { region: tx.region, now });
  const failing = row.failing_reactions + row.failing_jobs;
  const lagSeconds = row.oldest_seconds;
  const state = row.parked > 0 || failing > 0 || lagSeconds > lateSeconds ? 'yellow' : 'ok';
  return { state, pending: row.pending, lagSeconds, parked: row.parked, failing, logLength: row.log_length ?? '0' };
}
