/**
 * Sends what is queued. Sending happens outside any transaction: an attempt is noted with a lease, then made, then settled, so
 * a crash in between repeats it after the lease (at least once; the message carries the same id).
 */
import { formatMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import type { ChannelName } from '../notice.ts';
import { statement, transaction } from './db.ts';
import { errorLine } from './reaction-store.ts';
import type { Runtime } from './use-case.ts';

const claim = statement({
  name: 'kernel.claim-deliveries',
  class: 'router',
  text: `select d.delivery_id, d.channel, d.target, d.title, d.body, d.attempts from kernel.delivery d
         where d.region_code = $1 and d.state = 'queued' and d.next_at <= $2 order by d.next_at, d.delivery_id limit $3 for update skip locked`,
  params: { region: 'text', now: 'timestamptz', limit: 'int8' },
  row: { delivery_id: 'uuid', channel: 'text', target: 'text', title: 'text', body: 'text', attempts: 'int4' },
});

const lease = statement({
  name: 'kernel.lease-deliveries',
  class: 'router',
  text: `update kernel.delivery set attempts = attempts + 1, next_at = $3 where region_code = $1 and delivery_id = any($2::uuid[])`,
  params: { region: 'text', ids: 'uuid[]', until: 'timestamptz' },
  row: {},
});

const settle = statement({
  name: 'kernel.settle-delivery',
  class: 'router',
  text: `update kernel.delivery set state = $3, next_at = $4, last_error = $5, sent_at = $6 where region_code = $1 and delivery_id = $2 and state = 'queued'`,
  params: { region: 'text', id: 'uuid', state: 'text', nextAt: 'timestamptz', error: 'text?', sentAt: 'timestamptz?' },
  row: {},
});

/** Not rules of business: how many at once, how long an attempt may take, how often it is repeated. */
const perPass = 20;
const leaseSeconds = 300;
const mostAttempts = 8;
const longestPauseSeconds = 3600;

interface Outcome {
  readonly state: 'sent' | 'failed' | 'queued';
  readonly nextAt: Instant;
  readonly error: string | null;
}

const missing = '本节点没有配置这个渠道。请管理员在配置中填写后重新发送。';

async function attempt(
  runtime: Runtime,
  now: Instant,
  one: { readonly delivery_id: string; readonly channel: string; readonly target: string; readonly title: string; readonly body: string; readonly attempts: number },
): Promise<Outcome> {
  const channel = runtime.channels?.[one.channel as ChannelName];
  if (channel === undefined) return { state: 'failed', nextAt: now, error: missing };
  try {
    await channel.send({ id: one.delivery_id, target: one.target, title: one.title, body: one.body, now });
    return { state: 'sent', nextAt: now, error: null };
  } catch (error) {
    const isLast = one.attempts + 1 >= mostAttempts;
    const pause = Math.min(15 * 2 ** one.attempts, longestPauseSeconds);
    return { state: isLast ? 'failed' : 'queued', nextAt: now.add({ seconds: pause }), error: errorLine(error) };
  }
}

/** Sends the deliveries that are due; returns how many attempts were made. */
export async function sendDue(runtime: Runtime, now: Instant): Promise<number> {
  const options = { region: runtime.region, mode: 'write' } as const;
  const claimed = await transaction(runtime.pool, options, async (tx) => {
    const rows = await tx.many(claim, { region: tx.region, now: formatMoment(now), limit: String(perPass) });
    if (rows.length > 0) await tx.run(lease, { region: tx.region, ids: rows.map((one) => one.delivery_id), until: formatMoment(now.add({ seconds: leaseSeconds })) });
    return rows;
  });
  for (const one of claimed) {
    const { state, nextAt, error } = await attempt(runtime, now, one);
    const sentAt = state === 'sent' ? formatMoment(now) : null;
    await transaction(runtime.pool, options, (tx) => tx.run(settle, { region: tx.region, id: one.delivery_id, state, nextAt: formatMoment(nextAt), error, sentAt }));
  }
  return claimed.length;
}
