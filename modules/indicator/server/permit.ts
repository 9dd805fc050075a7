/** Rights on the figures of the county as such, and the names of those who acted. */
import { decide } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer, Decision } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx } from '#kernel/server/db.ts';
import { personNames } from '#identity/server';
import { indicatorPermissions } from '../contract/index.ts';
import type { IndicatorPermission } from '../contract/index.ts';

/** Official statistics belong to the county, not to a unit: a grant has to reach all units of the region. */
export const permits = (context: Pick<Context, 'actor' | 'tx' | 'today'>, permission: IndicatorPermission): Decision =>
  decide(context.actor, permission, { region: context.tx.region, ownerOrg: null, level: 'open' }, context.today);

export const offer = (context: Pick<Context, 'actor' | 'tx' | 'today'>, permission: IndicatorPermission): ActionOffer =>
  presentAction(permission, indicatorPermissions[permission].label, permits(context, permission));

const ownNames: Readonly<Record<string, string>> = {
  'local:operator': '本机操作员',
  'local:command-line': '命令行',
  'system:seed': '随程序附带',
  'system:seed-check': '随程序附带',
};

/** Display names of actor ids as events keep them. */
export async function actorNames(tx: Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const users = ids.flatMap((id) => (id.startsWith('user:') ? [id.slice(5)] : [])).filter((id) => /^[0-9a-f-]{36}$/.test(id));
  const names = await personNames(tx, users);
  return (id) => ownNames[id] ?? (id.startsWith('user:') ? (names.get(id.slice(5)) ?? '（已离开的人员）') : '系统');
}
