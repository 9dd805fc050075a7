/** What somebody owes, gathered from every module that keeps duties. */
import type { Context } from '#kernel/server/context.ts';
import type { Tx } from '#kernel/server/db.ts';
import { dutySources } from '#kernel/server/duty-sources.ts';
import type { Duty, DutyOwner } from '#kernel/server/duty-sources.ts';
import { readOffices } from './held-offices.ts';
import { inheritedOrgs } from './org-link-store.ts';
import { peopleReads } from './people-reads.ts';

export interface GatheredDuty extends Duty {
  readonly source: string;
  readonly sourceLabel: string;
}

/** Open duties of a person at a unit, source by source. */
export async function openDutiesOf(tx: Tx, owner: DutyOwner): Promise<readonly GatheredDuty[]> {
  const found = new Map<string, GatheredDuty>();
  const units = await unitsOf(tx, owner);
  for (const source of dutySources()) {
    for (const orgId of units) {
      const duties = await source.listOpen(tx, { ...owner, orgId });
      for (const duty of duties) found.set(`${source.name} ${duty.id}`, { ...duty, source: source.name, sourceLabel: source.label });
    }
  }
  return [...found.values()];
}

/** What was owed at a unit that was merged into this one is owed here. */
const unitsOf = async (tx: Tx, { orgId, today }: Pick<DutyOwner, 'orgId' | 'today'>): Promise<readonly (string | null)[]> =>
  orgId === null ? [null] : inheritedOrgs(tx, orgId, today);

/** Puts `to` in charge of everything that `from` still owes at the unit; the number of duties moved. What waits for the office goes with the post. */
export async function moveDuties(
  context: Context,
  move: { readonly from: string; readonly to: string; readonly orgId: string; readonly reason: string; readonly role?: string },
): Promise<number> {
  const { from, to, orgId, reason, role } = move;
  const today = context.today.toString();
  const units = await inheritedOrgs(context.tx, orgId, today);
  // What belongs to no unit is listed for each of them, and counts once.
  const moved = new Set<string>();
  for (const source of dutySources()) {
    for (const unit of units) {
      const duties = await source.listOpen(context.tx, { userId: from, orgId: unit, today, ...(role === undefined ? {} : { role }) });
      const ids = duties.filter(({ office }) => office === undefined).map(({ id }) => id);
      if (ids.length > 0) await source.move(context, { ids, from, to, orgId: unit, reason });
      for (const { id } of duties) moved.add(`${source.name} ${id}`);
    }
  }
  return moved.size;
}

export interface UnheldDuty {
  readonly source: string;
  readonly kind: string;
  readonly title: string;
  readonly userId: string | null;
}

/** Open duties for which nobody answers on the day: the person named is not active or holds nothing, or the office they wait for is vacant. */
export async function findUnheldDuties(tx: Tx, day: string): Promise<readonly UnheldDuty[]> {
  const living = await peopleReads.living(tx, day);
  const isHeld = await readOffices(tx, { day, withoutGrant: null });
  const found: UnheldDuty[] = [];
  for (const source of dutySources()) {
    const held = await source.listHeld(tx);
    const unheld = held.filter(({ userId, office }) => (userId === null ? office === undefined || !isHeld(office) : !living.has(userId)));
    found.push(...unheld.map(({ kind, title, userId }) => ({ source: source.label, kind, title, userId })));
  }
  return found;
}

/** Duties that would be left lying when the post ends: those that name the person, and those of an office that nobody else holds. */
export async function dutiesLeftBy(
  tx: Tx,
  post: { readonly userId: string; readonly orgId: string; readonly role: string; readonly grantId: string },
  day: string,
): Promise<readonly GatheredDuty[]> {
  const duties = await openDutiesOf(tx, { userId: post.userId, orgId: post.orgId, role: post.role, today: day });
  const isHeld = await readOffices(tx, { day, withoutGrant: post.grantId });
  return duties.filter(({ office, endsWithPost }) => endsWithPost !== true && (office === undefined || !isHeld(office)));
}
