/** Cursors, parked events and log entries of reactions. */
import { formatMoment, parseMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import { statement } from './db.ts';
import type { Tx, ValuesOf } from './db.ts';
import type { LoggedEvent, NamedReaction } from './reactions.ts';

const openCursor = statement({
  name: 'kernel.open-reaction-cursor',
  class: 'router',
  text: `insert into kernel.reaction_cursor (region_code, reaction, next_index, attempts) values ($1, $2, 0, 0) on conflict do nothing`,
  params: { region: 'text', reaction: 'text' },
  row: {},
});

const lockCursor = statement({
  name: 'kernel.lock-reaction-cursor',
  class: 'router',
  text: `select next_index, attempts, retry_at from kernel.reaction_cursor where region_code = $1 and reaction = $2 for update skip locked`,
  params: { region: 'text', reaction: 'text' },
  row: { next_index: 'int8', attempts: 'int4', retry_at: 'timestamptz?' },
});

const waitForCursor = statement({
  name: 'kernel.wait-for-reaction-cursor',
  class: 'router',
  text: `select next_index from kernel.reaction_cursor where region_code = $1 and reaction = $2 for update`,
  params: { region: 'text', reaction: 'text' },
  row: { next_index: 'int8' },
});

const moveCursor = statement({
  name: 'kernel.move-reaction-cursor',
  class: 'router',
  text: `update kernel.reaction_cursor set next_index = $3, attempts = 0, retry_at = null, last_error = null where region_code = $1 and reaction = $2`,
  params: { region: 'text', reaction: 'text', next: 'int8' },
  row: {},
});

const countFailure = statement({
  name: 'kernel.count-reaction-failure',
  class: 'router',
  text: `update kernel.reaction_cursor set attempts = attempts + 1, retry_at = $3, last_error = $4 where region_code = $1 and reaction = $2`,
  params: { region: 'text', reaction: 'text', retryAt: 'timestamptz', error: 'text' },
  row: {},
});

const entryColumns = `l.log_index, l.event_id, l.kind, l.version, l.subject, e.actor, e.occurred_at, e.recorded_at`;
const entryRow = {
  log_index: 'int8',
  event_id: 'uuid',
  kind: 'text',
  version: 'int4',
  subject: 'text',
  actor: 'text',
  occurred_at: 'timestamptz',
  recorded_at: 'timestamptz',
} as const;

const findNext = statement({
  name: 'kernel.find-next-entry',
  class: 'router',
  text: `select ${entryColumns} from kernel.log_entry l join kernel.event e on e.region_code = l.region_code and e.event_id = l.event_id
         where l.region_code = $1 and l.kind = $2 and l.version = $3 and l.log_index >= $4 order by l.log_index limit 1`,
  params: { region: 'text', kind: 'text', version: 'int4', from: 'int8' },
  row: entryRow,
});

const listFields = statement({
  name: 'kernel.list-event-fields',
  class: 'router',
  text: `select field, value from kernel.event_body where region_code = $1 and event_id = $2`,
  params: { region: 'text', eventId: 'uuid' },
  row: { field: 'text', value: 'text?' },
});

const isSubjectParked = statement({
  name: 'kernel.is-subject-parked',
  class: 'router',
  text: `select exists (select from kernel.reaction_parked where region_code = $1 and reaction = $2 and subject = $3) as parked`,
  params: { region: 'text', reaction: 'text', subject: 'text' },
  row: { parked: 'bool' },
});

const park = statement({
  name: 'kernel.park-event',
  class: 'router',
  text: `insert into kernel.reaction_parked (region_code, reaction, log_index, subject, state, last_error, parked_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', reaction: 'text', index: 'int8', subject: 'text', state: 'text', error: 'text?', at: 'timestamptz' },
  row: {},
});

const unpark = statement({
  name: 'kernel.unpark-event',
  class: 'router',
  text: `delete from kernel.reaction_parked where region_code = $1 and reaction = $2 and log_index = $3`,
  params: { region: 'text', reaction: 'text', index: 'int8' },
  row: {},
});

const lockParked = statement({
  name: 'kernel.lock-first-parked',
  class: 'router',
  text: `select ${entryColumns} from kernel.reaction_parked p
           join kernel.log_entry l on l.region_code = p.region_code and l.log_index = p.log_index
           join kernel.event e on e.region_code = l.region_code and e.event_id = l.event_id
         where p.region_code = $1 and p.reaction = $2 and p.subject = $3 order by p.log_index limit 1 for update of p`,
  params: { region: 'text', reaction: 'text', subject: 'text' },
  row: entryRow,
});

const noteParkedError = statement({
  name: 'kernel.note-parked-error',
  class: 'router',
  text: `update kernel.reaction_parked set state = 'failed', last_error = $4 where region_code = $1 and reaction = $2 and log_index = $3`,
  params: { region: 'text', reaction: 'text', index: 'int8', error: 'text' },
  row: {},
});

const listParked = statement({
  name: 'kernel.list-parked-events',
  class: 'router',
  text: `select p.reaction, p.log_index, p.subject, p.state, p.last_error, p.parked_at, l.kind
         from kernel.reaction_parked p join kernel.log_entry l on l.region_code = p.region_code and l.log_index = p.log_index
         where p.region_code = $1 order by p.reaction, p.log_index limit 200`,
  params: { region: 'text' },
  row: { reaction: 'text', log_index: 'int8', subject: 'text', state: 'text', last_error: 'text?', parked_at: 'timestamptz', kind: 'text' },
});

export type EntryRow = ValuesOf<typeof entryRow>;

/** The head of an error for the operator; never the whole trace. */
export const errorLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

export const reactionStore = {
  /** The cursor with its row locked, made when missing; undefined while another worker holds it. */
  lockCursor: async (tx: Tx, reaction: string): Promise<ValuesOf<(typeof lockCursor)['row']> | undefined> => {
    await tx.run(openCursor, { region: tx.region, reaction });
    return tx.maybe(lockCursor, { region: tx.region, reaction });
  },
  /** Takes the cursor's turn, so that no event of a parked subject is put behind while its last parked one is run. */
  waitForCursor: async (tx: Tx, reaction: string): Promise<void> => void (await tx.maybe(waitForCursor, { region: tx.region, reaction })),
  /** Moves behind an entry and forgets earlier failures. */
  moveBehind: (tx: Tx, reaction: string, index: string) => tx.run(moveCursor, { region: tx.region, reaction, next: String(BigInt(index) + 1n) }),
  countFailure: (tx: Tx, reaction: string, retryAt: Instant, error: unknown) =>
    tx.run(countFailure, { region: tx.region, reaction, retryAt: formatMoment(retryAt), error: errorLine(error) }),

  findNext: (tx: Tx, { kind, version }: NamedReaction, from: string): Promise<EntryRow | undefined> => tx.maybe(findNext, { region: tx.region, kind, version, from }),

  /** The event as a handler receives it. */
  readEvent: async (tx: Tx, entry: EntryRow): Promise<LoggedEvent> => {
    const rows = await tx.many(listFields, { region: tx.region, eventId: entry.event_id });
    return {
      eventId: entry.event_id,
      logIndex: entry.log_index,
      kind: entry.kind,
      version: entry.version,
      subject: entry.subject,
      actor: entry.actor,
      occurredAt: parseMoment(entry.occurred_at),
      recordedAt: parseMoment(entry.recorded_at),
      fields: Object.fromEntries(rows.map(({ field, value }) => [field, value ?? ''])),
    };
  },

  isSubjectParked: async (tx: Tx, reaction: string, subject: string): Promise<boolean> => (await tx.one(isSubjectParked, { region: tx.region, reaction, subject })).parked,
  park: (tx: Tx, reaction: string, entry: EntryRow, how: { readonly state: 'failed' | 'waiting'; readonly error: unknown; readonly now: Instant }) =>
    tx.run(park, {
      region: tx.region,
      reaction,
      index: entry.log_index,
      subject: entry.subject,
      state: how.state,
      error: how.error === undefined ? null : errorLine(how.error),
      at: formatMoment(how.now),
    }),
  unpark: (tx: Tx, reaction: string, index: string) => tx.run(unpark, { region: tx.region, reaction, index }),
  lockFirstParked: (tx: Tx, reaction: string, subject: string): Promise<EntryRow | undefined> => tx.maybe(lockParked, { region: tx.region, reaction, subject }),
  noteParkedError: (tx: Tx, reaction: string, index: string, error: unknown) => tx.run(noteParkedError, { region: tx.region, reaction, index, error: errorLine(error) }),
  listParked: (tx: Tx) => tx.many(listParked, { region: tx.region }),
} as const;
