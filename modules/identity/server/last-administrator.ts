/** Removing the last living administrator of a kind is refused: nobody could put one back. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { isAdminRole, roleLabel } from '../contract/index.ts';
import type { Role } from '../contract/index.ts';
import { accessRefusals } from './access-refusals.ts';

/** Locked in one order, so that two administrators who remove each other take turns. */
const lockAdmins = statement({
  name: 'identity.lock-admin-grants',
  class: 'router',
  text: `select grant_id from identity.grant
         where region_code = $1 and role in ('system_admin', 'security_admin', 'audit_admin') and ended_at is null order by grant_id for update`,
  params: { region: 'text' },
  row: { grant_id: 'uuid' },
});

/** Read after the lock, with a snapshot of its own: whoever had the lock before may have suspended somebody. */
const listAdmins = statement({
  name: 'identity.list-admin-grants',
  class: 'router',
  text: `select g.grant_id, g.user_id, g.role from identity.grant g
         join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id and p.status = 'active'
         where g.region_code = $1 and g.role in ('system_admin', 'security_admin', 'audit_admin')
           and g.ended_at is null and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2)`,
  params: { region: 'text', today: 'date' },
  row: { grant_id: 'uuid', user_id: 'uuid', role: 'text' },
});

/**
 * Refuses unless every administrator role that the change touches keeps a living holder. `without` names what goes:
 * one grant, or everything of a person who is suspended or leaves.
 */
export async function requireAdminRemains(context: Context, without: { readonly grantId: string } | { readonly userId: string }): Promise<void> {
  await context.tx.many(lockAdmins, { region: context.tx.region });
  const rows = await context.tx.many(listAdmins, { region: context.tx.region, today: context.today.toString() });
  const goes = (row: (typeof rows)[number]): boolean => ('grantId' in without ? row.grant_id === without.grantId : row.user_id === without.userId);
  for (const role of new Set(rows.filter(goes).map((row) => row.role))) {
    const remains = rows.some((row) => row.role === role && !goes(row));
    if (!remains && isAdminRole(role)) context.refuse(accessRefusals.grant_last_admin({ role: roleLabel[role as Role] }));
  }
}
