/** Reads the audit trail; the order is that of the ids, newest first. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { summaryOf } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import type { AuditKind, AuditNetwork, exportAudit, listAudit } from '../contract/index.ts';
import { accessRefusals } from './access-refusals.ts';

export const auditRow = {
  audit_id: 'uuid',
  kind: 'text',
  happened_at: 'timestamptz',
  actor: 'text',
  actor_name: 'text',
  behalf_name: 'text?',
  action: 'text',
  subject: 'text?',
  about_user: 'uuid?',
  about_name: 'text?',
  purpose: 'text?',
  request_id: 'text?',
  network: 'text?',
} as const;
export type AuditRow = ValuesOf<typeof auditRow>;

/** Days are those of China, both ends included. */
const listLines = statement({
  name: 'identity.list-audit',
  class: 'router',
  text: `select a.audit_id, a.kind, a.happened_at, a.actor, a.actor_name, b.display_name as behalf_name, a.action, a.subject, a.about_user,
           p.display_name as about_name, a.purpose, a.request_id, a.network
         from identity.audit a
         left join identity.person p on p.region_code = a.region_code and p.user_id = a.about_user
         left join identity.person b on b.region_code = a.region_code and b.user_id = a.on_behalf_of
         where a.region_code = $1 and ($2::text is null or a.kind = $2) and ($3::text is null or a.actor_name ilike $3)
           and ($4::text is null or a.actor = $4) and ($5::uuid is null or a.about_user = $5) and ($6::text is null or a.action = $6)
           and ($7::text is null or strpos(a.subject, $7) > 0)
           and ($8::date is null or a.happened_at >= ($8::date)::timestamp at time zone 'Asia/Shanghai')
           and ($9::date is null or a.happened_at < ($9::date + 1)::timestamp at time zone 'Asia/Shanghai')
           and ($12::text is null or $12 = case when a.actor = 'visitor' then 'visitor' when starts_with(a.actor, 'user:') then 'person' else 'system' end)
           and ($10::uuid is null or a.audit_id < $10)
         order by a.audit_id desc limit $11`,
  params: {
    region: 'text',
    kind: 'text?',
    pattern: 'text?',
    actor: 'text?',
    about: 'uuid?',
    action: 'text?',
    subject: 'text?',
    from: 'date?',
    to: 'date?',
    after: 'uuid?',
    limit: 'int8',
    who: 'text?',
  },
  row: auditRow,
});

const listActions = statement({
  name: 'identity.list-audit-actions',
  class: 'router',
  text: `with recursive step (action) as (
           select (select min(a.action) from identity.audit a where a.region_code = $1)
           union all
           select (select min(a.action) from identity.audit a where a.region_code = $1 and a.action > step.action) from step where step.action is not null
         )
         select action from step where action is not null`,
  params: { region: 'text' },
  row: { action: 'text' },
});

type Filters = Omit<ServerInput<typeof listAudit>['query'], 'limit' | 'cursor'> | Omit<ServerInput<typeof exportAudit>['query'], 'format'>;

/** Lines that match, at most `limit`, those before `after` in the order. */
export async function readAudit(filters: Filters, page: { readonly after: string | null; readonly limit: number }, { tx, refuse }: Context): Promise<readonly AuditRow[]> {
  const { from, to } = filters;
  if (from !== undefined && to !== undefined && to < from) refuse(accessRefusals.audit_days_reversed({ from, to }));
  const words = filters.q?.trim() ?? '';
  return tx.many(listLines, {
    region: tx.region,
    kind: filters.kind ?? null,
    pattern: words === '' ? null : containsPattern(words),
    actor: filters.actor ?? null,
    about: filters.about ?? null,
    action: filters.action ?? null,
    subject: filters.subject ?? null,
    from: from ?? null,
    to: to ?? null,
    after: page.after,
    limit: String(page.limit),
    who: filters.who ?? null,
  });
}

export async function readAuditActions(tx: Tx): Promise<{ action: string; label: string }[]> {
  return (await tx.many(listActions, { region: tx.region })).map(({ action }) => ({ action, label: summaryOf(action) }));
}

export const presentLine = (row: AuditRow) => ({
  auditId: row.audit_id,
  kind: row.kind as AuditKind,
  at: formatMoment(parseMoment(row.happened_at)),
  actor: row.actor,
  actorName: row.actor_name,
  onBehalfOf: row.behalf_name,
  action: row.action,
  actionLabel: summaryOf(row.action),
  subject: row.subject,
  about: row.about_user === null ? null : { userId: row.about_user, name: row.about_name ?? '' },
  purpose: row.purpose,
  requestId: row.request_id,
  network: row.network as AuditNetwork | null,
});
