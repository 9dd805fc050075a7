/** The public page of 公示: results that are on show today, in this cycle, and were meant for the portal. */
import { isDemonstration } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { PortalRoute } from '#kernel/server/ssr.ts';
import { listOrgNames } from '#identity/server';
import type { AnnouncementsPage } from '../contract/index.ts';

/** A county has a handful at a time; the ones that end first stand first. */
const mostShown = '200';

const listPosted = statement({
  name: 'supervision.list-posted-publications',
  class: 'router',
  text: `select p.publication_id, o.title, o.lead_org_id, o.standard, o.stamp, p.result, p.from_on, p.to_on, p.place
         from supervision.order_publication p
         join supervision.order o on o.region_code = p.region_code and o.order_id = p.order_id and o.cycle = p.cycle and o.state = 'completed'
         where p.region_code = $1 and p.is_posted and p.stopped_on is null and p.from_on <= $2 and p.to_on >= $2 and ($3 or o.stamp = 'real')
         order by p.to_on, p.publication_id limit $4`,
  params: { region: 'text', on: 'date', withDemo: 'bool', limit: 'int8' },
  row: {
    publication_id: 'uuid',
    title: 'text',
    lead_org_id: 'uuid',
    standard: 'text',
    stamp: 'text',
    result: 'text',
    from_on: 'date',
    to_on: 'date',
    place: 'text',
  },
});

export async function readAnnouncements({ tx, today, node }: Pick<Context, 'tx' | 'today' | 'node'>): Promise<AnnouncementsPage['data']> {
  const on = today.toString();
  const rows = await tx.many(listPosted, { region: tx.region, on, withDemo: isDemonstration(node), limit: mostShown });
  const names = await listOrgNames(
    tx,
    rows.map(({ lead_org_id }) => lead_org_id),
    today,
  );
  const items = rows.map((row) => ({
    publicationId: row.publication_id,
    title: row.title,
    lead: names.get(row.lead_org_id) ?? '',
    standard: row.standard,
    result: row.result,
    fromOn: row.from_on,
    toOn: row.to_on,
    place: row.place,
    isDemo: row.stamp === 'demo',
  }));
  return { on, items };
}

export const supervisionPortalPages: readonly PortalRoute[] = [
  { path: '/announcements', read: async (_request, context) => ({ page: 'announcements', data: await readAnnouncements(context) }) },
];
