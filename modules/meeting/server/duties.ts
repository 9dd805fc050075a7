/** What offices owe in meetings, for the hand-over of a post (workflows §16). Decisions that are out live on as orders of module supervision. */
import { defineTableDuties } from '#kernel/server/table-duties.ts';

const meetings = `
  select 'meeting:' || m.meeting_id as id, '待办会议' as kind, m.title, m.held_on as due_on, '/meetings/' || m.meeting_id as href, null::uuid as user_id, null::uuid as org_id, 'meeting.run' as office
  from meeting.meeting m where m.region_code = $1 and m.state in ('planned', 'collecting', 'frozen')
  union all
  select 'minutes:' || m.meeting_id, '待印发会议纪要', m.title, m.held_on, '/meetings/' || m.meeting_id, null, null, 'meeting.issue'
  from meeting.meeting m where m.region_code = $1 and m.state in ('held', 'minuting')
  union all
  select 'decision:' || d.decision_id, '尚未交办的会议决定', left(d.words, 200), d.due_on, '/meetings/' || d.meeting_id, null, null, 'meeting.issue'
  from meeting.decision d join meeting.meeting m on m.region_code = d.region_code and m.meeting_id = d.meeting_id
  where d.region_code = $1 and d.kind = 'task' and not d.is_dropped and d.order_id is null and m.state in ('held', 'minuting')`;

/** Nothing here names a person, so nothing has to be moved. */
export const meetingDuties = defineTableDuties({ name: 'meeting', label: '领导小组会议', open: meetings, move: () => Promise.resolve() });
