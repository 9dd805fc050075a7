/** Rows of the duty calendar. */
import { formatMoment, parseDay, parseMoment } from '../calendar.ts';
import type { Instant, PlainDate } from '../calendar.ts';
import type { DutyFacts, DutyState, PlannedOccurrence } from '../duty.ts';
import { statement } from './db.ts';
import type { Tx, ValuesOf } from './db.ts';

const listDuties = statement({
  name: 'kernel.list-duties',
  class: 'router',
  text: `select distinct on (duty_code, from_on) duty_code, from_on, revision, to_on, label, rule, owner_role, source_document, source_article
         from kernel.duty where region_code = $1 order by duty_code, from_on, revision desc`,
  params: { region: 'text' },
  row: {
    duty_code: 'text',
    from_on: 'date',
    revision: 'int4',
    to_on: 'date?',
    label: 'text',
    rule: 'jsonb',
    owner_role: 'text',
    source_document: 'text',
    source_article: 'text?',
  },
});

const insertDuty = statement({
  name: 'kernel.insert-duty',
  class: 'router',
  text: `insert into kernel.duty (region_code, duty_code, from_on, revision, to_on, label, rule, owner_role, source_document, source_article, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
  params: {
    region: 'text',
    code: 'text',
    from: 'date',
    revision: 'int4',
    to: 'date?',
    label: 'text',
    rule: 'jsonb',
    ownerRole: 'text',
    document: 'text',
    article: 'text?',
    at: 'timestamptz',
  },
  row: {},
});

const columns =
  'o.duty_code, o.period, o.label, o.period_text, o.owner_role, o.opens_on, o.nominal_on, o.due_on, o.state, o.object_type, o.object_id, o.done_on, o.reason, o.changed_by, o.changed_at, o.revision';
const row = {
  duty_code: 'text',
  period: 'text',
  label: 'text',
  period_text: 'text',
  owner_role: 'text',
  opens_on: 'date',
  nominal_on: 'date',
  due_on: 'date?',
  state: 'text',
  object_type: 'text?',
  object_id: 'text?',
  done_on: 'date?',
  reason: 'text?',
  changed_by: 'text',
  changed_at: 'timestamptz',
  revision: 'int4',
} as const;

const listOccurrences = statement({
  name: 'kernel.list-duty-occurrences',
  class: 'router',
  text: `select ${columns} from kernel.duty_occurrence o
         where o.region_code = $1 and o.nominal_on between $2 and $3 and ($4::text is null or o.duty_code = $4)
         order by o.nominal_on, o.duty_code, o.period limit 2000`,
  params: { region: 'text', from: 'date', to: 'date', code: 'text?' },
  row,
});

const listWithoutDue = statement({
  name: 'kernel.list-duties-without-due',
  class: 'router',
  text: `select ${columns} from kernel.duty_occurrence o where o.region_code = $1 and o.due_on is null and o.state = 'open' order by o.nominal_on limit 2000`,
  params: { region: 'text' },
  row,
});

const lockOccurrence = statement({
  name: 'kernel.lock-duty-occurrence',
  class: 'router',
  text: `select ${columns} from kernel.duty_occurrence o where o.region_code = $1 and o.duty_code = $2 and o.period = $3 for update`,
  params: { region: 'text', code: 'text', period: 'text' },
  row,
});

const insertOccurrence = statement({
  name: 'kernel.insert-duty-occurrence',
  class: 'router',
  text: `insert into kernel.duty_occurrence (region_code, duty_code, period, label, period_text, owner_role, opens_on, nominal_on, due_on, state, changed_by, changed_at, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, 1) on conflict do nothing`,
  params: {
    region: 'text',
    code: 'text',
    period: 'text',
    label: 'text',
    periodText: 'text',
    ownerRole: 'text',
    opensOn: 'date',
    nominalOn: 'date',
    dueOn: 'date?',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const setDue = statement({
  name: 'kernel.set-duty-due',
  class: 'router',
  text: `update kernel.duty_occurrence set due_on = $4 where region_code = $1 and duty_code = $2 and period = $3 and state = 'open' and due_on is distinct from $4`,
  params: { region: 'text', code: 'text', period: 'text', dueOn: 'date' },
  row: {},
});

const changeOccurrence = statement({
  name: 'kernel.change-duty-occurrence',
  class: 'router',
  text: `update kernel.duty_occurrence set state = $4, object_type = $5, object_id = $6, done_on = $7, reason = $8, changed_by = $9, changed_at = $10, revision = revision + 1
         where region_code = $1 and duty_code = $2 and period = $3`,
  params: {
    region: 'text',
    code: 'text',
    period: 'text',
    state: 'text',
    objectType: 'text?',
    objectId: 'text?',
    doneOn: 'date?',
    reason: 'text?',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const recordRow = {
  record_id: 'uuid',
  duty_code: 'text',
  period: 'text',
  document_no: 'text',
  note: 'text',
  done_on: 'date',
  made_by: 'text',
  made_name: 'text',
  made_at: 'timestamptz',
} as const;
export type DutyRecord = ValuesOf<typeof recordRow>;

const insertRecord = statement({
  name: 'kernel.insert-duty-record',
  class: 'router',
  text: `insert into kernel.duty_record (region_code, record_id, duty_code, period, document_no, note, done_on, made_by, made_name, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  params: { region: 'text', ...recordRow },
  row: {},
});

const listRecords = statement({
  name: 'kernel.list-duty-records',
  class: 'router',
  text: `select r.record_id, r.duty_code, r.period, r.document_no, r.note, r.done_on, r.made_by, r.made_name, r.made_at
         from kernel.duty_record r where r.region_code = $1 and r.record_id::text = any ($2)`,
  params: { region: 'text', ids: 'text[]' },
  row: recordRow,
});

const openBy = `select ${columns} from kernel.duty_occurrence o where o.region_code = $1 and o.state = 'open' and o.opens_on <= $2 order by o.nominal_on, o.duty_code, o.period`;
const openParams = { region: 'text', on: 'date' } as const;

const listOpen = statement({ name: 'kernel.list-open-duty-occurrences', class: 'router', text: openBy, params: openParams, row });
const holdOpen = statement({ name: 'kernel.hold-open-duty-occurrences', class: 'router', text: `${openBy} for share of o`, params: openParams, row });

export interface DutyOccurrence extends DutyFacts {
  readonly code: string;
  readonly period: string;
  readonly label: string;
  readonly periodText: string;
  readonly ownerRole: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly reason: string | null;
  readonly changedBy: string;
  readonly changedAt: Instant;
  readonly revision: number;
}

const dayOrNull = (text: string | null): PlainDate | null => (text === null ? null : parseDay(text));

const toOccurrence = (found: ValuesOf<typeof row>): DutyOccurrence => ({
  code: found.duty_code,
  period: found.period,
  label: found.label,
  periodText: found.period_text,
  ownerRole: found.owner_role,
  opensOn: parseDay(found.opens_on),
  nominalOn: parseDay(found.nominal_on),
  dueOn: dayOrNull(found.due_on),
  state: found.state as DutyState,
  objectType: found.object_type,
  objectId: found.object_id,
  doneOn: dayOrNull(found.done_on),
  reason: found.reason,
  changedBy: found.changed_by,
  changedAt: parseMoment(found.changed_at),
  revision: found.revision,
});

export interface DutyChange {
  readonly state: DutyState;
  readonly object: { readonly type: string; readonly id: string } | null;
  readonly doneOn: PlainDate | null;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Instant;
}

export const dutyStore = {
  listRules: (tx: Tx) => tx.many(listDuties, { region: tx.region }),
  insertRule: (tx: Tx, values: Omit<ValuesOf<(typeof insertDuty)['params']>, 'region'>) => tx.run(insertDuty, { region: tx.region, ...values }),

  /** Occurrences whose nominal day lies between two days, both included. */
  list: async (tx: Tx, span: { readonly from: PlainDate; readonly to: PlainDate; readonly code?: string | undefined }): Promise<readonly DutyOccurrence[]> =>
    (await tx.many(listOccurrences, { region: tx.region, from: span.from.toString(), to: span.to.toString(), code: span.code ?? null })).map(toOccurrence),

  listWithoutDue: async (tx: Tx): Promise<readonly DutyOccurrence[]> => (await tx.many(listWithoutDue, { region: tx.region })).map(toOccurrence),

  /** Open ones that may have been begun by a day. */
  listOpen: async (tx: Tx, on: PlainDate): Promise<readonly DutyOccurrence[]> => (await tx.many(listOpen, { region: tx.region, on: on.toString() })).map(toOccurrence),
  /** The same, held until the transaction ends: what is done meanwhile is not reminded of, and what is reminded of is settled when it is done. */
  holdOpen: async (tx: Tx, on: PlainDate): Promise<readonly DutyOccurrence[]> => (await tx.many(holdOpen, { region: tx.region, on: on.toString() })).map(toOccurrence),

  insertRecord: (tx: Tx, values: DutyRecord) => tx.run(insertRecord, { region: tx.region, ...values }),
  /** Records of what was done, by their ids as occurrences hold them. */
  records: async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DutyRecord>> =>
    ids.length === 0 ? new Map() : new Map((await tx.many(listRecords, { region: tx.region, ids })).map((one) => [one.record_id, one])),

  lock: async (tx: Tx, code: string, period: string): Promise<DutyOccurrence | undefined> => {
    const found = await tx.maybe(lockOccurrence, { region: tx.region, code, period });
    return found === undefined ? undefined : toOccurrence(found);
  },

  /** Does nothing when the occurrence is there already. */
  insert: (
    tx: Tx,
    duty: { readonly code: string; readonly label: string; readonly ownerRole: string },
    planned: PlannedOccurrence,
    by: { readonly id: string; readonly at: Instant },
  ) =>
    tx.run(insertOccurrence, {
      region: tx.region,
      code: duty.code,
      period: planned.period.key,
      label: duty.label,
      periodText: planned.periodText,
      ownerRole: duty.ownerRole,
      opensOn: planned.opensOn.toString(),
      nominalOn: planned.nominalOn.toString(),
      dueOn: planned.dueOn?.toString() ?? null,
      by: by.id,
      at: formatMoment(by.at),
    }),

  setDue: (tx: Tx, code: string, period: string, dueOn: PlainDate) => tx.run(setDue, { region: tx.region, code, period, dueOn: dueOn.toString() }),

  change: (tx: Tx, { code, period }: Pick<DutyOccurrence, 'code' | 'period'>, to: DutyChange) =>
    tx.run(changeOccurrence, {
      region: tx.region,
      code,
      period,
      state: to.state,
      objectType: to.object?.type ?? null,
      objectId: to.object?.id ?? null,
      doneOn: to.doneOn?.toString() ?? null,
      reason: to.reason,
      by: to.by,
      at: formatMoment(to.at),
    }),
} as const;
