/** Occurrences of duties as the screen sees them. */
import { coversRegion, isLiveOn } from '#kernel/access.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { allowed, denied, presentAction } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { dutyRefusals, dutyStanding, dutyStateLabel } from '#kernel/duty.ts';
import type { DutyFulfilment } from '#kernel/duty.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { DutyOccurrence, DutyRecord } from '#kernel/server/duty-store.ts';
import { normalReach, roleLabel, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { settingsPermissions } from '../contract/index.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';
import { standingDuties } from './standing-duties.ts';

/** Codes that `decideOwner` gives. */
export const dutyGuardCodes = ['duty.not_owner'] as const;
/** The object of an occurrence that was registered as done. */
export const recordType = 'settings.duty-record';

interface Seer {
  readonly today: PlainDate;
  readonly actor: Actor;
  readonly tx: { readonly region: string };
}

export function roleWords(role: string): string {
  const known = roles.find((one) => one === role);
  return known === undefined ? role : roleLabel[known];
}

/** How a duty is done; one that is not declared any more is done by an act only. */
export function doneByOf(code: string): { readonly doneBy: DutyFulfilment; readonly doneWords: string } {
  const spec = standingDuties.find((one) => one.code === code);
  return { doneBy: spec?.doneBy ?? 'act', doneWords: spec?.doneWords ?? '由系统办理的结果' };
}

/** A duty is owed by a post in this county, for the whole plan; one of the office of the county by whoever holds it over all units. */
export const isOwner = ({ ownerRole }: Pick<DutyOccurrence, 'ownerRole'>, { actor, today, tx }: Seer): boolean =>
  actor.grants.some(
    (grant) =>
      grant.role === ownerRole &&
      isLiveOn(grant, today) &&
      grant.regions.some((code) => coversRegion(code, tx.region)) &&
      grant.planPaths === 'all' &&
      (grant.orgs === 'all' || normalReach(ownerRole as Role) !== 'all'),
  );

/** The right, then whether the duty is that of a post of the actor. */
export function decideOwner(one: Pick<DutyOccurrence, 'ownerRole'>, seer: Seer): Decision {
  const held = decidePermission(seer.actor, 'duty.complete');
  if (!held.allowed) return held;
  return isOwner(one, seer) ? allowed : denied('duty.not_owner', `这项职责由${roleWords(one.ownerRole)}承担，由承担的岗位登记完成。`);
}

function completion(one: DutyOccurrence, seer: Seer) {
  const { doneBy } = doneByOf(one.code);
  if (doneBy === 'act' || one.state === 'exempt') return [];
  if (one.state === 'done') return one.objectType === recordType ? [presentAction('duty.withdraw', '撤回登记', decideOwner(one, seer))] : [];
  return [presentAction('duty.complete', '登记完成', decideOwner(one, seer))];
}

function exemption(one: DutyOccurrence, { actor }: Seer) {
  if (one.state === 'exempt') return presentAction('duty.end-exemption', '撤销豁免', decidePermission(actor, 'duty.exempt'));
  const held = decidePermission(actor, 'duty.exempt');
  const decision = held.allowed && one.state !== 'open' ? denied('duty.not_open', dutyRefusals.not_open({ label: dutyStateLabel[one.state] }).detail) : held;
  return presentAction('duty.exempt', settingsPermissions['duty.exempt'].label, decision);
}

export function presentDuty(one: DutyOccurrence, seer: Seer, records: ReadonlyMap<string, DutyRecord> = new Map()): DutyOccurrenceView {
  const record = one.objectId === null ? undefined : records.get(one.objectId);
  return {
    code: one.code,
    period: one.period,
    label: one.label,
    periodText: one.periodText,
    ownerRole: one.ownerRole,
    ownerLabel: roleWords(one.ownerRole),
    opensOn: one.opensOn.toString(),
    nominalOn: one.nominalOn.toString(),
    dueOn: one.dueOn?.toString() ?? null,
    state: one.state,
    standing: dutyStanding(one, seer.today),
    doneOn: one.doneOn?.toString() ?? null,
    reason: one.reason,
    revision: one.revision,
    ...doneByOf(one.code),
    record: record === undefined ? null : { documentNo: record.document_no, note: record.note, by: record.made_name },
    object: one.objectType === null || one.objectId === null || one.objectType === recordType ? null : { type: one.objectType, id: one.objectId },
    actions: [...completion(one, seer), exemption(one, seer)],
  };
}
