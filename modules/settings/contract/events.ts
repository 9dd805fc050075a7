/** Events of the module, and those of the kernel mechanics that it shows. */
import { dutyEvents } from '#kernel/duty.ts';
import { event } from '#kernel/event.ts';
import { fileUploaded } from '#kernel/upload.ts';

/** A parameter has a new value from a day on. */
export const parameterValueSet = event('settings.parameter_value_set', {
  version: 1,
  subject: 'code',
  fields: { code: 'open', ref: 'open', level: 'open', from: 'open', to: 'open', value: 'open', document: 'open', article: 'open', reason: 'internal' },
});

/** A notice of the State Council's office was taken into the working calendar. */
export const calendarNoticeImported = event('settings.calendar_notice_imported', {
  version: 1,
  subject: 'documentNo',
  fields: { documentNo: 'open', year: 'open', days: 'open', sha256: 'open' },
});

export const settingsEvents = [parameterValueSet, calendarNoticeImported, fileUploaded, ...dutyEvents] as const;
