/** Occurrences of duties as the screen sees them. */
import type { PlainDate } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { denied } from '#kernel/decision.ts';
import { dutyRefusals, dutyStanding, dutyStateLabel } from '#kernel/duty.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { DutyOccurrence } from '#kernel/server/duty-store.ts';
import { roleLabel, roles } from '#identity/contract';
import { settingsPermissions } from '../contract/index.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';

export function roleWords(role: string): string {
  const known = roles.find((one) => one === role);
  return known === undefined ? role : roleLabel[known];
}

function offers(one: DutyOccurrence, actor: Actor) {
  if (one.state === 'exempt') return [presentAction('duty.end-exemption', '撤销豁免', decidePermission(actor, 'duty.exempt'))];
  const held = decidePermission(actor, 'duty.exempt');
  const decision = held.allowed && one.state !== 'open' ? denied('duty.not_open', dutyRefusals.not_open({ label: dutyStateLabel[one.state] }).detail) : held;
  return [presentAction('duty.exempt', settingsPermissions['duty.exempt'].label, decision)];
}

export const presentDuty = (one: DutyOccurrence, { today, actor }: { readonly today: PlainDate; readonly actor: Actor }): DutyOccurrenceView => ({
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
  standing: dutyStanding(one, today),
  doneOn: one.doneOn?.toString() ?? null,
  reason: one.reason,
  revision: one.revision,
  actions: offers(one, actor),
});
