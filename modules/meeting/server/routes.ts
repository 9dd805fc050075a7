import type { AnyUseCase } from '#kernel/server/use-case.ts';
import { addDecisionUseCase, dropDecisionUseCase, setAttendanceUseCase } from './decide-items.ts';
import { addAgendaItemUseCase, changeAgendaItemUseCase } from './edit-agenda.ts';
import { addMemberUseCase, endMemberUseCase, listMembersUseCase } from './members.ts';
import { getMinutesUseCase } from './minutes.ts';
import { actOnMeetingUseCase, getMeetingUseCase, listMeetingsUseCase, planMeetingUseCase, rebuildAgendaUseCase } from './run-meeting.ts';

export const meetingRoutes: readonly AnyUseCase[] = [
  listMembersUseCase,
  addMemberUseCase,
  endMemberUseCase,
  listMeetingsUseCase,
  planMeetingUseCase,
  getMeetingUseCase,
  actOnMeetingUseCase,
  rebuildAgendaUseCase,
  addAgendaItemUseCase,
  changeAgendaItemUseCase,
  setAttendanceUseCase,
  addDecisionUseCase,
  dropDecisionUseCase,
  getMinutesUseCase,
];
