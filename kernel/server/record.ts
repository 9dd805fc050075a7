/**
 * Writes an event with its salted fields in the caller's transaction (architecture 5.6): one business
 * write is rows and event, or nothing. The pending row is what the sequencer takes from (sequence.ts).
 */
import { randomBytes } from 'node:crypto';
import { formatMoment } from '../calendar.ts';
import type { EventFields, EventKind, FieldsOf } from '../event.ts';
import type { EventId } from '../ids.ts';
import { eventIdSchema } from '../ids.ts';
import { statement } from './db.ts';
import type { WriteContext } from './context.ts';
import { newId } from './new-id.ts';

const insertEvent = statement({
  name: 'kernel.insert-event',
  class: 'router',
  text: `with happened as (
           insert into kernel.event (region_code, event_id, kind, version, subject, actor, occurred_at, request_id)
           values ($1, $2, $3, $4::int4, $5, $6, $7, $8) returning region_code, event_id)
         insert into kernel.event_pending (region_code, event_id) select region_code, event_id from happened`,
  params: { region: 'text', eventId: 'uuid', kind: 'text', version: 'int4', subject: 'text', actor: 'text', occurredAt: 'timestamptz', requestId: 'text?' },
  row: {},
});

const insertEventBody = statement({
  name: 'kernel.insert-event-body',
  class: 'router',
  text: `insert into kernel.event_body (region_code, event_id, field, class, salt, value)
         select $1, $2, field, class, salt, value
         from unnest($3::text[], $4::text[], $5::bytea[], $6::text[]) as f (field, class, salt, value)`,
  params: { region: 'text', eventId: 'uuid', fields: 'text[]', classes: 'text[]', salts: 'bytea[]', values: 'text[]' },
  row: {},
});

const saltBytes = 32;

/** Records that something happened; the id of the event is returned. Two statements, however many fields. */
export async function record<F extends EventFields>(context: WriteContext, kind: EventKind<F>, fields: FieldsOf<F>): Promise<EventId> {
  const { tx, actor, now, requestId } = context;
  const eventId = newId();
  const names = Object.keys(kind.fields);
  await tx.run(insertEvent, {
    region: tx.region,
    eventId,
    kind: kind.kind,
    version: kind.version,
    subject: fields[kind.subject] ?? '',
    actor: actor.id,
    occurredAt: formatMoment(now),
    requestId,
  });
  await tx.run(insertEventBody, {
    region: tx.region,
    eventId,
    fields: names,
    classes: names.map((name) => kind.fields[name] ?? 'internal'),
    salts: names.map(() => randomBytes(saltBytes)),
    values: names.map((name) => fields[name] ?? ''),
  });
  return eventIdSchema.parse(eventId);
}
