/** The pure rules of module meeting. */
export { formulaWords, namesSecret, quorumOf, rankAgenda, scoreOf } from './agenda.ts';
export type { AgendaCandidate, AgendaRules, RankedItem } from './agenda.ts';
export { lifecycles } from './lifecycles.ts';
export { meetingLifecycle } from './meeting-lifecycle.ts';
export type { MeetingFacts } from './meeting-lifecycle.ts';
