/** What somebody owes, gathered from every module that keeps duties. */
import type { Context } from '#kernel/server/context.ts';
import type { Tx } from '#kernel/server/db.ts';
import { dutySources } from '#kernel/server/duty-sources.ts';
import type { Duty, DutyOwner } from '#kernel/server/duty-sources.ts';

export interface GatheredDuty extends Duty {
  readonly source: string;
  readonly sourceLabel: string;
}

/** Open duties of a person at a unit, source by source. */
export async function openDutiesOf(tx: Tx, owner: DutyOwner): Promise<readonly GatheredDuty[]> {
  const found: GatheredDuty[] = [];
  for (const source of dutySources()) {
    const duties = await source.listOpen(tx, owner);
    found.push(...duties.map((duty) => ({ ...duty, source: source.name, sourceLabel: source.label })));
  }
  return found;
}

/** Puts `to` in charge of everything that `from` still owes at the unit; the number of duties moved. */
export async function moveDuties(context: Context, move: { readonly from: string; readonly to: string; readonly orgId: string; readonly reason: string }): Promise<number> {
  let moved = 0;
  for (const source of dutySources()) {
    const duties = await source.listOpen(context.tx, { userId: move.from, orgId: move.orgId });
    if (duties.length === 0) continue;
    await source.move(context, { ...move, ids: duties.map(({ id }) => id) });
    moved += duties.length;
  }
  return moved;
}

export interface UnheldDuty {
  readonly source: string;
  readonly kind: string;
  readonly title: string;
  readonly userId: string | null;
}

/** Open duties for which nobody living and active answers. `living` are persons who are active and hold something today. */
export async function findUnheldDuties(tx: Tx, living: ReadonlySet<string>): Promise<readonly UnheldDuty[]> {
  const found: UnheldDuty[] = [];
  for (const source of dutySources()) {
    const held = await source.listHeld(tx);
    const unheld = held.filter(({ userId }) => userId === null || !living.has(userId));
    found.push(...unheld.map(({ kind, title, userId }) => ({ source: source.label, kind, title, userId })));
  }
  return found;
}
