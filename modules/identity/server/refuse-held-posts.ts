/** A unit that ceases may leave nobody in a post there. */
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { dayBefore } from '../domain/index.ts';
import { orgRefusals } from './org-refusals.ts';
import type { Weighed } from './record-org-facts.ts';

const countHeld = statement({
  name: 'identity.count-grants-at-orgs-after',
  class: 'router',
  text: `select n.org_id, count(*)::int4 as held
         from unnest($2::uuid[], $3::text[]) as n (org_id, last_on)
         join identity.grant g on g.region_code = $1 and g.org_id = n.org_id and g.ended_at is null and (g.to_on is null or g.to_on > n.last_on::date)
         where g.delegated_from is null
         group by n.org_id order by n.org_id`,
  params: { region: 'text', orgIds: 'uuid[]', lastDays: 'text[]' },
  row: { org_id: 'uuid', held: 'int4' },
});

/** Units that had an open end and now have a last day, or whose establishment was voided. */
function ceasing({ before, after }: Weighed): readonly { readonly orgId: string; readonly name: string; readonly lastOn: string }[] {
  return [...before.versions].flatMap(([orgId, versions]) => {
    const still = after.versions.get(orgId);
    const end = still === undefined ? versions[0]?.from : still.at(-1)?.until;
    const last = versions.at(-1);
    return last?.until === null && typeof end === 'string' ? [{ orgId, name: last.name, lastOn: dayBefore(end) }] : [];
  });
}

export async function refuseHeldPosts(weighed: Weighed, { tx, refuse }: Pick<Context, 'tx' | 'refuse'>): Promise<void> {
  const ending = ceasing(weighed);
  if (ending.length === 0) return;
  const held = await tx.many(countHeld, { region: tx.region, orgIds: ending.map(({ orgId }) => orgId), lastDays: ending.map(({ lastOn }) => lastOn) });
  const [first] = held;
  if (first === undefined) return;
  const unit = ending.find(({ orgId }) => orgId === first.org_id);
  refuse(orgRefusals.org_has_posts({ name: unit?.name ?? '', count: first.held, on: unit?.lastOn ?? '' }));
}
