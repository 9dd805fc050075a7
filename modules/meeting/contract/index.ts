/** The public face of module meeting. */
export {
  actOnMeeting,
  addAgendaItem,
  addDecision,
  addMember,
  agendaActLabel,
  agendaActs,
  changeAgendaItem,
  dropDecision,
  endMember,
  getMeeting,
  getMinutes,
  listMeetings,
  listMembers,
  meetingActLabel,
  meetingActs,
  meetingEndpoints,
  planMeeting,
  rebuildAgenda,
  setAttendance,
} from './endpoints.ts';
export type { AgendaAct, MeetingAct } from './endpoints.ts';
export { agendaChanged, decisionRecorded, meetingEvents, meetingStepped, memberChanged } from './events.ts';
export {
  agendaGroupLabel,
  agendaGroups,
  agendaItemIdSchema,
  agendaStateLabel,
  agendaStates,
  decisionIdSchema,
  decisionKindLabel,
  decisionKinds,
  fateKindLabel,
  fateKinds,
  meetingIdSchema,
  meetingStateLabel,
  meetingStates,
  memberIdSchema,
  memberRoleLabel,
  memberRoles,
  presenceLabel,
  presences,
} from './meeting.ts';
export type {
  AgendaGroup,
  AgendaItem,
  AgendaState,
  Decision,
  DecisionKind,
  Fate,
  FateKind,
  MeetingDetails,
  MeetingId,
  MeetingState,
  MeetingSummary,
  Member,
  MemberRole,
  Presence,
} from './meeting.ts';
export { meetingParam, meetingParams } from './params.ts';
export { meetingPermissions } from './permissions.ts';
export type { MeetingPermission } from './permissions.ts';
