/** Events of the module. Ids, states and days are open; words are internal. */
import { event } from '#kernel/event.ts';

/** Any step of an inspection, by a person or by the office. */
export const inspectionStepped = event('inspection.stepped', {
  version: 1,
  subject: 'inspectionId',
  fields: { inspectionId: 'open', action: 'open', from: 'open', to: 'open', orgId: 'open', plannedOn: 'open', verdict: 'open', note: 'internal' },
});
export const findingNoted = event('inspection.finding_noted', {
  version: 1,
  subject: 'inspectionId',
  fields: { inspectionId: 'open', findingId: 'open', version: 'open', text: 'internal', place: 'internal', reason: 'internal' },
});
export const inspectionFileAdded = event('inspection.file_added', {
  version: 1,
  subject: 'inspectionId',
  fields: { inspectionId: 'open', fileId: 'open', side: 'open', sha256: 'open' },
});
export const inspectionPlanIssued = event('inspection.plan_issued', { version: 1, subject: 'year', fields: { year: 'open', documentNo: 'open', inspections: 'open' } });
/** An inspection was handed over with a post. */
export const inspectionDutyMoved = event('inspection.duty_moved', {
  version: 1,
  subject: 'dutyId',
  fields: { dutyId: 'internal', orgId: 'open', fromUser: 'internal', toUser: 'internal', reason: 'internal' },
});

export const inspectionEvents = [inspectionStepped, findingNoted, inspectionFileAdded, inspectionPlanIssued, inspectionDutyMoved] as const;
