/** Rows of the module. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { revisedTableOf } from '#supervision/server';

const memberTable = revisedTableOf({
  table: 'meeting.member',
  key: ['member_id'],
  row: {
    member_id: 'uuid',
    name: 'text',
    post: 'text',
    role: 'text',
    from_on: 'date',
    to_on: 'date?',
    source: 'text',
    end_source: 'text',
    made_by: 'text',
    made_at: 'timestamptz',
    revision: 'int4',
  },
});
export type MemberRow = ValuesOf<typeof memberTable.row>;
const meetingTable = revisedTableOf({
  table: 'meeting.meeting',
  key: ['meeting_id'],
  row: {
    meeting_id: 'uuid',
    title: 'text',
    held_on: 'date',
    freeze_on: 'date',
    place: 'text',
    state: 'text',
    minutes_no: 'text',
    issued_on: 'date?',
    machine_version: 'int4',
    revision: 'int4',
    created_by: 'text',
    created_at: 'timestamptz',
  },
});
export type MeetingRow = ValuesOf<typeof meetingTable.row>;
const itemTable = revisedTableOf({
  table: 'meeting.item',
  key: ['item_id'],
  row: {
    item_id: 'uuid',
    meeting_id: 'uuid',
    kind: 'text',
    ref: 'text',
    title: 'text',
    page: 'text',
    score: 'text',
    formula: 'text',
    position: 'int4',
    state: 'text',
    reason: 'text',
    is_late: 'bool',
    is_by_system: 'bool',
    revision: 'int4',
  },
});
export type ItemRow = ValuesOf<typeof itemTable.row>;
const attendanceTable = revisedTableOf({
  table: 'meeting.attendance',
  key: ['meeting_id', 'member_id'],
  row: { meeting_id: 'uuid', member_id: 'uuid', presence: 'text', substitute: 'text', authority: 'text', recused: 'uuid[]', revision: 'int4' },
});
export type AttendanceRow = ValuesOf<typeof attendanceTable.row>;
const decisionTable = revisedTableOf({
  table: 'meeting.decision',
  key: ['decision_id'],
  row: {
    decision_id: 'uuid',
    meeting_id: 'uuid',
    item_id: 'uuid',
    kind: 'text',
    words: 'text',
    lead_org_id: 'uuid?',
    co_org_ids: 'uuid[]',
    due_on: 'date?',
    standard: 'text',
    order_id: 'uuid?',
    is_dropped: 'bool',
    drop_reason: 'text',
    revision: 'int4',
    made_by: 'text',
    made_at: 'timestamptz',
  },
});
export type DecisionRow = ValuesOf<typeof decisionTable.row>;

const listMembers = statement({
  name: 'meeting.list-members',
  class: 'router',
  text: `select ${memberTable.columns('m')} from meeting.member m where m.region_code = $1
         and ($2::date is null or (m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)))
         order by case m.role when 'leader' then 1 when 'deputy' then 2 else 3 end, m.from_on, m.member_id`,
  params: { region: 'text', on: 'date?' },
  row: memberTable.row,
});
const findMeeting = statement({
  name: 'meeting.find-meeting',
  class: 'router',
  text: `select ${meetingTable.columns('m')} from meeting.meeting m where m.region_code = $1 and m.meeting_id = $2`,
  params: { region: 'text', meetingId: 'uuid' },
  row: meetingTable.row,
});
const lockMeeting = statement({
  name: 'meeting.lock-meeting',
  class: 'router',
  text: `select ${meetingTable.columns('m')} from meeting.meeting m where m.region_code = $1 and m.meeting_id = $2 for update`,
  params: { region: 'text', meetingId: 'uuid' },
  row: meetingTable.row,
});
const listMeetings = statement({
  name: 'meeting.list-meetings',
  class: 'router',
  text: `select ${meetingTable.columns('m')},
           (select count(*)::int4 from meeting.item i where i.region_code = $1 and i.meeting_id = m.meeting_id and i.state <> 'dropped') as items,
           (select count(*)::int4 from meeting.decision d where d.region_code = $1 and d.meeting_id = m.meeting_id and not d.is_dropped) as decisions
         from meeting.meeting m where m.region_code = $1 order by m.held_on desc, m.meeting_id desc limit 200`,
  params: { region: 'text' },
  row: { ...meetingTable.row, items: 'int4', decisions: 'int4' },
});
const listItems = statement({
  name: 'meeting.list-items',
  class: 'router',
  text: `select ${itemTable.columns('i')} from meeting.item i where i.region_code = $1 and i.meeting_id = $2 order by i.position, i.item_id`,
  params: { region: 'text', meetingId: 'uuid' },
  row: itemTable.row,
});
const listAttendance = statement({
  name: 'meeting.list-attendance',
  class: 'router',
  text: `select ${attendanceTable.columns('a')} from meeting.attendance a where a.region_code = $1 and a.meeting_id = $2`,
  params: { region: 'text', meetingId: 'uuid' },
  row: attendanceTable.row,
});
const listDecisions = statement({
  name: 'meeting.list-decisions',
  class: 'router',
  text: `select ${decisionTable.columns('d')} from meeting.decision d where d.region_code = $1 and d.meeting_id = $2 and not d.is_dropped order by d.decision_id`,
  params: { region: 'text', meetingId: 'uuid' },
  row: decisionTable.row,
});
/** Task decisions of earlier meetings whose minutes are out. */
const listEarlier = statement({
  name: 'meeting.list-earlier-decisions',
  class: 'router',
  text: `select d.decision_id, d.words, d.order_id, m.title, m.held_on
         from meeting.decision d join meeting.meeting m on m.region_code = d.region_code and m.meeting_id = d.meeting_id
         where d.region_code = $1 and d.order_id is not null and not d.is_dropped and (m.held_on, m.meeting_id) < ($2::date, $3::uuid)
         order by m.held_on desc, d.decision_id`,
  params: { region: 'text', heldOn: 'date', meetingId: 'uuid' },
  row: { decision_id: 'uuid', words: 'text', order_id: 'uuid', title: 'text', held_on: 'date' },
});

export const rows = {
  members: (tx: Tx, on: string | null): Promise<MemberRow[]> => tx.many(listMembers, { region: tx.region, on }),
  insertMember: (tx: Tx, row: MemberRow): Promise<number> => tx.run(memberTable.insert, { region: tx.region, ...row }),
  updateMember: (tx: Tx, row: MemberRow): Promise<number> => tx.run(memberTable.update, { region: tx.region, ...row }),
  find: (tx: Tx, meetingId: string): Promise<MeetingRow | undefined> => tx.maybe(findMeeting, { region: tx.region, meetingId }),
  lock: (tx: Tx, meetingId: string): Promise<MeetingRow | undefined> => tx.maybe(lockMeeting, { region: tx.region, meetingId }),
  list: (tx: Tx): Promise<(MeetingRow & { readonly items: number; readonly decisions: number })[]> => tx.many(listMeetings, { region: tx.region }),
  insert: (tx: Tx, row: MeetingRow): Promise<number> => tx.run(meetingTable.insert, { region: tx.region, ...row }),
  update: (tx: Tx, row: MeetingRow): Promise<number> => tx.run(meetingTable.update, { region: tx.region, ...row }),
  items: (tx: Tx, meetingId: string): Promise<ItemRow[]> => tx.many(listItems, { region: tx.region, meetingId }),
  insertItem: (tx: Tx, row: ItemRow): Promise<number> => tx.run(itemTable.insert, { region: tx.region, ...row }),
  updateItem: (tx: Tx, row: ItemRow): Promise<number> => tx.run(itemTable.update, { region: tx.region, ...row }),
  attendance: (tx: Tx, meetingId: string): Promise<AttendanceRow[]> => tx.many(listAttendance, { region: tx.region, meetingId }),
  insertAttendance: (tx: Tx, row: AttendanceRow): Promise<number> => tx.run(attendanceTable.insert, { region: tx.region, ...row }),
  updateAttendance: (tx: Tx, row: AttendanceRow): Promise<number> => tx.run(attendanceTable.update, { region: tx.region, ...row }),
  decisions: (tx: Tx, meetingId: string): Promise<DecisionRow[]> => tx.many(listDecisions, { region: tx.region, meetingId }),
  insertDecision: (tx: Tx, row: DecisionRow): Promise<number> => tx.run(decisionTable.insert, { region: tx.region, ...row }),
  updateDecision: (tx: Tx, row: DecisionRow): Promise<number> => tx.run(decisionTable.update, { region: tx.region, ...row }),
  earlier: (tx: Tx, before: { readonly heldOn: string; readonly meetingId: string }) => tx.many(listEarlier, { region: tx.region, ...before }),
};
