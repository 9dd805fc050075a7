/** Events of the module. Ids and states are open, words are internal. */
import { event } from '#kernel/event.ts';

export const memberChanged = event('meeting.member_changed', {
  version: 1,
  subject: 'memberId',
  fields: { memberId: 'open', act: 'open', role: 'open', day: 'open', source: 'open', name: 'personal' },
});
export const meetingStepped = event('meeting.stepped', {
  version: 1,
  subject: 'meetingId',
  fields: { meetingId: 'open', action: 'open', from: 'open', to: 'open', heldOn: 'open', note: 'internal' },
});
export const agendaChanged = event('meeting.agenda_changed', { version: 1, subject: 'meetingId', fields: { meetingId: 'open', itemId: 'open', act: 'open', reason: 'internal' } });
export const decisionRecorded = event('meeting.decision_recorded', {
  version: 1,
  subject: 'meetingId',
  fields: { meetingId: 'open', decisionId: 'open', act: 'open', kind: 'open', orderId: 'open', text: 'internal' },
});
export const meetingEvents = [memberChanged, meetingStepped, agendaChanged, decisionRecorded] as const;
