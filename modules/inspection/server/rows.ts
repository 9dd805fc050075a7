/** Rows of the module. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { revisedTableOf, tableOf } from '#supervision/server';

export const inspectionTable = revisedTableOf({
  table: 'inspection.inspection',
  key: ['inspection_id'],
  row: {
    inspection_id: 'uuid',
    number: 'text',
    year: 'int4',
    serial: 'int4',
    subject: 'text',
    matter: 'text',
    org_id: 'uuid',
    task_id: 'uuid?',
    anchor: 'text',
    plan_path: 'text',
    task_title: 'text',
    state: 'text',
    planned_on: 'date',
    is_unannounced: 'bool',
    is_added: 'bool',
    added_reason: 'text',
    exceed_reason: 'text',
    exceed_by: 'text?',
    arrived_at: 'timestamptz?',
    arrived_place: 'text',
    inspector_id: 'uuid?',
    finders: 'uuid[]',
    verdict: 'text?',
    finding: 'text',
    conclusion: 'int4',
    requirement: 'text',
    rectify_due_on: 'date?',
    rectify_number: 'text?',
    rectify_year: 'int4?',
    rectify_serial: 'int4?',
    rectify_on: 'date?',
    order_id: 'uuid?',
    for_order_id: 'uuid?',
    stamp: 'text',
    machine_version: 'int4',
    revision: 'int4',
    created_by: 'text',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
});
export type InspectionRow = ValuesOf<typeof inspectionTable.row>;

const memberTable = revisedTableOf({
  table: 'inspection.member',
  key: ['inspection_id', 'user_id'],
  row: { inspection_id: 'uuid', user_id: 'uuid', state: 'text', reason: 'text', revision: 'int4' },
});
export type MemberRow = ValuesOf<typeof memberTable.row>;

const findingTable = tableOf({
  table: 'inspection.finding',
  key: ['finding_id', 'version'],
  row: {
    finding_id: 'uuid',
    version: 'int4',
    inspection_id: 'uuid',
    text: 'text',
    place: 'text',
    reason: 'text',
    noted_at: 'timestamptz',
    noted_by: 'text',
    noted_name: 'text',
    received_at: 'timestamptz',
  },
});
export type FindingRow = ValuesOf<typeof findingTable.row>;

const fileTable = tableOf({
  table: 'inspection.file',
  key: ['file_id'],
  row: {
    file_id: 'uuid',
    inspection_id: 'uuid',
    finding_id: 'uuid?',
    side: 'text',
    name: 'text',
    media_type: 'text',
    sha256: 'text',
    taken_at: 'timestamptz?',
    latitude: 'text?',
    longitude: 'text?',
    place: 'text',
    is_reused: 'bool',
    added_by: 'text',
    added_name: 'text',
    added_at: 'timestamptz',
  },
});
export type FileRow = ValuesOf<typeof fileTable.row>;

const yearPlanTable = tableOf({
  table: 'inspection.year_plan',
  key: ['year'],
  row: { year: 'int4', document_no: 'text', inspections: 'int4', issued_on: 'date', issued_by: 'text', issued_at: 'timestamptz' },
});
export type YearPlanRow = ValuesOf<typeof yearPlanTable.row>;

const find = statement({
  name: 'inspection.find-inspection',
  class: 'router',
  text: `select ${inspectionTable.columns('i')} from inspection.inspection i where i.region_code = $1 and i.inspection_id = $2`,
  params: { region: 'text', id: 'uuid' },
  row: inspectionTable.row,
});
const lock = statement({
  name: 'inspection.lock-inspection',
  class: 'router',
  text: `select ${inspectionTable.columns('i')} from inspection.inspection i where i.region_code = $1 and i.inspection_id = $2 for update`,
  params: { region: 'text', id: 'uuid' },
  row: inspectionTable.row,
});
const lastSerial = statement({
  name: 'inspection.last-serial',
  class: 'router',
  text: `select coalesce(max(i.serial), 0)::int4 as serial from inspection.inspection i where i.region_code = $1 and i.year = $2`,
  params: { region: 'text', year: 'int4' },
  row: { serial: 'int4' },
});
const lastRectifySerial = statement({
  name: 'inspection.last-rectify-serial',
  class: 'router',
  text: `select coalesce(max(i.rectify_serial), 0)::int4 as serial from inspection.inspection i where i.region_code = $1 and i.rectify_year = $2`,
  params: { region: 'text', year: 'int4' },
  row: { serial: 'int4' },
});
const takeTurn = statement({
  name: 'inspection.take-turn',
  class: 'admin',
  text: 'select pg_advisory_xact_lock(hashtextextended($1 || $2, 0)) is null as taken',
  params: { region: 'text', what: 'text' },
  row: { taken: 'bool' },
});
/** Others of the unit that count against its ceilings on a planned day. */
const load = statement({
  name: 'inspection.load-of-unit',
  class: 'router',
  text: `select (count(*) filter (where i.planned_on between $4 and $5))::int4 as in_year, (count(*) filter (where i.planned_on between $6 and $7))::int4 as in_quarter
         from inspection.inspection i where i.region_code = $1 and i.org_id = $2 and i.inspection_id <> $3 and i.state <> 'cancelled'`,
  params: { region: 'text', orgId: 'uuid', but: 'uuid', yearFrom: 'date', yearTo: 'date', quarterFrom: 'date', quarterTo: 'date' },
  row: { in_year: 'int4', in_quarter: 'int4' },
});
/** The nearest other inspection of the unit on the same matter: the same task, or the same words. */
const sameSubject = statement({
  name: 'inspection.find-same-subject',
  class: 'router',
  text: `select i.planned_on, i.number from inspection.inspection i
         where i.region_code = $1 and i.org_id = $2 and i.inspection_id <> $3 and i.state <> 'cancelled'
           and (i.task_id = $4 or regexp_replace(i.subject, '\\s', '', 'g') = regexp_replace($5, '\\s', '', 'g'))
         order by abs(i.planned_on - $6), i.planned_on, i.inspection_id limit 1`,
  params: { region: 'text', orgId: 'uuid', but: 'uuid', taskId: 'uuid?', subject: 'text', plannedOn: 'date' },
  row: { planned_on: 'date', number: 'text' },
});
const members = statement({
  name: 'inspection.list-members',
  class: 'router',
  text: `select ${memberTable.columns('m')} from inspection.member m where m.region_code = $1 and m.inspection_id = any ($2) order by m.inspection_id, m.user_id`,
  params: { region: 'text', ids: 'uuid[]' },
  row: memberTable.row,
});
const findings = statement({
  name: 'inspection.list-findings',
  class: 'router',
  text: `select ${findingTable.columns('f')} from inspection.finding f where f.region_code = $1 and f.inspection_id = $2
         order by min(f.noted_at) over (partition by f.finding_id), f.finding_id, f.version`,
  params: { region: 'text', id: 'uuid' },
  row: findingTable.row,
});
const findingById = statement({
  name: 'inspection.find-finding',
  class: 'router',
  text: `select ${findingTable.columns('f')} from inspection.finding f where f.region_code = $1 and f.finding_id = $2 order by f.version desc limit 1`,
  params: { region: 'text', findingId: 'uuid' },
  row: findingTable.row,
});
const countFindings = statement({
  name: 'inspection.count-findings',
  class: 'router',
  text: `select f.inspection_id, count(distinct f.finding_id)::int4 as total from inspection.finding f where f.region_code = $1 and f.inspection_id = any ($2) group by f.inspection_id`,
  params: { region: 'text', ids: 'uuid[]' },
  row: { inspection_id: 'uuid', total: 'int4' },
});
const files = statement({
  name: 'inspection.list-files',
  class: 'router',
  text: `select ${fileTable.columns('f')} from inspection.file f where f.region_code = $1 and f.inspection_id = $2 order by f.added_at, f.file_id`,
  params: { region: 'text', id: 'uuid' },
  row: fileTable.row,
});
const findPlan = statement({
  name: 'inspection.find-year-plan',
  class: 'router',
  text: `select ${yearPlanTable.columns('p')} from inspection.year_plan p where p.region_code = $1 and p.year = $2`,
  params: { region: 'text', year: 'int4' },
  row: yearPlanTable.row,
});
const inStates = statement({
  name: 'inspection.list-in-states',
  class: 'router',
  text: `select ${inspectionTable.columns('i')} from inspection.inspection i where i.region_code = $1 and i.state = any ($2) order by i.planned_on, i.inspection_id`,
  params: { region: 'text', states: 'text[]' },
  row: inspectionTable.row,
});

export const rows = {
  find: (tx: Tx, id: string): Promise<InspectionRow | undefined> => tx.maybe(find, { region: tx.region, id }),
  lock: (tx: Tx, id: string): Promise<InspectionRow | undefined> => tx.maybe(lock, { region: tx.region, id }),
  insert: (tx: Tx, row: InspectionRow): Promise<number> => tx.run(inspectionTable.insert, { region: tx.region, ...row }),
  /** 0 when somebody was faster */
  update: (tx: Tx, row: InspectionRow): Promise<number> => tx.run(inspectionTable.update, { region: tx.region, ...row }),
  lastSerial: async (tx: Tx, year: number): Promise<number> => (await tx.one(lastSerial, { region: tx.region, year })).serial,
  lastRectifySerial: async (tx: Tx, year: number): Promise<number> => (await tx.one(lastRectifySerial, { region: tx.region, year })).serial,
  /** One after the other until the transaction ends: numbers without gaps, ceilings that two planners cannot pass together. */
  takeTurn: (tx: Tx, what: string): Promise<unknown> => tx.one(takeTurn, { region: tx.region, what: `inspection.${what}` }),
  load: (tx: Tx, of: Omit<ValuesOf<(typeof load)['params']>, 'region'>) => tx.one(load, { region: tx.region, ...of }),
  sameSubject: (tx: Tx, of: Omit<ValuesOf<(typeof sameSubject)['params']>, 'region'>) => tx.maybe(sameSubject, { region: tx.region, ...of }),
  members: (tx: Tx, ids: readonly string[]): Promise<MemberRow[]> => tx.many(members, { region: tx.region, ids }),
  insertMember: (tx: Tx, row: MemberRow): Promise<number> => tx.run(memberTable.insert, { region: tx.region, ...row }),
  updateMember: (tx: Tx, row: MemberRow): Promise<number> => tx.run(memberTable.update, { region: tx.region, ...row }),
  findings: (tx: Tx, id: string): Promise<FindingRow[]> => tx.many(findings, { region: tx.region, id }),
  finding: (tx: Tx, findingId: string): Promise<FindingRow | undefined> => tx.maybe(findingById, { region: tx.region, findingId }),
  insertFinding: (tx: Tx, row: FindingRow): Promise<number> => tx.run(findingTable.insert, { region: tx.region, ...row }),
  countFindings: async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> =>
    new Map((await tx.many(countFindings, { region: tx.region, ids })).map((row) => [row.inspection_id, row.total])),
  files: (tx: Tx, id: string): Promise<FileRow[]> => tx.many(files, { region: tx.region, id }),
  insertFile: (tx: Tx, row: FileRow): Promise<number> => tx.run(fileTable.insert, { region: tx.region, ...row }),
  plan: (tx: Tx, year: number): Promise<YearPlanRow | undefined> => tx.maybe(findPlan, { region: tx.region, year }),
  insertPlan: (tx: Tx, row: YearPlanRow): Promise<number> => tx.run(yearPlanTable.insert, { region: tx.region, ...row }),
  inStates: (tx: Tx, states: readonly string[]): Promise<InspectionRow[]> => tx.many(inStates, { region: tx.region, states }),
} as const;
