import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import {
  agendaGroups,
  agendaItemIdSchema,
  decisionIdSchema,
  decisionKinds,
  meetingDetailsSchema,
  meetingIdSchema,
  meetingSummarySchema,
  memberIdSchema,
  memberRoles,
  memberSchema,
  presences,
} from './meeting.ts';

export const meetingActs = ['collect', 'freeze', 'hold', 'end', 'issue', 'close', 'cancel'] as const;
export type MeetingAct = (typeof meetingActs)[number];
export const meetingActLabel = {
  collect: '征集议题',
  freeze: '冻结材料',
  hold: '开会',
  end: '散会，起草纪要',
  issue: '印发纪要',
  close: '关闭',
  cancel: '取消会议',
} satisfies Record<MeetingAct, string>;

export const agendaActs = ['move', 'drop', 'restore', 'edit', 'note'] as const;
export type AgendaAct = (typeof agendaActs)[number];
export const agendaActLabel = { move: '调整次序', drop: '不上会', restore: '恢复上会', edit: '修改材料', note: '知悉' } satisfies Record<AgendaAct, string>;

const noteSchema = z.string().trim().max(4000).default('').meta({ label: '说明' });
const daySchema = z.iso.date();
const params = z.strictObject({ meetingId: meetingIdSchema });
const titleSchema = z.string().trim().min(2, '请填写「标题」').max(200).meta({ label: '标题' });
const common = ['meeting.not_found', 'meeting.changed', 'meeting.note_missing', 'meeting.secret', 'lifecycle.wrong_state'] as const;

const membersReply = z.strictObject({ items: z.array(memberSchema), actions: z.array(actionOfferSchema) });

export const listMembers = endpoint({
  id: 'meeting.list-members',
  method: 'GET',
  path: '/api/leading-group/members',
  summary: '领导小组成员，含任期',
  access: { permission: 'meeting.read', target: 'many' },
  query: z.strictObject({ on: daySchema.optional().meta({ label: '日期' }) }),
  reply: membersReply,
  refusals: [],
});
export const addMember = endpoint({
  id: 'meeting.add-member',
  method: 'POST',
  path: '/api/leading-group/members',
  summary: '登记领导小组成员',
  access: { permission: 'meeting.members', target: 'many' },
  body: z.strictObject({
    name: z.string().trim().min(1, '请填写「姓名」').max(60).meta({ label: '姓名' }),
    post: z.string().trim().min(1, '请填写「职务」').max(100).meta({ label: '职务' }),
    role: z.enum(memberRoles).meta({ label: '身份' }),
    fromOn: daySchema.meta({ label: '任期起始日' }),
    source: z.string().trim().min(2, '请填写「依据」').max(200).meta({ label: '依据' }),
  }),
  reply: membersReply,
  refusals: ['meeting.leader_twice'],
});
export const endMember = endpoint({
  id: 'meeting.end-member',
  method: 'POST',
  path: '/api/leading-group/members/:memberId/ends',
  summary: '成员任期结束',
  access: { permission: 'meeting.members', target: 'one' },
  params: z.strictObject({ memberId: memberIdSchema }),
  body: z.strictObject({ toOn: daySchema.meta({ label: '任期截止日' }), source: z.string().trim().min(2, '请填写「依据」').max(200).meta({ label: '依据' }) }),
  reply: membersReply,
  refusals: ['meeting.member_not_found', 'meeting.term_unfit'],
});
export const listMeetings = endpoint({
  id: 'meeting.list-meetings',
  method: 'GET',
  path: '/api/meetings',
  summary: '领导小组会议列表',
  access: { permission: 'meeting.read', target: 'many' },
  reply: z.strictObject({ items: z.array(meetingSummarySchema), actions: z.array(actionOfferSchema) }),
  refusals: [],
});
export const planMeeting = endpoint({
  id: 'meeting.plan-meeting',
  method: 'POST',
  path: '/api/meetings',
  summary: '安排会议；议程由系统按公式生成',
  access: { permission: 'meeting.run', target: 'many' },
  body: z.strictObject({ title: titleSchema, heldOn: daySchema.meta({ label: '会期' }), place: z.string().trim().max(100).default('').meta({ label: '地点' }) }),
  reply: meetingDetailsSchema,
  refusals: ['meeting.day_past', 'meeting.day_off'],
});
export const getMeeting = endpoint({
  id: 'meeting.get-meeting',
  method: 'GET',
  path: '/api/meetings/:meetingId',
  summary: '会议：以往决定的落实、议程、出席、决定',
  access: { permission: 'meeting.read', target: 'one' },
  params,
  reply: meetingDetailsSchema,
  refusals: ['meeting.not_found'],
});
export const actOnMeeting = endpoint({
  id: 'meeting.act-on-meeting',
  method: 'POST',
  path: '/api/meetings/:meetingId/acts',
  summary: '会议办理一步；印发纪要时，任务类决定同时成为督办单',
  access: { permission: 'meeting.read', target: 'one' },
  params,
  body: z.strictObject({
    action: z.enum(meetingActs).meta({ label: '操作' }),
    revision: z.int().min(1).meta({ label: '已见到的版本' }),
    note: noteSchema,
    minutesNo: z.string().trim().max(60).default('').meta({ label: '纪要文号' }),
  }),
  reply: meetingDetailsSchema,
  refusals: [
    ...common,
    'meeting.no_quorum',
    'meeting.no_members',
    'meeting.items_open',
    'meeting.number_missing',
    'meeting.decisions_open',
    'lifecycle.system_only',
    'supervision.due_unfit',
    'supervision.org_not_found',
    'supervision.lead_is_co',
  ],
});
export const rebuildAgenda = endpoint({
  id: 'meeting.rebuild-agenda',
  method: 'POST',
  path: '/api/meetings/:meetingId/agenda',
  summary: '由系统重新生成议程；人工调整过的保留',
  access: { permission: 'meeting.run', target: 'one' },
  params,
  reply: meetingDetailsSchema,
  refusals: common,
});
export const addAgendaItem = endpoint({
  id: 'meeting.add-agenda-item',
  method: 'POST',
  path: '/api/meetings/:meetingId/items',
  summary: '人工增加议题，须写明理由',
  access: { permission: 'meeting.run', target: 'one' },
  params,
  body: z.strictObject({
    group: z.enum(agendaGroups).exclude(['fate']).default('other').meta({ label: '类别' }),
    title: titleSchema,
    page: z.string().trim().max(4000).default('').meta({ label: '材料' }),
    reason: z.string().trim().min(2, '请填写「理由」').max(500).meta({ label: '理由' }),
  }),
  reply: meetingDetailsSchema,
  refusals: common,
});
export const changeAgendaItem = endpoint({
  id: 'meeting.change-agenda-item',
  method: 'POST',
  path: '/api/meetings/:meetingId/items/:itemId/acts',
  summary: '调整、撤下、恢复、修改议题，须写明理由',
  access: { permission: 'meeting.run', target: 'one' },
  params: z.strictObject({ meetingId: meetingIdSchema, itemId: agendaItemIdSchema }),
  body: z.strictObject({
    action: z.enum(agendaActs).meta({ label: '操作' }),
    revision: z.int().min(1).meta({ label: '已见到的版本' }),
    reason: z.string().trim().max(500).default('').meta({ label: '理由' }),
    /** 1 = first */
    position: z.int().min(1).max(999).optional().meta({ label: '次序' }),
    title: titleSchema.optional(),
    page: z.string().trim().max(4000).optional().meta({ label: '材料' }),
  }),
  reply: meetingDetailsSchema,
  refusals: [...common, 'meeting.item_not_found'],
});
export const setAttendance = endpoint({
  id: 'meeting.set-attendance',
  method: 'PUT',
  path: '/api/meetings/:meetingId/attendance/:memberId',
  summary: '登记出席、代为出席与回避',
  access: { permission: 'meeting.run', target: 'one' },
  params: z.strictObject({ meetingId: meetingIdSchema, memberId: memberIdSchema }),
  body: z.strictObject({
    presence: z.enum(presences).meta({ label: '出席' }),
    substitute: z.string().trim().max(60).default('').meta({ label: '代为出席人' }),
    authority: z.string().trim().max(200).default('').meta({ label: '委托依据' }),
    recusedItems: z.array(agendaItemIdSchema).max(50).default([]).meta({ label: '回避议题' }),
  }),
  reply: meetingDetailsSchema,
  refusals: [...common, 'meeting.member_not_found', 'meeting.substitute_missing'],
});
export const addDecision = endpoint({
  id: 'meeting.add-decision',
  method: 'POST',
  path: '/api/meetings/:meetingId/decisions',
  summary: '记下决定；任务类须有牵头单位、时限、完成标准',
  access: { permission: 'meeting.run', target: 'one' },
  params,
  body: z.strictObject({
    itemId: agendaItemIdSchema.meta({ label: '议题' }),
    kind: z.enum(decisionKinds).meta({ label: '决定类别' }),
    text: z.string().trim().min(2, '请填写「决定内容」').max(4000).meta({ label: '决定内容' }),
    leadOrgId: z.uuid().optional().meta({ label: '牵头单位' }),
    coOrgIds: z.array(z.uuid()).max(30).default([]).meta({ label: '配合单位' }),
    dueOn: daySchema.optional().meta({ label: '办理时限' }),
    standard: z.string().trim().max(4000).default('').meta({ label: '完成标准' }),
  }),
  reply: meetingDetailsSchema,
  refusals: [...common, 'meeting.item_not_found', 'meeting.task_incomplete', 'supervision.due_unfit', 'supervision.org_not_found', 'supervision.lead_is_co'],
});
export const dropDecision = endpoint({
  id: 'meeting.drop-decision',
  method: 'POST',
  path: '/api/meetings/:meetingId/decisions/:decisionId/drops',
  summary: '纪要印发前撤去一项决定',
  access: { permission: 'meeting.run', target: 'one' },
  params: z.strictObject({ meetingId: meetingIdSchema, decisionId: decisionIdSchema }),
  body: z.strictObject({ reason: z.string().trim().min(2, '请填写「理由」').max(500).meta({ label: '理由' }) }),
  reply: meetingDetailsSchema,
  refusals: [...common, 'meeting.decision_not_found'],
});
export const getMinutes = endpoint({
  id: 'meeting.get-minutes',
  method: 'GET',
  path: '/api/meetings/:meetingId/minutes',
  summary: '会议纪要（Word）',
  access: { permission: 'meeting.read', target: 'one' },
  params,
  reply: fileReplySchema,
  refusals: ['meeting.not_found'],
});

export const meetingEndpoints = [
  listMembers,
  addMember,
  endMember,
  listMeetings,
  planMeeting,
  getMeeting,
  actOnMeeting,
  rebuildAgenda,
  addAgendaItem,
  changeAgendaItem,
  setAttendance,
  addDecision,
  dropDecision,
  getMinutes,
] as const;
