/** 完成登记: the post that owes a duty says what was done, with its document; what was registered wrongly is taken back with a reason. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { dutyRefusals, dutyStateLabel } from '#kernel/duty.ts';
import type { Context } from '#kernel/server/context.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import type { DutyOccurrence } from '#kernel/server/duty-store.ts';
import { fulfilDuty, reopenDuty } from '#kernel/server/duties.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { completeDuty, withdrawDutyCompletion } from '../contract/index.ts';
import { decideOwner, doneByOf, recordType } from './present-duty.ts';

/** Locked, and owed by a post of the actor. */
async function owed(key: { readonly code: string; readonly period: string }, context: Context): Promise<DutyOccurrence> {
  const found = (await dutyStore.lock(context.tx, key.code, key.period)) ?? context.refuse(dutyRefusals.not_found());
  context.refuse.unless(decideOwner(found, context));
  return found;
}

export const completeDutyUseCase = useCase(completeDuty, async ({ params, body }, context) => {
  const { tx, actor, today, now } = context;
  const found = await owed(params, context);
  const { doneBy, doneWords } = doneByOf(params.code);
  if (doneBy === 'act') return context.refuse(dutyRefusals.by_act({ words: doneWords }));
  if (found.revision !== body.expectedRevision) return context.refuse(dutyRefusals.changed());
  if (found.state !== 'open') return context.refuse(dutyRefusals.not_open({ label: dutyStateLabel[found.state] }));
  if (body.doneOn < found.opensOn.toString() || body.doneOn > today.toString())
    return context.refuse(dutyRefusals.day_unfit({ opensOn: found.opensOn.toString(), today: today.toString() }));
  const recordId = context.newId();
  await dutyStore.insertRecord(tx, {
    record_id: recordId,
    duty_code: params.code,
    period: params.period,
    document_no: body.documentNo,
    note: body.note,
    done_on: body.doneOn,
    made_by: actor.id,
    made_name: actor.displayName,
    made_at: formatMoment(now),
  });
  await fulfilDuty({ duty: params.code, period: params.period }, { type: recordType, id: recordId, on: parseDay(body.doneOn) }, context);
  return { state: 'done' as const };
});

export const withdrawDutyCompletionUseCase = useCase(withdrawDutyCompletion, async ({ params, body }, context) => {
  const found = await owed(params, context);
  if (found.state !== 'done' || found.objectType !== recordType) return context.refuse(dutyRefusals.no_record());
  await reopenDuty({ duty: params.code, period: params.period }, body.reason, context);
  return { state: 'open' as const };
});
