/** The public face of module settings. */
export {
  calendarFile,
  calendarFaultSchema,
  dayArrangementLabel,
  dayArrangements,
  getWorkingCalendar,
  importCalendarNotice,
  maxCalendarFileBytes,
  previewCalendarNotice,
} from './calendar-endpoints.ts';
export type { CalendarDayView, CalendarFault, DayArrangement } from './calendar-endpoints.ts';
export {
  calendarFormatLabel,
  calendarFormats,
  completeDuty,
  dutyFulfilmentLabel,
  dutyFulfilments,
  dutyOccurrenceSchema,
  dutyStandingLabel,
  dutyStandings,
  dutyStateLabel,
  dutyStates,
  endDutyExemption,
  exemptDutyOccurrence,
  withdrawDutyCompletion,
  exportDuties,
  listDuties,
} from './duty-endpoints.ts';
export type { CalendarFormat, DutyOccurrenceView } from './duty-endpoints.ts';
export { downloadFile, fileIdSchema, fileSchema, uploadFile } from './file-endpoints.ts';
export type { FileId } from './file-endpoints.ts';
export { calendarNoticeImported, parameterValueSet, settingsEvents } from './events.ts';
export {
  channelLabel,
  channels,
  countInbox,
  getNoticePreferences,
  inboxViewLabel,
  inboxViews,
  listInbox,
  noticeIdSchema,
  noticeModeLabel,
  noticeModes,
  noticeSchema,
  readInbox,
  saveNoticePreferences,
  urgencies,
  urgencyLabel,
} from './inbox-endpoints.ts';
export type { InboxView } from './inbox-endpoints.ts';
export { exportParameters, getParameter, listParameters, previewParameterValue, setParameterValue } from './parameter-endpoints.ts';
export {
  newParameterValueSchema,
  paramCodeSchema,
  parameterLevelLabel,
  parameterLevels,
  parameterRowSchema,
  parameterSchema,
  paramSourceSchema,
  stretchSchema,
} from './parameter.ts';
export type { NewParameterValue, Parameter, ParameterRow, Stretch } from './parameter.ts';
export { settingsPermissions } from './permissions.ts';
