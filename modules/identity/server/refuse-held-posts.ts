/** A unit that ceases may leave nobody in a post there, and nothing that waits for it unless another unit takes over. */
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { dayBefore } from '../domain/index.ts';
import { dutySources } from '#kernel/server/duty-sources.ts';
import type { HeldDuty } from '#kernel/server/duty-sources.ts';
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
  const unit = ending.find(({ orgId }) => orgId === first?.org_id);
  if (first !== undefined) refuse(orgRefusals.org_has_posts({ name: unit?.name ?? '', count: first.held, on: unit?.lastOn ?? '' }));
  const heirless = ending.filter(({ orgId }) => !weighed.after.links.some(({ fromId, inherits }) => inherits && fromId === orgId));
  await refuseWaiting(heirless, { tx, refuse });
}

/** What waits for an office of a unit that ends without a successor would wait for ever. */
async function refuseWaiting(ending: ReturnType<typeof ceasing>, { tx, refuse }: Pick<Context, 'tx' | 'refuse'>): Promise<void> {
  if (ending.length === 0) return;
  const all: HeldDuty[] = [];
  for (const source of dutySources()) all.push(...(await source.listHeld(tx)));
  for (const { orgId, name } of ending) {
    const waiting = all.filter(({ office }) => office?.orgId === orgId);
    if (waiting.length > 0) refuse(orgRefusals.org_has_open_items({ name, count: waiting.length, first: waiting[0]?.title ?? '' }));
  }
}
