/** Statements of hand-overs. */
import { formatMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { GatheredDuty } from './open-duties.ts';

const row = {
  handover_id: 'uuid',
  post_id: 'uuid',
  outgoing_id: 'uuid',
  outgoing_name: 'text',
  outgoing_stamp: 'text',
  incoming_id: 'uuid',
  incoming_name: 'text',
  deputy_id: 'uuid',
  deputy_name: 'text',
  org_id: 'uuid',
  role: 'text',
  title: 'text?',
  has_ended: 'bool',
  state: 'text',
  machine_version: 'int4',
  effective_on: 'date',
  reason: 'text',
  document: 'text?',
  revision: 'int4',
} as const;
export type StoredHandover = ValuesOf<typeof row>;

const columns = `h.handover_id, h.post_id, h.outgoing_id, o.display_name as outgoing_name, o.stamp as outgoing_stamp, h.incoming_id, i.display_name as incoming_name, h.deputy_id,
  d.display_name as deputy_name, t.org_id, t.role, t.title, t.ended_at is not null as has_ended, h.state, h.machine_version, h.effective_on, h.reason, h.document, h.revision`;
const source = `from identity.handover h
  join identity.post t on t.region_code = h.region_code and t.post_id = h.post_id
  join identity.person o on o.region_code = h.region_code and o.user_id = h.outgoing_id
  join identity.person i on i.region_code = h.region_code and i.user_id = h.incoming_id
  join identity.person d on d.region_code = h.region_code and d.user_id = h.deputy_id`;
const closed = `('effective', 'deputised', 'withdrawn')`;

const insertHandover = statement({
  name: 'identity.insert-handover',
  class: 'router',
  text: `insert into identity.handover (region_code, handover_id, post_id, outgoing_id, incoming_id, deputy_id, state, machine_version, effective_on, reason, document,
           revision, created_name, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'planned', $7, $8, $9, $10, 1, $11, $12, $12)`,
  params: {
    region: 'text',
    handoverId: 'uuid',
    postId: 'uuid',
    outgoingId: 'uuid',
    incomingId: 'uuid',
    deputyId: 'uuid',
    machineVersion: 'int4',
    effectiveOn: 'date',
    reason: 'text',
    document: 'text?',
    name: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const lockHandover = statement({
  name: 'identity.lock-handover',
  class: 'router',
  text: `select ${columns} ${source} where h.region_code = $1 and h.handover_id = $2 for update of h`,
  params: { region: 'text', handoverId: 'uuid' },
  row,
});

const findHandover = statement({
  name: 'identity.find-handover',
  class: 'router',
  text: `select ${columns} ${source} where h.region_code = $1 and h.handover_id = $2`,
  params: { region: 'text', handoverId: 'uuid' },
  row,
});

const findOpen = statement({
  name: 'identity.find-open-handover-of-post',
  class: 'router',
  text: `select h.handover_id from identity.handover h where h.region_code = $1 and h.post_id = $2 and h.state not in ${closed}`,
  params: { region: 'text', postId: 'uuid' },
  row: { handover_id: 'uuid' },
});

const wanted = `h.region_code = $1
  and ($2::uuid is null or h.outgoing_id = $2 or h.incoming_id = $2 or h.deputy_id = $2)
  and ($3::text is null or case $3 when 'closed' then h.state in ${closed} when 'open' then h.state not in ${closed} else h.state = $3 end)
  and ($4::text is null or o.display_name ilike $4 or i.display_name ilike $4 or d.display_name ilike $4)
  and ($5::uuid is null or t.org_id = $5)
  and ($6::date is null or h.effective_on >= $6) and ($7::date is null or h.effective_on <= $7)`;
const wantedParams = { region: 'text', userId: 'uuid?', state: 'text?', pattern: 'text?', orgId: 'uuid?', from: 'date?', to: 'date?' } as const;

const listByNewest = statement({
  name: 'identity.list-handovers-by-newest',
  class: 'router',
  text: `select ${columns} ${source} where ${wanted} and ($8::text is null or h.handover_id < $9::uuid) order by h.handover_id desc limit $10`,
  params: { ...wantedParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row,
});

const listByDay = statement({
  name: 'identity.list-handovers-by-day',
  class: 'router',
  text: `select ${columns} ${source} where ${wanted} and ($8::text is null or (h.effective_on, h.handover_id) > ($8::date, $9::uuid))
         order by h.effective_on, h.handover_id limit $10`,
  params: { ...wantedParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row,
});

const countWanted = statement({
  name: 'identity.count-handovers',
  class: 'router',
  text: `select count(*)::int4 as total ${source} where ${wanted}`,
  params: wantedParams,
  row: { total: 'int4' },
});

export interface WantedHandovers {
  readonly userId: string | null;
  readonly state: string | null;
  readonly pattern: string | null;
  readonly orgId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface HandoverPlace {
  readonly key: string;
  readonly id: string;
}

const listDue = statement({
  name: 'identity.list-due-handovers',
  class: 'router',
  text: `select h.handover_id from identity.handover h where h.region_code = $1 and h.state not in ${closed} and h.effective_on <= $2 order by h.effective_on, h.handover_id`,
  params: { region: 'text', day: 'date' },
  row: { handover_id: 'uuid' },
});

const writeState = statement({
  name: 'identity.write-handover-state',
  class: 'router',
  text: `update identity.handover set state = $3, revision = revision + 1, updated_at = $4, successor_post = coalesce($5, successor_post) where region_code = $1 and handover_id = $2`,
  params: { region: 'text', handoverId: 'uuid', state: 'text', at: 'timestamptz', successor: 'uuid?' },
  row: {},
});

const itemRow = { source: 'text', duty_id: 'text', ordinal: 'int4', kind: 'text', title: 'text', due_on: 'date?', href: 'text?' } as const;
export type StoredItem = ValuesOf<typeof itemRow>;

const listItems = statement({
  name: 'identity.list-handover-items',
  class: 'router',
  text: `select x.source, x.duty_id, x.ordinal, x.kind, x.title, x.due_on, x.href from identity.handover_item x where x.region_code = $1 and x.handover_id = $2 order by x.ordinal`,
  params: { region: 'text', handoverId: 'uuid' },
  row: itemRow,
});

const insertItems = statement({
  name: 'identity.insert-handover-items',
  class: 'router',
  text: `insert into identity.handover_item (region_code, handover_id, source, duty_id, ordinal, kind, title, due_on, href, listed_at)
         select $1, $2, n.source, n.duty_id, n.ordinal, n.kind, n.title, n.due_on::date, n.href, $10
         from unnest($3::text[], $4::text[], $5::int4[], $6::text[], $7::text[], $8::text[], $9::text[]) as n (source, duty_id, ordinal, kind, title, due_on, href)`,
  params: {
    region: 'text',
    handoverId: 'uuid',
    sources: 'text[]',
    dutyIds: 'text[]',
    ordinals: 'int4[]',
    kinds: 'text[]',
    titles: 'text[]',
    dues: 'text?[]',
    hrefs: 'text?[]',
    at: 'timestamptz',
  },
  row: {},
});

const noteRow = { ordinal: 'int4?', body: 'text', author_name: 'text', noted_at: 'timestamptz' } as const;
const listNotes = statement({
  name: 'identity.list-handover-notes',
  class: 'router',
  text: `select n.ordinal, n.body, n.author_name, n.noted_at from identity.handover_note n where n.region_code = $1 and n.handover_id = $2 order by n.note_id`,
  params: { region: 'text', handoverId: 'uuid' },
  row: noteRow,
});

const insertNote = statement({
  name: 'identity.insert-handover-note',
  class: 'router',
  text: `insert into identity.handover_note (region_code, note_id, handover_id, ordinal, body, author_id, author_name, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', noteId: 'uuid', handoverId: 'uuid', ordinal: 'int4?', body: 'text', authorId: 'uuid?', authorName: 'text', at: 'timestamptz' },
  row: {},
});

const stepRow = {
  action: 'text',
  to_state: 'text',
  actor: 'text',
  actor_name: 'text',
  on_behalf_name: 'text?',
  note: 'text?',
  sheet_sha256: 'text?',
  happened_at: 'timestamptz',
} as const;
const listSteps = statement({
  name: 'identity.list-handover-steps',
  class: 'router',
  text: `select s.action, s.to_state, s.actor, s.actor_name, s.on_behalf_name, s.note, s.sheet_sha256, s.happened_at from identity.handover_step s
         where s.region_code = $1 and s.handover_id = $2 order by s.step_id`,
  params: { region: 'text', handoverId: 'uuid' },
  row: stepRow,
});

const insertStep = statement({
  name: 'identity.insert-handover-step',
  class: 'router',
  text: `insert into identity.handover_step (region_code, step_id, handover_id, action, from_state, to_state, machine_version, actor, actor_name, on_behalf_name, note, sheet_sha256, happened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  params: {
    region: 'text',
    stepId: 'uuid',
    handoverId: 'uuid',
    action: 'text',
    fromState: 'text?',
    toState: 'text',
    machineVersion: 'int4',
    actor: 'text',
    actorName: 'text',
    onBehalfName: 'text?',
    note: 'text?',
    sheetSha256: 'text?',
    at: 'timestamptz',
  },
  row: {},
});

export interface NewHandover {
  readonly handoverId: string;
  readonly postId: string;
  readonly outgoingId: string;
  readonly incomingId: string;
  readonly deputyId: string;
  readonly machineVersion: number;
  readonly effectiveOn: string;
  readonly reason: string;
  readonly document: string | null;
}
export interface NewStep {
  readonly handoverId: string;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly machineVersion: number;
  readonly note: string | null;
  readonly sheetSha256: string | null;
}

export const handoverStore = {
  insert: ({ tx, actor, now }: Context, handover: NewHandover) => tx.run(insertHandover, { region: tx.region, ...handover, name: actor.displayName, at: formatMoment(now) }),
  lock: (tx: Tx, handoverId: string) => tx.maybe(lockHandover, { region: tx.region, handoverId }),
  find: (tx: Tx, handoverId: string) => tx.maybe(findHandover, { region: tx.region, handoverId }),
  openOf: (tx: Tx, postId: string) => tx.maybe(findOpen, { region: tx.region, postId }),
  list: (
    tx: Tx,
    filter: WantedHandovers,
    page: { readonly sort: 'newest' | 'day'; readonly after: HandoverPlace | null; readonly limit: number },
  ): Promise<readonly StoredHandover[]> =>
    tx.many(page.sort === 'day' ? listByDay : listByNewest, {
      region: tx.region,
      ...filter,
      afterKey: page.after?.key ?? null,
      afterId: page.after?.id ?? null,
      limit: String(page.limit),
    }),
  listOf: (tx: Tx, userId: string, limit: number): Promise<readonly StoredHandover[]> =>
    tx.many(listByNewest, { region: tx.region, userId, state: null, pattern: null, orgId: null, from: null, to: null, afterKey: null, afterId: null, limit: String(limit) }),
  count: async (tx: Tx, filter: WantedHandovers): Promise<number> => (await tx.one(countWanted, { region: tx.region, ...filter })).total,
  listDue: async (tx: Tx, day: string): Promise<readonly string[]> => (await tx.many(listDue, { region: tx.region, day })).map(({ handover_id }) => handover_id),
  writeState: ({ tx, now }: Context, handoverId: string, state: string, successor: string | null = null) =>
    tx.run(writeState, { region: tx.region, handoverId, state, at: formatMoment(now), successor }),
  listItems: (tx: Tx, handoverId: string): Promise<readonly StoredItem[]> => tx.many(listItems, { region: tx.region, handoverId }),
  addItems: ({ tx, now }: Context, handoverId: string, duties: readonly GatheredDuty[], after: number) =>
    tx.run(insertItems, {
      region: tx.region,
      handoverId,
      sources: duties.map(({ source }) => source),
      dutyIds: duties.map(({ id }) => id),
      ordinals: duties.map((_duty, index) => after + index + 1),
      kinds: duties.map(({ kind }) => kind),
      titles: duties.map(({ title }) => title),
      dues: duties.map(({ dueOn }) => dueOn),
      hrefs: duties.map(({ href }) => href),
      at: formatMoment(now),
    }),
  listNotes: (tx: Tx, handoverId: string) => tx.many(listNotes, { region: tx.region, handoverId }),
  addNote: ({ tx, actor, now, newId }: Context, note: { readonly handoverId: string; readonly ordinal: number | null; readonly body: string }) =>
    tx.run(insertNote, { region: tx.region, noteId: newId(), ...note, authorId: actor.userId, authorName: actor.displayName, at: formatMoment(now) }),
  listSteps: (tx: Tx, handoverId: string) => tx.many(listSteps, { region: tx.region, handoverId }),
  addStep: ({ tx, actor, now, newId }: Context, step: NewStep) =>
    tx.run(insertStep, {
      region: tx.region,
      stepId: newId(),
      ...step,
      actor: actor.id,
      actorName: actor.displayName,
      onBehalfName: actor.onBehalfOf?.displayName ?? null,
      at: formatMoment(now),
    }),
} as const;
