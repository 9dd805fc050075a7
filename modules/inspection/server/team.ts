/** Who goes: inspectors of today, nobody of the inspected unit, and those who withdraw stay named (workflows §1 S6). */
import type { Context } from '#kernel/server/context.ts';
import type { Role } from '#identity/contract';
import { holdersOf, readGrants } from '#identity/server';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { MemberRow } from './rows.ts';

/** Posts that go and look: whoever may record may be on a team. */
const inspectorRoles: readonly Role[] = ['supervisor', 'verifier'];

/** Refuses a person without a post of inspection, and one who serves at the unit. */
export async function checkTeam(context: Context, team: readonly string[], orgId: string): Promise<void> {
  const { tx, today } = context;
  const inspectors = new Map<string, string>();
  for (const role of inspectorRoles) for (const { userId, displayName } of await holdersOf(tx, { role, orgId: null }, today)) inspectors.set(userId, displayName);
  for (const userId of new Set(team)) {
    const name = inspectors.get(userId);
    if (name === undefined) throw inspectionRefusals.not_inspector({ what: '所选的人员' });
    const grants = await readGrants(tx, userId, today);
    if (grants.some((grant) => grant.orgId === orgId || (grant.orgs !== 'all' && grant.orgs.includes(orgId)))) throw inspectionRefusals.team_of_unit({ what: name });
  }
}

/** The team as wanted from now on: who is no longer on it stays as 已调整, who withdrew stays 回避. */
export async function saveTeam(context: Context, of: { readonly inspectionId: string; readonly members: readonly MemberRow[] }, team: readonly string[]): Promise<void> {
  const { tx } = context;
  const wanted = new Set(team);
  for (const member of of.members) {
    const state = wanted.has(member.user_id) ? 'active' : member.state === 'active' ? 'replaced' : member.state;
    if (state !== member.state) await rows.updateMember(tx, { ...member, state, reason: state === 'active' ? '' : member.reason });
    wanted.delete(member.user_id);
  }
  for (const userId of wanted) await rows.insertMember(tx, { inspection_id: of.inspectionId, user_id: userId, state: 'active', reason: '', revision: 1 });
}
