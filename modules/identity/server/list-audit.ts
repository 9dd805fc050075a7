import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { summaryOf } from '#kernel/endpoint.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import { listAudit, listMyAccesses, userIdSchema } from '../contract/index.ts';
import { presentLine, readAudit, readAuditActions } from './audit-store.ts';
import { recordAct } from './audit-trail.ts';

const placeOf = (cursor: string | undefined): string | null => readCursor(cursor, { id: userIdSchema })?.id ?? null;

export const listAuditUseCase = useCase(
  listAudit,
  async ({ query }, context) => {
    const limit = query.limit ?? defaultPageSize;
    const rows = await readAudit(query, { after: placeOf(query.cursor), limit: limit + 1 }, context);
    const page = cutPage(rows, limit, (row) => [row.audit_id]);
    const actionChoices = await readAuditActions(context.tx);
    // Only the first page: leafing on is the same look.
    if (query.cursor === undefined) await recordAct(context, { action: listAudit.id, subject: null });
    return { items: page.rows.map(presentLine), nextCursor: page.nextCursor, actionChoices };
  },
  { recordsViews: true },
);

const listViewsOfMe = statement({
  name: 'identity.list-views-of-me',
  class: 'router',
  text: `select audit_id, happened_at, actor_name, action, purpose from identity.audit
         where region_code = $1 and about_user = $2 and kind = 'view' and ($3::uuid is null or audit_id < $3)
         order by audit_id desc limit $4`,
  params: { region: 'text', userId: 'uuid', after: 'uuid?', limit: 'int8' },
  row: { audit_id: 'uuid', happened_at: 'timestamptz', actor_name: 'text', action: 'text', purpose: 'text?' },
});

export const listMyAccessesUseCase = useCase(listMyAccesses, async ({ query }, { tx, actor }) => {
  if (actor.userId === null) return { items: [], nextCursor: null };
  const limit = query.limit ?? defaultPageSize;
  const rows = await tx.many(listViewsOfMe, { region: tx.region, userId: actor.userId, after: placeOf(query.cursor), limit: String(limit + 1) });
  const page = cutPage(rows, limit, (row) => [row.audit_id]);
  const items = page.rows.map((row) => ({
    auditId: row.audit_id,
    at: formatMoment(parseMoment(row.happened_at)),
    actorName: row.actor_name,
    actionLabel: summaryOf(row.action),
    purpose: row.purpose ?? '',
  }));
  return { items, nextCursor: page.nextCursor };
});
